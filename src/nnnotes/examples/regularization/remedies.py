"""Wrong labels learned by heart cost accuracy: norms do not prevent it, the rest does.

Accuracy on new digits against the share of wrong training labels that the network
repeats. Without a remedy its path climbs and then slides down to the
right, to {bare[1]:.2f} with {bare[0]:.0%} of the wrong labels learned. Batch norm and
layer norm end beside it, at {batch[1]:.2f} and {layer[1]:.2f}. Further to the left and
higher end dropout at {drop[1]:.2f}, early stopping at {stop[1]:.2f} and weight decay
at {decay[1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

parts, path = split_digits(np.random.default_rng(0)), []
x, y = (rows[:200] for rows in parts.train)
noisy = redraw_labels(y, 0.4, 10, np.random.default_rng(5))
wrong = noisy != y


def place(network):
    return network.evaluate(x[wrong], noisy[wrong])[1], network.evaluate(*parts.val)[1]


def train(norm=None, dropout=0.0, every=20, **how):
    rng = np.random.default_rng(1)
    start = mlp([64, 64, 10], rng, norm=norm, dropout=dropout)
    how |= {"epochs": 20, "rng": rng, "lr": 0.01, "batch_size": 25, "every": every}
    return place(fit(start, (x, noisy), parts.val, **how)[0])


stop = train(every=1, patience=20, callbacks=[lambda net, _: path.append(place(net))])
bare, decay = path[-1], train(optimizer="adamw", decay=3.0)
batch, layer, drop = train(norm="batch"), train(norm="layer"), train(dropout=0.5)
fig, ax = plt.subplots(figsize=(5.2, 3.9), subplot_kw={"xticks": [0, 0.5, 1]})
ax.plot(*np.transpose(path), ".-", color=draw.MUTED, lw=1)
names = "nothing", "batch norm", "layer norm", "dropout", "early stopping", "decay"
for k, spot in enumerate((bare, batch, layer, drop, stop, decay)):
    print(f"{names[k]:14} {spot[0]:4.0%} of the wrong labels, accuracy {spot[1]:.2f}")
    color = draw.GRADIENT if k < 3 else draw.RIGHT
    ax.plot(*spot, "osD^vP"[k], ms=8, color=color)
    i, j = np.add(spot, [-0.32, -0.018] if k == 4 else [0.03, -0.004])
    ax.text(i, j, names[k], color=color)
ax.text(0.4, 0.75, "20 epochs with nothing", color=draw.MUTED)
assert max(bare[1], batch[1], layer[1]) < 0.66 < 0.7 < min(drop[1], stop[1], decay[1])
ax.set(xlabel="wrong labels learned", ylabel="accuracy on new digits", xlim=(0, 1.3))
