"""Without an activation between its layers a network on XOR stops at a loss of 0.25.

Loss against training step. Both networks start alike and fall. The one without an
activation levels out at {straight:.2f} within a hundred steps and stays there; the one
with ReLU goes on to zero.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])


def train(bend):
    """Return the loss of a network with eight hidden units, step by step."""
    rng, losses = np.random.default_rng(0), []
    w1, b1 = rng.normal(size=(8, 2)), np.zeros(8)
    w2, b2 = rng.normal(size=(1, 8)) / np.sqrt(8), np.zeros(1)
    for _ in range(2000):
        z = x @ w1.T + b1
        h = np.maximum(z, 0) if bend else z  # the bug: no activation
        error = h @ w2.T + b2 - y
        losses.append(np.mean(error**2))
        dy = 2 * error / len(x)
        dz = dy @ w2 * (z > 0 if bend else 1)
        w2, b2 = w2 - 0.1 * dy.T @ h, b2 - 0.1 * dy.sum(axis=0)
        w1, b1 = w1 - 0.1 * dz.T @ x, b1 - 0.1 * dz.sum(axis=0)
    return losses


curves = {"no activation": train(bend=False), "ReLU": train(bend=True)}
straight, bent = (losses[-1] for losses in curves.values())
print(f"no activation  loss {straight:.6f}")
print(f"ReLU           loss {bent:.6f}")
assert abs(straight - 0.25) < 1e-9 and bent < 1e-12

fig, ax = plt.subplots(figsize=(5.2, 2.7))
looks = (draw.GRADIENT, "--", 0.27), (draw.FORWARD, "-", 0.02)
for (name, losses), (color, style, height) in zip(curves.items(), looks, strict=True):
    ax.plot(range(0, 400, 4), losses[:400:4], style, color=color)
    ax.text(400, height, name, color=color, ha="right")
ax.set(xlabel="training step", ylabel="loss", ylim=(0, 0.6))
