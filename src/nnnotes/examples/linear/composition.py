"""Fold k times, cut once, unfold: k simple layers draw a polygon of 2**k edges.

Upper row, what the last layer sees after 1, 2, 3 and 4 folds: a half plane, then ever
narrower wedges, each cut off by the same straight line. Lower row, the same cut
unfolded: a strip with 2 edges, a square, an octagon, and a polygon of 16 edges that can
hardly be told from the dotted circle.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import compose

SPLIT = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
MERGE = np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])  # of ReLUs: x, |y|


def folds(k):
    """Return k hidden layers as one function, and the weights that merge the last."""
    w, layers = np.eye(2), []
    for turn in np.pi / 2.0 ** np.arange(1.0, k + 1):
        layers.append(lambda p, w=SPLIT @ w: np.maximum(p @ w.T, 0))
        c, s = np.cos(turn), np.sin(turn)
        w = np.array([[c, s], [-s, c]]) @ MERGE
    return compose(*layers[::-1]), w


circle = np.array([[np.cos(t), np.sin(t)] for t in np.arange(128.0) * np.pi / 64])
fig, axes = plt.subplots(2, 4, figsize=(5.2, 3.1))
for k, (top, low) in enumerate(axes.T, start=1):
    hidden, w = folds(k)
    far = np.maximum(hidden(circle) @ w[0], 0.2)  # a ray from 0 is cut at 1 / far
    outline = circle / far[:, None]
    area = np.sum(np.sin(np.pi / 64) / far / np.roll(far, 1)) / 2  # 128 triangles
    found = f"area {area:.4f}, disc {area / np.pi - 1:+.2%}" if k > 1 else "open"
    print(f"folds {k}, ReLUs {4 * k:2}, edges {2**k:2}, {found}")
    assert k == 1 or np.isclose(area, 2**k * np.tan(np.pi / 2**k))
    for paper, color in (4 * circle, draw.FAINT), (outline, draw.FORWARD):
        seen = sorted(hidden(paper) @ w.T, key=lambda p: np.arctan2(p[1], p[0]))
        top.fill(*np.transpose([*seen, np.zeros(2)]), color, lw=0)
    top.plot([1, 1], [-1.5, 1.5], "--", color=draw.THIRD)
    low.fill(*outline.T, draw.FORWARD, lw=0)
    low.plot(*circle[::2].T, ":", color=draw.INK, lw=1.2)
    for ax, name in (top, f"fold {k}"), (low, f"{2**k} edges"):
        ax.set(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), aspect="equal", title=name)
        ax.axis("off")
top.text(0.85, 1.1, "cut", color=draw.THIRD, ha="right")
