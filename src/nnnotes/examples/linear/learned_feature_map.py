"""Two hinges that move fit what sixteen fixed ones only approach.

Top, a curve that is flat, rises after -0.4 and falls after 0.7. Two fixed hinges at -1
and 0 bend in the wrong places and miss it; two learned ones cover it. Bottom, the same
axis, training steps downwards: the learned bends start at -1 and 0, the left one turns
back after fifty steps, and they end at {bends[0]:.1f} and {bends[1]:.1f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.features import hinge_features
from nnnotes.linear import linear_head

x = np.linspace(-2, 2, 81)[:, None]
y = 1.5 * np.maximum(x + 0.4, 0) - 3 * np.maximum(x - 0.7, 0)  # bends at -0.4, 0.7
w1, b1 = np.ones((2, 1)), np.array([1.0, 0.0])
w2, b2 = np.full((1, 2), 0.1), np.zeros(1)
mse, path, shown = np.zeros(17), [], range(0, 700, 7)
for _ in range(3000):
    path.append(-b1 / w1[:, 0])  # where the two hinges bend
    h = np.maximum(x @ w1.T + b1, 0)
    y_hat = h @ w2.T + b2
    dy = 2 * (y_hat - y) / len(x)
    dz = dy @ w2 * (h > 0)
    w2, b2 = w2 - 0.1 * dy.T @ h, b2 - 0.1 * dy.sum(axis=0)
    w1, b1 = w1 - 0.1 * dz.T @ x, b1 - 0.1 * dz.sum(axis=0)
learned, bends = np.mean((y_hat - y) ** 2), path[-1]
for m in (16, 8, 4, 2):
    knots = np.linspace(-2, 2, m + 2)[1:-1] if m > 2 else path[0]
    h = hinge_features(x, knots)
    w, b = linear_head(h, y)
    mse[m] = np.mean((h @ w.T + b - y) ** 2)
    print(f"{m:2} fixed hinges    mean squared error {mse[m]:.6f}")
print(f" 2 learned hinges  mean squared error {learned:.0e}, at {bends.round(4)}")
assert learned < mse[16] / 100 and np.allclose(bends, [-0.4, 0.7])

fig, (top, low) = plt.subplots(2, figsize=(5.2, 4.4), sharex=True)
top.plot(x, y, color=draw.FAINT, lw=7)
for ax, at, line, row in (top, x, y_hat, 1.4), (low, path[:700:7], shown, 300):
    ax.plot(at, line, color=draw.FORWARD)
    ax.text(0.95, row, "learned", color=draw.FORWARD)
for ax, at, line, row in (top, x, h @ w.T + b, 1.1), (low, path[:1] * 2, [0, 700], 300):
    ax.plot(at, line, "--", color=draw.GRADIENT)
    ax.text(-0.08, row, "fixed", color=draw.GRADIENT, ha="right")
top.set(ylabel="y")
low.set(xlabel="x", ylabel="training step", ylim=(700, -15), xlim=(-2.05, 2.05))
