"""Fifty more digits make a model of 100 features three times as often wrong."""

import numpy as np

from nnnotes.capacity import minimum_norm
from nnnotes.splits import split_digits

parts = split_digits(np.random.default_rng(0))
(x, labels), (x_new, labels_new) = parts.train, parts.test
y = np.eye(10)[labels] - 0.1


def wrong(n, ridge, seed, m=100):
    v = np.random.default_rng(1000 * seed + m).normal(size=(m, 64)) / 8
    c = minimum_norm(np.maximum(x[:n] @ v.T, 0), y[:n], ridge)
    return np.mean((np.maximum(x_new @ v.T, 0) @ c).argmax(axis=1) != labels_new)


print("digits  plain  ridge")
plain, ridged = {}, {}
for n in (25, 50, 75, 100, 150, 200, 300):
    plain[n] = float(np.median([wrong(n, 0, seed) for seed in range(3)]))
    ridged[n] = float(np.median([wrong(n, 10, seed) for seed in range(3)]))
    print(f"{n:6} {plain[n]:6.0%} {ridged[n]:6.0%}")
assert plain[100] > 3 * plain[50], "more rows, more errors: that is wrong"
assert sorted(ridged.values(), reverse=True) == list(ridged.values())
