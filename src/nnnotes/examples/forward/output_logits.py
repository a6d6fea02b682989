"""Temperature turns the same logits into certainty or indifference, never the order.

Three curves over the temperature, from 0.1 to 20 on a logarithmic axis: the
probabilities of cat, dog and fox for the logits {z[0]:g}, {z[1]:g} and {z[2]:g}. At
the left end cat has nearly everything. To the right the three curves approach each
other and the dotted line at one third, and they never cross. Dots mark temperatures
0.5, 1 and 2, where cat has {p[0][0]:.2f}, {p[1][0]:.2f} and {p[2][0]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.softmax import softmax

z = np.array([2.0, 1.0, 0.1])  # cat, dog, fox
temperatures = 0.5, 1.0, 2.0
p = np.array([softmax(z / t) for t in temperatures])
odds = p[:, 0] / p[:, 1]
shifted, raised = softmax(z + 5.0), softmax(z + np.array([5.0, 0.0, 0.0]))
rows = [f"T = {t}" for t in temperatures] + ["all + 5", "cat + 5"]
print("         cat    dog    fox")
for name, row in zip(rows, [*p, shifted, raised], strict=True):
    print(f"{name:8}", *(f"{entry:.4f}" for entry in row))
print("cat : dog at the three T", odds.round(3))
assert np.allclose(shifted, p[1]) and raised[1] < p[1, 1]
assert np.allclose(np.log(odds) * temperatures, z[0] - z[1])

fig, ax = plt.subplots(figsize=(5.2, 3.4))
t = np.geomspace(0.1, 20.0, 120)
curves = softmax(z / t[:, None])  # one temperature a row
looks = (draw.FORWARD, "-", "o"), (draw.THIRD, "--", "s"), (draw.FOURTH, "-.", "^")
for k, (color, style, marker) in enumerate(looks):
    ax.semilogx(t, curves[:, k], style, color=color)
    ax.plot(temperatures, p[:, k], marker, color=color, ms=7)
ax.axhline(1 / 3, color=draw.MUTED, ls=":", lw=1.2)
ax.text(0.11, 0.36, "one third", color=draw.MUTED)
ax.text(0.62, 0.86, "cat, $z = 2$", color=draw.FORWARD)
ax.text(0.43, 0.15, "dog, $z = 1$", color=draw.THIRD, ha="right")
ax.text(1.2, 0.06, "fox, $z = 0.1$", color=draw.FOURTH)
ax.set(xlabel="temperature $T$", ylabel="probability", ylim=(-0.03, 1.03))
ax.set_xticks([0.1, 0.5, 1, 2, 10], ["0.1", "0.5", "1", "2", "10"])
ax.minorticks_off()
