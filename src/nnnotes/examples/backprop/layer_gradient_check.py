"""affine_grad passes both checks; a mean too many or too few fails both."""

import numpy as np

from nnnotes.backprop import affine_grad, numeric_grad, relative_error

rng = np.random.default_rng(42)
x, w = rng.normal(size=(4, 5)), rng.normal(size=(3, 5))
b, target = rng.normal(size=3), rng.normal(size=(4, 3))


def loss(x, w, b):  # a mean over the examples
    return np.sum((x @ w.T + b - target) ** 2) / len(x)


def check(layer):
    """Return the worst error against differences, and the change if n doubles."""
    dz = 2 * (x @ w.T + b - target) / len(x)
    dx, dw, db = layer(x, w, dz)
    errors = [relative_error(dx, numeric_grad(lambda v: loss(v, w, b), x))]
    errors += [relative_error(dw, numeric_grad(lambda v: loss(x, v, b), w))]
    errors += [relative_error(db, numeric_grad(lambda v: loss(x, w, v), b))]
    # Every example twice, and so half the factor 1/n: a mean must not change.
    _, dw2, db2 = layer(np.vstack([x, x]), w, np.vstack([dz, dz]) / 2)
    return max(errors), max(relative_error(dw, dw2), relative_error(db, db2))


bugs = {"db is a mean": lambda x, w, dz: (dz @ w, dz.T @ x, dz.mean(0))}
bugs |= {"1/n twice": lambda x, w, dz: (dz @ w, dz.T @ x / len(x), dz.sum(0))}
bugs |= {"1/n lost": lambda x, w, dz: affine_grad(x, w, dz * len(x))}
error, change = check(affine_grad)
print(f"affine_grad   differences {error:.3f}, batch twice {change:.3f}")
assert error < 1e-7 and change < 1e-12
for bug, layer in bugs.items():
    wrong, changed = check(layer)
    print(f"{bug:12}  differences {wrong:.3f}, batch twice {changed:.3f}")
    assert min(wrong, changed) > 0.1
