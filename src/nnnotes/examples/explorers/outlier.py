"""The later one order is, the later the mean; median and Huber stay with the six.

The best promise under three losses against the time of the seventh order, from 36 to
150 minutes. The mean rises along a straight line from {means[0]:.1f} to
{means[-1]:.1f}. The median stays at 32; the best promise for Huber's loss rises from
{hubers[0]:.1f} to {hubers[-1]:.1f} and stays there.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.losses import huber_grad


def best_for_huber(y):
    c = np.median(y)
    for _ in range(200):  # go against the slope: n times a mean is the step
        c -= huber_grad(np.full(7, c), y, delta=5.0).sum()
    return c


late = np.linspace(36, 150, 58)
orders = [np.array([28, 30, 31, 32, 33, 36, last]) for last in late]
means, medians = np.mean(orders, axis=1), np.median(orders, axis=1)
hubers = [best_for_huber(y) for y in orders]
for name, found in (("mean", means), ("median", medians), ("Huber", hubers)):
    print(f"{name:7} {found[0]:.3f} at 36 minutes, {found[-1]:.3f} at 150")
assert np.all(medians == 32) and abs(hubers[-1] - 32.5) < 1e-6

fig, ax = plt.subplots()
ax.plot(late, means, "--", color=draw.GRADIENT)
ax.plot(late, hubers, "-.", color=draw.THIRD)
ax.plot(late, medians, color=draw.RIGHT)
ax.text(105, 43.5, "mean", color=draw.GRADIENT, ha="right")
ax.text(150, 33, "Huber, δ = 5", color=draw.THIRD, ha="right")
ax.text(150, 30.6, "median", color=draw.RIGHT, ha="right")
ax.set(xlabel="seventh order in minutes", ylabel="best promise", ylim=(29, 50))
