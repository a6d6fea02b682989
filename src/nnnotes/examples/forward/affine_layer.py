"""The weights turn a square into a parallelogram, the bias slides it off the origin.

One plane with three shapes. The unit square at the origin, the dashed parallelogram
that the weights make of it, its area {area:.1f} times as large and one corner still at
the origin, and the same parallelogram filled, moved by the bias. Arrows along the
dashed sides are the columns of W. Parallel grid lines stay parallel.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

w = np.array([[2.0, 1.0], [0.5, 1.5]])  # (d_out, d_in)
b = np.array([1.0, -0.5])  # (d_out,)
corners = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])  # (n, d_in)
turned = corners @ w.T
z = turned + b
for x, there in zip(corners, z, strict=True):
    print(f"({x[0]:g}, {x[1]:g}) goes to ({there[0]:g}, {there[1]:g})")

x0, x1 = z.T
area = abs(x0 @ np.roll(x1, -1) - x1 @ np.roll(x0, -1)) / 2  # shoelace formula
determinant = w[0, 0] * w[1, 1] - w[0, 1] * w[1, 0]
print(f"area {area:g}, determinant {determinant:g}")
assert abs(area - determinant) < 1e-12 and np.array_equal(z[0], b)

fig, ax = plt.subplots(figsize=(5.2, 3.7))
side = np.linspace(0.0, 1.0, 5)
for c in side:  # a grid, so that one sees what stays parallel and even
    for line in (np.c_[side, 0 * side + c], np.c_[0 * side + c, side]):
        ax.plot(*line.T, color=draw.MUTED, lw=0.8)
        ax.plot(*(line @ w.T + b).T, color=draw.FORWARD, lw=0.8)
ax.fill(x0, x1, color=draw.FORWARD, alpha=0.18)
ax.fill(*turned.T, fill=False, ec=draw.THIRD, ls="--", lw=1.6)
for column in w.T:
    arrow = {"arrowstyle": "-|>", "color": draw.THIRD, "lw": 2.2, "shrinkB": 0}
    ax.annotate("", column, (0, 0), arrowprops=arrow | {"shrinkA": 0})
ax.annotate("", z[3], turned[3], arrowprops={"arrowstyle": "->", "color": draw.INK})
ax.text(0.0, -0.2, "$X$: the square", color=draw.MUTED, va="center")
ax.text(0.98, 1.64, r"$XW^\top$: turned, stretched", color=draw.THIRD, rotation=14)
ax.text(2.25, -0.4, r"$XW^\top + b$: slid", color=draw.FORWARD)
ax.text(1.55, 1.3, "$b$")
ax.plot(0, 0, "o", color=draw.INK, ms=5)
ax.set(xlabel="first coordinate", ylabel="second coordinate", aspect="equal")
