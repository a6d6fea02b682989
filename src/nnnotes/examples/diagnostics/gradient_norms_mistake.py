"""A flat line after an explosion, and NaN without one: the loss names no illness."""

import numpy as np

from nnnotes import data

ink, labels = data.digits()
rows = np.random.default_rng(0).permutation(len(ink))[:1000]
ink, y = ink[rows], np.eye(10)[labels[rows]]
x = (ink - ink.mean()) / ink.std()
with np.errstate(invalid="ignore"):
    own = (ink - ink.mean(axis=0)) / ink.std(axis=0)  # a scale for each pixel

runs = [("healthy", x, 0.18), ("weights near 0", x, 0.03), ("large weights", x, 0.35)]
print("                  loss         first gradient norm")
print("step                0    60            0     60")
for name, x, deviation in (*runs, ("own scales", own, 0.18)):
    rng, losses, norms = np.random.default_rng(4), [], []
    w = [deviation * rng.normal(size=(64, 64)) for _ in range(6)]
    w = [*w, rng.normal(size=(10, 64)) / 8]
    v = [0 * matrix for matrix in w]
    for _ in range(61):
        batch = rng.integers(0, 1000, 50)
        h = [x[batch]]
        for k in range(6):
            h.append(np.maximum(h[k] @ w[k].T, 0))
        z = h[6] @ w[6].T
        z = z - z.max(axis=1, keepdims=True)
        log_q = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
        losses.append(-np.mean(np.sum(y[batch] * log_q, axis=1)))
        d = (np.exp(log_q) - y[batch]) / 50
        for k in range(6, -1, -1):
            g, d = d.T @ h[k], d @ w[k] * (h[k] > 0)
            v[k] = 0.9 * v[k] + g
            w[k] = w[k] - 0.02 * v[k]
        norms.append(np.linalg.norm(g))  # of the first layer, the last to be reached
    print(f"{name:14} {losses[0]:6.2f} {losses[60]:5.2f}", end=" ")
    print(f"{norms[0]:12.0e} {norms[60]:6.0e}")
    flat = name in ("weights near 0", "large weights")
    assert flat == (abs(losses[60] - np.log(10)) < 0.02)
assert np.isnan(losses[0])  # nan before any step
