"""After 50 layers a ball of small steps is a point, a needle, or still a ball.

Four panels: the 64 half axes of what a ball of input changes becomes after 1, 10 and 50
layers, longest first, on a logarithmic axis. Sigmoid: near 0.2 after one layer, about
a millionth after ten, and after fifty far below the panel. ReLU: the longest stays
above 1, but after fifty layers four in five are below a millionth. Tanh with
orthogonal weights: three lines with a flat top, from 1 down to 0.1. ReLU with skips:
flat lines around 1, after fifty layers with one axis of {s[0]:.0f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

sigmoid = (lambda z: (1 + np.tanh(z / 2)) / 2, lambda z: (1 - np.tanh(z / 2) ** 2) / 4)
relu = (lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
nets = [("sigmoid", *sigmoid, 1, 0, 0), ("ReLU", *relu, 2**0.5, 0, 0)]
nets += [("tanh, orthogonal", np.tanh, lambda z: 1 - np.tanh(z) ** 2, 1, 1, 0)]
nets += [("ReLU with skips", *relu, 2**0.5, 0, 1)]
looks = {1: (":", draw.MUTED), 10: ("--", draw.FORWARD), 50: ("-", draw.INK)}
places = (22, 0.6, 34, 0.6), (12, 1e-6, 23, 1e-2), (22, 1e-4, 16, 1e-5)
fig, axes = plt.subplots(2, 2, figsize=(5.2, 4.6), sharex=True, sharey=True)
print("after 50 layers   longest     rms  above 1e-6")
for ax, (name, phi, slope, scale, turn, skip) in zip(axes.flat, nets, strict=True):
    rng, part = np.random.default_rng(65), 50**-0.5 if skip else 1
    h, jacobian = rng.normal(size=64), np.eye(64)
    for depth in range(1, 51):
        w = rng.normal(size=(64, 64)) / 8  # variance 1/n
        w = np.linalg.qr(w)[0] if turn else scale * w
        z = w @ h
        layer = part * slope(z)[:, None] * w  # diag(slopes) @ w
        h, jacobian = skip * h + part * phi(z), skip * jacobian + layer @ jacobian
        if depth in looks:
            s = np.linalg.svd(jacobian, compute_uv=False)
            line, color = looks[depth]
            ax.semilogy(range(1, 65), np.where(s > 1e-8, s, np.nan), line, color=color)
    print(f"{name:16} {s[0]:8.1e} {np.mean(s**2) ** 0.5:7.1e} {np.sum(s > 1e-6):11}")
    assert (s[0] < 1e-20) == (name == "sigmoid") and (s[-1] > 1e-6) == (skip or turn)
    ax.set(title=name, ylim=(1e-7, 1e2), xticks=(1, 32, 64), yticks=(1e-6, 1e-3, 1))
for (depth, (_, color)), place in zip(looks.items(), places, strict=True):
    axes[0, 0].text(
        *place[:2], f"after {depth}{': far below' * (depth > 10)}", color=color
    )
    axes[0, 1].text(*place[2:], f"after {depth}", color=color)
fig.supxlabel("half axis, the longest first", fontsize=11)
fig.supylabel("length", fontsize=11)
