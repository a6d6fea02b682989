"""Twice as many hinges leave a quarter of the error; squares never get better.

Two panels. Above, one wave of the sine as a broad pale line, a chain of four straight
pieces that cuts its corners, off by up to {first:.2f}, and one of eight that nearly
covers it. Below, the largest error against the number of hidden units, both axes
logarithmic. For hinges written down it falls along a straight line to
{last:.4f} at 128 units; for squared units with a fitted last layer it stays at
{stuck:.2f} from 4 units to 128.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.approximation import hinge_bound, hinge_network

high, error, squares = 2 * np.pi, {}, {}
grid = np.linspace(0, high, 20001)[:, None]
rng, x, y = np.random.default_rng(91), grid[::50], np.sin(grid[::50])
print("units  hinges     bound     squares   (largest error)")
for m in (4, 8, 16, 32, 64, 128):
    hinges = hinge_network(np.sin, 0, high, pieces=m)
    error[m] = np.abs(hinges.forward(grid) - np.sin(grid)).max()
    bound = hinge_bound(0, high, m, curvature=1)  # sin'' lies between -1 and 1
    h = (x @ rng.normal(size=(1, m)) + rng.uniform(-6, 6, m)) ** 2
    h = np.hstack([h, np.ones_like(x)])  # and a bias
    squares[m] = np.abs(h @ np.linalg.lstsq(h, y, rcond=1e-12)[0] - y).max()
    print(f"{m:4} {error[m]:10.6f} {bound:10.6f} {squares[m]:8.4f}")
    assert 0.6 * bound < error[m] <= bound and np.isclose(squares[m], squares[4])
first, last, stuck = error[4], error[128], squares[128]

fig, (top, ax) = plt.subplots(2, figsize=(5.2, 4.6), height_ratios=(4, 5))
top.plot(x[::4], y[::4], color=draw.FAINT, lw=7)
for m, look, color in ((4, "s--", draw.THIRD), (8, "o-", draw.FORWARD)):
    knots = np.linspace(0, high, m + 1)
    top.plot(knots, np.sin(knots), look, color=color, ms=5)
top.text(2.5, 0.9, "8 pieces", color=draw.FORWARD)
top.text(1.3, -0.1, "4 pieces", color=draw.THIRD)
top.set(xlabel="$x$", ylabel="output", yticks=[-1, 0, 1])
ax.loglog(error.keys(), error.values(), "o-", color=draw.FORWARD)
ax.loglog(squares.keys(), squares.values(), "s--", color=draw.GRADIENT)
ax.text(8, 1.9, "squares, last layer fitted", color=draw.GRADIENT)
ax.text(4, 0.001, "hinges,\nwritten down", color=draw.FORWARD)
ax.set(xlabel="hidden units", ylabel="largest error", ylim=(1e-4, 10))
ax.set_xticks(list(error), list(error))
ax.minorticks_off()
