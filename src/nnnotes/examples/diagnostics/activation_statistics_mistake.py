"""The deviation of a whole layer is healthy while it says the same to every image."""

import numpy as np

from nnnotes import data

ink, labels = data.digits()
rows = np.random.default_rng(0).permutation(len(ink))[:1000]
ink, y = ink[rows], np.eye(10)[labels[rows]]
inputs = {"standardized": (ink - ink.mean()) / ink.std()}
inputs["(ink + 300) / 300"] = (ink + 300) / 300  # an offset, and scaled to about 1

print("inputs             whole layer  over images  loss after 150 steps")
for name, x in inputs.items():
    rng = np.random.default_rng(30)
    w, v = rng.normal(size=(64, 64)) / 8, rng.normal(size=(10, 64)) / 8
    b, c = np.zeros(64), np.zeros(10)
    h = np.tanh(x @ w.T + b)
    whole, spread = h.std(), h.std(axis=0).mean()
    for _ in range(150):
        batch = rng.integers(0, 1000, 50)
        h = np.tanh(x[batch] @ w.T + b)
        q = np.exp(h @ v.T + c)
        d = (q / q.sum(axis=1, keepdims=True) - y[batch]) / 50
        dz = d @ v * (1 - h**2)
        w, b = w - 0.1 * dz.T @ x[batch], b - 0.1 * dz.sum(axis=0)
        v, c = v - 0.1 * d.T @ h, c - 0.1 * d.sum(axis=0)
    q = np.exp(np.tanh(x @ w.T + b) @ v.T + c)
    loss = -np.mean(np.log(np.sum(q * y, axis=1) / q.sum(axis=1)))
    print(f"{name:17} {whole:12.2f} {spread:12.4f} {loss:12.2f}")
    assert 0.5 < whole < 0.8 and (spread > 0.3) == (loss < 0.5)
assert spread < 0.01 and loss > 2.2
