"""Left in training mode, a trained network judges an image by the company it keeps."""

import numpy as np

from nnnotes import data
from nnnotes.batch_norm import batch_norm, batch_norm_grad

x, labels = data.digits()
x, one, zero = (x - x.mean()) / x.std(), np.ones(64), np.zeros(64)
order = np.random.default_rng(0).permutation(len(x))
rng, running = np.random.default_rng(81), [np.array([zero, one])] * 2
w = [*rng.normal(size=(2, 64, 64)) / 32**0.5, rng.normal(size=(10, 64)) / 8]
for _ in range(150):
    rows = rng.choice(order[:1000], 50, replace=False)
    h, z = [x[rows]], []
    for k in (0, 1):
        z.append(h[k] @ w[k].T)
        h.append(np.maximum(batch_norm(z[k], one, zero), 0))
        seen = np.array([z[k].mean(axis=0), z[k].var(axis=0, ddof=1)])
        running[k] = 0.9 * running[k] + 0.1 * seen
    q = (e := np.exp(h[2] @ w[2].T)) / e.sum(axis=1, keepdims=True)
    d = (q - np.eye(10)[labels[rows]]) / 50
    for k in (2, 1, 0):
        d, w[k] = d @ w[k] * (h[k] > 0), w[k] - 0.2 * d.T @ h[k]
        d = batch_norm_grad(z[k - 1], one, d)[0] if k else d


def right(rows, norm=lambda z, mean, var: batch_norm(z, one, zero)):
    h = np.maximum(norm(x[rows] @ w[0].T, *running[0]), 0)
    h = np.maximum(norm(h @ w[1].T, *running[1]), 0)
    return (h @ w[2].T).argmax(axis=1) == labels[rows]


val, by_class = order[1000:1400], np.argsort(labels[order[1000:1400]], kind="stable")
kept = np.mean(right(val, lambda z, mean, var: (z - mean) / np.sqrt(var + 1e-5)))
batch = [np.mean([right(r) for r in np.split(val, 400 // n)]) for n in (1, 2, 10, 40)]
alike = np.mean([right(rows) for rows in np.split(val[by_class], 10)])
print(f"evaluation mode       {kept:.2f}")
print("batches 1, 2, 10, 40 ", *(f"{b:.2f}" for b in batch))
print(f"40 of one class       {alike:.2f}")
assert batch[0] < batch[1] < batch[2] < batch[3] and alike < 0.3 < 0.9 < kept
