"""A network whose first layer is not in the list still learns, down to a fixed floor.

The mean squared error over 400 training steps. Both curves fall at first. With all
parameters in the list it goes on to 0; with w2 and b2 alone it stays on the dotted
line at {floor:.3f}, which is least squares on the hinges of the start.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import linear_head

x = np.linspace(-2, 2, 81)[:, None]
y = 1.5 * np.maximum(x + 0.4, 0) - 3 * np.maximum(x - 0.7, 0)


def train(listed, losses):
    p = {"w1": np.ones((2, 1)), "b1": np.array([1.0, 0.0])}
    p |= {"w2": np.full((1, 2), 0.1), "b2": np.zeros(1)}
    for _ in range(1500):
        h = np.maximum(x @ p["w1"].T + p["b1"], 0)
        dy = 2 * (h @ p["w2"].T + p["b2"] - y) / len(x)
        dz = dy @ p["w2"] * (h > 0)
        slope = {"w1": dz.T @ x, "b1": dz.sum(0), "w2": dy.T @ h, "b2": dy.sum(0)}
        p |= {name: p[name] - 0.1 * slope[name] for name in listed}
        losses.append(np.sum(dy**2) * len(x) / 4)  # the mean squared error
    return h, 0.0 - p["b1"] / p["w1"][:, 0]


right, wrong = [], []
_, bends = train(["w1", "b1", "w2", "b2"], right)
h, stuck = train(["w2", "b2"], wrong)  # the bug
w, b = linear_head(h, y)
floor, fell = np.mean((h @ w.T + b - y) ** 2), 1 - wrong[-1] / wrong[0]
print(f"all four       {right[0]:.3f} -> {right[-1]:.0e}, bends {bends.round(2)}")
print(f"w2 and b2      {wrong[0]:.3f} -> {wrong[-1]:.4f}, bends {stuck.round(2)}")
print(f"least squares on the first hinges: {floor:.4f}")
assert abs(wrong[-1] - floor) < 1e-6 and right[-1] < 1e-9

fig, ax = plt.subplots(figsize=(5.2, 2.9))
ax.plot([0, 400], [floor, floor], ":", color=draw.INK, lw=1.2)
ax.plot(range(0, 400, 4), right[:400:4], color=draw.RIGHT)
ax.plot(range(0, 400, 4), wrong[:400:4], "--", color=draw.GRADIENT)
ax.text(190, 0.04, "all four", color=draw.RIGHT)
ax.text(240, 0.16, "w2 and b2 alone", color=draw.GRADIENT)
ax.set(xlabel="training step", ylabel="mean squared error", ylim=(0, 0.36))
