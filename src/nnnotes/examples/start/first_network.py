"""Eight bent units learn a sine from forty points, by gradients alone.

Forty points on a sine wave and the network's curve at three moments: nearly flat
before training, a flat S after 100 steps, and through the points after {steps}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

rng = np.random.default_rng(0)
x = np.linspace(-3.0, 3.0, 40)[:, None]
y = np.sin(x)
units = 8
w1, b1 = rng.normal(size=(units, 1)), rng.normal(size=units)
w2, b2 = rng.normal(size=(1, units)) / units, np.zeros(1)

steps, loss, curve = 2000, {}, {}
for step in range(steps + 1):
    h = np.tanh(x @ w1.T + b1)  # forward
    error = h @ w2.T + b2 - y
    loss[step], curve[step] = np.mean(error**2), error + y
    dz = 2 * error / len(x)  # backward
    dh = dz @ w2 * (1 - h**2)
    w2, b2 = w2 - 0.1 * dz.T @ h, b2 - 0.1 * dz.sum(axis=0)
    w1, b1 = w1 - 0.1 * dh.T @ x, b1 - 0.1 * dh.sum(axis=0)

first, last = loss[0], loss[steps]
print(f"loss before {first:.4f}, after {last:.4f}")
assert last < first / 5

fig, ax = plt.subplots()
ax.plot(x, y, "o", color=draw.RIGHT, ms=4, label="data")
for step, line in ((0, ":"), (100, "--"), (steps, "-")):
    ax.plot(x, curve[step], line, color=draw.FORWARD, label=f"step {step}")
ax.set(xlabel="x", ylabel="prediction")
ax.legend()
