"""The curve of a unit is centered at -b/w, so a bias of -1.5 is not the place 1.5.

Two panels, each with tanh(wx + b) for three weights. Left, the bias is -1.5 for all:
the steeper the curve, the farther left it crosses zero, at {centers[0]:.2f},
{centers[1]:.2f} and {centers[2]:.2f}. Right, the bias is -1.5 times the weight, and
all three cross zero at the wanted place.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

wanted, weights = 1.5, (0.5, 1.5, 6.0)
x = np.linspace(-1.0, 4.0, 126)


def curve(w, b):
    return np.tanh(w * x + b)


def crossing(w, b):
    """Read off where the curve is 0, without using a formula for it."""
    return np.interp(0.0, curve(w, b), x)


centers = [crossing(w, -wanted) for w in weights]
right = [crossing(w, -wanted * w) for w in weights]
print("crosses 0 at   b = -1.5  b = -1.5w")
for w, center, at in zip(weights, centers, right, strict=True):
    print(f"w = {w}  {center:16.3f} {at:9.3f}")
assert np.allclose(right, wanted) and abs(centers[2] - wanted) > 1
assert np.allclose(centers, [wanted / w for w in weights], atol=1e-3)

fig, axes = plt.subplots(1, 2, figsize=(5.2, 2.9), sharey=True)
for ax, scale, color in zip(axes, (0, 1), (draw.GRADIENT, draw.RIGHT), strict=True):
    for w, style in zip(weights, (":", "--", "-"), strict=True):
        b = -wanted * (w if scale else 1)
        ax.plot(x, curve(w, b), style, color=color, label=f"w = {w:g}")
        ax.plot(crossing(w, b), 0, "o", color=color, ms=5)
    ax.axvline(wanted, color=draw.MUTED, lw=0.8)
    ax.set(xlabel="x", title="$b = -1.5\\,w$" if scale else "$b = -1.5$")
axes[0].text(wanted + 0.1, -0.97, "wanted place", color=draw.MUTED)
axes[0].set(ylabel="tanh(wx + b)")
axes[1].legend(loc="upper left", handlelength=1.6)
