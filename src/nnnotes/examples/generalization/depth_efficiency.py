"""Two units a fold double the pieces; with random weights, depth doubles nothing.

Two panels. Above, a saw of sixteen straight pieces between 0 and 1, made by four folds.
Below, straight pieces against hidden units, both axes logarithmic. Folded networks
rise steeply, to 1024 pieces with 20 units. Random networks of 1, 4 and 8 layers lie
close together along a shallow line, about one piece for each unit: 64 units make
{flat:.0f} pieces in one layer and {deep:.0f} in eight.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.approximation import count_pieces, fold_network
from nnnotes.mlp import mlp


def random_pieces(layers, units, seed):  # on a segment of length 6
    rng = np.random.default_rng(seed)
    net = mlp([8, *[units // layers] * layers, 1], rng)
    p = [q + 0.3 * rng.normal(size=q.shape) * (q.ndim == 1) for q in net.params]
    along, aside = (v / np.linalg.norm(v) for v in rng.normal(size=(2, 8)))
    ends = 0.3 * aside - 3 * along, 0.3 * aside + 3 * along
    return count_pieces(net.with_params(p), *ends)


ends = np.zeros(1), np.ones(1)
made = [count_pieces(fold_network(k), *ends) for k in range(1, 11)]
print("folds 1 to 10:", *made)
assert made == [2**k for k in range(1, 11)]
fig, (top, ax) = plt.subplots(2, figsize=(5.2, 4.6), height_ratios=(1, 3))
x = np.linspace(0, 1, 17)
top.plot(x, fold_network(4).forward(x[:, None]), color=draw.FORWARD)
top.set(xticks=[0, 1], yticks=[0, 1], ylabel="4 folds")
ax.loglog(range(2, 22, 2), made, "o-", color=draw.FORWARD)
sizes, mean = (16, 32, 64, 128, 256), {}
print("units          ", *(f"{n:4}" for n in sizes))
for depth, look in (1, "s-"), (4, "^--"), (8, "v:"):
    counts = [[random_pieces(depth, n, seed) for seed in range(10)] for n in sizes]
    mean[depth] = np.mean(counts, axis=1)
    ax.loglog(sizes, mean[depth], look, color=draw.GRADIENT, ms=5)
    print(f"random, depth {depth}", *(f"{m:4.0f}" for m in mean[depth]))
    assert np.all(mean[depth] <= np.array(sizes) + 1)
flat, deep = mean[1][2], mean[8][2]  # with 64 units
ax.text(5, 300, "folded", color=draw.FORWARD)
ax.text(50, 7, "random weights:\n1, 4 and 8 layers", color=draw.GRADIENT)
ax.set(xlabel="hidden units", ylabel="straight pieces")
