"""The same normal numbers leave four activations in four different distributions.

Four histograms of what becomes of {count} standard normal numbers, with a triangle at
each mean. Unchanged they form a bell around 0. Sigmoid squeezes them into a hill
between 0 and 1, tanh pushes them into two horns near -1 and 1, and ReLU turns half of
them into exact zeros and keeps the right half of the bell.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import identity, relu, sigmoid, tanh

count = 100_000
z = np.random.default_rng(22).normal(size=count)
grid = np.linspace(-10.0, 10.0, 20_001)
density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi) * (grid[1] - grid[0])

names = "identity", "sigmoid", "tanh", "relu"
outputs, means = {}, {}
for name, phi in zip(names, (identity, sigmoid, tanh, relu), strict=True):
    h = outputs[name] = phi(z)
    mean = means[name] = np.sum(phi(grid) * density)  # exact, by integral
    sd = np.sqrt(np.sum(phi(grid) ** 2 * density) - mean**2)
    print(f"{name:8} mean {mean:z.3f} sd {sd:.3f}, zeros {np.mean(h == 0):.1%}")
    assert abs(h.mean() - mean) < 0.01 and abs(h.std() - sd) < 0.01
half = np.sum(relu(grid) ** 2 * density)
print(f"ReLU: mean of the square {half:.6f}")
assert abs(half - 0.5) < 1e-6

fig, axes = plt.subplots(2, 2, figsize=(5.2, 3.9), sharex=True, sharey=True)
bins = np.linspace(-3.0, 3.0, 121)
for ax, (name, h) in zip(axes.flat, outputs.items(), strict=True):
    share = np.histogram(h[h != 0], bins)[0] / count / (bins[1] - bins[0])
    ax.stairs(share, bins, fill=True, color=draw.FORWARD, alpha=0.6)
    ax.plot(means[name], 0.08, "^", color=draw.INK, ms=8)
    ax.text(-3, 1.6, f"{name}\nmean {means[name]:z.2f}", va="top")
    ax.set(ylim=(0, 1.75), xlim=(-3, 3), xticks=range(-2, 3), yticks=[])
    ax.spines["left"].set_visible(False)
axes[1, 1].plot([0, 0], [0, 1.7], color=draw.FORWARD, lw=3)
axes[1, 1].text(0.2, 1.6, "half of them:\nexactly 0", va="top", color=draw.FORWARD)
fig.supxlabel("output of the activation", size=11)
