"""The weight gradient is one multiplication table for each example, summed.

Five tables of squares, filled for positive and hollow for negative numbers, larger for
larger ones. In the table of one example every square is the product of the error at
the left of its row and the input above its column, so all rows have one pattern. The
sum of the four tables has rows of different patterns: its rank is {ranks[3]}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import affine_grad

rng = np.random.default_rng(42)
h, w = rng.normal(size=(4, 5)), rng.normal(size=(3, 5))
b, target = rng.normal(size=3), rng.normal(size=(4, 3))
dz = 2 * (h @ w.T + b - target) / 4  # of a mean over the four examples
_, dw, _ = affine_grad(h, w, dz)

tables = [np.outer(dz[i], h[i]) for i in range(4)]
sizes, size = np.linalg.norm(tables, axis=(1, 2)), np.linalg.norm(dw)
ranks = [int(np.linalg.matrix_rank(sum(tables[:i]))) for i in (1, 2, 3, 4)]
print(f"dw {dw.shape} like w {w.shape}, and the sum: {np.allclose(dw, sum(tables))}")
print(f"sizes of the tables {sizes.round(2)}, of the sum {size:.2f}")
print(f"rank of the sum of 1, 2, 3, 4 tables: {ranks}")
assert np.allclose(dw, sum(tables)) and ranks == [1, 2, 3, 3]

fig, ax = plt.subplots(figsize=(5.2, 3.3))
ax.set(xlim=(-2, 19.6), ylim=(9.6, -2.7), aspect="equal", frame_on=False)
ax.set(xticks=[], yticks=[])
inputs, errors = h / np.abs(h).max(), dz / np.abs(dz).max()
for i, table in enumerate([*tables, dw] / np.abs([*tables, dw]).max()):
    x, y = 7.4 * (i % 3), 6.6 * (i // 3)
    grids = [(table, x, y, draw.GRADIENT)]
    title, above = (f"example {i + 1}", 2) if i < 4 else ("sum", 1)
    ax.text(x + 2, y - above, title, ha="center")
    if i < 4:
        grids += [(inputs[[i]], x, y - 1.3, draw.FORWARD)]
        grids += [(errors[[i]].T, x - 1.3, y, draw.GRADIENT)]
    for values, left, top, color in grids:
        for (j, k), number in np.ndenumerate(values):
            a = 0.95 * np.sqrt(abs(number))
            corner, fill = (left + k - a / 2, top + j - a / 2), bool(number > 0)
            ax.add_patch(plt.Rectangle(corner, a, a, color=color, fill=fill))
ax.text(13.4, 5.6, "blue row: input", color=draw.FORWARD)
ax.text(13.4, 6.9, "red column: error", color=draw.GRADIENT)
ax.text(13.4, 9.2, "filled: positive\nhollow: negative")
