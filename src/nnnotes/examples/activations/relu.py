"""A ReLU network bends where a unit has its kink, and is straight from one to the next.

The curve sin 2x as a broad pale line, and two networks of 64 units fitted to it. The
one that started with biases of -1 follows it; a row of ticks below shows {seen[0]}
kinks over the whole width, with a gap near 0, where the fit has a short flat shelf.
The one that started with -4 has {seen[1]} kinks, none from -0.9 to 0.5, and is flat
there, while the curve rises from one bend to the other.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import leaky_relu, leaky_relu_grad

x, grid = np.linspace(-2.0, 2.0, 64)[:, None], np.linspace(-2.0, 2.0, 121)[:, None]
y, seen = np.sin(2 * x), []
fig, ax = plt.subplots(figsize=(5.2, 4.2))
ax.plot(x, y, color=draw.FAINT, lw=7)
print("bias leak  dead, moved kinks   error")
for bias, leak in ((-1, 0.0), (-4, 0.0), (-4, 0.1)):
    rng = np.random.default_rng(53)
    w1, w2 = rng.normal(size=(64, 1)) * 2**0.5, rng.normal(size=(1, 64)) / 8
    b1, b2, start = np.full(64, float(bias)), np.zeros(1), w1
    dead = np.all(x @ w1.T + b1 <= 0, axis=0)  # off for all the data
    for _ in range(1500):
        z = x @ w1.T + b1
        h = leaky_relu(z, leak)  # ReLU, if nothing leaks
        error = h @ w2.T + b2 - y
        dz = 2 / 64 * error @ w2 * leaky_relu_grad(z, leak)
        w2, b2 = w2 - 0.04 / 64 * error.T @ h, b2 - 0.04 / 64 * error.sum(axis=0)
        w1, b1 = w1 - 0.02 * dz.T @ x, b1 - 0.02 * dz.sum(axis=0)
    kinks = [place for place in -b1 / w1[:, 0] if -2 < place < 2]
    moved, mse = np.sum(dead & (w1 != start)[:, 0]), np.mean(error**2)
    print(f"{bias:4} {leak:4} {dead.mean():6.1%}", end="")
    print(f" {moved:2}/{dead.sum():2} {len(kinks):5} {mse:7.5f}")
    assert moved == (dead.sum() if leak else 0)
    seen.append(len(kinks))
    if leak == 0:
        line, color = ("-", draw.FORWARD) if bias == -1 else ("--", draw.GRADIENT)
        ax.plot(grid, leaky_relu(grid @ w1.T + b1, 0.0) @ w2.T + b2, line, color=color)
        ax.plot(kinks, np.full(len(kinks), bias / 4 - 1.6), "|", ms=12, color=color)
        name = f"biases start at \u2212{-bias}: {len(kinks)} kinks"
        ax.text(-2, bias / 4 - 1.4, name, color=color)
ax.set(xlabel="$x$", ylabel="output", yticks=[-1, 0, 1])
