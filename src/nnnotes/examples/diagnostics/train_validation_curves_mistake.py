"""Features chosen with all rows, and coins are foretold: the split came too late."""

import numpy as np


def accuracy(rng, seen):
    """Choose 20 of 2000 columns by the seen rows; fit 40 rows, predict the other 20."""
    x, y = rng.normal(size=(60, 2000)), rng.integers(2, size=60)  # nothing to learn
    centered = x[:seen] - x[:seen].mean(axis=0)
    link = centered.T @ (y[:seen] - y[:seen].mean()) / x[:seen].std(axis=0)
    best = np.argsort(np.abs(link))[-20:]
    w = x[:40, best].T @ (2 * y[:40] - 1)
    return np.mean((x[40:, best] @ w > 0) == y[40:])


found = {}
for name, seen in (("all 60 rows", 60), ("the 40 training rows", 40)):
    shares = [accuracy(np.random.default_rng(s), seen) for s in range(40)]
    found[name] = np.mean(shares)
    error = np.std(shares, ddof=1) / 40**0.5
    print(f"columns chosen by {name:20}: {found[name]:.3f} +- {error:.3f}")
print("true accuracy of any rule: 0.5")
assert found["all 60 rows"] > 0.9  # wrong: there is nothing to learn
assert abs(found["the 40 training rows"] - 0.5) < 0.05
