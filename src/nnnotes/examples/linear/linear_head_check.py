"""A fitted head leaves errors that no feature explains; without a bias it does not."""

import numpy as np

from nnnotes.linear import head_hessian, linear_head

rng = np.random.default_rng(12)
x = rng.uniform(-2, 2, 60)
y = np.where(x > 0, 1.5 * x, 0.5 * x) - 0.4 + 0.1 * rng.standard_normal(60)
h = np.column_stack([np.maximum(x, 0), np.maximum(-x, 0)])
a = np.column_stack([h, np.ones(60)])


def descend(rate, steps):
    p = np.zeros(3)
    for _ in range(steps):
        p = p - rate * 2 / 60 * a.T @ (a @ p - y)
    return p


w, b = linear_head(h, np.column_stack([y, -2 * y, y + 5]))  # three outputs at once
rest = h @ w.T + b - np.column_stack([y, -2 * y, y + 5])
assert w.shape == (3, 2) and np.allclose(w, np.outer([1, -2, 1], w[0]))
print(f"errors uncorrelated with features: {np.abs(h.T @ rest).max() < 1e-10}")
print(f"errors of mean zero:               {np.abs(rest.mean(axis=0)).max() < 1e-10}")
assert np.abs(a.T @ rest).max() < 1e-10

limit = 2 / np.linalg.eigvalsh(head_hessian(h))[-1]
below, above = descend(0.9 * limit, 400), descend(1.05 * limit, 60)
runaway = np.mean((a @ above - y) ** 2)
print(f"rate 0.9 of the limit, 400 steps: {np.allclose(below, [*w[0], b[0]])}")
print(f"rate 1.05 of the limit, 60 steps: error {runaway:.0f}")
assert np.allclose(below, [*w[0], b[0]]) and runaway > 1e3

without = np.linalg.lstsq(h, y)[0]
left, ratio = (
    np.mean(h @ without - y),
    np.mean((h @ without - y) ** 2) / np.mean(rest[:, 0] ** 2),
)
print(f"no bias: mean error {left:.4f}, mean squared error {ratio:.1f} times as large")
assert abs(left) > 1e-2
