"""With targets of shape (n,) a network learns nothing but their mean; no line fails."""

import numpy as np

from nnnotes import data
from nnnotes.shapes import check_axes

images = data.digits()[0].reshape(-1, 8, 8)
x, y = images[:, :4].reshape(-1, 32), images[:, 4:].mean(axis=(1, 2))
x, y = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()  # upper half, lower ink

losses = []
for targets in (y[:, None], y):  # (n, 1), and by mistake (n,)
    rng = np.random.default_rng(101)
    w, v = rng.normal(size=(32, 32)) / 4, rng.normal(size=(1, 32)) / 32**0.5
    for _ in range(500):
        rows = rng.integers(0, len(x), 50)
        h = np.maximum(x[rows] @ w.T, 0)
        error = h @ v.T - targets[rows]
        d = 2 / error.size * error.sum(axis=1, keepdims=True)
        dz = d @ v * (h > 0)
        w, v = w - 0.03 * dz.T @ x[rows], v - 0.03 * d.T @ h
    guess = (np.maximum(x @ w.T, 0) @ v.T)[:, 0]
    losses.append(np.mean((guess - y) ** 2))
    print(f"targets {targets[rows].shape}: error {error.shape},", end=" ")
    print(f"loss {losses[-1]:.2f}, deviation of the guesses {guess.std():.2f}")

print(f"always the mean: loss {y.var():.2f}")
try:
    check_axes(error, "n 1", n=50)
except ValueError as problem:
    print(problem)
assert losses[0] < 0.6 and abs(losses[1] - y.var()) < 0.05
assert error.shape == (50, 50)
