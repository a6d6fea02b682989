"""Records PyTorch's normalization layers, forward and backward."""

import numpy as np
import torch
from recording import tensor, write
from torch import nn

rng = np.random.default_rng(8)


def passes(layer, x, dy):
    leaf = tensor(x)
    layer.zero_grad()
    y = layer(leaf)
    y.backward(tensor(dy, False))
    grads = [leaf.grad, *(p.grad.clone() for p in layer.parameters())]
    return {"y": y, "grads": grads}


def case(n, d, scale=1.0, offset=0.0, eps=1e-5):
    x, later = scale * rng.normal(size=(2, n, d)) + offset
    dy, (gamma, beta) = rng.normal(size=(n, d)), rng.normal(size=(2, d))
    found = {"x": x, "gamma": gamma, "beta": beta, "dy": dy, "later": later, "eps": eps}
    batch = nn.BatchNorm1d(d, eps=eps, momentum=0.3)
    layers = {"batch_norm": batch, "layer_norm": nn.LayerNorm(d, eps=eps)}
    layers["rms_norm"] = nn.RMSNorm(d, eps=eps)
    for name, layer in layers.items():
        own = zip(layer.parameters(), (gamma, beta), strict=False)
        with torch.no_grad():
            for parameter, numbers in own:
                parameter.copy_(tensor(numbers, False))
        found[name] = passes(layer, x, dy)
    batch(tensor(later, False))
    running = {"mean": batch.running_mean, "var": batch.running_var}
    evaluated = passes(batch.eval(), x, dy)
    return {**found, "running": running, "batch_norm_eval": evaluated}


write(
    "normalization",
    {
        "two rows, one unit": case(2, 1),
        "five rows": case(5, 3),
        "large and far from zero": case(7, 4, 1000.0, -3000.0, 1e-3),
        "small": case(4, 6, 0.001),
    },
)
