"""Weights of one form run under another: no error message, other answers."""

import numpy as np

from nnnotes.smooth import gelu, gelu_tanh


def gelu_sigmoid(z):
    return z / (1 + np.exp(-1.702 * z))


x = np.random.default_rng(54).normal(size=(500, 64))
rng = np.random.default_rng(7)
ws = rng.normal(size=(12, 64, 64)) * (2 / 64) ** 0.5  # 12 layers


def outputs(phi):
    h = x
    for w in ws:
        h = phi(h @ w.T)
    return h


trained = outputs(gelu)
change, other = {}, {}
for phi in (gelu, gelu_tanh, gelu_sigmoid):
    y = outputs(phi)
    change[phi] = np.linalg.norm(y - trained) / np.linalg.norm(trained)
    other[phi] = np.mean(y.argmax(axis=1) != trained.argmax(axis=1))
    print(f"{phi.__name__:12} output off by {change[phi]:6.2%}", end="")
    print(f", other winner in {other[phi]:5.1%}")
assert change[gelu] == 0 < change[gelu_tanh] < 0.01 < 0.05 < change[gelu_sigmoid]
