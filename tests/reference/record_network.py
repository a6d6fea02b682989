"""Records networks with norms, a whole training run, and a convolution in PyTorch."""

from itertools import pairwise

import numpy as np
import torch
from recording import tensor, write
from torch import nn

BENDS = {"relu": nn.ReLU, "tanh": nn.Tanh}
NORMS = {"batch": nn.BatchNorm1d, "layer": nn.LayerNorm}


def network(widths, bend, norm, seed):
    """A network of the package's order: affine, norm, activation."""
    rng = np.random.default_rng(seed)
    layers, arrays = [], []
    for place, (d_in, d_out) in enumerate(pairwise(widths)):
        layers.append(nn.Linear(d_in, d_out))
        arrays += [rng.normal(size=(d_out, d_in)), rng.normal(size=d_out)]
        if place < len(widths) - 2:
            if norm:
                layers.append(NORMS[norm](d_out))
                arrays += list(rng.normal(size=(2, d_out)))
            layers.append(BENDS[bend]())
    net = nn.Sequential(*layers)
    with torch.no_grad():
        for parameter, numbers in zip(net.parameters(), arrays, strict=True):
            parameter.copy_(tensor(numbers, False))
    return net, arrays


def gradients(net, x, labels):
    net.zero_grad()
    output = net(tensor(x, False))
    loss = nn.functional.cross_entropy(output, torch.tensor(labels))
    loss.backward()
    grads = [p.grad.clone() for p in net.parameters()]
    return {"output": output, "loss": loss, "grads": grads}


def running(net):
    found = [layer for layer in net if isinstance(layer, nn.BatchNorm1d)]
    return [[layer.running_mean.clone(), layer.running_var.clone()] for layer in found]


def case(bend, norm, widths=(3, 5, 4, 3), n=7, seed=0):
    net, arrays = network(widths, bend, norm, seed)
    rng = np.random.default_rng(seed + 100)
    x, labels = rng.normal(size=(n, widths[0])), rng.integers(0, widths[-1], n)
    found = {"widths": widths, "activation": bend, "norm": norm, "params": arrays}
    found |= {"x": x, "labels": labels, "train": gradients(net, x, labels)}
    return {**found, "running": running(net), "eval": gradients(net.eval(), x, labels)}


def training(optimizer, norm, epochs=4, batch=8, n=20):
    """Mini-batches in the order that NumPy's generator shuffles them."""
    net, arrays = network((2, 6, 3), "tanh", norm, seed=7)
    rng = np.random.default_rng(8)
    x, labels = rng.normal(size=(n, 2)), rng.integers(0, 3, n)
    found = {"widths": (2, 6, 3), "norm": norm, "params": arrays, "x": x}
    order, losses = np.random.default_rng(9), []
    for _ in range(epochs):
        rows = order.permutation(n)
        for start in range(0, n, batch):
            optimizer_step(net, optimizer, x, labels, rows[start : start + batch])
        losses.append(gradients(net.eval(), x, labels)["loss"])
        net.train()
    after = list(net.parameters())
    return {**found, "labels": labels, "losses": losses, "after": after}


def optimizer_step(net, make, x, labels, rows):
    if not hasattr(net, "steps"):
        net.steps = make(net.parameters())
    gradients(net, x[rows], labels[rows])
    net.steps.step()


def convolution(n=3, filters=4, seed=3):
    rng = np.random.default_rng(seed)
    x, labels = rng.normal(size=(n, 64)), rng.integers(0, 10, n)
    shapes = [(filters, 9), filters, (10, 9 * filters), 10]
    arrays = [rng.normal(size=shape) for shape in shapes]
    w, b, last, shift = leaves = [tensor(array) for array in arrays]
    images = tensor(x, False).reshape(n, 1, 8, 8)
    z = nn.functional.conv2d(images, w.reshape(filters, 1, 3, 3), b)
    h = nn.functional.max_pool2d(torch.relu(z), 2)
    # The package keeps the filters last: places, then filters.
    h = h.permute(0, 2, 3, 1).reshape(n, -1)
    output = h @ last.T + shift
    loss = nn.functional.cross_entropy(output, torch.tensor(labels))
    loss.backward()
    found = {"x": x, "labels": labels, "params": arrays, "output": output}
    return {**found, "loss": loss, "grads": [leaf.grad for leaf in leaves]}


write(
    "network",
    {
        "plain": case("relu", None),
        "batch norm": case("relu", "batch", seed=1),
        "layer norm": case("tanh", "layer", seed=2),
        "adam": training(lambda p: torch.optim.Adam(p, lr=0.05), None),
        "momentum, batch norm": training(
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9), "batch"
        ),
        "convolution": convolution(),
    },
)
