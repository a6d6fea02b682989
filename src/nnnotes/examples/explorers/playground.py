"""Three soft lines, added up, part two rings; a fourth unit was not needed.

The plane in two colors, blue where the network says class 1. Red triangles lie in a
closed red patch in the middle, blue circles in a ring around it; {100 * right:.0f} of
100 points are on the right side. Black lines show where a hidden unit is 0: three
form a triangle around the patch, and the fourth lies outside of the picture.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid
from nnnotes.data import rings
from nnnotes.mlp import mlp
from nnnotes.training import fit

x, y = rings(200, 0.12, np.random.default_rng(0))
x, y = 1.2 * x[:100], y[:100, None]
rng = np.random.default_rng(0)
start = mlp([2, 4, 1], rng, "tanh", "xavier_normal", loss="binary_cross_entropy")
network, history = fit(
    start, (x, y), epochs=100, rng=np.random.default_rng(0), optimizer="sgd", lr=0.3,
    batch_size=10, every=20,
)  # fmt: skip
print(history)
right = history.train_accuracy[-1]
assert right >= 0.9 > start.evaluate(x, y)[1]

line = np.linspace(-1.75, 1.75, 71)
plane = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
p = sigmoid(network.forward(plane)).reshape(71, 71)
fig, ax = plt.subplots()
ax.contourf(line, line, p, [0, 0.5, 1], colors=[draw.GRADIENT, draw.FORWARD], alpha=0.3)
for (w1, w2), b in zip(network.layers[0].w, network.layers[0].b, strict=True):
    ax.plot(line, -(w1 * line + b) / w2, color=draw.INK, linewidth=1)
for label, look in enumerate(["^", "o"]):
    color = [draw.GRADIENT, draw.FORWARD][label]
    ax.plot(*x[y[:, 0] == label].T, look, color=color, markersize=4)
ax.set(xlabel="$x_1$", ylabel="$x_2$", ylim=(-1.75, 1.75), aspect="equal")
