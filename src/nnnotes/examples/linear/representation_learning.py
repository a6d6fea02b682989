"""Training moves two nested rings until a straight line parts them.

Three maps of the same 400 new points. In the input, dots form a ring inside a ring of
crosses. The two units of the untrained network make it narrower, still a ring inside a
ring. In the trained units the dots sit in one corner, the crosses lie along a diagonal,
and a dashed line runs between them.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.linear import linear_probe


def layers(x, net):
    (w1, b1), (w2, b2), (w3, b3) = net
    h1 = np.tanh(x @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    return x, h1, h2, h2 @ w3.T + b3


x, ring = data.rings(200, 0.07, np.random.default_rng(0))  # 0 inside, 1 outside
x_new, ring_new = data.rings(400, 0.07, np.random.default_rng(1))
rng, sizes = np.random.default_rng(4), ((16, 2), (2, 16), (1, 2))
net = [(rng.normal(size=s) / s[1] ** 0.5, np.zeros(s[0])) for s in sizes]
untrained = list(net)
for _ in range(1000):  # gradient descent on the mean squared error
    *values, y_hat = layers(x, net)
    d = 2 * (y_hat - np.where(ring[:, None] == 1, 1, -1)) / len(x)
    for k in (2, 1, 0):  # from the last layer backwards
        (w, b), h = net[k], values[k]
        net[k] = w - 0.1 * d.T @ h, b - 0.1 * d.sum(axis=0)
        d = d @ w * (1 - h**2)

(w, b), at, share = net[2], np.array([-1.3, 1.3]), []
fig, axes = plt.subplots(1, 3, figsize=(5.2, 2.2), subplot_kw={"aspect": "equal"})
views = (net, 0, "input"), (untrained, 2, "untrained"), (net, 2, "trained")
for ax, (weights, k, name) in zip(axes, views, strict=True):
    h, h_new = layers(x, weights)[k], layers(x_new, weights)[k]
    share.append(linear_probe(h, ring, h_new, ring_new))
    print(f"{name:9}  a line gets {share[-1]:.4f} right")
    for c, look, color in (0, ".", draw.FORWARD), (1, "x", draw.THIRD):
        ax.plot(*h_new[ring_new == c].T, look, ms=3.5, mew=0.8, color=color)
    ax.set(xlim=at, ylim=at, xticks=[], yticks=[], xlabel=f"{name}: {share[-1]:.0%}")
    ax.spines[:].set_visible(True)
ax.plot(at, -(w[0, 0] * at + b) / w[0, 1], "--", color=draw.INK)
assert max(share[:2]) < 0.65 and share[2] > 0.98
