"""Paired by seed, one change at a time, and an error that says how means scatter."""

import itertools

import numpy as np

from nnnotes.ablation import ablate, paired_difference

runs = []


def score(seed, a, b, c):
    """Lift every recipe by the seed's luck; a adds 2, and b covers for c."""
    runs.append((seed, a, b, c))
    return int(np.random.default_rng(seed).integers(100)) + 2 * a + 3 * max(b, c)


full, seeds = {"a": 1, "b": 1, "c": 1}, range(5)
changes = {"no a": {"a": 0}, "no b": {"b": 0}, "no b and c": {"b": 0, "c": 0}}
report = ablate(score, full, changes, seeds)
print(report)
wanted = [(s, *w) for w in ((1, 1, 1), (0, 1, 1), (1, 0, 1), (1, 0, 0)) for s in seeds]
assert sorted(runs) == sorted(wanted)
assert np.allclose(report.columns["difference"], [0, -2, 0, -3])
assert not report.columns["error"].any() and report.columns["sd"].min() > 10
assert report.verdict.split("\n")[0] == "clear: no a, no b and c"

# Four seeds exist in all: every way to draw three of them, one after the other.
before, after = np.array([0.3, 0.5, 0.6, 0.8]), np.array([0.4, 0.4, 0.9, 0.7])
draws = [list(drawn) for drawn in itertools.product(range(4), repeat=3)]
found = np.array([paired_difference(before[d], after[d]) for d in draws])
scatter, claimed = found[:, 0].var(), np.mean(found[:, 1] ** 2)
print(f"variance of the mean {scatter:.6f}, squared error on average {claimed:.6f}")
assert np.isclose(found[:, 0].mean(), np.mean(after - before))
assert np.isclose(scatter, claimed)
