"""The push on each logit is what its probability lacks: up to 1 or down to 0.

Five examples with four classes each, as bars of probability. An arrow goes from the
top of each bar to its target, 1 for the right class and 0 for the others. It is the
negative gradient of the example, so in each example the arrow up is as long as the
others together. The costs are {cost[0]:.2f}, {cost[1]:.2f}, {cost[2]:.2f},
{cost[3]:.2f} and {cost[4]:.2f}; the last gives the right class almost nothing.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.cross_entropy import softmax_cross_entropy, softmax_cross_entropy_grad
from nnnotes.softmax import softmax

z = np.array([[3.0, 1, 0, -1], [0.2, 0.1, 0, 0.1], [-2, 0, 4, 0], [1, 3, 1, 0]])
z = np.vstack([z, [0, 0, -3, 5]])
labels = np.array([0, 1, 2, 0, 2])

p = softmax(z)
push = -len(z) * softmax_cross_entropy_grad(z, labels)  # of each example by itself
cost = [softmax_cross_entropy(z[[i]], labels[[i]]) for i in range(5)]
mean, total = softmax_cross_entropy(z, labels), sum(cost)
print("costs ", *(f"{c:.4f}" for c in cost))
print(f"loss   {mean:.4f}")
print("push on the last", *(f"{g:z.4f}" for g in push[4]))
assert np.allclose(push.sum(axis=1), 0, atol=1e-12)
assert np.allclose(push, np.eye(4)[labels] - p) and np.isclose(mean, np.mean(cost))

fig, axes = plt.subplots(1, 5, figsize=(5.2, 3.0), sharey=True)
arrow = {"arrowstyle": "-|>", "color": draw.GRADIENT, "shrinkA": 0, "shrinkB": 0}
for ax, bars, arrows, label, c in zip(axes, p, push, labels, cost, strict=True):
    ax.bar(range(4), bars, 0.45, color=draw.FORWARD)
    for k in np.flatnonzero(np.abs(arrows) > 0.03):
        ax.annotate(
            "", (k + 0.4, bars[k] + arrows[k]), (k + 0.4, bars[k]), arrowprops=arrow
        )
    ax.set(xticks=range(4), xlim=(-0.5, 3.7), ylim=(0, 1.01), title=f"cost\n{c:.2f}")
    ax.get_xticklabels()[label].set(weight="bold", color=draw.RIGHT)
axes[0].set(ylabel="probability")
axes[2].set(xlabel="class, the right one in bold")
