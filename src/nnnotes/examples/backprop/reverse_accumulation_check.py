"""The way back passes three checks; with any one of its three rules broken it fails."""

import numpy as np

from nnnotes.autodiff import Value


def loss(w1, b1, w2, b2):
    return ((w1 * 2.0 + b1).relu() * w2 + b2 - 1.0) ** 2


def broken(root, reset=True, add=True, order=reversed):
    for node in root.tape():
        node.grad = node.grad * (not reset)
    root.grad = 1.0
    for node in order(root.tape()):
        for parent, local in node.parents:
            parent.grad = parent.grad * add + node.grad * local


def failures(backward):
    p, step = [0.5, 0.1, -0.3, 0.2], 1e-5 * np.eye(4)
    inputs = [Value(v) for v in p]
    backward(loss(*inputs))
    up, down = ([loss(*map(Value, p + s)).data for s in way] for way in (step, -step))
    close = np.allclose([v.grad for v in inputs], np.subtract(up, down) / 2e-5)
    x = Value(2.0)
    u = 3 * x
    w = u + u * u  # dw/dx = (1 + u + u) * 3
    backward(w)
    first = x.grad
    backward(w)
    passed = {"differences": close, "fork": first == 39, "twice": x.grad == first}
    return [name for name, good in passed.items() if not good]


ways = {"Value.backward": Value.backward, "no reset": lambda w: broken(w, reset=False)}
ways["no sum"] = lambda w: broken(w, add=False)
ways["inputs first"] = lambda w: broken(w, order=list)
for name, way in ways.items():
    print(f"{name:14} fails: {', '.join(failures(way)) or 'none'}")
assert [bool(failures(way)) for way in ways.values()] == [False, True, True, True]
