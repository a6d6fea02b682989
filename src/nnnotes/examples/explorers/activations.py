"""Wide inputs silence sigmoid and tanh; ReLU and GELU let half through at any width.

Mean of the squared slope against the spread of normal inputs, for four activations.
Tanh starts near 1 and falls to {through[1][-1]:.2f} at spread 4; sigmoid lies below
0.07 everywhere. ReLU stays at one half. GELU rises from one quarter to one half.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import activation

z = np.random.default_rng(0).normal(size=100_000)
spreads = np.linspace(0.05, 4, 40)
looks = {
    "sigmoid": (draw.FOURTH, ":", (3, 0.05)),
    "tanh": (draw.GRADIENT, "--", (0.9, 0.62)),
    "relu": (draw.RIGHT, "-", (0.05, 0.53)),
    "gelu": (draw.FORWARD, "-.", (0.05, 0.2)),
}
fig, ax = plt.subplots()
through = []
for name, (color, line, at) in looks.items():
    _, slope = activation(name)
    through.append([np.mean(slope(spread * z) ** 2) for spread in spreads])
    print(f"{name:8} {through[-1][0]:.3f} at spread 0.05, {through[-1][-1]:.3f} at 4")
    ax.plot(spreads, through[-1], line, color=color)
    ax.text(*at, name, color=color)
sigmoid, tanh, relu, gelu = np.array(through)
assert sigmoid.max() < 0.07 and np.all(np.abs(relu - 0.5) < 0.01)
assert tanh[0] > 0.99 and tanh[-1] < 0.15
assert gelu[0] < 0.26 and abs(gelu[-1] - 0.5) < 0.02
ax.set(xlabel="spread of the inputs", ylabel="mean of the squared slope", ylim=(0, 1))
