"""Patient K learns smoothly.

Three panels over 100 steps. Both losses fall smoothly from 2.5 to below 0.5. The
gradients are about 1. No unit is dead.
"""

from functools import partial

import numpy as np

from nnnotes import clinic
from nnnotes.mlp import mlp
from nnnotes.passes import run
from nnnotes.softmax import softmax

rng = np.random.default_rng(0)
(x, y), val = clinic.rows(rng)
network = mlp([64, 32, 32, 10], rng, norm="batch")


def forward(params, x, rng=rng):  # a generator means: in training
    blocks = network.with_params(params).blocks
    z, seen = run(blocks, x, network.dropout, rng)
    return *(block.a for block in seen[:-1]), softmax(z)


training = partial(forward, rng=rng)
chart = clinic.Chart(forward, (x, y), val, training)
for batch in clinic.batches(len(x), rng):
    before = network.params
    network, grads = network.training_pass(x[batch], y[batch], rng)
    params = [p - 0.1 * g for p, g in zip(before, grads, strict=True)]
    chart.note(before, batch, grads, params)
    network = network.with_params(params)
report = chart.report()
print(report)
report.draw()
