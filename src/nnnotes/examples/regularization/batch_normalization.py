"""With twice the plain network's shift put back, batch norm still takes a large rate.

Two panels over 100 steps at rate 0.3, three networks. Above, the mean input of one
hidden unit: always 0 with batch norm, a wandering line without, and a wide jitter
where random shifts follow batch norm. Below, the loss: it falls to {ends[4]:.2f} with
batch norm and to {ends[5]:.2f} with the jitter. Without batch norm it goes up and down
and ends at {ends[3]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.batch_norm import batch_norm, batch_norm_grad

x, labels = data.digits()
x, one, zero = (x - x.mean()) / x.std(), np.ones(64), np.zeros(64)
fig, (top, bottom) = plt.subplots(2, 1, figsize=(5.2, 4.4), sharex=True)
looks = [("plain", 0, ":", draw.GRADIENT, (43, 2.0))]
looks += [("norm", 0, "-", draw.FORWARD, (5, 0.4))]
looks, ends = [*looks, ("norm, shifted", 0.8, "--", draw.THIRD, (38, 0.6))], []
for rate, kind, jitter, line, ink, at in [(r, *k) for r in (0.1, 0.3) for k in looks]:
    rng, noise = np.random.default_rng(81), np.random.default_rng(82)
    w = [rng.normal(size=(64, 64)) / 32**0.5 for _ in range(6)]
    w, means, losses = [*w, rng.normal(size=(10, 64)) / 8], [], []
    for _ in range(100):
        rows, shift = rng.integers(0, len(x), 50), noise.uniform(-1, 1, (6, 64))
        h, z, y = [x[rows]], [], np.eye(10)[labels[rows]]
        for k in range(6):
            z.append(h[k] @ w[k].T)
            a = z[k] if kind == "plain" else batch_norm(z[k], one, zero)
            h.append(np.maximum(a + jitter * shift[k], 0))
            means += [(a + jitter * shift[k]).mean(axis=0) / a.std()] if k == 2 else []
        q = (e := np.exp(h[6] @ w[6].T)) / e.sum(axis=1, keepdims=True)
        losses.append(-np.mean(np.log(np.sum(q * y, axis=1))))
        d = (q - y) / 50
        for k in range(6, -1, -1):
            d, w[k] = d @ w[k] * (h[k] > 0), w[k] - rate * d.T @ h[k]
            d = d if kind == "plain" or k == 0 else batch_norm_grad(z[k - 1], one, d)[0]
    moves, losses = np.abs(np.diff(means, axis=0)), np.reshape(losses, (20, 5)).mean(1)
    ends.append(losses[-4:].mean())
    print(f"rate {rate} {kind:13} move {moves.mean():.2f} loss {ends[-1]:.2f}")
    if rate == 0.3:
        top.plot(np.array(means)[:, 0], line, color=ink)
        bottom.plot(range(2, 100, 5), losses, line, color=ink)
        bottom.text(*at, kind, color=ink)
assert ends[0] < ends[1] < ends[2] and ends[4] < ends[5] < ends[3] / 1.5
bottom.set(xlabel="step", ylabel="loss", ylim=(0, 2.8))
top.set(ylabel="mean input of a unit")
