"""Fees stored as a column are charged per basket: an error, a wrong bill, or growth."""

import numpy as np

prices = np.array([[2, 1, 3, 4], [3, 1, 2, 3], [1, 2, 4, 5.0]])  # w: three shops
fees = np.array([5.0, 9.0, 0.0])
column = fees[:, None]  # (3, 1), as if a basket were a column


def bills(n, b):
    """Return what n equal baskets cost, one of each good."""
    return np.ones((n, 4)) @ prices.T + b


right, wrong = bills(3, fees), bills(3, column)
print("equal baskets    with a column")
for good, bad in zip(right, wrong, strict=True):
    print(f"{good}  {bad}")
assert right.shape == wrong.shape and np.ptp(right, axis=0).max() == 0
assert np.ptp(wrong, axis=0).min() == 9

shapes = {}
for n in (6, 3, 1):
    try:
        shapes[n] = bills(n, column).shape
    except ValueError:
        shapes[n] = "ValueError"
    print(f"n = {n}: {bills(n, fees).shape}, column: {shapes[n]}")
assert list(shapes.values()) == ["ValueError", (3, 3), (3, 3)]
