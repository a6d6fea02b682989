"""Adding where paths meet passes on two graphs; overwriting passes on a chain only."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error

a = np.random.default_rng(41).normal(size=(6, 6)) / 2


def network(p):  # a chain: no value is used twice
    w1, b1, w2, b2 = p
    z1 = w1 * 2.0 + b1
    a1 = max(z1, 0.0)
    off = w2 * a1 + b2 - 1.0
    edges = [("loss", "y", 2 * off), ("y", "w2", a1), ("y", "b2", 1.0), ("y", "a1", w2)]
    edges += [("a1", "z1", float(z1 > 0)), ("z1", "w1", 2.0), ("z1", "b1", 1.0)]
    return off**2, edges, ["w1", "b1", "w2", "b2"]


def block(x):  # h = x + v uses x twice; the slopes are rows and Jacobians
    v = np.tanh(a @ x)
    h, jacobian = x + v, (1 - v**2)[:, None] * a
    edges = [("loss", "x", h), ("loss", "v", h), ("v", "x", jacobian)]
    return h @ h / 2, edges, ["x"]


def error(graph, at, add=True):
    _, edges, inputs = graph(at)
    grad = {"loss": 1.0}
    for child, parent, slope in edges:  # children before parents
        message = np.dot(grad[child], slope)
        grad[parent] = grad.get(parent, 0.0) + message if add else message
    measured = numeric_grad(lambda at: graph(at)[0], at)
    return relative_error(np.hstack([grad[name] for name in inputs]), measured)


p, x = np.array([0.5, 0.1, -0.3, 0.2]), np.ones(6)
right = [error(network, p), error(block, x)]
wrong = [error(network, p, add=False), error(block, x, add=False)]
print(f"added        network {right[0] < 1e-7}, block {right[1] < 1e-7}")
print(f"overwritten  network {wrong[0] < 1e-7}, block error {wrong[1]:.3f}")
assert max(right + wrong[:1]) < 1e-7 < 0.1 < wrong[1]
