"""Records how PyTorch's weight decay moves a weight: by the gradient of the penalty."""

import numpy as np
import torch
from recording import tensor, write

w, strength = np.array([[1.5, -2.0, 0.0], [0.25, 3.0, -0.125]]), 0.3


def grad(penalty):
    leaf = tensor(w)
    value = strength * penalty(leaf)
    value.backward()
    return {"value": value, "grad": leaf.grad}


def decayed():
    leaf = tensor(w)
    leaf.grad = torch.zeros_like(leaf)
    torch.optim.SGD([leaf], lr=0.5, weight_decay=2 * strength).step()
    return leaf


write(
    "objective",
    {
        "w": w,
        "strength": strength,
        "l2": grad(lambda p: p.square().sum()),
        "l1": grad(lambda p: p.abs().sum()),
        "one step of rate 0.5": decayed(),
    },
)
