"""On XOR a flat sheet misses all four corners by one half; folded, it meets them all.

Two squares seen from above and aside, with a pin on each corner: two heads on the
floor, at (0, 0) and (1, 1), and two at height 1. Left, the best flat sheet lies at
height {flat:.1f}, half a unit from every head. Right, the sheet is folded along the
diagonal between the two high pins, slopes down to both sides, and touches all four.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import linear_head

x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([0.0, 1.0, 1.0, 0.0])  # XOR: is exactly one switch up?
w, b = linear_head(x, y[:, None])
flat, mse = b[0], np.mean((x @ w[0] + b - y) ** 2)
t = np.radians(np.arange(0.0, 360.0))
sides = (x @ [np.cos(t), np.sin(t)])[:, :, None] > np.linspace(-2, 2, 81)
count, accuracy = sides[0].size, np.mean(y == sides.T, axis=-1).max()

w1, b1, w2 = np.ones((2, 2)), np.array([0.0, -1.0]), np.array([1.0, -2.0])
folded = np.maximum(x @ w1.T + b1, 0) @ w2
print(f"best plane  weights {w[0, 0]:z.2f} {w[0, 1]:z.2f}, height {flat:.2f}")
print(f"            mean squared error {mse:.2f}")
print(f"best line   of {count} gets {accuracy:.0%} right")
print(f"two ReLUs   {folded}")
assert np.isclose(mse, 0.25) and accuracy == 0.75 and np.array_equal(folded, y)

fig, axes = plt.subplots(1, 2, figsize=(5.2, 2.6))
right, up = 1.2 * x[:, 0] + 0.8 * x[:, 1], 0.5 * (x[:, 0] - x[:, 1])
for ax, sheet, faces, color, text in (
    (axes[0], 0 * y + flat, [[0, 1, 3, 2]], draw.GRADIENT, f"flat: off by {flat:.1f}"),
    (axes[1], folded, [[0, 1, 2], [3, 1, 2]], draw.FORWARD, "folded: meets all four"),
):
    ax.fill(right[[0, 1, 3, 2]], up[[0, 1, 3, 2]], fc="none", ec=draw.FAINT)
    for face in faces:
        ax.fill(right[face], (up + sheet)[face], fc=color, ec=color, alpha=0.3)
    ax.vlines(right, up + y, up + sheet, color, lw=5, alpha=0.5)
    ax.vlines(right, up, up + y, draw.INK)
    ax.plot(right, up + y, "o", color=draw.INK)
    for (x1, x2), u, v in zip(x, right, up + y, strict=True):
        ax.text(u, v + (0.1 if v else -0.3), f"({x1:.0f}, {x2:.0f})", ha="center")
    ax.set(xlim=(-0.4, 2.4), ylim=(-0.6, 1.8), xticks=[], yticks=[], frame_on=False)
    ax.set_xlabel(text, color=color)
