"""Trained bends sit where the target bends; with a part held fixed they do not."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error

x = np.linspace(-2, 2, 81)[:, None]
y = 1.5 * np.maximum(x + 0.4, 0) - 3 * np.maximum(x - 0.7, 0)


def passes(p):
    h = np.maximum(x @ p["w1"].T + p["b1"], 0)
    y_hat = h @ p["w2"].T + p["b2"]
    dy = 2 * (y_hat - y) / len(x)
    dz = dy @ p["w2"] * (h > 0)
    slopes = {"w1": dz.T @ x, "b1": dz.sum(0), "w2": dy.T @ h, "b2": dy.sum(0)}
    return np.mean((y_hat - y) ** 2), slopes, y_hat


def train(names, knots=(-1.0, 0.0)):
    p = {"w1": np.ones((2, 1)), "b1": -np.array(knots)}
    p |= {"w2": np.full((1, 2), 0.1), "b2": np.zeros(1)}
    for _ in range(3000):
        p |= {k: p[k] - 0.1 * slope for k, slope in passes(p)[1].items() if k in names}
    return passes(p)[0], np.sort(-p["b1"] / p["w1"][:, 0]), p


mse, knots, p = train("w1 b1 w2 b2")
bent = x[1:-1][np.abs(np.diff(passes(p)[2], 2, axis=0)) > 0.01]  # seen in the output
print(f"all four       bends {bent.round(2)}, as -b/w says: {knots.round(2)}")
assert mse < 1e-15 and np.allclose([bent, knots], [-0.4, 0.7])
for names in ("w2 b2", "w1 w2 b2", "w1 b1"):
    mse, knots, _ = train(names)
    print(f"only {names:9} error {mse:.3f}, bends {knots.round(2)}")
    assert mse > 0.1
print(f"another start  error {train('w1 b1 w2 b2', knots=(1.2, 1.7))[0]:.3f}")
p = {k: v + 0.07 for k, v in p.items()}
for k in p:
    measured = numeric_grad(lambda v, k=k: passes(p | {k: v})[0], p[k])
    assert relative_error(passes(p)[1][k], measured) < 1e-7
