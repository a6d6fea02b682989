"""In a ravine plain descent goes from wall to wall; momentum rolls along the floor.

Level lines of a narrow valley, and two paths of {shown} steps from the same start at
its left end, stacked. Above, gradient descent jumps from wall to wall with nearly
constant width, and is still {plain_left:.1f} from the minimum, of 10 at the start.
Below, momentum swings ever less, runs along the floor past the minimum, and is
{momentum_left:.1f} away.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.convergence import best_momentum
from nnnotes.optimization import gradient_descent

h, start = np.array([1.0, 100.0]), np.array([-10.0, 1.0])  # curvatures: kappa = 100
best_lr, best_beta = best_momentum(1.0, 100.0)
runs = {"plain, best rate": (2 / 101, 0.0), "beta 0.9, rate 0.01": (0.01, 0.9)}
runs |= {"best momentum": (best_lr, best_beta)}
print("                       rate   beta   steps to a millionth   widest")
paths, steps, widest = [], {}, []
for name, (lr, beta) in runs.items():
    found = gradient_descent(
        lambda p: [h * p[0]], [start], lr, 400, "momentum", beta=beta
    )
    path = np.array([params[0] for params in found])
    loss = np.sum(h * path**2, axis=1) / 2
    steps[name] = int(np.argmax(loss < 1e-6 * loss[0]))
    print(f"{name:20} {lr:.4f} {beta:6.4f}", end="")
    widest.append(float(np.abs(path[1:, 1]).max()))
    print(f"{steps[name]:17} {widest[-1]:14.1f}")
    paths.append(path)
needed = list(steps.values())
assert needed[2] < 60 < needed[1] < 130 < 340 < needed[0]

shown, t = 40, np.linspace(0, 2 * np.pi, 100)
plain_left, momentum_left = (np.linalg.norm(path[shown]) for path in paths[:2])
fig, axes = plt.subplots(2, 1, figsize=(5.2, 4.4), sharex=True, sharey=True)
looks = ("o-", draw.GRADIENT, "gradient descent"), ("o-", draw.FORWARD, "momentum")
for ax, path, (look, color, name) in zip(axes, paths, looks, strict=False):
    for r in (2.5, 5, 7.5, 10, 12.5):
        ax.plot(r * np.cos(t), r * np.sin(t) / 10, color=draw.FAINT, lw=1)
    ax.plot(*path[: shown + 1].T, look, color=color, ms=3, lw=1.2)
    ax.plot(0, 0, "x", color=draw.INK, ms=9)
    ax.text(-6, 1.08, f"{name}, {shown} steps", color=color)
    ax.set(ylabel="across", xlim=(-11.5, 8), ylim=(-1.3, 1.35))
ax.set(xlabel="along the ravine", xticks=[-10, -5, 0, 5])
