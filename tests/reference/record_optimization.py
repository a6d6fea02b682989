"""Records 50 steps of PyTorch's optimizers, and its clipping."""

import math

import torch
from recording import tensor, write
from torch.nn import utils
from torch.optim import SGD, Adagrad, Adam, AdamW, RMSprop

W, B = [[0.7, -1.3]], [2.0]


def slopes(step, w0, w1, b):
    """Gradients of a bowl, with a noise that every platform computes alike."""
    return [
        2.0 * w0 + 0.3 * math.cos(step + 1),
        0.5 * w1 + 0.3 * math.cos(2 * step + 1),
        b - 1.0 + 0.3 * math.sin(3 * step),
    ]


def path(make, w_options=None, **options):
    w, b = tensor(W), tensor(B)
    optimizer = make([{"params": [w], **(w_options or {})}, {"params": [b]}], **options)
    seen = []
    for step in range(50):
        g = slopes(step, *w[0].tolist(), *b.tolist())
        w.grad, b.grad = torch.tensor([g[:2]]), torch.tensor(g[2:])
        optimizer.step()
        seen.append([*w[0].tolist(), *b.tolist()])
    return seen


def clipped(cut, limit):
    tensors = [tensor([3.0, -4.0]), tensor([12.0])]
    for t in tensors:
        t.grad = t.detach().clone()
    norm = cut(tensors, limit)
    return {"grads": [t.grad for t in tensors], "norm": norm}


short = {"betas": (0.8, 0.95), "eps": 0.01}
write(
    "optimization",
    {
        "sgd": path(SGD, lr=0.1),
        "sgd, decay of w": path(SGD, {"weight_decay": 0.2}, lr=0.1),
        "momentum": path(SGD, lr=0.05, momentum=0.9),
        "nesterov": path(SGD, lr=0.05, momentum=0.8, nesterov=True),
        "adagrad": path(Adagrad, lr=0.3),
        "rmsprop": path(RMSprop, lr=0.02, alpha=0.9),
        "adam": path(Adam, lr=0.05),
        "adam, short memory": path(Adam, lr=0.05, **short),
        "adamw": path(AdamW, {"weight_decay": 0.5}, lr=0.05, weight_decay=0.0),
        "clip norm 1.3": clipped(utils.clip_grad_norm_, 1.3),
        "clip norm 20": clipped(utils.clip_grad_norm_, 20.0),
        "clip value 3.5": clipped(utils.clip_grad_value_, 3.5),
    },
)
