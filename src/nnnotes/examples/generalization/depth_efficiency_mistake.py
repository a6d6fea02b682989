"""What eight units can draw is not found by ninety-six units in training."""

import numpy as np

from nnnotes.adam import adam, adam_init
from nnnotes.approximation import fold_network
from nnnotes.mlp import mlp

x = np.linspace(0, 1, 129)[:, None]


def rms(difference):
    return np.sqrt(np.mean(difference**2))


for folds in (2, 4):
    saw = fold_network(folds)  # written down
    y = saw.forward(x)
    net = mlp([1, 32, 32, 32, 1], np.random.default_rng(92), loss="mse")
    state = adam_init(net.params)
    for step in range(800):
        _, grads = net.loss_and_grads(4 * x - 2, y)
        rate = 0.005 if step < 600 else 0.001
        params, state = adam(net.params, grads, state, rate)
        net = net.with_params(params)
    error, trained = rms(saw.forward(x) - y), rms(net.forward(4 * x - 2) - y)
    print(f"{2**folds} pieces, a constant leaves {y.std():.2f}")
    print(f"  {2 * folds:2} units, written down: {error:.2f}")
    if folds == 2:
        print(f"  96 units, trained: below 0.01: {trained < 0.01}")
        assert trained < 0.01
    else:
        print(f"  96 units, trained: above 0.20: {trained > 0.2}")
        assert trained > 0.2  # wrong, by most of what there was to learn
