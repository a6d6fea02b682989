"""Layer norm moves every row along its ray to one circle; large rows learn slowly.

Rows of three units, seen along the direction in which all three are equal, so that a
shift of a whole row cannot be seen. Six rows lie on three rays, one small and one six
times as large on each. Layer norm moves both to the same point of one circle. Red
arrows show the way down the loss at each row: at a right angle to the ray, and at a
large row {ratio:.1f} times shorter than at the small one.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.normalization import layer_norm, layer_norm_grad

small = np.array([[0.6, 1.6, 1.7], [1.3, 0.0, 0.5], [0.9, 0.8, -0.2]])
x = np.vstack([small, 3 * small - 2])  # the same rays: larger, and shifted
y = layer_norm(x, np.ones(3), np.zeros(3))
dy = np.tile([0.0, 1.0, 0.0], (6, 1))  # the loss wants unit 2 down
dx, _, _ = layer_norm_grad(x, np.ones(3), dy)
length = np.linalg.norm(dx, axis=1)
ratio = length[1] / length[4]
print("row             mean   std   normalized            |dx|")
for k in (0, 3, 1, 4):
    row, new = " ".join(f"{v:4.1f}" for v in x[k]), " ".join(f"{v:6.3f}" for v in y[k])
    print(f"{row} {x[k].mean():6.2f} {x[k].std():5.2f}  {new}  {length[k]:.3f}")
assert np.allclose(y[:3], y[3:], atol=1e-4)
assert np.allclose(np.vstack([dx, dx * y]).sum(axis=1), 0, atol=1e-3)

fig, ax = plt.subplots(figsize=(5.2, 4.4))
flat = np.array([[1, -1, 0], [-1, -1, 2]]) / np.array([[2], [6]]) ** 0.5
spot, end, way = x @ flat.T, y @ flat.T, -dx @ flat.T  # (1, 1, 1) goes to 0
turn, line = np.linspace(0, 2 * np.pi, 100), {"arrowstyle": "->", "color": draw.FORWARD}
ax.plot(3**0.5 * np.cos(turn), 3**0.5 * np.sin(turn), color=draw.RIGHT)
for k in range(6):
    dots = line | {"ls": ":", "lw": 1.4, "shrinkB": 4}
    ax.annotate("", end[k], spot[k], arrowprops=dots)
    step = line | {"color": draw.GRADIENT, "lw": 2, "shrinkA": 0}
    ax.annotate("", spot[k] + 0.75 * way[k], spot[k], arrowprops=step)
ax.plot(*spot.T, "o", color=draw.FORWARD)
ax.plot(*end[:3].T, "s", color=draw.RIGHT)
labels = (end[0], "both normalized"), (spot[3], "3 times as large"), (spot[0], "row")
for place, text in labels:
    ax.text(*place - [0.16, 0.06], text, ha="right", va="top")
for k, (i, j) in enumerate(2.7 * flat.T):
    ax.plot([0, i], [0, j], color=draw.FAINT, lw=1, zorder=0)
    ax.text(1.2 * i, 1.2 * j - 0.1, f"unit {k + 1}", color=draw.MUTED, ha="center")
ax.set(aspect="equal", xlim=(-4, 3.7), ylim=(-2.8, 2.8), frame_on=False)
ax.set(xticks=[], yticks=[])
