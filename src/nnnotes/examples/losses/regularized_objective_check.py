"""At the minimum the data and the penalty pull equally hard, in opposite directions."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.objective import l1_penalty, l1_penalty_grad, l2_penalty, l2_penalty_grad
from nnnotes.regularization import l1_shrink

rng, strength, lr = np.random.default_rng(34), 0.5, 0.1
x, w, b = rng.normal(size=(60, 6)), rng.normal(size=(1, 6)), np.array([10.0])
y = x @ w.T / 2 + b + 0.5 * rng.normal(size=(60, 1))


def data_grad(w, b):  # of the mean squared error
    miss = x @ w.T + b - y
    return [2 / 60 * miss.T @ x, 2 * miss.mean(axis=0)]


def train(pull, shrink=0.0):
    p = [0 * w, 0 * b]
    for _ in range(600):
        steps = zip(p, data_grad(*p), pull(p), strict=True)
        p = l1_shrink([v - lr * (d + q) for v, d, q in steps], lr, shrink)
    return p, data_grad(*p)


assert np.isclose(l2_penalty([w, b], strength), 0.5 * (w @ w.T).item())
assert np.isclose(l1_penalty([w, b], strength), 0.5 * np.linalg.norm(w[0], 1))
for penalty, grad in ((l2_penalty, l2_penalty_grad), (l1_penalty, l1_penalty_grad)):
    measured = numeric_grad(lambda v, f=penalty: f([v, b], strength), w)
    assert relative_error(grad([w, b], strength)[0], measured) < 1e-7
(ridge, _), (g, gb) = train(lambda p: l2_penalty_grad(p, strength))
slope = numeric_grad(lambda v: np.mean((x @ v.T + b - y) ** 2), w)
balance = np.allclose(slope, data_grad(w, b)[0]) and np.allclose(g, -2 * 0.5 * ridge)
print(f"ridge: data + penalty = 0  {balance}, mean error 0: {np.allclose(gb, 0)}")
(lasso, _), (h, _) = train(lambda p: [0 * v for v in p], shrink=strength)
off, size = lasso == 0, np.abs(h)
print(f"lasso: the data pull with  {size[~off].round(2)}, at 0 {size[off].round(2)}")
_, (_, gb_wrong) = train(lambda p: [2 * strength * v for v in p])
print(f"bias penalized: mean error {gb_wrong[0] / 2:.2f}")
assert balance and np.allclose(gb, 0) and abs(gb_wrong[0]) > 1 and 0 < off.sum() < 6
assert np.allclose(h[~off], -0.5 * np.sign(lasso[~off])) and np.all(size[off] < 0.5)
