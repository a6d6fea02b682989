"""A line reads the trained code, but not the input, nor labels dealt at random."""

import numpy as np

from nnnotes import data
from nnnotes.linear import linear_probe


def layers(x, net):
    (w1, b1), (w2, b2), (w3, b3) = net
    h1 = np.tanh(x @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    return x, h1, h2, h2 @ w3.T + b3


x, ring = data.rings(200, 0.07, np.random.default_rng(0))  # 0 inside, 1 outside
x_new, ring_new = data.rings(400, 0.07, np.random.default_rng(1))
rng, sizes = np.random.default_rng(4), ((16, 2), (2, 16), (1, 2))
net = [(rng.normal(size=s) / s[1] ** 0.5, np.zeros(s[0])) for s in sizes]
for _ in range(1000):  # gradient descent on the mean squared error
    *values, y_hat = layers(x, net)
    d = 2 * (y_hat - np.where(ring[:, None] == 1, 1, -1)) / len(x)
    for k in (2, 1, 0):  # from the last layer backwards
        (w, b), h = net[k], values[k]
        net[k] = w - 0.1 * d.T @ h, b - 0.1 * d.sum(axis=0)
        d = d @ w * (1 - h**2)

code, code_new = layers(x, net)[2], layers(x_new, net)[2]
raw = linear_probe(x, ring, x_new, ring_new)
read = linear_probe(code, ring, code_new, ring_new)
dealt = [np.random.default_rng(k).permutation(ring) for k in range(20)]
control = max(linear_probe(code, labels, code, labels) for labels in dealt)
noise, noise_new = np.random.default_rng(6).normal(size=(2, 200, 200))
seen, unseen = (linear_probe(noise, ring, h, ring) for h in (noise, noise_new))
w, b = rng.normal(size=(16, 2)), rng.normal(size=16)
wide = linear_probe(np.tanh(x @ w.T + b), ring, np.tanh(x_new @ w.T + b), ring_new)
print(f"input {raw:.3f}, code {read:.3f}, labels dealt at random {control:.3f} at most")
print(f"200 columns of noise: rows of the fit {seen:.3f}, new rows {unseen:.3f}")
print(f"16 units that were never trained: {wide:.3f}")
assert max(raw, control, unseen) < 0.65 and min(read, seen, wide) > 0.98
