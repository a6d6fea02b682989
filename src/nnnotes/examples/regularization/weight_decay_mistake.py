"""A strength tuned for AdamW, handed to Adam as a penalty, leaves a guesser.

Two panels with the loss against the strength, on a logarithmic axis: dashed in
training, solid in validation. Within Adam, above, validation is lowest at
{strengths[loss[0].argmin()]}, with {loss[0].min():.2f}, and from 1 on both curves lie
on 2.3, the loss of guessing. With AdamW, below, the valley, {loss[1].min():.2f}, lies
at {strengths[loss[1].argmin()]}, and the curves rise only from 1 on.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.splits import redraw_labels, split_digits

digits = split_digits(np.random.default_rng(0))
(x, labels), (x_val, y_val) = digits.train, digits.val
x, y = x[:200], redraw_labels(labels[:200], 0.2, 10, np.random.default_rng(5))
strengths = np.array([0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10])
decay, inside = np.tile(strengths, 2)[:, None, None], np.arange(16.0)[:, None, None] < 8
rng, lr, m, v, t = np.random.default_rng(0), 0.01, [0, 0], [0, 0], 0
p = [np.array([rng.normal(size=s) / 32**0.5] * 16) for s in ((64, 64), (10, 64))]


def forward(x):  # of sixteen networks at once: a penalty inside Adam, then AdamW
    h = np.maximum(x @ p[0].mT, 0)
    z = (z := h @ p[1].mT) - z.max(axis=2, keepdims=True)
    return h, z - np.log(np.exp(z).sum(axis=2, keepdims=True))


for rows in np.hstack([rng.permutation(200) for _ in range(20)]).reshape(160, 25):
    (h, log_p), t = forward(x[rows]), t + 1
    dz = (np.exp(log_p) - np.eye(10)[y[rows]]) / 25
    for k, g in enumerate([(dz @ p[1] * (h > 0)).mT @ x[rows], dz.mT @ h]):
        g = g + inside * decay * p[k]
        m[k], v[k] = 0.9 * m[k] + 0.1 * g, 0.999 * v[k] + 0.001 * g**2
        step = m[k] / (1 - 0.9**t) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)
        p[k] = (1 - ~inside * lr * decay) * p[k] - lr * step
print("at strength              0.003 0.03  0.3    3")
fig, axes = plt.subplots(2, figsize=(5.2, 4.6), sharex=True)
for name, a, b, look in ("training", x, y, "o--"), ("validation", x_val, y_val, "o-"):
    loss = -forward(a)[1][:, range(len(a)), b].mean(axis=1).reshape(2, 8)
    for ax, title, row in zip(axes, ("Adam, penalty", "AdamW"), loss, strict=True):
        ax.semilogx(strengths, row, look, color=draw.FORWARD, label=name)
        ax.set(title=title, ylabel="loss", ylim=(0, 2.5))
        print(f"{title:13} {name:10}", *(f"{value:.2f}" for value in row[::2]))
_ = axes[0].legend(loc="upper left"), axes[1].set_xlabel("strength")
assert loss[0, 6] > 2.25 and loss.min(axis=1).max() < loss[:, 0].min() - 0.02
