"""Patient B learns a little of its own rows and nothing about new ones.

Three panels over 100 steps. The training loss falls from 3 to the loss of guessing and
then creeps a little below it; the validation loss stays above it. The gradients are
about 1. Hardly any unit is dead.
"""

import numpy as np

from nnnotes import clinic
from nnnotes.data import digits
from nnnotes.mlp import mlp
from nnnotes.passes import run
from nnnotes.softmax import softmax
from nnnotes.splits import standardize

rng = np.random.default_rng(0)
pixels, labels = digits()
order = rng.permutation(len(pixels))
fit, held = order[:500], order[500:800]
x, x_val = standardize(pixels[fit], pixels[held])
y, y_val = labels[rng.permutation(fit)], labels[held]
network = mlp([64, 32, 32, 10], rng)


def forward(params, x):
    z, blocks = run(network.with_params(params).blocks, x)
    return *(block.a for block in blocks[:-1]), softmax(z)


params, chart = network.params, clinic.Chart(forward, (x, y), (x_val, y_val))
for batch in clinic.batches(len(x), rng):
    patient = network.with_params(params)
    before, (_, grads) = params, patient.loss_and_grads(x[batch], y[batch])
    params = [p - 0.1 * g for p, g in zip(before, grads, strict=True)]
    chart.note(before, batch, grads, params)
report = chart.report()
print(report)
report.draw()
