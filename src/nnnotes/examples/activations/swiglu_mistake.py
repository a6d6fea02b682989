"""Gate and up swapped on loading: all shapes fit, the output is another."""

import numpy as np


def silu(z):
    return z / (1 + np.exp(-z))


rng = np.random.default_rng(1)
x = rng.normal(size=(64, 32))
stored = rng.normal(size=(96, 32)) / 32**0.5  # gate, then up
w_down = rng.normal(size=(32, 48)) / 48**0.5

first, second = np.split(stored, 2)
right = silu(x @ first.T) * (x @ second.T) @ w_down.T
wrong = silu(x @ second.T) * (x @ first.T) @ w_down.T

off = np.linalg.norm(wrong - right) / np.linalg.norm(right)
alike = np.sum(wrong * right) / np.linalg.norm(wrong) / np.linalg.norm(right)
print("shapes  ", right.shape, wrong.shape)
print("right   ", *(f"{value:6.3f}" for value in right[0, :5]))
print("swapped ", *(f"{value:6.3f}" for value in wrong[0, :5]))
print(f"off by {off:.1%} of the norm, cosine of the angle {alike:.2f}")
assert wrong.shape == right.shape and off > 0.5 and alike > 0.5
