"""Doubled weights quadruple q in every layer; the mean over networks is foretold."""

import numpy as np

from nnnotes.activations import relu, tanh
from nnnotes.propagation import forward_moments

x = np.random.default_rng(61).normal(size=(20, 32))


def q(h):
    return np.mean(h**2)


def last(scale, phi=relu, b=0.0, seed=1):
    rng, h = np.random.default_rng([61, seed]), x
    for _ in range(20):
        w = scale * rng.normal(size=(32, 32)) / 4
        h = phi(h @ w.T + b)
    return q(h)


powers = {"ReLU": last(2) / last(1), "tanh": last(2, tanh) / last(1, tanh)}
powers["ReLU, biases of 0.1"] = last(2, b=0.1) / last(1, b=0.1)
powers["ReLU, new draws"] = last(2, seed=2) / last(1)
for name, ratio in powers.items():
    print(f"weights doubled, {name:20} q x 4^{np.log(ratio) / np.log(4):.3f}")
    assert (abs(ratio / 4**20 - 1) < 1e-9) == (name == "ReLU")

widths, variances = [30, 60, 20, 40], [2 / 30, 1 / 60, 3 / 20]
rng = np.random.default_rng(61)
ws = [
    s**0.5 * rng.normal(size=(2000, d_out, d_in))  # 2000 networks
    for s, d_in, d_out in zip(variances, widths[:-1], widths[1:], strict=True)
]
for name, phi in (("relu", relu), ("tanh", tanh)):
    h = np.ones((2000, 30, 1))
    measured = [q(h)] + [q(h := phi(w @ h)) for w in ws]
    predicted = forward_moments(widths, variances, name)
    print(f"{name} predicted {predicted.round(3)}, measured {np.round(measured, 3)}")
    assert np.allclose(measured, predicted, rtol=0.03)
