"""A layer shears a batch and bends it; the next one reads the result off.

The same 240 points of two rings at four stations of a network. At the input the rings
lie inside each other. After the affine map of the first layer they are ellipses, still
one inside the other. After tanh they are pressed against the edges of a square, the
inner ring into one corner. The last panel shows the one number that comes out for each
point, drawn over the point's angle: below 0 for the inner ring, above for the outer.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.forward import Layer, affine, forward

rng = np.random.default_rng(3)
angle = rng.uniform(0.0, 2 * np.pi, size=240)
radius = np.repeat([0.5, 1.6], 120) + 0.1 * rng.normal(size=240)
x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
outer = np.repeat([False, True], 120)

turn = np.arange(3.0) * 2 * np.pi / 3
w1 = 2.5 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
layers = [
    Layer(w1, np.full(3, -2.5), "tanh"),
    Layer(np.full((1, 3), 1.0), np.full(1, 2.2)),
]
out, caches = forward(layers, x)
z1, h1 = affine(x, w1, layers[0].b), caches[1].x
right = np.mean((out[:, 0] > 0) == outer)
print(f"shapes {x.shape} -> {z1.shape} -> {h1.shape} -> {out.shape}")
print(f"on the right side of 0: {right:.1%}")
assert right > 0.95

fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6))
stations = {"input x": x, "affine z": z1[:, :2], "tanh h": h1[:, :2]}
stations["output"] = np.stack([out[:, 0], angle], axis=1)
for ax, (name, points) in zip(axes.flat, stations.items(), strict=True):
    ax.plot(*points[outer].T, "s", ms=3, color=draw.THIRD)
    ax.plot(*points[~outer].T, "o", ms=3, color=draw.FORWARD)
    ax.set_title(name)
ax.axvline(0, color=draw.MUTED, ls="--", lw=1)
ax.set_yticks([])
