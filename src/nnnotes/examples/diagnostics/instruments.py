"""Six networks on five instruments: each fault raises an alarm where it can be seen.

A board with a row for each network and a column for each instrument; a red square is an
alarm, a green dot is none. The healthy network has none. Mixed rows raise only the
shape check, inputs that were not scaled only the activation statistics. Huge weights
raise the updates and the ablation. Reversed labels, and layers without activation,
raise the curves and the ablation.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import diagnostics, draw
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits
from nnnotes.training import fit


def train(seed, hidden, ready=np.copy, **how):
    start = mlp([64, *hidden, 2], rng := np.random.default_rng(seed), **how)
    net, seen = fit(start, (ready(x), y), (ready(new), odd), epochs=6, rng=rng, lr=5e-3)
    return start, net, seen, lambda v: net.forward(ready(v)), ready(x)


parts, board = split_digits(np.random.default_rng(0)), []
(x, y), (new, odd) = ((a[:600], b[:600] % 2) for a, b in (parts.train, parts.val))
mix, flip = lambda v: v - v.mean(axis=0), lambda v: v[::-1] if len(v) == 600 else v
huge, loud = lambda rng, shape: rng.normal(0, 10, shape), lambda v: 10 * v
cases = {"healthy": {}, "rows mixed": {"ready": mix}}
cases["not scaled"] = {"ready": loud, "activation": "tanh"}
cases["huge weights"] = {"initializer": huge, "norm": "batch"}
cases |= {"labels reversed": {"ready": flip}, "all linear": {"activation": "identity"}}
for case in cases.values():
    runs = [[train(s, h, **case) for s in range(3)] for h in ((32, 32), ())]
    (start, net, seen, send, inputs), rng = runs[0][0], np.random.default_rng(0)
    worth = np.subtract(*[[r[2].val_accuracy[-1] for r in three] for three in runs])
    moved = diagnostics.row_influence(send, new[:9], rng)
    units = diagnostics.activation_report(net, inputs).verdict
    update = diagnostics.update_ratios(start.params, net.params)
    curve = diagnostics.curve_report(seen, np.log(2)).verdict
    signs = [np.count_nonzero(moved) > 9, "no " not in units, update.min() < 0.02]
    signs += ["healthy" not in curve, worth.mean() < 4 * worth.std(ddof=1) / 3**0.5]
    board.append([int(sign) for sign in signs])
fig, ax = plt.subplots(subplot_kw={"xlim": (-0.5, 4.5), "ylim": (5.6, -0.6)})
for k, (size, color) in enumerate([(30, draw.RIGHT), (450, draw.GRADIENT)]):
    ax.scatter(*np.nonzero(np.transpose(board) == k), size, color, marker="os"[k])
ax.set_xticks(range(5), ["shapes", "units", "updates", "curves", "ablation"])
ax.set_yticks(range(6), cases)
assert np.sum(board, axis=1).tolist() == [0, 1, 1, 2, 2, 2]
