"""A rule about two hidden units of one run does not hold in another run.

Two maps of the same points in two trained units. In run A the dots sit at the lower
right and a line parts them from the crosses. In run B they sit at the upper left, and
the line of run A, drawn at the same place, has all points on one side.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw


def layers(x, net):
    (w1, b1), (w2, b2), (w3, b3) = net
    h1 = np.tanh(x @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    return x, h1, h2, h2 @ w3.T + b3


x, ring = data.rings(200, 0.07, np.random.default_rng(0))  # 0 inside, 1 outside
runs, sizes = [], ((16, 2), (2, 16), (1, 2))
for rng in map(np.random.default_rng, (4, 2)):  # two seeds, all else equal
    net = [(rng.normal(size=s) / s[1] ** 0.5, np.zeros(s[0])) for s in sizes]
    for _ in range(1000):  # gradient descent on the mean squared error
        *values, y_hat = layers(x, net)
        d = 2 * (y_hat - np.where(ring[:, None] == 1, 1, -1)) / len(x)
        for k in (2, 1, 0):  # from the last layer backwards
            (w, b), h = net[k], values[k]
            net[k] = w - 0.1 * d.T @ h, b - 0.1 * d.sum(axis=0)
            d = d @ w * (1 - h**2)
    runs.append(net)

(v, c), at = runs[0][2], np.array([-1.2, 1.2])  # the head of run A
fig, axes = plt.subplots(1, 2, figsize=(5.2, 2.9))
for ax, net, name in zip(axes, runs, ("run A", "run B"), strict=True):
    *_, code, y_hat = layers(x, net)
    own, other = (np.mean((z[:, 0] > 0) == ring) for z in (y_hat, code @ v.T + c))
    print(f"{name}  right with its own line {own:.2f}, with that of run A {other:.2f}")
    ax.plot(*code[ring == 0].T, ".", ms=4, color=draw.FORWARD)
    ax.plot(*code[ring == 1].T, "x", ms=3, mew=0.8, color=draw.THIRD)
    ax.plot(at, -(v[0, 0] * at + c) / v[0, 1], "--", color=draw.GRADIENT)
    ax.set(
        xlim=at, ylim=at, aspect="equal", xlabel="unit 1", ylabel="unit 2", title=name
    )
    assert own > 0.98 and (net is runs[0] or other < 0.6)
