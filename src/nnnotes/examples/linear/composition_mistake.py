"""Layers of one shape can be chained in a wrong order, and nothing complains.

Two outlines around 0. As meant, the layers draw a polygon of 16 edges that is nearly a
circle of radius 1. With layers 2, 3 and 4 reversed they draw a bird with two wings,
each reaching out to a distance of {reach:.1f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import compose

SPLIT = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
MERGE = np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])


def turn(degrees):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, s], [-s, c]]) @ MERGE


weights = [SPLIT, SPLIT @ turn(90), SPLIT @ turn(45), SPLIT @ turn(22.5)]
one, two, three, four = [lambda p, w=w: np.maximum(p @ w.T, 0) for w in weights]
last = turn(11.25)[0]
right = compose(lambda h: h @ last, four, three, two, one)
wrong = compose(lambda h: h @ last, two, three, four, one)  # the bug

points = np.random.default_rng(0).normal(size=(2000, 2))
moved = np.mean((right(points) <= 1) != (wrong(points) <= 1))
print(f"shapes of the four layers: {[w.shape for w in weights]}")
print(f"points that change side: {moved:.1%}")
assert moved > 0.2

t = np.arange(97.0) * np.pi / 48
rays = np.column_stack([np.cos(t), np.sin(t)])  # each is cut where the network gives 1
meant, found = [rays / network(rays)[:, None] for network in (right, wrong)]
reach = np.max(np.linalg.norm(found, axis=1))
fig, ax = plt.subplots(figsize=(5.2, 2.3))
ax.plot(*meant.T[::-1], color=draw.RIGHT)
ax.plot(*found.T[::-1], "--", color=draw.GRADIENT)
ax.text(0, -0.15, "as meant", color=draw.RIGHT, ha="center")
ax.text(2.5, -0.2, "reversed", color=draw.GRADIENT)
ax.set(aspect="equal", xlabel="$x_2$", ylabel="$x_1$")
