"""Patient M starts with a large loss and is long near guessing.

Three panels over 100 steps. Both losses fall from 9 to the loss of guessing in five
steps, stay there, and end below 1. The gradients vary. A share of the units is dead, at
first most of the second layer.
"""

import numpy as np

from nnnotes import clinic
from nnnotes.data import digits
from nnnotes.mlp import mlp
from nnnotes.passes import run
from nnnotes.softmax import softmax

rng = np.random.default_rng(0)
pixels, labels = digits()
order = rng.permutation(len(pixels))
fit, held = order[:500], order[500:800]
mean, std = 0.0, 1.0
x, x_val = (pixels[fit] - mean) / std, (pixels[held] - mean) / std
y, y_val = labels[fit], labels[held]
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
