"""Right on the interval and wrong beyond it, by construction and after training."""

import numpy as np

from nnnotes.approximation import hinge_network

inside = np.linspace(0, 2 * np.pi, 400)
outside = inside + 2 * np.pi


def relu(z):
    return np.maximum(z, 0)


rng, x, y = np.random.default_rng(91), inside[:, None] / np.pi - 1, np.sin(inside)
w = rng.normal(size=(16, 1)) * 2**0.5
p = [w, -w[:, 0] * rng.uniform(-1, 1, 16), rng.normal(size=(1, 16)) / 4, np.zeros(1)]
m, v = [0 * q for q in p], [0 * q for q in p]
for t in range(1, 1201):  # Adam, on the interval
    z = x @ p[0].T + p[1]
    dy = 2 / 400 * (relu(z) @ p[2].T + p[3] - y[:, None])
    dz = dy @ p[2] * (z > 0)
    for k, g in enumerate((dz.T @ x, dz.sum(0), dy.T @ relu(z), dy.sum(0))):
        m[k], v[k] = 0.9 * m[k] + 0.1 * g, 0.999 * v[k] + 0.001 * g**2
        p[k] -= 0.02 * m[k] / (1 - 0.9**t) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)


def trained(x):
    return relu((x / np.pi - 1) @ p[0].T + p[1]) @ p[2].T + p[3]


def errors(f):
    return [np.abs(f(x[:, None])[:, 0] - np.sin(x)).max() for x in (inside, outside)]


for units in (16, 128):
    near, far = errors(hinge_network(np.sin, 0, 2 * np.pi, units).forward)
    print(f"{units:3} hinges written down: {near:.4f} inside, {far:.2f} one turn on")
    assert near < 0.02 and far > 6  # wrong: the last piece goes straight on
near, far = errors(trained)
print(f" 16 trained, inside 0.03 to 0.12: {0.03 < near < 0.12}, then over 3: {far > 3}")
assert 0.03 < near < 0.12 and far > 3
