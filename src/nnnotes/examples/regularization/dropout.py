"""One pass through all units answers as well as the 1024 sub-networks together.

Histogram of the accuracies of all 1024 sub-networks that ten hidden units make, from
{low:.2f} to {high:.2f}, most of them between 0.4 and 0.6. To the right of
the best one two lines lie on each other: one pass with all units at {by_one:.3f}, and
the mean of the 1024 answers at {by_mean:.3f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.regularization import dropout, dropout_grad
from nnnotes.softmax import softmax

order = (rng := np.random.default_rng(6)).permutation(1797)
(x, val), (y, y_val) = ((a[order[:100]], a[order[100:500]]) for a in data.digits())
x, val = (x - 5) / 6, (val - 5) / 6  # about mean 0 and deviation 1
w1, b1 = rng.normal(size=(10, 64)) * (2 / 64) ** 0.5, np.zeros(10)
w2, b2 = rng.normal(size=(10, 10)) * (1 / 10) ** 0.5, np.zeros(10)
for _ in range(300):
    h = np.maximum(x @ w1.T + b1, 0)
    out, mask = dropout(h, 0.5, rng)  # another sub-network for each example
    dz = (softmax(out @ w2.T + b2) - np.eye(10)[y]) / 100
    dh = dropout_grad(dz @ w2, mask) * (h > 0)
    w2, b2 = w2 - 0.3 * dz.T @ out, b2 - 0.3 * dz.sum(axis=0)
    w1, b1 = w1 - 0.3 * dh.T @ x, b1 - 0.3 * dh.sum(axis=0)

h = np.maximum(val @ w1.T + b1, 0)
on = np.arange(1024.0)[:, None, None] // 2 ** np.arange(10.0) % 2  # every subset
p = softmax(2 * on * h @ w2.T + b2)  # (1024, 400, 10)
one, geometric = softmax(h @ w2.T + b2), softmax(np.log(p).mean(axis=0))
alone = np.mean(p.argmax(axis=2) == y_val, axis=1)
low, typical, high = alone.min(), alone.mean(), alone.max()
by_mean, by_one = (np.mean(q.argmax(axis=1) == y_val) for q in (p.mean(0), one))
print(f"a sub-network alone {typical:.3f}, the best of 1024 {high:.3f}")
print(f"mean of all answers {by_mean:.3f}, one pass {by_one:.3f}")
print(f"one pass is the geometric mean: {np.allclose(one, geometric)}")
assert np.allclose(one, geometric) and min(by_mean, by_one) > high

fig, ax = plt.subplots()
ax.hist(alone, bins=np.arange(0.12, 0.8, 0.02), color=draw.FORWARD, alpha=0.5)
ax.axvline(by_mean, color=draw.INK, lw=4, alpha=0.3)
ax.axvline(by_one, color=draw.RIGHT, ls="--")
text = "mean of the 1024 answers,\none pass with all units"
ax.text(by_mean - 0.02, 75, text, color=draw.RIGHT, ha="right")
ax.text(0.23, 45, "sub-networks,\neach alone", color=draw.FORWARD, ha="center")
ax.set(xlabel="accuracy on 400 digits", ylabel="sub-networks", ylim=(0, 88))
