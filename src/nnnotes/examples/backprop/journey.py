"""On its way back a gradient is dimmed by every gate and mixed by the weights.

Norm of the gradient at thirteen stations from the output of a six-layer tanh network
back to its input. Every step through a gate, marked φ′, goes down; a step through
weights, marked W, goes up or down. Crosses, measured by nudging the values at each
station, lie on the computed points. From output to input the norm changes from
{at_output:.2f} to {at_input:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import activation_grad, affine_grad, numeric_grad
from nnnotes.forward import Layer, forward

rng = np.random.default_rng(4)
sizes = [(5, 8), (8, 8), (8, 8), (8, 8), (8, 8), (8, 3)]
layers = [
    Layer(rng.normal(size=(o, i)) / i**0.5, np.zeros(o), "tanh") for i, o in sizes
]
x, y = rng.normal(size=(4, 5)), rng.normal(size=(4, 3))
output, caches = forward(layers, x)


def loss(h, k):
    """Return the loss if h enters layer k."""
    return np.sum((forward(layers[k:], h)[0] - y) ** 2) / len(y)


d = 2 * (output - y) / len(y)
norms, measured = [np.linalg.norm(d)], []
for k in reversed(range(6)):
    dz = activation_grad("tanh", caches[k].z, d)
    d, _, _ = affine_grad(caches[k].x, layers[k].w, dz)
    norms += [np.linalg.norm(dz), np.linalg.norm(d)]
    measured += [np.linalg.norm(numeric_grad(lambda h, k=k: loss(h, k), caches[k].x))]
at_output, at_input = norms[0], norms[-1]
print(f"norm at the output {at_output:.4f}, at the input {at_input:.4f}")
assert all(norms[i + 1] < norms[i] for i in range(0, 12, 2)), "a gate dims"
assert np.allclose(measured, norms[2::2], rtol=1e-6)

fig, ax = plt.subplots()
ax.plot(norms, "o-", color=draw.GRADIENT, label="backpropagation")
ax.plot(range(2, 13, 2), measured, "x", color=draw.INK, ms=9, label="measured")
ax.set_xticks(range(13), ["out", *["φ′", "W"] * 6])
ax.set(xlabel="passed on the way back", ylabel="norm of the gradient", ylim=(0, None))
ax.legend()
