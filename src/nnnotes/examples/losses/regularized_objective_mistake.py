"""A penalty on the bias halves it; a sum in place of a mean undoes the penalty."""

import numpy as np

rng, n = np.random.default_rng(34), 60
x = rng.normal(size=(n, 6))
x[:, 3] = x[:, 0] + 0.3 * rng.normal(size=n)
y = x @ np.array([2.0, -1.0, 0.0, 0.0, 0.5, 0.0]) + 10 + 0.5 * rng.normal(size=n)
one = np.column_stack([x, np.ones(n)])  # the last entry of p is the bias


def fit(price, total=n):  # the loss is the sum of squares divided by total
    p = np.linalg.solve(one.T @ one / total + np.diag(price), one.T @ y / total)
    return p[:6], p[6], np.mean(one @ p - y)


weights_only, everything = np.array([1.0] * 6 + [0.0]), np.ones(7)
w, b, miss = fit(weights_only)
_, b_wrong, miss_wrong = fit(everything)
w_sum, *_ = fit(weights_only, total=1)
length, length_sum = np.linalg.norm(w), np.linalg.norm(w_sum)
print("λ = 1                bias  mean error")
print(f"weights penalized  {b:6.2f} {miss:z8.2f}")
print(f"bias, too          {b_wrong:6.2f} {miss_wrong:z8.2f}")
print(f"length of w        {length:.3f} with the mean, {length_sum:.3f} with the sum")
assert abs(miss) < 1e-9 and miss_wrong < -4 and b_wrong < 0.6 * b
assert np.allclose(w_sum, fit(weights_only / n)[0])  # the sum: a 60th of the strength
