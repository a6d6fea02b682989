"""Four activations meet one gradient: ReLU stops or passes, sigmoid dims all of it.

Four panels of eight examples by twelve units. An open square is the size of the
arriving gradient, the filled one inside it what the activation sends on. Under ReLU
and leaky ReLU a square is full or as good as empty, and one column, unit 5, is empty
for all eight examples. Under tanh and sigmoid nearly every square is partly full.
{relu:.0%} of the norm passes ReLU, {sigmoid:.0%} passes sigmoid.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import activation_grad

rng = np.random.default_rng(43)
z = 2 * rng.normal(size=(8, 12))  # eight examples, twelve units
arriving = rng.normal(size=(8, 12))
z[:, 5] = -np.abs(z[:, 5]) - 0.5  # unit 5 is off for every example

names = "relu", "leaky_relu", "tanh", "sigmoid"
sent = {name: activation_grad(name, z, arriving) for name in names}
whole = np.linalg.norm(arriving)
share = {name: np.linalg.norm(sent[name]) / whole for name in names}
relu, leaky_relu, tanh, sigmoid = share.values()
blocked = np.mean(sent["relu"] == 0)
silent = np.flatnonzero(np.all(sent["relu"] == 0, axis=0))

for name in names:
    print(f"{name:11} passes {share[name]:.3f} of the norm")
print(f"ReLU blocks {blocked:.1%}, and all of unit {silent[0]}")
assert list(silent) == [5] and sigmoid < tanh < relu < leaky_relu

fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6))
unit, example = np.meshgrid(np.arange(12.0), np.arange(8.0))
for ax, name in zip(axes.flat, names, strict=True):
    outline = {"c": "none", "edgecolors": draw.MUTED, "linewidths": 0.6}
    filled = {"c": draw.GRADIENT, "linewidths": 0}
    for g, look in ((arriving, outline), (sent[name], filled)):
        ax.scatter(unit, example, 60 * np.abs(g), marker="s", clip_on=False, **look)
    ax.set_title(f"{name.replace('_', ' ')}: {share[name]:.2f} of the norm")
    ax.set(xticks=[5], xticklabels=["unit 5"], yticks=[], aspect="equal")
    ax.tick_params(length=0, pad=8)
    ax.spines[:].set_visible(False)
