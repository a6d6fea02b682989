"""Four networks return the same shape, and three of them mix the rows of a batch.

Four grids, eight input rows across and eight output rows down, with a square where
moving the input row moves the output row. Healthy: squares on the diagonal alone.
Softmax over the batch, and means over the batch: all {others[1]} others, too. Strips
put back in the wrong order: {others[3]} others, in short vertical bars two columns
apart, as each output row is made of strips of four different images.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.shapes import row_influence

x, labels = data.digits()
x, order = (x - x.mean()) / x.std(), np.random.default_rng(0).permutation(len(x))


def forward(x, w, v, fault):  # one small layer reads four strips of each image
    z = x.reshape(-1, 16) @ w.T  # row 4i + k is strip k of image i
    z = np.hstack(np.split(z, 4)) if fault == "strips" else z.reshape(len(x), 64)
    h = np.maximum(z - (fault == "means") * z.mean(axis=0), 0)
    e = np.exp(h @ v.T - np.max(h @ v.T))
    return h, e / e.sum(axis=int(fault != "softmax"), keepdims=True)


fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6), sharex=True, sharey=True)
others, names = [], ("healthy", "softmax", "means", "strips")
for ax, fault in zip(axes.flat, names, strict=True):
    rng, ink = np.random.default_rng(2), draw.GRADIENT if others else draw.RIGHT
    w, v = rng.normal(size=(16, 16)) / 8**0.5, rng.normal(size=(10, 64)) / 8
    for _ in range(250):
        rows = rng.choice(order[:1000], 50, replace=False)
        (h, q), y = forward(x[rows], w, v, fault), np.eye(10)[labels[rows]]
        d = (q * y.sum(axis=int(fault != "softmax"), keepdims=True) - y) / 50
        dz = d @ v * (h > 0)
        dz -= (fault == "means") * dz.mean(axis=0)
        dz = np.vstack(np.split(dz, 4, 1)) if fault == "strips" else dz.reshape(-1, 16)
        w, v = w - 0.2 * dz.T @ x[rows].reshape(-1, 16), v - 0.2 * d.T @ h
    f, val = lambda x, p=(w, v, fault): forward(x, *p)[1], order[1000:1400, None]
    hits = [f(x[r]).argmax(1) == labels[r] for r in (*val.reshape(8, 50), *val)]
    m = row_influence(f, x[val[:8, 0]], rng) > 1e-12
    others.append(int(m.sum() - np.trace(m)))
    share = f"right in fifties {np.mean(hits[:8]):.2f}, alone {np.mean(hits[8:]):.2f}"
    print(f"{fault:7} {q.shape} {share}, moves {others[-1]:2} of 56")
    ax.scatter(*m.T.nonzero(), s=90, marker="s", color=ink)
    ax.set(title=fault, xlabel="input row", ylabel="output row", ylim=(7.6, -0.6))
assert others[:3] == [0, 56, 56] and 0 < others[3] < 56
