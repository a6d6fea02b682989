"""Clipping does not cure a gradient that is no number: it hides it, or spreads it."""

import math

import numpy as np

from nnnotes.clipping import clip_by_global_norm

grads = [np.array([math.nan, 1.0]), np.array([2.0, 3.0, 4.0])]  # one bad entry of five
norm = math.sqrt(sum(float(np.sum(g**2)) for g in grads))
python, numpy = min(1.0, 1.0 / norm), float(np.minimum(1.0, 1.0 / norm))
hidden, spread = (1 - 0.1 * factor * np.hstack(grads) for factor in (python, numpy))
print(f"norm {norm}, factor by min(1.0, nan) {python}, by np.minimum {numpy}")
print("ones after min:       ", hidden.round(2))
print("ones after np.minimum:", spread)
assert python == 1.0 and np.isnan(hidden).sum() == 1  # wrong: a full step, unclipped
assert np.isnan(spread).all()  # wrong: one bad entry, and every weight is lost

try:
    clip_by_global_norm(grads, 1.0)
    message = ""
except ValueError as problem:
    message = str(problem)
print("here:", message.split(",")[0])
assert "nan" in message
