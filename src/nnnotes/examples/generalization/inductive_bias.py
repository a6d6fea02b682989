"""Shuffled pixels cost the convolution its lead; the MLP does not notice.

Accuracy on new digits of three convolutional networks and three multilayer
perceptrons, all trained on 100 digits until every one of those was right. With images
as they are the convolutions have {conv[0]:.2f} on average and the perceptrons
{dense[0]:.2f}. With all pixels in one shuffled order the convolutions fall to
{conv[1]:.2f}; the perceptrons have {dense[1]:.2f}. Below, a 2 before the
shuffle and after it, when it is no figure any more.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.conv_network import conv_network
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits
from nnnotes.training import fit

parts = split_digits(np.random.default_rng(0))
(x, y), (x_new, y_new) = (rows[:100] for rows in parts.train), parts.test
shuffled = np.random.default_rng(9).permutation(64)  # one order for all images
views = np.sort(shuffled), shuffled


def score(make, sizes, order, seed):
    how = {"epochs": 20, "every": 20, "lr": 0.008, "batch_size": 25}
    rng = np.random.default_rng(seed)
    net, past = fit(make(*sizes, rng), (x[:, order], y), rng=rng, **how)
    assert past.train_accuracy[-1] == 1, "all learn their 100 digits"
    return net.evaluate(x_new[:, order], y_new)[1]


filters = [[score(conv_network, (16, 10), v, k) for k in range(3)] for v in views]
units = [[score(mlp, ([64, 64, 10],), v, k) for k in range(3)] for v in views]
conv, dense = np.mean([filters, units], axis=2).tolist()
print(f"convolution {conv[0]:.2f}, with shuffled pixels {conv[1]:.2f}")
print(f"MLP         {dense[0]:.2f}, with shuffled pixels {dense[1]:.2f}")
assert conv[0] > dense[0] and max(filters[1]) < min(units[1])
fig, ax = plt.subplot_mosaic("aa;bc", figsize=(5.2, 4.4), height_ratios=[2, 1])
ax["a"].plot(filters, "o-", color=draw.FORWARD)
ax["a"].plot(units, "s--", color=draw.THIRD)
ax["a"].text(1.05, conv[1], "convolution", color=draw.FORWARD, va="center")
ax["a"].text(1.05, dense[1], "MLP", color=draw.THIRD, va="center")
ax["a"].set(xlim=(-0.5, 1.5), ylabel="accuracy on new digits")
ax["a"].set_xticks([0, 1], ["pixels as they are", "all pixels shuffled"])
for name, view in zip("bc", views, strict=True):
    size, place = 18 * (x[8, view] - x.min()), np.arange(64.0)
    ax[name].scatter(place % 8, -(place // 8), size, draw.INK, marker="s")
    ax[name].set(aspect="equal", frame_on=False, xticks=[], yticks=[])
