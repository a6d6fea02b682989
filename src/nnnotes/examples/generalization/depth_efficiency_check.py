"""Folds make the saw that arithmetic makes, and pieces are counted without a grid."""

import numpy as np

from nnnotes.approximation import count_pieces, fold_network
from nnnotes.mlp import mlp

rng = np.random.default_rng(92)
x, ends = rng.random((500, 1)), (np.zeros(1), np.ones(1))
print("folds  pieces  equals the saw")
for folds in range(1, 7):
    network = fold_network(folds)
    saw = 1 - np.abs(2**folds * x % 2 - 1)
    same = np.allclose(network.forward(x), saw, atol=1e-12)
    top = network.forward(np.arange(1.0, 2**folds, 2)[:, None] / 2**folds)
    pieces = count_pieces(network, *ends)
    print(f"{folds:4} {pieces:7} {same!s:>9}")
    assert same and pieces == 2**folds and np.all(top == 1)
    assert sum(len(b) for b in network.params[1:-1:2]) == 2 * folds


def with_biases(sizes):
    """Return a random network whose units bend in different places."""
    net = mlp(sizes, rng)
    noise = [0.3 * rng.normal(size=p.shape) * (p.ndim == 1) for p in net.params]
    return net.with_params([p + q for p, q in zip(net.params, noise, strict=True)])


flat = with_biases([1, 40, 1])
w, b, *_ = flat.params
by_hand = 1 + np.sum((-b / w[:, 0] > 0) & (-b / w[:, 0] < 1))
counted = count_pieces(flat, *ends)
print(f"one layer: counted {counted}, from w and b {by_hand}")
assert counted == by_hand

deep = with_biases([1, 20, 20, 20, 1])
grid = np.linspace(-3, 3, 200_001)[:, None]
bend = np.abs(np.diff(deep.forward(grid)[:, 0], 2)) > 1e-10
seen = 1 + np.sum(np.diff(bend.astype(float)) > 0)  # a kink shows in one or two places
counted = count_pieces(deep, np.full(1, -3.0), np.full(1, 3.0))
print(f"three layers: counted {counted}, seen on a fine grid {seen}")
assert counted == seen
