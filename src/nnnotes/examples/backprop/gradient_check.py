"""A central difference is best near a step of 1e-6, a one-sided one near 1e-8.

Relative error against the step, both axes logarithmic. Read from the right, the
one-sided curve falls ten times for each ten times smaller step, down to
{best_one_sided:.0e}; the central curve falls a hundred times, down to
{best_central:.0e}. Left of its lowest point each curve turns into noise that grows
as the step shrinks.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw


# One neuron whose activation needs +, *, / and a square root alone. They round alike
# on every machine, so even the noise on the left of the figure is reproducible.
def loss(w):
    z = 2.0 * w + 0.1
    error = z / np.sqrt(1 + z * z) - 1.0
    return error * error


w = 0.3
z = 2.0 * w + 0.1
root = np.sqrt(1 + z * z)
slope = 2 * (z / root - 1.0) / (root * root * root) * 2.0  # by the chain rule

step = np.ldexp(1.0, -np.arange(1, 44, dtype=np.int64))
one_sided = np.abs((loss(w + step) - loss(w)) / step / slope - 1)
central = np.abs((loss(w + step) - loss(w - step)) / (2 * step) / slope - 1)

best_one_sided, best_central = one_sided.min(), central.min()
print(f"slope                {slope:.6f}")
print(f"step 2**-10 one-sided {one_sided[9]:.1e}, central {central[9]:.1e}")
print(f"best        one-sided {best_one_sided:.0e}, central {best_central:.0e}")
assert best_central < best_one_sided / 100

fig, ax = plt.subplots()
ax.loglog(step, one_sided, "s--", color=draw.GRADIENT, ms=3, label="one-sided")
ax.loglog(step, central, "o-", color=draw.FORWARD, ms=3, label="central")
ax.set(xlabel="step ε", ylabel="relative error")
ax.legend()
