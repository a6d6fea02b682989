"""The longer the ravine, the nearer its best rate is to the one that leaves.

What a step leaves of the distance, against the rate, for ravines that are 1, 4, 20 and
100 times less curved along their floor. Each curve falls along a line, most slowly for
the longest ravine, and turns at its best rate, {best[0]:.2f}, {best[1]:.2f},
{best[2]:.2f} and {best[3]:.2f}, into one steep line that all share. It passes 1 at
rate 2.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.optimization import gradient_descent

rates, steps, best = np.round(np.arange(0.02, 2.16, 0.02), 2), 100, []
looks = [(draw.RIGHT, ":"), (draw.FORWARD, "-."), (draw.THIRD, "--")]
looks.append((draw.GRADIENT, "-"))
fig, ax = plt.subplots()
for longer, (color, line) in zip((1, 4, 20, 100), looks, strict=True):
    curvature, left = np.array([1 / longer, 1.0]), []
    for rate in rates:
        path = gradient_descent(
            lambda p, h=curvature: [h * p[0]], [np.array([-4.0, 4.0])], rate, steps
        )
        share = np.abs(path[-1][0]).max() / 4
        left.append(share ** (1 / steps))
    best.append(rates[np.argmin(left)])
    exact = 2 * longer / (longer + 1)
    print(f"{longer:3} times: best {best[-1]:.2f}, leaves {min(left):.3f} a step")
    assert abs(best[-1] - exact) < 0.015
    ax.plot(rates, left, line, color=color, label=f"{longer} ×")
ax.plot(2, 1, "o", color=draw.INK)
ax.set(xlabel="learning rate × largest curvature", ylim=(0, 1.2))
ax.set(ylabel="what a step leaves")
ax.legend(title="less curved", loc="lower left")
