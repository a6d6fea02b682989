"""Records PyTorch's gains, and the moments of its initializers at 300 x 200."""

import torch
from recording import write
from torch.nn import init


def moments(fill, *arguments, **options):
    torch.manual_seed(0)
    w = fill(torch.empty(300, 200), *arguments, **options)
    return {"mean": w.mean(), "var": w.var(correction=0), "largest": w.abs().max()}


gains = ["linear", "sigmoid", "tanh", "relu", "leaky_relu"]
normal, uniform = init.kaiming_normal_, init.kaiming_uniform_
linear, relu = {"nonlinearity": "linear"}, {"nonlinearity": "relu"}
write(
    "initialization",
    {
        "gains": {name: init.calculate_gain(name) for name in gains},
        "lecun_normal": moments(normal, **linear),
        "lecun_uniform": moments(uniform, **linear),
        "xavier_normal": moments(init.xavier_normal_),
        "xavier_uniform": moments(init.xavier_uniform_),
        "xavier_normal, gain 5/3": moments(init.xavier_normal_, 5 / 3),
        "xavier_uniform, gain 5/3": moments(init.xavier_uniform_, 5 / 3),
        "he_normal": moments(normal, **relu),
        "he_uniform": moments(uniform, **relu),
        "he_normal, fan out": moments(normal, mode="fan_out", **relu),
        "he_uniform, fan out": moments(uniform, mode="fan_out", **relu),
        "he_normal, slope 0.3": moments(normal, a=0.3),
        "he_uniform, slope 0.3": moments(uniform, a=0.3),
        "orthogonal": moments(init.orthogonal_),
        "orthogonal, gain 2": moments(init.orthogonal_, 2.0),
    },
)
