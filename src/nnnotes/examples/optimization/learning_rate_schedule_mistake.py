"""A schedule on the wrong clock hardly falls, or turns and climbs back to the peak."""

import math

import numpy as np

from nnnotes.schedules import cosine
from nnnotes.splits import split_digits

x, labels = split_digits(np.random.default_rng(0)).train
right = [cosine(t, 200, 0.03) for t in range(200)]
by_epoch = [cosine(t // 20, 200, 0.03) for t in range(200)]  # one tick an epoch
too_short = [0.015 * (1 + math.cos(math.pi * t / 100)) for t in range(200)]
rates = np.array([right, by_epoch, too_short])
rng, m, v, losses = np.random.default_rng(0), [0] * 4, [0] * 4, np.zeros((200, 9))
shapes = (3, 24, 64), (3, 24, 24), (3, 24, 24), (3, 10, 24)  # for three runs at once
p = [np.vstack([rng.normal(size=s) * (2 / s[2]) ** 0.5] * 3) for s in shapes]
batches = np.hstack([rng.permutation(1000) for _ in range(10)]).reshape(200, 50)
for t, rows in enumerate(batches):
    h, lr = [x[rows]], np.repeat(rates[:, t], 3).reshape(9, 1, 1)
    for w in p:
        h.append(np.maximum(z := h[-1] @ w.mT, 0))
    log_p = z - np.log(np.exp(z).sum(axis=2, keepdims=True))
    losses[t] = -log_p[:, range(50), labels[rows]].mean(axis=1)
    d = (np.exp(log_p) - np.eye(10)[labels[rows]]) / 50
    for k in (3, 2, 1, 0):
        g, d = d.mT @ h[k], d @ p[k] * (h[k] > 0)
        m[k], v[k] = 0.9 * m[k] + 0.1 * g, 0.999 * v[k] + 0.001 * g**2  # Adam
        size = np.sqrt(v[k] / (1 - 0.999 ** (t + 1))) + 1e-8
        p[k] = p[k] - lr * m[k] / (1 - 0.9 ** (t + 1)) / size
losses = losses.reshape(10, 20, 3, 3).mean(axis=(1, 3)).T  # of epoch and schedule
print("clock            last rate  last loss")
names = "200 steps, right", "a tick an epoch", "100 steps, twice"
for name, rate, loss in zip(names, rates, losses, strict=True):
    print(f"{name:16} {rate[199]:9.4f} {loss[9]:10.3f}")
assert losses[1:, 9].min() > 2 * losses[0, 9]
