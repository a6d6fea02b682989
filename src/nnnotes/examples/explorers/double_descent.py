"""With 200 features, twice as many digits make a model worse: the peak moves to it.

Share of wrong answers on 400 new digits against the number of training digits, both for
a head on 200 random features. Without ridge it falls to {miss[1]:.2f} at 100 digits,
rises to {miss[4]:.2f} at 200, marked by a dotted line, and falls again to
{miss[-1]:.2f} at 1000. With ridge it only falls, to {mild[-1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.capacity import random_feature_sweep
from nnnotes.splits import split_digits

parts = split_digits(np.random.default_rng(0))
rows = 50, 100, 150, 190, 200, 210, 250, 300, 1000


def wrong(ridge):
    return [
        random_feature_sweep((x, y), parts.test, [200], ridge).columns["test error"][0]
        for x, y in ([part[:n] for part in parts.train] for n in rows)
    ]


miss, mild = wrong(0.0), wrong(10.0)
print("digits  wrong  with ridge")
for n, one, other in zip(rows, miss, mild, strict=True):
    print(f"{n:6}   {one:4.0%}        {other:4.0%}")
assert np.argmax(miss) == 4 and miss[1] < miss[4] / 4 and miss[-1] < 0.05
assert max(mild[1:]) < miss[1]

fig, ax = plt.subplots()
ax.axvline(200, color=draw.MUTED, ls=":")
ax.semilogx(rows, miss, "o-", color=draw.GRADIENT, ms=5)
ax.semilogx(rows, mild, "s--", color=draw.RIGHT, ms=4)
ax.text(215, 0.6, "no ridge", color=draw.GRADIENT)
ax.text(52, 0.05, "with ridge", color=draw.RIGHT)
ax.text(
    195, 0.75, "as many digits\nas features", color=draw.MUTED, ha="right", va="top"
)
ax.set(xlabel="training digits", ylabel="wrong on new digits", ylim=(0, 0.8))
ax.set(xticks=[50, 100, 200, 500, 1000], xticklabels=[50, 100, 200, 500, 1000])
ax.minorticks_off()
