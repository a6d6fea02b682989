"""A ReLU behind the head of a regressor cannot say anything below zero.

Sixty points along a line with a bend at 0, about half of them below zero. The linear
head runs through them all. Behind a ReLU the same head lies flat on zero wherever the
points are negative.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import linear_head

rng = np.random.default_rng(12)
x = rng.uniform(-2, 2, 60)
y = np.where(x > 0, 1.5 * x, 0.5 * x) - 0.4 + 0.1 * rng.standard_normal(60)
h = np.column_stack([np.maximum(x, 0), np.maximum(-x, 0)])
w, b = linear_head(h, y[:, None])
y_hat = h @ w[0] + b
clipped = np.maximum(y_hat, 0)  # the bug

right, wrong = np.mean((y_hat - y) ** 2), np.mean((clipped - y) ** 2)
share, floor = (
    np.mean(y < 0),
    np.mean(np.minimum(y, 0) ** 2),
)  # if all others were met exactly
print(f"targets below zero     {share:.1%}")
print(f"linear head            mean squared error {right:.4f}")
print(f"the same behind a ReLU {wrong:.4f}")
print(f"best without negatives {floor:.4f}")
assert wrong >= floor > 50 * right

fig, ax = plt.subplots(figsize=(5.2, 3.0))
ax.plot(x, y, "o", ms=3.5, color=draw.MUTED)
order = np.argsort(x)
ax.plot(x[order], y_hat[order], color=draw.RIGHT)
ax.plot(x[order], clipped[order], "--", color=draw.GRADIENT)
ax.text(-1.95, 0.15, "behind a ReLU", color=draw.GRADIENT)
ax.text(-0.55, -1.25, "linear head", color=draw.RIGHT)
ax.set(xlabel="x", ylabel="y")
