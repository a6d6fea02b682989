"""Four gradients match differences; wrong divisors and wrong shapes do not pass."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.losses import huber, huber_grad, mae, mae_grad, mse, mse_grad

# Four examples of three outputs each, so that n, d and n d are different numbers.
y_hat, y = 2 * np.random.default_rng(31).normal(size=(2, 4, 3))


def late(y_hat, y):  # our own loss: squares, four times as dear if we are below
    return np.sum(np.where(y > y_hat, 4.0, 1.0) * (y_hat - y) ** 2) / len(y)


def late_grad(y_hat, y):
    return 2 * np.where(y > y_hat, 4.0, 1.0) * (y_hat - y) / len(y)


def error(loss, grad):
    measured = numeric_grad(lambda y_hat: loss(y_hat, y), y_hat)
    return relative_error(grad(y_hat, y), measured)


pairs = [(mse, mse_grad), (mae, mae_grad), (huber, huber_grad), (late, late_grad)]
right = max(error(loss, grad) for loss, grad in pairs)
no_mean = error(mse, lambda y_hat, y: 2 * (y_hat - y))
per_entry = error(mse, lambda y_hat, y: 2 * (y_hat - y) / y.size)
print(f"four gradients   below 1e-7: {right < 1e-7}")
print(f"1/n left out     error {no_mean:.3f}")
print(f"1/(n d) for 1/n  error {per_entry:.3f}")
assert right < 1e-7 < 0.1 < min(no_mean, per_entry)
assert mse(np.array([[30.0, 2], [36, 2]]), np.array([[31.0, 4], [33, 2]])) == 7
try:
    mse(y_hat[:, :1], y[:, 0])  # a column minus a row
except ValueError as why:
    print(f"(4, 1) and (4,)  {why}")
else:
    raise AssertionError("shapes (4, 1) and (4,) were let through")
