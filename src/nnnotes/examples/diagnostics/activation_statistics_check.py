"""The report agrees with a count by hand, and calls those dead that get no gradient."""

import numpy as np

from nnnotes.diagnostics import activation_report
from nnnotes.mlp import mlp

rng = np.random.default_rng(102)
x, w, b = rng.normal(size=(300, 5)), rng.normal(size=(16, 5)), rng.normal(size=16) - 3
x, labels = x[np.argsort(x @ w[0])], rng.integers(0, 2, 300)  # unit 0 fires last


def network(bend, w, b):
    net = mlp([5, 16, 2], np.random.default_rng(0), bend)
    return net.with_params([w, b, *net.params[2:]])


net, z = network("relu", w, b), x @ w.T + b
report, h = activation_report(net, x).columns, np.maximum(z, 0)
_, (dw, *_) = net.loss_and_grads(x, labels)
hand = {"mean": sum(h.flat) / h.size, "zero": sum(e <= 0 for e in z.flat) / z.size}
hand["std"] = (sum(e**2 for e in h.flat) / h.size - hand["mean"] ** 2) ** 0.5
hand["spread"] = sum(np.std(unit) for unit in h.T) / 16
hand["dead"] = sum(not any(row) for row in dw) / 16  # no gradient from any example
for name, value in hand.items():
    print(f"{name:9} {report[name][0]:.3f}  by hand {value:.3f}")
    assert abs(report[name][0] - value) < 1e-9
assert 0 < hand["dead"] < np.mean(~np.any(h[:20], axis=0)) < hand["zero"]

for bend, a in ("tanh", np.tanh(z)), ("sigmoid", np.tanh(z / 2)):  # 2 sigmoid(z) - 1
    flat = activation_report(network(bend, w, b), x).columns["saturated"][0]
    print(f"{bend:9} {flat:.3f}  by hand {np.mean(np.abs(a) > 0.97):.3f}")
    assert abs(flat - np.mean(np.abs(a) > 0.97)) < 1e-9

runs = [("relu", 1, -99, "dead"), ("tanh", 99, 0, "saturated"), ("relu", 1, 0, "no")]
for bend, scale, shift, name in (*runs, ("sigmoid", 1e-9, 0, "constant")):
    sick = network(bend, scale * w, shift + 0 * b)
    assert activation_report(sick, x).verdict.startswith(name)
