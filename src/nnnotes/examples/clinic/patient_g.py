"""Patient G hardly moves.

Three panels over 100 steps. Both losses start at 3.2 and are 3.1 at the end. The
gradients are about 1. No unit is dead.
"""

import numpy as np

from nnnotes import clinic

rng = np.random.default_rng(0)
(x, y), val = clinic.rows(rng)
params = []
for d_out, d_in in [(32, 64), (32, 32), (10, 32)]:
    w = rng.standard_normal((d_out, d_in)) * np.sqrt(2 / d_in)
    params += [w, np.zeros(d_out)]


def forward(params, x):
    w1, b1, w2, b2, w3, b3 = params
    a1 = np.maximum(x @ w1.T + b1, 0)
    a2 = np.maximum(a1 @ w2.T + b2, 0)
    z = a2 @ w3.T + b3
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return a1, a2, e / e.sum(axis=1, keepdims=True)


def gradient(params, x, y):
    a1, a2, p = forward(params, x)
    d3 = (p - np.eye(10)[y]) / len(y)
    d2 = d3 @ params[4] * (a2 > 0)
    d1 = d2 @ params[2] * (a1 > 0)
    return [d1.T @ x, d1.sum(0), d2.T @ a1, d2.sum(0), d3.T @ a2, d3.sum(0)]


chart = clinic.Chart(forward, (x, y), val)
for batch in clinic.batches(len(x), rng):
    before, grads = params, gradient(params, x[batch], y[batch])
    params = [p - 0.0001 * g for p, g in zip(before, grads, strict=True)]
    chart.note(before, batch, grads, params)
report = chart.report()
print(report)
report.draw()
