"""With He's variance twenty ReLU layers learn; with a half or a sixth of it they guess.

Training loss over 150 steps. The curve of He's start, 2/d, falls from
{losses[0][0]:.2f} to {losses[0][14]:.2f}. Those of 1/d and of 1/(3d), the default of
PyTorch, are one flat line at {losses[1][14]:.2f}, the loss of guessing among ten
digits.
"""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import data, draw

x, labels = data.digits()
x, y = (x - x.mean()) / x.std(), np.eye(10)[labels]
sizes = list(pairwise([64] * 21 + [10]))  # twenty hidden layers, then the logits
starts = {"2/d": 2, "1/d": 1, "1/(3d)": 1 / 3}  # the variance times d
fig, ax = plt.subplots(figsize=(5.2, 3.4))
losses, looks = [], ((draw.RIGHT, "-"), (draw.GRADIENT, "-"), (draw.INK, ":"))
print("Var(W)   factor  predicted q_20  measured  gradient of W_1  loss at the end")
for (name, d_var), (color, line) in zip(starts.items(), looks, strict=True):
    rng, curve, first = np.random.default_rng(66), [], ""
    ws = [rng.normal(size=(o, i)) * (d_var / i) ** 0.5 for i, o in sizes]
    ws[20] /= d_var**0.5  # no ReLU behind it
    for _ in range(150):
        rows = rng.integers(0, len(x), 30)
        hs = [x[rows]]
        for w in ws[:-1]:
            hs.append(np.maximum(hs[-1] @ w.T, 0.0))
        p = np.exp(hs[-1] @ ws[-1].T)
        p /= p.sum(axis=1, keepdims=True)
        curve.append(-np.log(p[y[rows] == 1]).mean())
        d = (p - y[rows]) / 30
        for k in reversed(range(21)):
            dw, d = d.T @ hs[k], d @ ws[k] * (hs[k] > 0)
            ws[k] -= 0.015 * dw
        first = first or f"{np.mean(hs[20] ** 2):9.1e} {np.linalg.norm(dw):16.1e}"
    losses.append(np.reshape(curve, (15, 10)).mean(axis=1).tolist())  # by ten steps
    row = f"{name:7} {d_var / 2:7.3f} {(d_var / 2) ** 20:15.1e} {first}"
    print(row, f"{losses[-1][14]:16.2f}")
    ax.plot(np.arange(5.5, 150, 10), losses[-1], line, color=color)
ax.text(50, 1.3, "2/d, He", color=draw.RIGHT)
ax.text(65, 2.4, "1/d and, dotted, 1/(3d)", color=draw.GRADIENT)
ax.set(xlabel="step", ylabel="training loss", ylim=(0, 2.7))
assert losses[0][14] < 1.2 and min(losses[1][14], losses[2][14]) > 2.2
