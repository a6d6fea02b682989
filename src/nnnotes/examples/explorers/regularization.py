"""A wrong label learned by heart is a bump around one image; brakes keep it flat.

Mean probability of the wrong label on the way from 65 wrongly labeled images to new
ones of the same digit. The network without a brake starts at {start[0]:.2f} and comes
down in the middle of the way; with dropout and weight decay it starts at
{start[1]:.2f} and falls gently. At the new images both are near 0.1.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.softmax import softmax
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

parts = split_digits(np.random.default_rng(0))
(x, y), (x_new, y_new) = (a[:200] for a in parts.train), parts.val
given = redraw_labels(y, 0.4, 10, np.random.default_rng(5))
wrong = given != y
ends = np.array([x_new[np.flatnonzero(y_new == digit)[0]] for digit in y[wrong]])
way, start = np.linspace(0, 1, 17), []
line = x[wrong] + way[:, None, None] * (ends - x[wrong])

fig, ax = plt.subplots(subplot_kw={"ylim": (0, 1.05)})
for name, dropout, decay, look, color, at in (
    ("no brake", 0.0, 0.0, "--", draw.GRADIENT, (0.37, 0.6)),
    ("dropout 0.5, decay 1", 0.5, 1.0, "-", draw.RIGHT, (0.04, 0.1)),
):
    rng = np.random.default_rng(1)
    network = mlp([64, 128, 128, 10], rng, dropout=dropout)
    how = {"optimizer": "adamw", "lr": 0.003, "decay": decay, "batch_size": 25}
    network, _ = fit(network, (x, given), epochs=25, rng=rng, every=25, **how)
    p = softmax(network.forward(line.reshape(-1, 64))).reshape(17, -1, 10)
    p_wrong = np.mean(p[:, np.eye(10, dtype=bool)[given[wrong]]], axis=1)
    _, right = network.evaluate(x_new, y_new)
    print(f"{name:20} wrong label {p_wrong[0]:.2f}, new digits right {right:.2f}")
    start.append(p_wrong[0])
    ax.plot(way, p_wrong, look, color=color)
    ax.text(*at, name, color=color)
assert start[0] > 0.8 > 0.4 > start[1]
ax.set(xlabel="way to a new image", ylabel="probability of the wrong label")
