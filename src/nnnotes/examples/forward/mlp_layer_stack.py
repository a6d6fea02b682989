"""What one layer gives, the next one takes; a unit at 0 has nothing to hand on.

Columns of circles, the values of one example, joined by lines as thick as the weights
are large, solid for positive ones and dashed for negative ones. Three inputs, two
hidden layers of four units, two outputs. {silent} of the eight hidden units show 0 and
send nothing on, so the lines behind them are faint. Above each column stands the shape
of its array, below each gap that of the weights.
"""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

rng = np.random.default_rng(21)
widths = 3, 4, 4, 2
x = rng.normal(size=(5, 3))  # five examples
layers = [(rng.normal(size=(o, i)), np.zeros(o)) for i, o in pairwise(widths)]

h, columns, parameters = x, [x[0]], 0
for number, (w, b) in enumerate(layers, start=1):
    z = h @ w.T + b
    parameters += w.size + b.size
    print(f"layer {number}  h {h.shape}  w {w.shape}  z {z.shape}")
    h = np.maximum(z, 0.0) if number < len(layers) else z  # no bend after the last
    columns.append(h[0])
silent = int(sum(np.sum(values == 0) for values in columns[1:-1]))
print(f"{parameters} parameters, first output {h[0].round(2)}")
assert parameters == 46 and h.min() < 0

fig, ax = plt.subplots(figsize=(5.2, 4.2))
ax.set(xlim=(-0.35, 3.35), ylim=(-2.5, 2.4), frame_on=False, xticks=[], yticks=[])
places = [[(k, (d - 1) / 2 - j) for j in range(d)] for k, d in enumerate(widths)]
for k, (w, _) in enumerate(layers):
    for (j, i), weight in np.ndenumerate(w):
        color, style = (draw.FORWARD, "-") if weight > 0 else (draw.THIRD, "--")
        color = color if columns[k][i] else draw.FAINT
        ends = zip(places[k][i], places[k + 1][j], strict=True)
        ax.plot(*ends, style, color=color, lw=0.4 + 1.3 * abs(weight), zorder=0)
    ax.text(k + 0.5, -2.3, f"$W_{k + 1}$\n{w.shape}", ha="center", color=draw.MUTED)
for k, (spots, values) in enumerate(zip(places, columns, strict=True)):
    ax.text(k, 1.9, f"${'HHHZ'[k]}_{k}$\n(n, {len(values)})", ha="center")
    for spot, value in zip(spots, values, strict=True):
        ax.plot(*spot, "o", ms=30, color=draw.PAPER, mec=draw.MUTED)
        label = f"{value:.2f}" if value else "0"
        ax.text(*spot, label, ha="center", va="center", size=10)
