"""Scale once: doubled in training, or halved in use. Neither and both cost loss."""

import numpy as np

from nnnotes import data
from nnnotes.softmax import softmax

order = np.random.default_rng(6).permutation(1797)
(x, val), (y, y_val) = ((a[order[:100]], a[order[100:500]]) for a in data.digits())
x, val = (x - 5) / 6, (val - 5) / 6


def trained(factor):
    """Train with dropout; a kept unit is multiplied by the factor."""
    rng = np.random.default_rng(6)
    w1, b1 = rng.normal(size=(40, 64)) * (2 / 64) ** 0.5, np.zeros(40)
    w2, b2 = rng.normal(size=(10, 40)) * (1 / 40) ** 0.5, np.zeros(10)
    for _ in range(300):
        h = np.maximum(x @ w1.T + b1, 0)
        mask = factor * (rng.random(h.shape) < 0.5)
        dz = (softmax(h * mask @ w2.T + b2) - np.eye(10)[y]) / 100
        dh = dz @ w2 * mask * (h > 0)
        w2, b2 = w2 - 0.3 * dz.T @ (h * mask), b2 - 0.3 * dz.sum(axis=0)
        w1, b1 = w1 - 0.3 * dh.T @ x, b1 - 0.3 * dh.sum(axis=0)
    return np.maximum(val @ w1.T + b1, 0), w2, b2


loss, masks = {}, np.random.default_rng(1).random((400, 40)) < 0.5
print("                 in use: as is    halved     mask left on")
for name, factor in (("kept units doubled", 2.0), ("kept units as is  ", 1.0)):
    h, w2, b2 = trained(factor)
    print(name, end="")
    for use, scale in (("as is", 1.0), ("halved", 0.5), ("left on", factor * masks)):
        p = softmax(h * scale @ w2.T + b2)
        loss[factor, use] = -np.sum(np.eye(10)[y_val] * np.log(p)) / 400
        share = np.mean(p.argmax(axis=1) == y_val)
        print(f"  {loss[factor, use]:.3f} {share:.3f}", end="")
    print()
assert max(loss[2, "as is"], loss[1, "halved"]) < 0.31 < 0.34  # scaled once
assert min(loss[2, "halved"], loss[1, "as is"]) > 0.34  # twice, never: wrong
