"""Ten activations act on each entry alone and leave z as it was; softmax does not."""

import numpy as np

from nnnotes.activations import ACTIVATIONS
from nnnotes.softmax import softmax

start = np.array([0.5, -1.0, 2.0])


def slopes(f, step=1e-6):
    moves = step * np.eye(3)  # row i: output i, column j: the input that moves
    return np.array([(f(start + m) - f(start - m)) / (2 * step) for m in moves]).T


def faults(f, slope):
    z = start.copy()
    if f(z).shape != z.shape:
        return "another shape"
    if not np.array_equal(z, start):
        return "z was overwritten"
    if np.abs(slopes(f) * (1 - np.eye(3))).max() > 1e-8:
        return "outputs listen to other inputs"
    return "" if np.allclose(np.diag(slopes(f)), slope(start)) else "wrong slope"


def in_place(z):
    z[z < 0] = 0
    return z


found = {name: faults(*pair) for name, pair in ACTIVATIONS.items()}
wrong = {"np.max": faults(lambda z: np.max([0, *z]), abs)}
wrong |= {"in place": faults(in_place, abs), "softmax": faults(softmax, abs)}
print(f"{len(found)} activations, faults: {[*filter(None, found.values())]}")
for name, fault in wrong.items():
    print(f"{name:8} {fault}")
columns = slopes(softmax).sum(axis=0)
print("slopes of softmax, column sums 0:", np.allclose(columns, 0, atol=1e-8))
assert not any(found.values()) and all(wrong.values())
assert "wrong slope" not in wrong.values()
assert np.allclose(columns, 0, atol=1e-8)
