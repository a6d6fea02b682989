"""Ten sigmoid layers leave a millionth of a gradient; ReLU leaves it whole.

Length of the gradient after each of ten layers on its way back, as a share of its
start, on a logarithmic axis. Sigmoid falls in a straight line to {left["sigmoid"]:.0e},
beside the dashed line of 0.25 to the power of the layers. Tanh ends at
{left["tanh"]:.2f}, ReLU at {left["relu"]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import activation_grad, affine_grad
from nnnotes.cross_entropy import softmax_cross_entropy_grad
from nnnotes.forward import forward
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits

split = split_digits(np.random.default_rng(0))
x, y = (part[:50] for part in split.train)
starts = {"sigmoid": "xavier_normal", "tanh": "xavier_normal", "relu": "he_normal"}
looks = {"sigmoid": ("o-", draw.GRADIENT), "tanh": ("^-", draw.THIRD)}
looks["relu"] = "s-", draw.FORWARD
left = {}
fig, ax = plt.subplots()
for phi, start in starts.items():
    network = mlp([64, *[48] * 10, 10], np.random.default_rng(0), phi, start)
    z, caches = forward(network.layers, x)
    d = softmax_cross_entropy_grad(z, y) @ network.layers[-1].w
    sizes = [np.linalg.norm(d)]
    for layer, cache in zip(network.layers[-2::-1], caches[-2::-1], strict=True):
        dz = activation_grad(phi, cache.z, d)
        d, _, _ = affine_grad(cache.x, layer.w, dz)
        sizes.append(np.linalg.norm(d))
    left[phi] = sizes[-1] / sizes[0]
    print(f"{phi:8} {left[phi]:.2g}")
    look, color = looks[phi]
    ax.semilogy(np.array(sizes) / sizes[0], look, color=color, label=phi)
assert left["sigmoid"] < 1e-6 and 0.5 < left["relu"] < 2
ax.semilogy(0.25 ** np.arange(11.0), "--", color=draw.MUTED, label="0.25ᴺ")
ax.set(xlabel="layers passed on the way back", ylabel="share of the gradient")
ax.legend()
