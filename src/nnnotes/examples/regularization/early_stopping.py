"""Training and validation loss open like scissors; the accuracy has peaked before.

Two panels over 60 epochs. Above, the training loss falls to {end[0]:.2f}, while the
validation loss falls to {kept[1]:.2f} at epoch {at} and then rises to {end[1]:.2f}:
scissors that open. Below, the accuracy on validation digits: {best[2]:.2f} at its best
in epoch {peak}, {kept[2]:.2f} at epoch {at}, and {end[2]:.2f} at the end. Two vertical
lines through both panels mark the epochs {peak} and {at}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.early_stopping import EarlyStopping, early_stopping
from nnnotes.softmax import softmax

rng, (pixels, labels) = np.random.default_rng(1), data.digits()
order = rng.permutation(1797)[:600]  # 200 digits to train on, 400 to validate
x, y = (pixels[order] - 5) / 6, labels[order]
y[:200] = np.where(rng.random(200) < 0.4, rng.integers(10, size=200), y[:200])
target = np.eye(10)[y]
w1, w2 = rng.normal(size=(128, 64)) / 32**0.5, rng.normal(size=(10, 128)) / 128**0.5
states, curve = {k: EarlyStopping(k) for k in (2, 5, 10, 20)}, np.zeros((60, 3))
for epoch in range(60):
    for b in np.split(rng.permutation(200), 8):
        h = np.maximum(x[b] @ w1.T, 0)
        dz = (softmax(h @ w2.T) - target[b]) / 25
        w1, w2 = w1 - 0.1 * (dz @ w2 * (h > 0)).T @ x[b], w2 - 0.1 * dz.T @ h
    p = softmax(np.maximum(x @ w1.T, 0) @ w2.T)
    cost, right = -np.sum(target * np.log(p), axis=1), p.argmax(axis=1) == y
    curve[epoch] = cost[:200].mean(), cost[200:].mean(), right[200:].mean()
    for k, s in states.items():
        states[k] = s if s.stop else early_stopping(s, curve[epoch, 1], [w1, w2])
print(*(f"patience {k:2}: {s}" for k, s in states.items()), sep="\n")
at, peak = states[20].best_evaluation, curve[:, 2].argmax() + 1
kept, best, end = curve[[at - 1, peak - 1, -1]]
assert peak < at and kept[2] < best[2] - 0.02 and end[1] > 1.2 * kept[1]

fig, axes = plt.subplots(2, sharex=True, figsize=(5.2, 4.4))
for ax, k, name in (axes[0], 1, "loss"), (axes[1], 2, "accuracy"):
    ax.plot(range(1, 61), curve[:, k], color=draw.FORWARD)
    ax.axvline(at, color=draw.RIGHT, ls=":")
    ax.axvline(peak, color=draw.THIRD, ls="-.")
    ax.set(ylabel=name, xlabel="epoch" if k == 2 else "")
axes[0].plot(range(1, 61), curve[:, 0], "--", color=draw.MUTED)
axes[0].text(45, 1.25, "validation", color=draw.FORWARD)
axes[0].text(45, 0.45, "training", color=draw.MUTED)
axes[1].text(at + 1, 0.55, "lowest loss", color=draw.RIGHT)
axes[1].text(peak + 1, 0.58, "best\naccuracy", color=draw.THIRD)
