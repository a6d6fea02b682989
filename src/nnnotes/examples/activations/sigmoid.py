"""The weight sets how soft the switch is, the bias divided by the weight sets where.

Above, four S-shaped curves from 0 to 1. Below, a bar for each from 10 % to 90 % of
its way, with a dot at one half. The bar of weight 4 is a quarter as long as that of
weight 1 and has its dot at the same place, 0. A bias of 3 puts the dot of weight 1 at
{centers[2]:.0f} and leaves the bar's length; a bias of -3 puts that of weight 2 at
{centers[3]:.1f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid

w = np.array([1.0, 4.0, 1.0, 2.0])
b = np.array([0.0, 0.0, 3.0, -3.0])
centers, slopes, widths = -b / w, w / 4, 2 * np.log(9) / np.abs(w)

print(" w   b  center  slope  width")
for row in zip(w, b, centers, slopes, widths, strict=True):
    print("{:2.0f}  {:2.0f}  {:z6.1f}  {:5.2f}  {:5.3f}".format(*row))
assert np.all(sigmoid(w * centers + b) == 0.5)
assert np.allclose(sigmoid(w * (centers + widths / 2) + b), 0.9)

fig, (top, bars) = plt.subplots(
    2, 1, figsize=(5.2, 4.3), sharex=True, height_ratios=[5, 3]
)
x = np.linspace(-6.5, 5.5, 121)
looks = [("-", draw.FORWARD), ("--", draw.THIRD), ("-.", draw.INK), (":", draw.FOURTH)]
for i, (line, color) in enumerate(looks):
    top.plot(x, sigmoid(w[i] * x + b[i]), line, color=color)
    top.plot(centers[i], 0.5, "o", color=color, ms=6)
    ends = centers[i] + widths[i] * np.array([-0.5, 0.5])
    bars.plot(ends, [-i, -i], "|-", color=color, lw=2.5, ms=9)
    bars.plot(centers[i], -i, "o", color=color, ms=7)
    name = f"  $w$ = {w[i]:.0f}, $b$ = {b[i]:.0f}".replace("-", "\u2212")
    bars.text(ends[1], -i, name, color=color, va="center")
top.set(ylabel=r"$\sigma(wx + b)$", yticks=[0, 0.5, 1])
bars.set(xlabel="$x$", ylim=(-3.7, 0.7), yticks=[], ylabel="from 10 %\nto 90 %")
bars.spines["left"].set_visible(False)
