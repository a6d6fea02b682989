"""A loss of 0 does not say that the network is alive.

Loss of the two-layer network after each of five updates, for three learning rates. At
rate 0.1 it falls slowly to {losses[0.1][5]:.3f}, at rate 0.3 fast to almost 0. At rate
0.5 the first update silences the hidden unit, marked with crosses, and the loss still
falls, to exactly {losses[0.5][2]:.0f} with the second.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.backprop import backward
from nnnotes.forward import Layer, forward

x, y = np.array([[2.0]]), np.array([[1.0]])
looks = {0.1: ("-", draw.FORWARD), 0.3: ("--", draw.RIGHT), 0.5: (":", draw.GRADIENT)}
losses, silent = {}, {}
for rate in looks:
    w1, b1 = np.array([[0.5]]), np.array([0.1])
    w2, b2 = np.array([[-0.3]]), np.array([0.2])
    losses[rate], silent[rate] = [], []
    for _ in range(6):
        layers = [Layer(w1, b1, "relu"), Layer(w2, b2)]
        y_hat, caches = forward(layers, x)
        losses[rate].append(((y_hat - y) ** 2).item())
        silent[rate].append(caches[0].z.item() <= 0)
        ((dw1, db1), (dw2, db2)), _ = backward(layers, caches, 2 * (y_hat - y))
        w1, b1 = w1 - rate * dw1, b1 - rate * db1
        w2, b2 = w2 - rate * dw2, b2 - rate * db2
    print(f"rate {rate}: loss", *(f"{one:.6f}" for one in losses[rate]))
assert silent[0.5][1:] == [True] * 5 and losses[0.5][2] < 1e-30
assert not any(silent[0.3]) and losses[0.3][5] < 1e-7

fig, ax = plt.subplots()
for rate, (line, color) in looks.items():
    ax.plot(losses[rate], line, color=color, label=f"rate {rate}")
dead = [k for k in range(6) if silent[0.5][k]]
ax.plot(dead, [losses[0.5][k] for k in dead], "x", color=draw.INK, label="unit silent")
ax.set(xlabel="updates", ylabel="loss", ylim=(-0.05, 1.4))
ax.legend()
