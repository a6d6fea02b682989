"""Five learners, no error on nine examples, and everything between them is opinion.

Six panels over the same nine points on one period of a sine, which is dashed. The
first has only the points. In the others every curve goes through all of them.
Hinges are straight from point to point. Hinges and folds have a tooth over each gap.
Eight draws of nine random units differ, and some leave the panel at the top and at
the bottom. Eight draws of a thousand random units with the shortest weights all lie
on the sine. From random starts the same thousand units wander up and down between the
points.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.approximation import fold_network, hinge_network
from nnnotes.capacity import minimum_norm

points, x = np.linspace(0, 2 * np.pi, 9), np.linspace(0, 2 * np.pi, 113)
y, wave = np.sin(points), np.sin(x)


def random_units(m, start, seed):
    rng = np.random.default_rng(seed)
    bends, sides = rng.uniform(0, 2 * np.pi, m), rng.choice([-1.0, 1.0], m)
    h, h_fine = (np.maximum(0, sides * (a[:, None] - bends)) for a in (points, x))
    c = start * rng.normal(size=(m, 1))
    c = c + minimum_norm(h, y[:, None] - h @ c)  # where descent from there ends
    return (h_fine @ c).ravel() if np.allclose((h @ c).ravel(), y) else None


def draws(m, start=0.0):  # the first eight that fit
    return [c for s in range(25) if (c := random_units(m, start, s)) is not None][:8]


hinges = hinge_network(np.sin, 0, 2 * np.pi, pieces=8).forward(x[:, None])[:, 0]
folds = hinges + 0.8 * fold_network(4).forward(x[:, None] / (2 * np.pi))[:, 0]
found = {"examples": [], "hinges": [hinges], "hinges, folds": [folds]}
found |= {"9 random units": draws(9), "1000, shortest": draws(1000)}
found["1000, elsewhere"], worst = draws(1000, start=0.8), []
fig, axes = plt.subplots(2, 3, figsize=(5.2, 3.8), sharex=True, sharey=True)
for ax, (name, curves) in zip(axes.flat, found.items(), strict=True):
    ax.plot(x, wave, "--", color=draw.MUTED, lw=1)
    ax.plot(points, y, "o", color=draw.INK, ms=4, zorder=3)
    ax.set(title=name, ylim=(-2.4, 2.4), xticks=[0, 3, 6])
    if curves:
        ax.plot(x, np.transpose(curves), color=draw.FORWARD, lw=1)
        off = np.sqrt(np.mean(np.square(curves - wave), axis=1))
        worst.append(float(off.max()))
        print(f"{name:15} off by {np.median(off):.3f}, at worst {worst[-1]:.3f}")
assert sorted(worst)[0] == worst[3] < sorted(worst)[1] / 5
