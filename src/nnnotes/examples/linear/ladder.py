"""A line misses a bump, fixed bends approach it, bends that move fit it.

Three curves against forty points of a wave. The straight line passes through the
middle of it, and two straight layers in a row are the same line. Three bends at fixed
places follow it with corners. Eight bends that training may move follow it closely.
The mean squared error falls from {line:.3f} over {fixed:.3f} to {learned:.4f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

x = np.linspace(-3.0, 3.0, 40)[:, None]
y = np.sin(x) * np.exp(-x / 4)


def fit(features):
    """Return the best straight combination of the features."""
    return features @ np.linalg.lstsq(features, y, rcond=None)[0]


straight = fit(np.hstack([x**0, x]))
corners = fit(np.hstack([x**0, x, np.maximum(x - [[-1.5, 0.0, 1.5]], 0.0)]))
rng = np.random.default_rng(2)
w1, b1 = rng.normal(size=(8, 1)), rng.normal(size=8)
w2, b2 = rng.normal(size=(1, 8)) / 8, np.zeros(1)
for _ in range(3000):  # the bends move: gradient descent
    h = np.tanh(x @ w1.T + b1)
    curve = h @ w2.T + b2
    dz = 2 * (curve - y) / len(x)
    dh = dz @ w2 * (1 - h**2)
    w2, b2 = w2 - 0.1 * dz.T @ h, b2 - 0.1 * dz.sum(axis=0)
    w1, b1 = w1 - 0.1 * dh.T @ x, b1 - 0.1 * dh.sum(axis=0)
line, fixed, learned = (np.mean((f - y) ** 2) for f in (straight, corners, curve))
print(f"line {line:.3f}, fixed bends {fixed:.3f}, learned bends {learned:.4f}")
assert learned < fixed / 4 < line / 16

fig, ax = plt.subplots()
ax.plot(x, y, "o", color=draw.RIGHT, ms=4, label="data")
ax.plot(x, straight, ":", color=draw.FORWARD, label="line")
ax.plot(x, corners, "--", color=draw.FORWARD, label="fixed bends")
ax.plot(x, curve, color=draw.FORWARD, label="learned")
ax.set(xlabel="x", ylabel="prediction")
ax.legend()
