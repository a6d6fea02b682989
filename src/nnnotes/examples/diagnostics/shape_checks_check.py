"""Every test lets a wrong layer through, and reshaped weights pass all but values."""

import numpy as np

from nnnotes.shapes import check_axes, row_influence

layers = {
    "right": lambda x, w, b: x @ w.T + b,
    "no transpose": lambda x, w, b: x @ w + b,
    "units in rows": lambda x, w, b: w @ x.T + b[:, None],
    "mean of the batch": lambda x, w, b: (x - x.mean(axis=0)) @ w.T + b,
    "reshaped rows": lambda x, w, b: x.T.reshape(x.shape) @ w.T + b,
    "reshaped weights": lambda x, w, b: x @ w.reshape(w.shape[::-1]) + b,
}


def fits(f, given, axes, **sizes):
    try:
        check_axes(f(*given), axes, **sizes)
    except ValueError:
        return False
    return True


rng = np.random.default_rng(101)
squares = rng.normal(size=(8, 8)), rng.normal(size=(8, 8)), rng.normal(size=8)
x, w, b = rng.normal(size=(5, 4)), rng.normal(size=(3, 4)), rng.normal(size=3)
values = np.einsum("ni,oi->no", x, w) + b
print("passes             8,8,8  5,4,3   rows values")
for name, f in layers.items():
    found = [fits(f, squares, "n d", n=8, d=8), fits(f, (x, w, b), "n d", n=5, d=3)]
    if found[1]:
        rows = row_influence(lambda x, f=f: f(x, w, b), x, rng) > 1e-12
        found += [np.array_equal(rows, np.eye(5)), np.allclose(f(x, w, b), values)]
    print(f"{name:18}", *(f"{'yes' if ok else 'no':>6}" for ok in found))
    assert found[0] and all(found) == (name == "right")

for shape, axes in ((5,), "n 1"), ((5, 4), "n 1"), ((1, 4), "2 d"), ((5, 4), "n n"):
    assert not fits(np.zeros, [shape], axes)
assert check_axes(x, "n d", d=4) == {"n": 5, "d": 4}
sums = row_influence(lambda x: np.cumsum(x, axis=0), x, rng) > 1e-12
assert np.array_equal(sums, np.tri(5))  # row i adds up the rows before it
