"""Open a gate with chance Phi(z), let z through or 0, average: that is GELU.

A wedge of two rows of circles over z from -3 to 3, with the GELU curve between them.
The row along the diagonal shows how often the gate was open and z came out, the row
along 0 how often it was shut; a circle is as large as its share of the {draws} draws.
On the right nearly all is on the diagonal, on the left nearly all on 0. A cross marks
the average of each pair. The crosses lie on the curve, which dips to {floor:.2f} just
left of 0.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.smooth import gelu, gelu_grad, normal_cdf

rng = np.random.default_rng(54)
z, draws = np.linspace(-3.0, 3.0, 13), 4000
is_open = rng.normal(size=(draws, 13)) < z  # a standard normal draw below z opens
share = is_open.mean(axis=0)
average = (is_open * z).mean(axis=0)

print("   z  Phi(z)   GELU  average")
for i in (2, 4, 6, 8, 10):
    chance, exact = normal_cdf(z[i]), gelu(z[i])
    print(f"{z[i]:4.0f} {chance:7.4f} {exact:z7.4f} {average[i]:z7.4f}")
fine = np.linspace(-4.0, 4.0, 8001)
floor, slope = gelu(fine).min(), gelu_grad(fine)
print(f"least value {floor:.5f}, at {fine[gelu(fine).argmin()]:.3f}")
print(f"slope from {slope.min():.4f} to {slope.max():.4f}, at z = -√2 and √2")
assert np.all(np.abs(average - gelu(z)) < 0.05)
assert np.isclose(fine[slope.argmax()], 2**0.5, atol=1e-3)

fig, ax = plt.subplots(figsize=(5.2, 4.2))
dots = {"color": draw.FAINT, "edgecolors": draw.MUTED, "linewidths": 0.6}
ax.scatter(z, z, 220 * share, **dots)
ax.scatter(z, np.zeros(13), 220 * (1 - share), **dots)
curve = np.linspace(-3.2, 3.2, 97)
ax.plot(curve, gelu(curve), color=draw.FORWARD)
ax.plot(z, average, "x", color=draw.INK, ms=8, mew=1.6)
ax.text(-3.1, 0.4, "shut: 0 comes out")
ax.text(1.0, 2.3, "open: $z$ comes out", ha="right")
ax.text(-0.35, -1.3, "open, but rarely")
ax.text(1.9, 1.0, "GELU, and the\naverages (×)", color=draw.FORWARD)
ax.set(xlabel="$z$", ylabel="what comes out")
