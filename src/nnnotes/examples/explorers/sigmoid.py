"""Weight and bias must grow together if a switch is to be steeper in its place.

Three sigmoid curves. The first, of weight 2 and bias -3, passes one half at 1.5. The
second has weight 4 and the same bias: it is steeper and passes one half at
{centers[1]}. The third has weight 4 and bias -6: as steep, and back at {centers[2]}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid

units = [(2.0, -3.0), (4.0, -3.0), (4.0, -6.0)]
looks = [("-", draw.FORWARD), ("--", draw.GRADIENT), (":", draw.RIGHT)]
x = np.linspace(-1, 4, 101)
fig, ax = plt.subplots()
ax.axhline(0.5, color=draw.FAINT)
centers = []
for (w, b), (line, color) in zip(units, looks, strict=True):
    centers.append(-b / w)
    width = 2 * np.log(9) / w
    print(f"w {w:g}, b {b:g}: middle {-b / w:g}, slope {w / 4:g}, width {width:.3f}")
    assert sigmoid(np.array([w * centers[-1] + b]))[0] == 0.5
    ax.plot(x, sigmoid(w * x + b), line, color=color, label=f"w {w:g}, b {b:g}")
    ax.plot(-b / w, 0.5, "o", color=color)
ax.set(xlabel="x", ylabel="sigmoid(w x + b)")
assert centers == [1.5, 0.75, 1.5]
ax.legend()
