"""Left of one third, squared error pulls less the more wrong the answer is.

The size of the slope in the logit against the probability of the right answer.
Cross-entropy falls along a straight line from 1 at probability 0 to 0 at 1. Squared
error rises from 0 to {top:.3f} at probability {place:.2f}, marked by a dot, and falls
to 0 again; it is below half of cross-entropy everywhere.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid, sigmoid_grad
from nnnotes.cross_entropy import binary_cross_entropy_grad

z, yes = np.linspace(-9, 9, 1801), np.ones(1)
p = sigmoid(z)
entropy = np.array([-binary_cross_entropy_grad(z[[i]], yes)[0] for i in range(1801)])
squared = 2 * (1 - p) * sigmoid_grad(z)
place, top = p[np.argmax(squared)], squared.max()
print(f"squared error pulls hardest at p = {place:.4f}, with {top:.6f}")
print(f"at p = {p[100]:.6f}: {squared[100]:.6f} against {entropy[100]:.6f}")
assert abs(place - 1 / 3) < 2e-3 and abs(top - 8 / 27) < 1e-5
assert np.all(squared <= entropy / 2 + 1e-12)

fig, ax = plt.subplots()
ax.plot(p, entropy, color=draw.RIGHT)
ax.plot(p, squared, "--", color=draw.GRADIENT)
ax.plot(place, top, "o", color=draw.GRADIENT)
ax.text(0.42, 0.62, "cross-entropy", color=draw.RIGHT)
ax.text(0.2, 0.12, "squared error", color=draw.GRADIENT)
ax.set(xlabel="probability of the right answer", ylabel="pull at the logit")
