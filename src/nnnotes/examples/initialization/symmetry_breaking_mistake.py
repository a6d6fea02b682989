"""A generator made anew for each unit draws eight times the same unit."""

import numpy as np

from nnnotes import data
from nnnotes.propagation import distinct_units

x, labels = data.moons(200, 0.1, np.random.default_rng(64))
right_class = np.eye(2)[labels]


def drawn(rng, d_out, d_in):
    return np.array([rng.normal(size=d_in) for _ in range(d_out)])


def seeded(rng, d_out, d_in):  # the bug: the seed is set inside the loop
    return np.array([np.random.default_rng(64).normal(size=d_in) for _ in range(d_out)])


def trained(start, width):
    """Return the units that differ after 800 steps, and how many answers are right."""
    rng = np.random.default_rng(64)
    w1, w2 = start(rng, width, 2), start(rng, 2, width)
    b1, b2 = np.zeros(width), np.zeros(2)
    for _ in range(800):
        h = np.tanh(x @ w1.T + b1)
        q = np.exp(h @ w2.T + b2)
        dz2 = (q / q.sum(axis=1, keepdims=True) - right_class) / 200
        dz1 = dz2 @ w2 * (1 - h**2)
        w2, b2 = w2 - 0.5 * dz2.T @ h, b2 - 0.5 * dz2.sum(axis=0)
        w1, b1 = w1 - 0.5 * dz1.T @ x, b1 - 0.5 * dz1.sum(axis=0)
    return distinct_units(w1, b1), np.mean(q.argmax(axis=1) == labels)


print("start                      units that differ  accuracy")
right, wrong, alone = trained(drawn, 8), trained(seeded, 8), trained(drawn, 1)
print(f"8 units, one generator     {right[0]:17} {right[1]:9.3f}")
print(f"8 units, seed in the loop  {wrong[0]:17} {wrong[1]:9.3f}")
print(f"1 unit                     {alone[0]:17} {alone[1]:9.3f}")
assert right[0] == 8 and right[1] > 0.99 and wrong[0] == 1
assert wrong[1] < 0.92 and abs(wrong[1] - alone[1]) < 0.02
