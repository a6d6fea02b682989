"""Four tests of a batch pass on the right layer; each wrong one fails at least one."""

import numpy as np

from nnnotes.forward import affine

rng = np.random.default_rng(24)
x = rng.normal(size=(3, 4))  # n = d_out, where a bias may lie along either axis
w, b = rng.normal(size=(3, 4)), np.array([10.0, 20.0, 30.0])
order, edit = [2, 0, 1], np.array([[1.0], [0.0], [0.0]])


def close(got, wanted):
    return got.shape == wanted.shape and np.allclose(got, wanted)


def tests(layer):
    z = layer(x, w, b)
    alone = [close(layer(x[i : i + 1], w, b), z[i : i + 1]) for i in range(len(x))]
    moved = np.any(np.abs(layer(x + edit, w, b) - z) > 1e-9, axis=1)
    return [
        all(alone),  # an example gets what it gets in a batch
        list(moved) == [True, False, False],  # an edit stays in its row
        close(layer(x[order], w, b), z[order]),  # the order does not matter
        close(layer(0 * x, w, b), np.tile(b, (3, 1))),  # each unit has its own bias
    ]


layers = {
    "affine": affine,
    "bias per example": lambda x, w, b: x @ w.T + b[:, None],
    "centered on the batch": lambda x, w, b: (x - x.mean(axis=0)) @ w.T + b,
    "rows reversed": lambda x, w, b: x[::-1] @ w.T + b,
    "one bias for all": lambda x, w, b: x @ w.T + b[0],
    "reshaped instead": lambda x, w, b: (w @ x.T).reshape(len(x), -1) + b,
}
print(f"{'':21} alone  edit order  bias")
for name, layer in layers.items():
    passed = tests(layer)
    print(f"{name:21}", *(f"{'ok' if good else 'FAILS':>5}" for good in passed))
    assert all(passed) == (layer is affine)
