"""Records PyTorch's activations, softmax and SwiGLU with their gradients."""

import numpy as np
import torch
from recording import tensor, write
from torch.nn import functional as F

ELEMENTWISE = {
    "identity": lambda z: z * 1.0,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": F.leaky_relu,
    # PyTorch's softplus is z itself above its threshold, 20 by default.
    "softplus": lambda z: F.softplus(z, threshold=1000),
    "elu": F.elu,
    "gelu": F.gelu,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
}

rng = np.random.default_rng(5)
points = np.concatenate(
    [np.linspace(-8, 8, 65), 3 * rng.normal(size=30), [-700, -100, -30, 30, 100, 700]]
)


def elementwise(function):
    z = tensor(points)
    value = function(z)
    value.sum().backward()
    return {"value": value, "grad": z.grad}


def row_wise(function, z):
    weights = np.cos(np.arange(1.0, z.size + 1)).reshape(z.shape)
    z = tensor(z)
    value = function(z, dim=-1)
    (value * tensor(weights, False)).sum().backward()
    return {"value": value, "upstream": weights, "grad": z.grad}


def swiglu():
    x, dy = rng.normal(size=(3, 4)), rng.normal(size=(3, 2))
    weights = [rng.normal(size=shape) for shape in ((5, 4), (5, 4), (2, 5))]
    leaves = [tensor(array) for array in (x, *weights)]
    x, gate, up, down = leaves
    y = F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)
    (y * tensor(dy, False)).sum().backward()
    grads = [leaf.grad for leaf in leaves]
    return {"inputs": leaves, "value": y, "upstream": dy, "grads": grads}


scores = np.concatenate([4 * rng.normal(size=(5, 4)), [[500, -500, 499, 0]]])
write(
    "activations",
    {
        "z": points,
        "elementwise": {name: elementwise(f) for name, f in ELEMENTWISE.items()},
        "elu, alpha 0.3": elementwise(lambda z: F.elu(z, alpha=0.3)),
        "leaky_relu, slope 0.2": elementwise(lambda z: F.leaky_relu(z, 0.2)),
        "scores": scores,
        "softmax": row_wise(F.softmax, scores),
        "log_softmax": row_wise(F.log_softmax, scores),
        "swiglu": swiglu(),
    },
)
