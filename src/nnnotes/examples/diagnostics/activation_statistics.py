"""Each hidden unit a point, its mean and deviation over all images: four pictures.

Four panels, the mean of a unit across, its deviation over 1000 images up, three layers
with marks of their own. Healthy: a cloud that rises from 0. Dead: {silent} of 192
units in one point at (0, 0). Saturated: the first layer lies on a half circle of radius
1, on which all outputs are 1 or -1; the other two lie inside. Constant: all units on
the axis near a mean of 0.5, with no deviation.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw
from nnnotes.diagnostics import activation_report
from nnnotes.mlp import mlp

images, labels = data.digits()
rows = np.random.default_rng(0).permutation(len(images))[:1000]
images, y = images[rows], labels[rows]
x = (images - images.mean()) / images.std()
phi = {"relu": lambda z: np.maximum(z, 0), "tanh": np.tanh}
phi["sigmoid"] = lambda z: (1 + np.tanh(z / 2)) / 2
runs = [("healthy", x, "relu", "he_normal", 0.1), ("dead", x, "relu", "he_normal", 2)]
runs += [("saturated", images, "tanh", "xavier_normal", 0.02)]
runs += [("constant", x, "sigmoid", lambda rng, d: rng.normal(0, 0.003, d), 0.1)]
marks = ("o", draw.FORWARD), ("s", draw.THIRD), ("^", draw.FOURTH)
fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6), sharex="row", sharey="row")
for ax, (name, x, bend, start, rate) in zip(axes.flat, runs, strict=True):
    net = mlp([64] * 4 + [10], np.random.default_rng(30), bend, start)
    rng = np.random.default_rng(0)
    for _ in range(100):
        batch = rng.integers(0, 1000, 50)
        pairs = zip(net.params, net.loss_and_grads(x[batch], y[batch])[1], strict=True)
        net = net.with_params([p - rate * g for p, g in pairs])
    loss, report, h = net.evaluate(x, y)[0], activation_report(net, x), x
    print(f"{name:9} loss {loss:.2f}  {report.verdict}")
    for k, (layer, (mark, ink)) in enumerate(zip(net.layers, marks, strict=False)):
        h = phi[bend](h @ layer.w.T + layer.b)
        ax.plot(h.mean(0), h.std(0), mark, color=ink, ms=4, label=f"layer {k}")
    ax.set(title=name, xlabel="mean", ylabel="deviation")
    if name == "dead":
        silent = round(64 * report.columns["dead"].sum())
        ax.text(0.3, 1.9, f"{silent} of 192\nat (0, 0)", color=draw.INK)
    assert f"{name}: layer" in report.verdict or (name == "healthy" and loss < 0.3)
turn = np.linspace(0, np.pi, 61)
axes[1, 0].plot(np.cos(turn), np.sin(turn), ":", color=draw.MUTED)
axes[1, 1].legend(loc="upper center")
