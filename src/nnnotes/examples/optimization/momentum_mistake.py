"""A rate of 0.05 moved to the other convention is a rate ten times smaller.

Training loss over ten epochs, on a logarithmic axis, in two bundles. The sum at rate
0.05, the mean at rate 0.5 and plain descent at 0.5 lie together and fall to
{right:.2f}. The mean at rate 0.05, where the number was copied, and plain descent at
0.05 lie together far above, and end at {wrong:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.descent import momentum, momentum_ema, momentum_init

x, labels = data.digits()
x, y = np.hstack([x[:1000] / 16, np.ones((1000, 1))]), np.eye(10)[labels[:1000]]


def train(step, lr, beta=0.9):
    params, losses, rng = [np.zeros((10, 65))], [], np.random.default_rng(0)
    state = momentum_init(params)
    for _ in range(10):
        for rows in np.split(rng.permutation(1000), 20):
            p = np.exp(x[rows] @ params[0].T)
            d = (p / p.sum(axis=1, keepdims=True) - y[rows]) / 50
            params, state = step(params, [d.T @ x[rows]], state, lr, beta)
        p = np.exp(x @ params[0].T)
        losses.append(-np.mean(np.log(p[y == 1] / p.sum(axis=1))))
    return losses


runs = [
    ("sum, 0.05", train(momentum, 0.05), "o-", draw.FORWARD),
    ("mean, 0.5", train(momentum_ema, 0.5), "x", draw.INK),
    ("plain, 0.5", train(momentum, 0.5, beta=0.0), ":", draw.MUTED),
    ("mean, 0.05", train(momentum_ema, 0.05), "s-", draw.GRADIENT),
    ("plain, 0.05", train(momentum, 0.05, beta=0.0), "--", draw.MUTED),
]
right, wrong, (fig, ax) = runs[0][1][-1], runs[3][1][-1], plt.subplots()
for name, losses, look, color in runs:
    print(f"{name:12} loss {losses[0]:.4f} after 1 epoch, {losses[-1]:.4f} after 10")
    ax.semilogy(range(1, 11), losses, look, color=color, ms=5)
assert np.allclose(runs[0][1], runs[1][1]) and wrong > 3 * right
ax.text(4, 1.9, "mean at 0.05: copied", color=draw.GRADIENT)
ax.text(4, 0.5, "sum at 0.05, mean at 0.5 (x)\ndotted: plain, 0.5", color=draw.FORWARD)
ax.set(xlabel="epochs", ylabel="training loss")
ax.set_yticks([0.25, 0.5, 1, 2], ["0.25", "0.5", "1", "2"])
ax.minorticks_off()
