"""Each norm is the steepest slope of the loss, and each ratio what a step does."""

import numpy as np

from nnnotes.diagnostics import gradient_norms, gradient_report, update_ratios
from nnnotes.mlp import mlp

rng = np.random.default_rng(103)
x, labels = rng.normal(size=(20, 4)), rng.integers(0, 3, 20)
net, step = mlp([4, 6, 5, 3], rng, "tanh"), 1e-5
_, grads = net.loss_and_grads(x, labels)
norms = gradient_norms(grads)


def slope(k, way):
    """Return the slope of the loss along a way of length 1 in weight matrix k."""
    p, ends = net.params, []
    for sign in (1, -1):
        moved = [*p[: 2 * k], p[2 * k] + sign * step * way, *p[2 * k + 1 :]]
        ends.append(net.with_params(moved).evaluate(x, labels)[0])
    return (ends[0] - ends[1]) / (2 * step)


for k, (g, norm) in enumerate(zip(grads[::2], norms, strict=True)):
    ways = rng.normal(size=(50, *g.shape))
    others = max(slope(k, way / np.linalg.norm(way)) for way in ways)
    along = slope(k, g / norm)
    print(f"layer {k}: norm {norm:.4f}, slopes {along:.4f}, elsewhere {others:.4f}")
    assert abs(along - norm) < 1e-8 and others < norm

after = [p - 0.1 * g for p, g in zip(net.params, grads, strict=True)]
report = gradient_report(net, x, labels, after).columns
weights = [float(np.sum(layer.w**2)) ** 0.5 for layer in net.layers]
assert np.allclose(report["gradient"], norms) and np.allclose(report["weight"], weights)
assert np.allclose(report["update/weight"], 0.1 * norms / weights)
turned = [np.array([[0.0, -2.0], [2.0, 0.0]])]  # as long as before, and far away
moves = update_ratios([2 * np.eye(2)], turned)[0], update_ratios(turned, turned)[0]
print(f"turned by a quarter: {moves[0]:.3f}, at rest: {moves[1]:.0f}")
assert np.isclose(moves[0], 2**0.5) and moves[1] == 0
