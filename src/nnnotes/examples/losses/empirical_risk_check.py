"""Batches of any size give one risk and one gradient; over all samples it is honest."""

from itertools import product

import numpy as np

from nnnotes.objective import empirical_risk, empirical_risk_grad

rng = np.random.default_rng(35)
x, y, w = rng.normal(size=(10, 3)), np.arange(10.0), rng.normal(size=3)


def loss(x, y):
    return np.mean((x @ w - y) ** 2)


def loss_grad(x, y):
    return [2 / len(x) * (x @ w - y) @ x]


same = [
    np.isclose(empirical_risk(loss, x, y, size), loss(x, y))
    and np.allclose(empirical_risk_grad(loss_grad, x, y, size), loss_grad(x, y))
    for size in (1, 3, 4, 5, 10, 64)
]
of_means = np.mean([loss(x[i : i + 4], y[i : i + 4]) for i in (0, 4, 8)])
print(f"batches of 1, 3, 4, 5, 10, 64: {all(same)}")
print(f"mean of the means of 4, 4, 2:  {of_means / loss(x, y):.3f} of the risk")
assert all(same) and abs(of_means / loss(x, y) - 1) > 0.1

# Six equally likely examples, three functions: the cost of each function on each.
cost = np.array([[3.0, 1, 0, 2, 4, 2], [0, 5, 1, 3, 1, 2], [2, 2, 2, 2, 2, 2.5]])
risk = cost.mean(axis=1)
samples = np.array(list(product(range(6), repeat=4)))  # all 1296 samples of 4
found = cost[:, samples].mean(axis=2)
chosen = found.argmin(axis=0)  # on each sample, the function with the smallest risk
flattery, truth = found[chosen, range(1296)].mean(), risk[chosen].mean()
print("risk of three functions:      ", risk.round(3))
print("mean empirical risk:          ", found.mean(axis=1).round(3))
print(f"of the one that was chosen:     {flattery:.3f}, its risk {truth:.3f}")
assert np.allclose(found.mean(axis=1), risk) and flattery < risk.min() - 0.3 < truth
assert np.allclose(found.std(axis=1), cost.std(axis=1) / 2)  # the square root of 4
