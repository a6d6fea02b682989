"""A second mean over the batch slows the biases n times, and nothing fails."""

import numpy as np

rng = np.random.default_rng(42)
n = 4
h, w = rng.normal(size=(n, 5)), rng.normal(size=(3, 5))
b, target = rng.normal(size=3), rng.normal(size=(n, 3))
dz = 2 * (h @ w.T + b - target) / n  # 1/n is already in here

right, wrong = dz.sum(axis=0), dz.mean(axis=0)
print(f"sum over the batch   {right.round(3)}")
print(f"mean, the bug        {wrong.round(3)}")
print(f"quotient             {(right / wrong).round(3)}")
assert np.allclose(right / wrong, n)


def steps(over_the_batch):
    """Count steps of descent until a bias alone fits 64 targets of 3."""
    b, target, count = 0.0, np.full(64, 3.0), 0
    while np.mean((b - target) ** 2) > 0.01:
        dz = 2 * (b - target) / 64
        b -= 0.1 * over_the_batch(dz)
        count += 1
    return count


with_sum, with_mean = steps(np.sum), steps(np.mean)
print(f"steps until a bias fits 64 targets: sum {with_sum}, mean {with_mean}")
assert with_mean > 60 * with_sum
