"""Rows stand alone, size and shift leave no trace, and the gradient knows both."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.normalization import layer_norm, layer_norm_grad, rms_norm, rms_norm_grad

row, one = np.array([[1.0, 2, 3, 6]]), np.ones(4)  # mean 3, variance 3.5
assert np.allclose(layer_norm(row, one, 0 * one), (row - 3) / 3.5**0.5, atol=1e-5)
assert np.allclose(rms_norm(row, one), row / 12.5**0.5, atol=1e-5)

rng = np.random.default_rng(82)
x, dy, (gamma, beta, *_) = rng.normal(size=(3, 6, 8))
x[3] *= 50
y = layer_norm(x, gamma, beta)
alone = np.vstack([layer_norm(x[k : k + 1], gamma, beta) for k in range(6)])
moved = layer_norm(7 * x + 3, gamma, beta)
assert np.allclose(alone, y) and np.allclose(moved, y, atol=1e-4)
print("the same output for each row alone, and for 7 x + 3")


def error(got, f, at):
    return relative_error(got, numeric_grad(lambda p: np.sum(dy * f(p)), at))


dx, dgamma, dbeta = layer_norm_grad(x, gamma, dy)
rx, rgamma = rms_norm_grad(x, gamma, dy)
errors = [
    error(dx, lambda p: layer_norm(p, gamma, beta), x),
    error(dgamma, lambda p: layer_norm(x, p, beta), gamma),
    error(dbeta, lambda p: layer_norm(x, gamma, p), beta),
    error(rx, lambda p: rms_norm(p, gamma), x),
    error(rgamma, lambda p: rms_norm(x, p), gamma),
]
constant = gamma * dy / np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
wrong = error(constant, lambda p: layer_norm(p, gamma, beta), x)
size = np.linalg.norm(dx, axis=1)
share = size[3] / np.median(size)
print(f"gradients right to 1e-7: {max(errors) < 1e-7}")
print(f"mean and variance held constant: error {wrong:.2f}")
print(f"row 3, 50 times as large: gradient {share:.3f} of the median")
assert max(errors) < 1e-7 < 0.1 < wrong
