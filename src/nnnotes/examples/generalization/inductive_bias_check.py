"""An MLP sees no order of pixels, a filter does; descent keeps what no row can see."""

import numpy as np

from nnnotes.capacity import minimum_norm
from nnnotes.convolution import convolve
from nnnotes.inductive_bias import permute_inputs, row_space_share, shift_images
from nnnotes.mlp import mlp

rng = np.random.default_rng(95)
x, y, order = rng.normal(size=(30, 64)), rng.integers(0, 10, 30), rng.permutation(64)
start = mlp([64, 16, 10], rng)


def learn(net, x):
    for _ in range(50):
        grads = net.loss_and_grads(x, y)[1]
        pairs = zip(net.params, grads, strict=True)
        net = net.with_params([p - 0.3 * g for p, g in pairs])
    return net.forward(x)


moved = permute_inputs(start, order)
gap, other = (np.abs(learn(start, x) - learn(m, x[:, order])) for m in (moved, start))
print("MLP, pixels and weights shuffled: the same outputs", gap.max() < 1e-9)
assert gap.max() < 1e-9 < other.max()

images = x, shift_images(x, right=1, down=2)
maps = [convolve(a, np.eye(9), np.zeros(9)).reshape(30, 6, 6, 9) for a in images]
same = np.allclose(maps[0][:, :-2, :-1], maps[1][:, 2:, 1:])
print("convolution, image moved: its map is moved", same)
assert same

h, target, c = (rng.normal(size=s) for s in ((20, 50), (20, 1), (50, 1)))
short, blind, ends = minimum_norm(h, target), c - row_space_share(h, c), [0 * c, c]
for _ in range(500):
    ends = [c - 0.01 * h.T @ (h @ c - target) for c in ends]
norms = [round(float(np.linalg.norm(c)), 2) for c in ends]
print("descent: norm from 0, and from elsewhere", *norms)
assert np.allclose(ends[0], short) and np.allclose(ends[1], short + blind)
assert np.allclose(h @ ends[0], target) and np.allclose(h @ ends[1], target)
