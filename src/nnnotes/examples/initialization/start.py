"""The deeper a ReLU network, the fewer starts from which it learns; He's is the last.

A grid of squares: hidden layers 1, 2, 4, 8 and 16 across, seven starts of the weights
down. The area of a square is how much of the first loss 80 steps of training remove;
a cross is a run that broke. With one layer all random starts have large squares. They
close in like a wedge with depth: small weights lose theirs, large ones break, and at
16 layers only He's start, 2, has one. The row of equal weights is empty at every depth.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw

x, labels = data.digits()
x, y, depths = (x - x.mean()) / x.std(), np.eye(10)[labels], (1, 2, 4, 8, 16)
starts = {"all equal": 0, "1/4": 1 / 4, "1/2": 1 / 2}  # the variance, times d
starts |= {"Xavier, 1": 1, "He, 2": 2, "4": 4, "8": 8}
fig, ax = plt.subplots(figsize=(5.2, 4.4))
print("hidden layers", *(f"{depth:5}" for depth in depths))
for level, (name, d_var) in enumerate(starts.items()):
    removed = np.zeros(5)  # share of log 10, the loss of guessing
    for column, depth in enumerate(depths):
        rng, losses = np.random.default_rng(61), []
        shapes = [(32, 64), *[(32, 32)] * (depth - 1), (10, 32)]
        ws = [rng.normal(size=(o, i)) * (d_var / i) ** 0.5 for o, i in shapes]
        ws = ws if d_var else [np.full((o, i), 1 / i) for o, i in shapes]
        with np.errstate(all="ignore"):  # a run that breaks ends as nan
            for _ in range(80):
                rows = rng.integers(0, len(x), 50)
                hs = [x[rows]]
                for w in ws[:-1]:
                    hs.append(np.maximum(hs[-1] @ w.T, 0.0))
                p = np.exp(hs[-1] @ ws[-1].T)
                p /= p.sum(axis=1, keepdims=True)
                losses.append(-np.log(p[y[rows] == 1]).mean())
                d = (p - y[rows]) / 50
                for k in reversed(range(depth + 1)):
                    dw, d = d.T @ hs[k], d @ ws[k] * (hs[k] > 0)
                    ws[k] -= 0.05 * dw
        removed[column] = 1 - np.mean(losses[-10:]) / np.log(10)
    print(f"{name:13}", *(f"{share:z5.2f}" for share in removed))
    assert (removed[4] > 0.15) == (name == "He, 2")
    area, broke = 900 * np.nan_to_num(removed).clip(0), np.isnan(removed).nonzero()[0]
    ax.scatter(range(5), [level] * 5, area, draw.FORWARD, marker="s")
    ax.plot(broke, level + 0 * broke, "x", color=draw.GRADIENT, ms=11)
ax.set(xlabel="hidden layers", ylabel="variance of the weights, times d")
ax.set(xlim=(-0.4, 4.4), xticks=range(5), xticklabels=depths, ylim=(-0.5, 6.5))
ax.set_yticks(range(7), starts)
