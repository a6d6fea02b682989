"""The best promise is where the pulls of seven orders cancel; each loss sets the pull.

Four rows, one for each loss, of seven bars, one for each order from 28 to 150 minutes:
what it pulls, up for longer or down for shorter, at the promise that the loss likes
best. Squares: the order of 150 minutes pulls as much as the other six together, and
the promise is {best[0]:.1f} minutes. Absolute: three equal pulls against three,
{best[1]:.1f}. Huber: the late order pulls as one of five minutes would, {best[2]:.1f}.
With late minutes counted four times, two orders outweigh five, {best[3]:.1f}.
"""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.losses import huber_grad, mae_grad, mse_grad

y = np.array([28.0, 30, 31, 32, 33, 36, 150])  # minutes from order to door
huber_5 = partial(huber_grad, delta=5.0)


def late_counts_4(y_hat, y):  # our own: four times the slope where the order is late
    return np.where(y > y_hat, 4.0, 1.0) * huber_5(y_hat, y)


def best_promise(grad, y, low=0.0, high=512.0):
    for _ in range(60):  # halve the interval: with a positive slope c is too high
        c = (low + high) / 2
        low, high = (low, c) if grad(np.full(7, c), y).sum() > 0 else (c, high)
    return np.round(c, 9)


losses = {"squared": mse_grad, "absolute": mae_grad, "Huber, δ = 5": huber_5}
losses |= {"late counts 4×": late_counts_4}
best = [best_promise(grad, y) for grad in losses.values()]
worse = [best_promise(grad, y + 150 * (y == 150)) for grad in losses.values()]
print("last order in 150 min  300 min")
for name, c, d in zip(losses, best, worse, strict=True):
    print(f"{name:14} {c:7.2f} {d:8.2f}")
assert np.allclose(best, [y.mean(), np.median(y), 32.5, 35 + 5 / 7])

fig, ax = plt.subplots(figsize=(5.2, 3.9))
for low, name, c in zip((0, -1, -2, -3), losses, best, strict=True):
    pull = -losses[name](np.full(7, c), y)
    ax.bar(range(7), pull / np.abs(pull).sum(), 0.5, low, color=draw.GRADIENT)
    ax.axhline(low, color=draw.MUTED, lw=0.8)
    ax.text(-0.4, low + 0.12, f"{name}: {c:.1f} min")
ax.set(xticks=range(7), xticklabels=y.astype(int), yticks=[], frame_on=False)
ax.set(xlabel="minutes taken", ylabel=r"shorter $\leftarrow$ pull $\rightarrow$ longer")
