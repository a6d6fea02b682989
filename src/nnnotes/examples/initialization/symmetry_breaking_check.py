"""Equal units stay equal under three optimizers; one random layer sets them apart."""

import numpy as np

from nnnotes import data
from nnnotes.optimization import optimizer
from nnnotes.propagation import distinct_units
from nnnotes.random_weights import lecun_normal

x, labels = data.moons(200, 0.1, np.random.default_rng(64))
right_class = np.eye(2)[labels]


def gradients(w1, b1, w2, b2):
    h = np.tanh(x @ w1.T + b1)
    q = np.exp(h @ w2.T + b2)
    dz2 = (q / q.sum(axis=1, keepdims=True) - right_class) / 200
    dz1 = dz2 @ w2 * (1 - h**2)
    return [dz1.T @ x, dz1.sum(axis=0), dz2.T @ h, dz2.sum(axis=0)]


def units(first, last, method):
    """Return how many of eight units differ, at the start and after three steps."""
    rng, (init, update) = np.random.default_rng(64), optimizer(method)
    p = [starts[first](rng, (8, 2)), np.zeros(8)]
    p += [starts[last](rng, (2, 8)), np.zeros(2)]
    counts, state = [distinct_units(*p[:2])], init(p)
    for _ in range(3):
        p, state = update(p, gradients(*p), state, 0.1)
        counts.append(distinct_units(*p[:2]))
    return counts


starts = {"zero": lambda _, shape: np.zeros(shape), "random": lecun_normal}
starts["equal"] = lambda _, shape: np.full(shape, 0.5)
expected = {("zero", "zero"): [1] * 4, ("equal", "equal"): [1] * 4}
expected |= {("equal", "random"): [1, 8, 8, 8], ("zero", "random"): [1, 8, 8, 8]}
expected |= {("random", "zero"): [8] * 4, ("random", "random"): [8] * 4}
print("first   last    different units at step 0, 1, 2, 3")
for pair, counts in expected.items():
    print(f"{pair[0]:7} {pair[1]:7} {units(*pair, 'sgd')}")
    assert all(units(*pair, m) == counts for m in ("sgd", "momentum", "adam"))
