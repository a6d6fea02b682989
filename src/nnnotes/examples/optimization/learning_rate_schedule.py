"""Schedules side by side: every way of lowering the rate beats the rate that stays.

Two panels over 200 steps. Above, four rates: constant at 0.03, three falling stairs,
half a cosine, and a rise over 40 steps before the cosine. Below, the training loss of
networks on digits under each, on a logarithmic axis, a mean of three runs. With the
constant rate it stops at {losses[0][9]:.2f}. With stairs and cosine it reaches
{losses[1][9]:.3f} and {losses[2][9]:.3f}. With the rise it is behind for three
epochs, and ends lowest at {losses[3][9]:.3f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.schedules import cosine, step_decay, warmup_cosine
from nnnotes.splits import split_digits

x, labels = split_digits(np.random.default_rng(0)).train
falls = (step_decay, 0.03, 0.3, 67), (cosine, 200, 0.03), (warmup_cosine, 200, 0.03, 40)
rates = np.array([[0.03] * 200] + [[f(t, *a) for t in range(200)] for f, *a in falls])
rng, m, v, losses = np.random.default_rng(0), [0] * 4, [0] * 4, np.zeros((200, 12))
shapes = (3, 24, 64), (3, 24, 24), (3, 24, 24), (3, 10, 24)  # for three runs at once
p = [np.vstack([rng.normal(size=s) * (2 / s[2]) ** 0.5] * 4) for s in shapes]
batches = np.hstack([rng.permutation(1000) for _ in range(10)]).reshape(200, 50)
for t, rows in enumerate(batches):
    h, lr = [x[rows]], np.repeat(rates[:, t], 3).reshape(12, 1, 1)
    for w in p:
        h.append(np.maximum(z := h[-1] @ w.mT, 0))
    log_p = z - np.log(np.exp(z).sum(axis=2, keepdims=True))
    losses[t] = -log_p[:, range(50), labels[rows]].mean(axis=1)
    d = (np.exp(log_p) - np.eye(10)[labels[rows]]) / 50
    for k in (3, 2, 1, 0):
        g, d = d.mT @ h[k], d @ p[k] * (h[k] > 0)
        m[k], v[k] = 0.9 * m[k] + 0.1 * g, 0.999 * v[k] + 0.001 * g**2  # Adam
        size = np.sqrt(v[k] / (1 - 0.999 ** (t + 1))) + 1e-8
        p[k] = p[k] - lr * m[k] / (1 - 0.9 ** (t + 1)) / size
losses = losses.reshape(10, 20, 4, 3).mean(axis=(1, 3)).T  # of epoch and schedule
looks = (150, 0.0265, ":", draw.GRADIENT), (72, 0.0105, "-.", draw.THIRD)
looks += (28, 0.0165, "--", draw.FORWARD), (94, 0.0245, "-", draw.RIGHT)
fig, (top, ax) = plt.subplots(2, 1, figsize=(5.2, 4.5), sharex=True)
print("loss in epoch    1     2     4     10")
names = "constant", "stairs", "cosine", "warm-up"
for k, (left, low, line, color) in enumerate(looks):
    print(f"{names[k]:13}", losses[k, [0, 1, 3, 9]].round(3))
    top.plot(range(0, 200, 2), rates[k, ::2], line, color=color)
    ax.semilogy(range(10, 200, 20), losses[k], line, color=color)
    top.text(left, low, names[k], color=color)
assert losses[0, 9] > 2 * losses[1:, 9].max()
top.set_ylabel("rate")
ax.set(xlabel="step", ylabel="training loss")
