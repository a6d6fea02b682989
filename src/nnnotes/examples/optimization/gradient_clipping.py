"""At a cliff one gradient throws the unclipped run away; clipped, it walks along.

The plane of weight and bias. A line, the cliff, runs from the lower right to the upper
left; the shaded plateau below it has a loss near 0.4, above it the loss is below 0.1.
Both runs start on the plateau at the lower right and take the same {same} steps, to
the cliff and along it. Then the unclipped one meets a gradient of {norm:.0f}: an arrow
points far out of the picture, a step of {jump:.0f}. The clipped one goes on in small
steps, back and forth across the cliff and along it to the upper left.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.clipping import clip_by_global_norm


def cliff(w, b):  # a unit that reads its own output 50 times, and should end at 0.7
    x, dw, db = 0.5, 0.0, 0.0
    for _ in range(50):
        s = 1 / (1 + np.exp(-x))
        x, dw, db = w * s + b, w * s * (1 - s) * dw + s, w * s * (1 - s) * db + 1
    s = 1 / (1 + np.exp(-x))
    return (s - 0.7) ** 2, 2 * (s - 0.7) * s * (1 - s) * np.array([dw, db])


def descend(limit):
    path, norms = [np.array([5.25, -3.0])], []
    for _ in range(60):
        (grad,), norm = clip_by_global_norm([cliff(*path[-1])[1]], limit)
        path, norms = [*path, path[-1] - 0.2 * grad], [*norms, norm]
    return np.array(path), norms


(wild, norms), (path, _) = descend(1e9), descend(0.5)
same, norm, jump = int(np.argmax(norms)), max(norms), 0.2 * max(norms)
print(f"unclipped: a step of {jump:.1f}, last loss {cliff(*wild[-1])[0]:.3f}")
print(f"clipped:   lowest loss {cliff(*path.T)[0].min():.3f}")
assert np.array_equal(wild[: same + 1], path[: same + 1]) and jump > 75
w, b = np.linspace(4.6, 5.4, 50), np.linspace(-3.1, -2.3, 801)
edge, (fig, ax) = np.argmax(cliff(w, b[:, None])[0] < 0.2, axis=0), plt.subplots()
ax.fill_between(w, b[edge], -3.1, color=draw.FAINT, lw=0)
ax.plot(*path.T, ".-", color=draw.FORWARD, lw=1)
ax.plot(*wild[: same + 1].T, "s", color=draw.GRADIENT, ms=4)
arrow, end = {"arrowstyle": "->", "color": draw.GRADIENT}, wild[same : same + 2]
ax.annotate("", [0.996, 0.004] @ end, end[0], arrowprops=arrow)
ax.text(4.63, -2.98, f"unclipped: a step\nof length {jump:.0f}", color=draw.GRADIENT)
ax.text(4.83, -2.38, "clipped: along the cliff", color=draw.FORWARD)
ax.text(5.2, -3.06, "plateau")
ax.set(xlabel="weight", ylabel="bias", xlim=(4.6, 5.4), ylim=(-3.1, -2.3))
