"""One temperature makes a network as sure as it is right, and changes no answer.

Share of right answers over stated certainty, in five groups of new digits, with a
diagonal for honest certainty. As trained the dots lie below the diagonal: the network
says {said[0]:.2f} on average and is right in {right:.2f}. With the logits divided by
{best:.1f} they lie close to the diagonal, and it says {said[1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.softmax import softmax
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

rng = np.random.default_rng(0)
parts = split_digits(rng, n_train=300)
y = redraw_labels(parts.train[1], 0.2, 10, rng)  # some labels wrong, learned by heart
how = {"epochs": 30, "every": 30, "lr": 0.01, "batch_size": 25, "rng": rng}
network, _ = fit(mlp([64, 128, 128, 10], rng), (parts.train[0], y), **how)


def cost(rows, temperature):  # mean negative log-likelihood, in nats
    p = softmax(network.forward(rows[0]) / temperature)
    return -np.mean(np.log(p[range(len(p)), rows[1]]))


grid = np.linspace(0.5, 5, 46)
best = grid[np.argmin([cost(parts.val, t) for t in grid])]  # by validation digits
logits, said, nll = network.forward(parts.test[0]), [], []
fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1], color=draw.MUTED, lw=0.8)
looks = (draw.GRADIENT, "s--"), (draw.RIGHT, "o-")
for t, (color, mark) in zip((1.0, best), looks, strict=True):
    sure, p = softmax(logits / t).max(axis=1), softmax(logits / t)
    hit = p.argmax(axis=1) == parts.test[1]
    said, nll, right = [*said, sure.mean()], [*nll, cost(parts.test, t)], hit.mean()
    print(f"T = {t:.1f}: says {said[-1]:.2f}, right {right:.2f}, {nll[-1]:.2f} nats")
    groups = np.array_split(np.argsort(sure), 5)
    dots = np.array([(sure[g].mean(), hit[g].mean()) for g in groups])
    ax.plot(*dots.T, mark, color=color)
assert said[0] > right + 0.1 and abs(said[1] - right) < 0.03 and nll[1] < nll[0] - 0.2
ax.text(0.8, 0.5, "as trained", color=draw.GRADIENT)
ax.text(0.8, 0.86, "with a temperature", color=draw.RIGHT, ha="right")
ax.set(xlim=(0.3, 1.03), ylim=(0.3, 1.03))
ax.set(xlabel="stated certainty", ylabel="share of right answers")
