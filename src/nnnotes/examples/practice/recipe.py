"""The full recipe is right on new digits more often than its training labels were.

Three panels over 20 epochs. The rate climbs to its peak in two epochs and falls to 0
along half a cosine. The loss on training and on validation digits falls side by side,
and the lowest validation loss is at epoch {kept}. The accuracy on validation digits
climbs to {best:.2f}; on the training digits, whose labels are partly wrong, it ends
near {repeated:.2f}, about the share of right labels.
"""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.schedules import warmup_cosine
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

rng = np.random.default_rng(0)
parts = split_digits(rng, n_train=500)
x, clean = parts.train
y = redraw_labels(clean, 0.2, 10, rng)
start = mlp([64] * 5 + [10], rng, initializer="he_normal", norm="batch", dropout=0.3)
rate = partial(warmup_cosine, total=400, peak=0.01, warmup=40)
how = {"optimizer": "adamw", "decay": 0.05, "lr": rate, "batch_size": 25, "epochs": 20}
network, history = fit(start, (x, y), parts.val, patience=5, rng=rng, **how)
kept, best = history.epoch[history.best], history.val_accuracy[history.best]
wrong, repeated = np.mean(y != clean), history.train_accuracy[history.best]
accuracy = network.evaluate(*parts.test)[1]
print(f"{wrong:.0%} of the training labels are wrong; epoch {kept} is kept")
print(f"right on {accuracy:.0%} of {len(parts.test[1])} digits it has never met")
assert accuracy > 1 - wrong + 0.05 and accuracy > 0.9

fig, axes = plt.subplots(3, sharex=True, figsize=(5.2, 4.6), height_ratios=[2, 3, 3])
axes[0].plot(history.epoch, history.rate, color=draw.THIRD)
for ax, name in (axes[1], "loss"), (axes[2], "accuracy"):
    ax.plot(history.epoch, getattr(history, f"val_{name}"), color=draw.FORWARD)
    ax.plot(history.epoch, getattr(history, f"train_{name}"), "--", color=draw.MUTED)
    ax.axvline(kept, color=draw.RIGHT, ls=":")
    ax.set(ylabel=name, xlabel="epoch" if name == "accuracy" else "")
axes[0].set(ylabel="rate", xticks=[1, 5, 10, 15, 20])
axes[1].text(8, 0.95, "training digits", color=draw.MUTED)
axes[1].text(8, 0.15, "new digits", color=draw.FORWARD)
axes[1].text(kept - 0.2, 1.6, "kept", color=draw.RIGHT, ha="right")
axes[2].axhline(1 - wrong, color=draw.INK, lw=0.8)
axes[2].text(6.5, 0.68, "share of right labels", color=draw.INK)
axes[1].set(ylim=(0, 2.1))
