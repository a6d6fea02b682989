"""Eight bends, added up, learn a sine from forty-one points.

Dots on a sine wave and a bold curve through all of them. Eight thin curves behind it,
each with one soft bend at a place of its own, some rising and some falling: added up,
they are the bold curve.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

x = np.linspace(-3.0, 3.0, 41)[:, None]
y = np.sin(x)
units, rng, losses = 8, np.random.default_rng(0), []
w1, b1 = rng.normal(size=(units, 1)), rng.normal(size=units)
w2 = rng.normal(size=(1, units))
for _ in range(2000):
    h = np.tanh(x @ w1.T + b1)  # forward: eight bends
    miss = h @ w2.T - y  # their sum, compared with the data
    losses.append(np.mean(miss**2))
    dy = 2 * miss / len(x)  # backward: which way is up
    dz = dy @ w2 * (1 - h**2)
    w2 = w2 - 0.1 * dy.T @ h  # and a small step down
    w1, b1 = w1 - 0.1 * dz.T @ x, b1 - 0.1 * dz.sum(axis=0)

first, last = losses[0], losses[-1]
print(f"mean squared error {first:.4f} at first, {last:.4f} after 2000 steps")
assert last < first / 4

fig, ax = plt.subplots()
ax.plot(x, h * w2, color=draw.MUTED, lw=0.8)
ax.plot(x, h @ w2.T, color=draw.FORWARD, lw=3.5)
ax.plot(x, y, "o", color=draw.THIRD, ms=3.5)
ax.set(xlabel="x", ylabel="each bend, and their sum")
