"""Ridge shares weight between twins and zeroes none; lasso switches off one by one.

Two panels of six weights against the strength of the penalty, on a logarithmic scale.
Left, squares: the weight of feature 0 falls from {free[0]:.2f}, the weight of its twin,
which is truly 0, rises to meet it, and both glide toward 0 without reaching it. Right,
absolute values: the twin rises less, and each curve runs into 0 at a marked strength
and stays there, the twin last of all.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

rng, n = np.random.default_rng(34), 60
x = rng.normal(size=(n, 6))
x[:, 3] = x[:, 0] + 0.3 * rng.normal(size=n)  # feature 3 is a noisy twin of feature 0
y = 2 * x[:, 0] - x[:, 1] + 0.5 * x[:, 4] + 10 + 0.5 * rng.normal(size=n)
x, y = x - x.mean(axis=0), (y - y.mean())[:, np.newaxis]  # instead of a free bias


def fit(strength, squares, lr=0.1):
    w = np.zeros((6, len(strength)))  # a column for each strength
    for _ in range(1500):
        w = w - lr * 2 / n * x.T @ (x @ w - y)  # a step on the loss alone
        s = lr * strength  # squares divide each weight, absolute values subtract
        w = w / (1 + 2 * s) if squares else w - np.clip(w, -s, s)
    return w


free, ridge, lasso = *fit(np.array([0.0, 0.3]), True).T, *fit(np.array([0.5]), False).T
print("            w0     w3  length  zeros")
for name, w in (("none", free), ("ridge 0.3", ridge), ("lasso 0.5", lasso)):
    print(f"{name:9} {w[0]:.3f}  {w[3]:.3f}  {np.linalg.norm(w):.3f} {sum(w == 0):6}")
assert ridge[3] > 10 * free[3] and not (ridge == 0).any() and sum(lasso == 0) == 2
strength, color = np.geomspace(1e-3, 10, 121), [draw.MUTED] * 6
color[0], color[3] = draw.FORWARD, draw.THIRD
fig, axes = plt.subplots(1, 2, figsize=(5.2, 3.4), sharey=True)
for ax, name in zip(axes, ("squares", "absolute values"), strict=True):
    path = fit(strength, name == "squares")
    for j in (1, 2, 4, 5, 0, 3):
        ax.semilogx(strength, path[j], "--" if j == 3 else "-", color=color[j])
    ax.set(xlabel=f"λ times {name}", xticks=[1e-3, 1e-1, 10])
zero = strength[np.argmax(path == 0, axis=1)]  # where a weight becomes 0
axes[1].plot(zero, 0 * zero, "o", color=draw.INK, mfc=draw.PAPER, ms=4)
axes[0].text(1e-3, 2.14, "$w_0$, truly 2", color=draw.FORWARD)
axes[1].text(1e-3, 0.13, "twin $w_3$,\ntruly 0", color=draw.THIRD)
axes[1].text(2e-2, -0.3, "exactly 0")
axes[0].set(ylabel="weight")
