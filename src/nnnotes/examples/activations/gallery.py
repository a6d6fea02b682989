"""Nine activations and their slopes: what goes forward, and what lets gradients back.

Nine small panels over z from -4 to 4, each with the activation as a solid line and its
slope as a dashed one. Sigmoid and tanh flatten at both ends, where their slopes fall
to 0. ReLU and its leaky variant have a slope that jumps at 0. Softplus, ELU, GELU and
SiLU are smooth versions of ReLU; the slopes of GELU and SiLU dip below 0 and rise
above 1, to {highest:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import ACTIVATIONS

z = np.linspace(-4.0, 4.0, 121)
names = [name for name in ACTIVATIONS if name != "gelu_tanh"]
slopes = {name: ACTIVATIONS[name][1](z) for name in names}
lowest = min(slope.min() for slope in slopes.values())
highest = max(slope.max() for slope in slopes.values())
for name in names:
    print(f"{name:11} slope from {slopes[name].min():5.2f} to {slopes[name].max():.2f}")
assert slopes["sigmoid"].max() == 0.25 and lowest < 0 and highest > 1

fig, axes = plt.subplots(3, 3, figsize=(5.2, 4.6), sharex=True, sharey=True)
for ax, name in zip(axes.flat, names, strict=True):
    ax.axhline(0, color=draw.FAINT, lw=0.8)
    ax.plot(z, ACTIVATIONS[name][0](z), color=draw.FORWARD)
    ax.plot(z, slopes[name], "--", color=draw.GRADIENT)
    ax.set_title(name.replace("_", " "))
    ax.set(ylim=(-1.3, 2.2), xticks=[-4, 0, 4], yticks=[-1, 0, 1, 2])
fig.supxlabel("z", fontsize=11)
