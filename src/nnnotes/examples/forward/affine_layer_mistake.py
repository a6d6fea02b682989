"""A square layer without .T runs, learns the transpose, and breaks when exchanged."""

import numpy as np

w, b = np.array([[2.0, 1.0], [0.5, 1.5]]), np.array([1.0, -0.5])
x = np.eye(2)
right, wrong = x @ w.T + b, x @ w + b
print(f"x @ w.T + b  {right[0]} {right[1]}")
print(f"x @ w + b    {wrong[0]} {wrong[1]}")
assert right.shape == wrong.shape and not np.allclose(right, wrong)

# Train the wrong code on targets of the right layer: nothing looks suspicious.
x = np.random.default_rng(21).normal(size=(50, 2))
y = x @ w.T + b
v, c = np.zeros((2, 2)), np.zeros(2)
for _ in range(500):
    error = x @ v + c - y
    v, c = v - 0.2 * x.T @ error / len(x), c - 0.2 * error.mean(axis=0)
trained = np.mean((x @ v + c - y) ** 2)
exchanged = np.mean((x @ v.T + c - y) ** 2)
print(f"loss after training below 1e-9: {trained < 1e-9}")
print(f"same weights in x @ w.T + b: loss {exchanged:.3f}")
print(f"learned the transpose: {np.allclose(v, w.T, atol=1e-6)}")
assert trained < 1e-9 and exchanged > 0.1 and np.allclose(v, w.T, atol=1e-6)
