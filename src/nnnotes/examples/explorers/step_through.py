"""One update with every gradient of the small network brings its answer closer.

Two groups of bars, before and after one update with rate 1. The answer rises from
{answers[0]:.3f} to {answers[1]:.3f}, towards the target 1, and the loss falls from
{losses[0]:.3f} to {losses[1]:.3f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import activation_grad, affine_grad
from nnnotes.forward import Layer, forward

x, y = np.array([[1.0, 0.5]]), np.array([[1.0]])
w, b = np.array([[0.4, -0.6]]), np.array([0.1])
v, c = np.array([[0.7]]), np.array([-0.3])
answers, losses = [], []
for _ in range(2):
    layers = [Layer(w, b, "sigmoid"), Layer(v, c, "sigmoid")]
    a, (first, second) = forward(layers, x)
    answers.append(a.item())
    losses.append(((a - y) ** 2 / 2).item())
    dz2 = activation_grad("sigmoid", second.z, a - y)
    dh, dv, dc = affine_grad(second.x, v, dz2)
    dz1 = activation_grad("sigmoid", first.z, dh)
    _, dw, db = affine_grad(x, w, dz1)
    print(f"a {answers[-1]:.6f}, J {losses[-1]:.6f}, dv {dv.item():.6f}", end=", ")
    print(f"dc {dc.item():.6f}, dw", *(f"{one:.6f}" for one in dw[0]))
    w, b, v, c = w - dw, b - db, v - dv, c - dc
assert answers[0] < answers[1] < 1 and losses[1] < losses[0]

fig, ax = plt.subplots()
places = np.arange(2.0)
ax.bar(places - 0.2, answers, 0.4, color=draw.FORWARD, label="answer a")
ax.bar(places + 0.2, losses, 0.4, color=draw.GRADIENT, hatch="//", label="loss J")
ax.axhline(1, color=draw.RIGHT, ls="--", label="target")
ax.set_xticks(places, ["before", "after one update"])
ax.set_ylim(0, 1.45)
ax.legend(ncols=3)
