"""The best of eight seeds against one seed: a part that does nothing wins."""

import numpy as np

from nnnotes.mlp import mlp
from nnnotes.splits import split_digits
from nnnotes.training import fit

parts = split_digits(np.random.default_rng(0))
x, y = parts.train


def train(seed, nothing):
    """Train on 150 digits; the part gives other random numbers and nothing else."""
    rng = np.random.default_rng([seed, nothing])
    rows = rng.permutation(1000)[:150]
    start = mlp([64, 24, 24, 24, 10], rng, norm="batch")
    how = {"rng": rng, "lr": 0.01, "epochs": 6, "every": 6, "batch_size": 25}
    return fit(start, (x[rows], y[rows]), **how)[0].evaluate(*parts.val)[1]


without = np.array([train(seed, 0) for seed in range(8)])
with_it = np.array([train(seed, 1) for seed in range(8)])
print(f"one seed without the part  {without[0]:.3f}")
print(f"best of eight with it      {with_it.max():.3f}")
difference = with_it - without
error = difference.std(ddof=1) / np.sqrt(8)
print(f"mean difference            {difference.mean():.3f} +- {error:.3f}")
assert with_it.max() - without[0] > 0.05  # wrong: the part has no effect
assert abs(difference.mean()) < 2 * error
