"""Twenty layers turn a factor into its twentieth power, and He's 1 holds in the mean.

Two panels over the layers 0 to 20, both with a logarithmic mean square. Top: four
straight rows of dots from 1, along dotted predictions. Large weights climb to
{ends[0]:.0e}, He's stay level, Xavier's sink to {ends[2]:.0e}, small ones to
{ends[3]:.0e}. Bottom: He's row magnified, over 2000 networks. The mean stays at 1. Of
256 units the middle four fifths stay near it; of 16 they spread downwards, and the
median falls to {medians[0]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

d, layers, ends, medians = 64, range(21), [], []
x = np.random.default_rng(61).normal(size=(100, d))
stds = {"large": 1.0, "He": (2 / d) ** 0.5, "Xavier": (1 / d) ** 0.5, "small": 0.01}
fig, (top, bottom) = plt.subplots(2, figsize=(5.2, 4.6), sharex=True)
print("std      factor   layer 1          5         10         20   cosine")
for name, std in stds.items():
    rng, h, q = np.random.default_rng([61, 1]), x, [np.mean(x**2)]
    for _ in layers[1:]:
        h = np.maximum(h @ (std * rng.normal(size=(d, d))).T, 0.0)  # the same draws
        q.append(np.mean(h**2))
    unit = h / np.linalg.norm(h, axis=1, keepdims=True)
    cosine, factor = (unit @ unit.T)[np.triu_indices(100, 1)].mean(), d * std**2 / 2
    row = " ".join(f"{q[k]:10.3e}" for k in (1, 5, 10, 20))
    print(f"{name:7} {factor:7.4f} {row} {cosine:8.4f}")
    top.semilogy(layers, [factor**layer for layer in layers], ":", color=draw.INK)
    top.semilogy(layers, q, "o", color=draw.FORWARD, ms=4)
    top.text(20.5, q[20] / (1e9 if name == "Xavier" else 1), name, color=draw.FORWARD)
    ends.append(q[20])
assert np.isclose(ends[0], 2.0**100 * ends[1], rtol=1e-9)
for width, color, line in ((16, draw.THIRD, "--"), (256, draw.FORWARD, "-")):
    rng, nets = np.random.default_rng([3, width]), np.ones((21, 2000))
    for k in layers[1:]:  # w @ h of normal weights is normal, with variance 2 q
        z = np.sqrt(2 * nets[k - 1]) * rng.normal(size=(width, 2000))
        nets[k] = np.mean(np.maximum(z, 0.0) ** 2, axis=0)
    low, middle, high = np.quantile(nets, (0.1, 0.5, 0.9), axis=1)
    bottom.fill_between(layers, low, high, color=color, alpha=0.25, lw=0)
    bottom.semilogy(layers, middle, line, color=color)
    bottom.text(20.5, middle[20], f"{width} units", color=color, va="top")
    medians.append(middle[20])
    print(f"{width:3} units: median {middle[20]:.3f}", end=", log q has variance ")
    print(f"{np.log(nets[20]).var():.2f}, 5 L / d is {100 / width:.2f}")
top.set(ylabel="mean square q", yticks=[1e-50, 1e-25, 1, 1e25], xlim=(-0.5, 25))
bottom.plot(layers, [1] * 21, ":", color=draw.INK)
bottom.text(20.5, 1, "the mean")
bottom.set(xlabel="layer", ylabel="q from He weights", xticks=layers[::5])
