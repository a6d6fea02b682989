"""Four folds and a cut equal a polygon of 16 edges; in another order they do not."""

import numpy as np

from nnnotes.linear import compose

SPLIT = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
MERGE = np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])


def relu(z):
    return np.maximum(z, 0)


def turn(degrees):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, s], [-s, c]]) @ MERGE


weights = [SPLIT, SPLIT @ turn(90), SPLIT @ turn(45), SPLIT @ turn(22.5)]
one, two, three, four = [lambda p, w=w: relu(p @ w.T) for w in weights]


def cut(h):
    return 1 - h @ turn(11.25)[0]


points = np.random.default_rng(0).normal(size=(500, 2))
facing = np.radians(11.25 + 22.5 * np.arange(16.0))  # directions of the 16 edges
polygon = 1 - np.max(points @ [np.cos(facing), np.sin(facing)], axis=1)
for name, network, same in (
    ("four folds, then a cut", compose(cut, four, three, two, one), True),
    ("grouped otherwise", compose(compose(cut, four), compose(three, two, one)), True),
    ("folds 2 and 3 swapped", compose(cut, four, two, three, one), False),
    ("an activation behind", compose(relu, cut, four, three, two, one), False),
):
    gap = np.max(np.abs(network(points) - polygon))
    print(f"{name:22}  equal: {gap < 1e-12}")
    assert gap < 1e-12 if same else gap > 1e-2
