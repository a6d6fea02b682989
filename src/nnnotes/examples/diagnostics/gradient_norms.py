"""How far each step moves each layer: even, fading, one great leap, or not at all.

Four panels over 120 steps, up the share of its length that a step moves each of seven
weight matrices, on a logarithmic axis. Healthy: seven lines close together between
0.001 and 0.02. Vanishing: they fan out, at the end from {last[1][6]:.0e} for the
last layer down to {last[1][0]:.0e} for the first. Exploding: all start near 0.1 or
above, climb above 1 and sink in parallel to {last[2][0]:.0e}. Frozen: as in health,
except that one line lies at 0.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.diagnostics import gradient_report, update_ratios
from nnnotes.mlp import mlp

x, y = data.digits()
rows = np.random.default_rng(0).permutation(len(x))[:1000]
x, y = (x[rows] - x[rows].mean()) / x[rows].std(), y[rows]
runs = [("healthy", "relu", "he_normal"), ("vanishing", "sigmoid", "xavier_normal")]
runs += [("exploding", "relu", lambda rng, d: 0.45 * rng.normal(size=d))]
runs, last = [*runs, ("frozen", "relu", "he_normal")], []
fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6), sharex=True, sharey=True)
for ax, (name, bend, start) in zip(axes.flat, runs, strict=True):
    net = mlp([64, *[48] * 6, 10], np.random.default_rng(0), bend, start)
    rng, v, moved = np.random.default_rng(0), [0 * p for p in net.params], []
    for step in range(120):
        batch = rng.integers(0, 1000, 50)
        _, grads = net.loss_and_grads(x[batch], y[batch])
        v = [0.9 * a + g for a, g in zip(v, grads, strict=True)]
        v[4] = v[4] * (name != "frozen")  # the weights of layer 2
        after = [p - 0.02 * a for p, a in zip(net.params, v, strict=True)]
        moved.append(update_ratios(net.params, after))
        if step in (0, 119):
            loss, report = net.evaluate(x, y)[0], gradient_report(net, x, y, after)
            print(f"{name}, step {step}, loss {loss:.2f}\n   {report.verdict}")
        net = net.with_params(after)
    last, moved = [*last, moved[-1].tolist()], np.array(moved)
    ax.semilogy(np.maximum(moved[:, 1:6], 3e-7), color=draw.MUTED, lw=0.8)
    ax.semilogy(moved[:, 0], color=draw.FORWARD, lw=2)
    ax.semilogy(moved[:, 6], "--", color=draw.THIRD, lw=2)
    ax.set(title=name, ylim=(1e-7, 20), xlabel="step", ylabel="share moved")
axes[0, 1].text(30, 0.02, "last layer", color=draw.THIRD)
axes[0, 1].text(30, 4e-7, "first layer", color=draw.FORWARD)
axes[1, 1].text(30, 8e-7, "layer 2: none", color=draw.MUTED)
assert min(last[0]) > 1e-3 > 1e-5 > last[1][0] and last[3][2] == 0
