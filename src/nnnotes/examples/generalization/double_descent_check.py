"""The fit is exact, no exact fit is smaller, and ridge ends where its slope is zero."""

import numpy as np

from nnnotes.capacity import minimum_norm

rng = np.random.default_rng(94)
for n, m in ((8, 5), (8, 8), (8, 30)):
    h, y = rng.normal(size=(n, m)), rng.normal(size=(n, 2))
    c = minimum_norm(h, y)
    slope = np.abs(h.T @ (h @ c - y)).max()
    exact = np.allclose(h @ c, y, atol=1e-9)
    print(f"{n} rows, {m:2} features: exact {exact}, slope is 0 {slope < 1e-9}")
    assert slope < 1e-9 and exact == (m >= n)
    assert np.allclose(c, np.linalg.pinv(h) @ y)

blind = np.eye(30) - np.linalg.pinv(h) @ h  # moves weights, and no row notices
others = [c + blind @ rng.normal(size=c.shape) for _ in range(20)]
assert all(np.allclose(h @ other, y) for other in others)
longer = min(np.linalg.norm(other) for other in others) / np.linalg.norm(c)
print(f"20 other exact fits are longer: {longer > 1}")
assert longer > 1 and np.allclose(blind @ c, 0)

ridge, c = 3.0, minimum_norm(h, y, ridge=3.0)
slope = np.abs(h.T @ (h @ c - y) + ridge * c).max()
print(f"ridge: slope of errors and penalty is 0 {slope < 1e-9}")
assert slope < 1e-9

twice = np.vstack([h, h[:1]]), np.vstack([y, y[:1] + 2])  # one input, two answers
middle = (twice[0] @ minimum_norm(*twice))[[0, -1]] - y[0]
print("same input, two answers:", middle[:, 0].round(6))
assert np.allclose(middle, 1)

nearly = np.diag([1.0, 1e-4])  # just able to fit: large weights, not a cut
c = minimum_norm(nearly, np.ones((2, 1)))
print("just able to fit:", c.ravel().round(6))
assert np.allclose(c.ravel(), [1, 1e4])
