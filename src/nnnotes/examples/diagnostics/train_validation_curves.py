"""One network, four tables of digits: only the two curves together tell them apart.

Training loss, dashed, and validation loss over 30 epochs in four panels, with the loss
of a blind guess at 2.3. Healthy: training falls close to 0, validation stays
a little above, at {ends[0][1]:.2f}. With 40 percent of the labels drawn anew validation
turns around at {lows[1]:.2f} and ends at {ends[1][1]:.2f}. With shuffled labels
it climbs from {starts[2]:.1f} to {ends[2][1]:.1f}. With validation pixels
left unscaled it falls from {starts[3]:.1f} to {ends[3][1]:.1f}, above the same
training curve as in the healthy panel.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.curves import curve_report
from nnnotes.mlp import mlp
from nnnotes.splits import redraw_labels, split, split_digits
from nnnotes.training import fit

parts = split_digits(np.random.default_rng(0))
unscaled = split(*data.digits(), 1000, 397, np.random.default_rng(0)).val
x, y = (rows[:200] for rows in parts.train)
noisy = redraw_labels(y, 0.4, 10, np.random.default_rng(5))
shuffled = np.random.default_rng(3).permutation(y)
tables = {
    "healthy": ((x, y), parts.val),
    "40% of the labels redrawn": ((x, noisy), parts.val),
    "labels shuffled": ((x, shuffled), parts.val),
    "validation not scaled": ((x, y), unscaled),
}
fig, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(5.2, 4.6))
starts, lows, ends, chance = [], [], [], np.log(10)
for ax, (name, (train, val)) in zip(axes.flat, tables.items(), strict=True):
    rng = np.random.default_rng(1)
    start, how = mlp([64, 32, 10], rng), {"lr": 0.01, "batch_size": 25}
    _, seen = fit(start, train, val, epochs=30, rng=rng, **how)
    print(name, *curve_report(seen, chance).verdict.split(": "), sep="\n    ")
    color = draw.RIGHT if name == "healthy" else draw.GRADIENT
    ax.axhline(chance, color=draw.FAINT)
    ax.plot(seen.epoch, seen.train_loss, "--", color=draw.MUTED)
    ax.plot(seen.epoch, seen.val_loss, color=color)
    ax.set_title(name, color=color)
    starts, lows = [*starts, seen.val_loss[0]], [*lows, seen.val_loss.min()]
    ends.append((seen.train_loss[-1], seen.val_loss[-1]))
axes[0, 0].text(8, 2.5, "blind guess", color=draw.MUTED)
axes[0, 1].text(2, 0.2, "training", color=draw.MUTED)
axes[0, 1].text(29, 1.75, "validation", color=draw.GRADIENT, ha="right")
fig.supxlabel("epoch")
fig.supylabel("loss")
assert lows[2] > chance > lows[1] + 1 and ends[0][0] == ends[3][0]
