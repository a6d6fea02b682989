"""Editing one basket of six changes one row of the result, and no other.

Four tables of numbers, laid out as one multiplies by hand: the baskets X at the lower
left, the prices above on the right, below them a row of fees, and at the lower right
the bills Z. Filled cells changed: {amounts} amount in row {row} of X and the {bills}
bills in the same row of Z. Prices, fees and the five other rows are as before.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

x = np.array([[1, 2, 0, 1], [0, 1, 3, 0], [2, 0, 0, 1.0], [1, 1, 1, 1]])
x = np.vstack([x, [[0, 4, 1, 0], [3, 0, 2, 2]]])  # six baskets, amounts of four goods
w = np.array([[2, 1, 3, 4], [3, 1, 2, 3], [1, 2, 4, 5.0]])  # prices in three shops
b = np.array([5.0, 9.0, 0.0])  # what each shop takes for a delivery

slow = np.zeros((6, 3))
for i in range(6):
    for j in range(3):
        slow[i, j] = sum(w[j, k] * x[i, k] for k in range(4)) + b[j]
z = x @ w.T + b
edited = x.copy()
edited[3, 0] += 5  # basket 3: five more of the first good
after = edited @ w.T + b
changed = np.flatnonzero(np.any(after != z, axis=1))
amounts, bills, row = np.sum(edited != x), np.sum(after != z), changed[0]
print("loop and product agree:", np.array_equal(slow, z))
print("rows that changed:", changed)
print(f"basket 3: {z[3]} -> {after[3]}")
assert np.array_equal(slow, z) and list(changed) == [3]

fig, ax = plt.subplots(figsize=(5.2, 4.6))
ax.set(xlim=(-0.1, 9.1), ylim=(13, -0.1), frame_on=False, xticks=[], yticks=[])
tables = [(edited, x, 0, 6.9), (w.T, w.T, 6, 0), (b[None], b[None], 6, 4.5)]
for new, old, left, top in [*tables, (after, z, 6, 6.9)]:
    for (i, j), value in np.ndenumerate(new):
        same, corner = value == old[i, j], (left + j, top + i)
        fill, ink = (draw.PAPER, draw.INK) if same else (draw.THIRD, draw.PAPER)
        ax.add_patch(plt.Rectangle(corner, 1, 1, fc=fill, ec=draw.MUTED))
        ax.text(corner[0] + 0.88, corner[1] + 0.72, f"{value:g}", color=ink, ha="right")
ax.text(5.7, 2, "prices $W^\\top$\nfour goods, three shops", ha="right", va="center")
ax.text(5.7, 5, "fees $b$, for every basket", ha="right", va="center")
ax.text(0, 6.6, "baskets $X$")
ax.text(6, 6.6, "bills $Z$")
look = {"arrowstyle": "->", "color": draw.THIRD}
ax.annotate("", (5.9, 10.4), (4.1, 10.4), arrowprops=look)
