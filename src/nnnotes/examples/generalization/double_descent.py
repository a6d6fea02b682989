"""The worst size is the one that can only just fit; with ridge no size is bad.

Squared error against the number of random features, both logarithmic. On the 100
training digits it falls, to {near[6]:.3f} at 100 features, marked by a dotted line. On
new digits it is {far[3]:.1f} at 50 features, {far[6]:.0f} at 100, a sharp peak
on that line, and {far[-1]:.1f} at 800. With a ridge penalty there is no
peak: it goes from {ridged[0]:.1f} down to {ridged[-1]:.1f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.capacity import minimum_norm
from nnnotes.splits import split_digits

parts = split_digits(np.random.default_rng(0))
(x, labels), (x_new, labels_new) = (rows[:100] for rows in parts.train), parts.test
y, y_new = (np.eye(10)[k] - 0.1 for k in (labels, labels_new))
sizes = 10, 20, 30, 50, 70, 90, 100, 110, 125, 200, 400, 800


def measure(m, ridge, seed):
    v = np.random.default_rng(1000 * seed + m).normal(size=(m, 64)) / 8
    h, h_new = np.maximum(x @ v.T, 0), np.maximum(x_new @ v.T, 0)
    c = minimum_norm(h, y, ridge)
    near, far = np.sum((h @ c - y) ** 2) / 100, np.sum((h_new @ c - y_new) ** 2) / 400
    return near, far, np.mean((h_new @ c).argmax(1) != labels_new), np.linalg.norm(c)


def sweep(ridge):  # medians of three draws of the features
    table = [[measure(m, ridge, seed) for seed in range(3)] for m in sizes]
    return np.median(table, axis=1).T.tolist()


(near, far, miss, norm), (_, ridged, mild, _) = sweep(0), sweep(10)
print("features  train    new  norm  wrong  ridge")
for row in zip(sizes, near, far, norm, miss, mild, strict=True):
    print("{:8}{:7.3f}{:7.2f}{:6.1f}{:7.0%}{:7.0%}".format(*row))
assert np.argmax(far) == 6 and miss[-1] < miss[3] < miss[6] / 3
fig, ax = plt.subplots(figsize=(5.2, 3.7), subplot_kw={"ylabel": "squared error"})
ax.axvline(100, color=draw.MUTED, ls=":")
ax.loglog(sizes[:7], near[:7], "--", color=draw.MUTED)
ax.loglog(sizes, far, "o-", color=draw.GRADIENT, ms=5)
ax.loglog(sizes, ridged, "s-", color=draw.RIGHT, ms=4)
ax.text(125, 30, "new digits", color=draw.GRADIENT)
ax.text(150, 0.16, "new digits,\nwith ridge", color=draw.RIGHT, va="top")
ax.text(9.5, 0.09, "training digits", color=draw.MUTED)
ax.set(xlabel="features (dotted: as many as training digits)", ylim=(0.02, 400))
