"""Records forward values and all gradients of small networks in PyTorch."""

from itertools import pairwise

import numpy as np
import torch
from recording import tensor, write
from torch.nn import functional as F

BENDS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "elu": F.elu,
    "silu": F.silu,
}


def network(name, n, widths, seed):
    rng = np.random.default_rng(seed)
    x, labels = rng.normal(size=(n, widths[0])), rng.integers(0, widths[-1], n)
    y = rng.normal(size=(n, widths[-1]))
    arrays = []
    for d_in, d_out in pairwise(widths):
        arrays += [rng.normal(size=(d_out, d_in)), rng.normal(size=d_out)]
    case = {"activation": name, "x": x, "labels": labels, "y": y, "params": arrays}
    for loss in ("mse", "softmax_cross_entropy"):
        leaves = [tensor(array) for array in arrays]
        start = tensor(x)
        h = start
        for w, b in zip(leaves[::2], leaves[1::2], strict=True):
            z = F.linear(h, w, b)
            h = BENDS[name](z)
        if loss == "mse":
            value = F.mse_loss(z, tensor(y, False), reduction="sum") / n
        else:
            value = F.cross_entropy(z, tensor(labels, False))
        value.backward()
        grads = [leaf.grad for leaf in leaves]
        case |= {"output": z, loss: {"value": value, "grads": grads, "dx": start.grad}}
    return case


SIZES = [(1, [1, 1, 1]), (1, [3, 2]), (5, [4, 6, 3]), (8, [2, 5, 5, 4])]
write(
    "backprop",
    {
        "networks": [
            network(name, *SIZES[number % 4], seed=number)
            for number, name in enumerate([*BENDS, "tanh", "relu"])
        ]
    },
)
