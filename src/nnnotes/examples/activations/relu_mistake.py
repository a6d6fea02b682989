"""One example, or a small batch, makes many living units look dead."""

import numpy as np

x = np.linspace(-2.0, 2.0, 64)[:, None]
y = np.sin(2 * x)
rng = np.random.default_rng(53)
w1, w2 = rng.normal(size=(64, 1)) * 2**0.5, rng.normal(size=(1, 64)) / 8
b1, b2 = -np.ones(64), np.zeros(1)
for _ in range(1500):
    z = x @ w1.T + b1
    h = np.maximum(z, 0.0)
    d = 2 / 64 * (h @ w2.T + b2 - y)
    dz = d @ w2 * (z > 0)
    w2, b2 = w2 - 0.02 * d.T @ h, b2 - 0.02 * d.sum(axis=0)
    w1, b1 = w1 - 0.02 * dz.T @ x, b1 - 0.02 * dz.sum(axis=0)

off = x @ w1.T + b1 <= 0
batch = np.random.default_rng(3).choice(64, 4, replace=False)
one, few, dead = off[0].mean(), off[batch].all(axis=0).mean(), off.all(axis=0).mean()
print(f"silent on one example    {one:.1%}")
print(f"silent on a batch of 4   {few:.1%}")
print(f"silent on all 64, dead   {dead:.1%}")
assert one > 2 * dead and few > 1.5 * dead  # both counts are wrong
assert not np.any(dz[:, off.all(axis=0)]) and np.any(dz[:, off[0]])
