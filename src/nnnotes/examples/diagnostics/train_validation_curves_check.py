"""Parts share no row, the recorded losses are right, and four faults get names."""

import numpy as np

from nnnotes.curves import curve_report
from nnnotes.mlp import mlp
from nnnotes.splits import split, split_digits, standardize
from nnnotes.training import fit

ids = np.arange(50.0)
raw = split(ids[:, None], ids, 20, 15, np.random.default_rng(0))
x, x_val, x_test = (part[0] for part in (raw.train, raw.val, raw.test))
met = np.sort(np.vstack([x, x_val, x_test]).ravel())
apart = np.array_equal(met, ids) and np.array_equal(x[:, 0], raw.train[1])
alike = np.allclose(standardize(x, x_val)[1], (x_val - x.mean()) / x.std())
print(f"no row twice: {apart}; scaled by the training rows: {alike}")


def by_hand(network, x, y, kept=1.0):
    first, last = network.layers
    z = np.maximum(x @ first.w.T + first.b, 0) * kept @ last.w.T + last.b
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.eye(10)[y] > 0])


def train(units=32, val=None, dropout=0.0, **how):
    rng, how = np.random.default_rng(1), {"lr": 0.01, "epochs": 40} | how
    start, val = mlp([64, units, 10], rng, dropout=dropout), val or new
    net, seen = fit(start, few, val, rng=rng, **how)
    return net, curve_report(seen, np.log(10))


new, rng = split_digits(np.random.default_rng(0)).val, np.random.default_rng(2)
few = tuple(part[:200] for part in split_digits(np.random.default_rng(0)).train)
net, report = train(dropout=0.5)
mask, last = 2 * (rng.random((200, 32)) > 0.5), [c[-1] for c in report.columns.values()]
on, used, unseen = by_hand(net, *few, mask), by_hand(net, *few), by_hand(net, *new)
hows = {"lr": 1e200, "optimizer": "sgd"}, {"lr": 1.0}, {"units": 2}, {"val": few}
verdicts = [train(**how)[1].verdict.split(":")[0] for how in hows]
print(f"train {used:.2f}, dropout on {on:.2f}, val {unseen:.2f}", *verdicts, sep="\n")
assert apart and alike and on > 2 * used
assert np.allclose(last[:3], [used, unseen, unseen - used])
assert verdicts == ["diverged", "rate too large", "slow or too small", "no gap"]
