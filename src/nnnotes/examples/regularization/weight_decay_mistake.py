"""A strength tuned for AdamW, handed to Adam as a penalty, shrinks the weights too far.

Loss on validation digits against the length of all weights after training. Two curves,
with strengths beside their points, lie almost on each other: from {loss[0, -1]:.1f}
at length 0 down to {loss.min():.2f} near 10, then up a little. Where AdamW is marked 1,
Adam is marked {strengths[abs(length[0] - length[1, 5]).argmin()]}.
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
length = np.sqrt(sum((w**2).sum(axis=(1, 2)) for w in p)).reshape(2, 8)
loss = -forward(x_val)[1][:, range(len(x_val)), y_val].mean(axis=1).reshape(2, 8)
print("length, loss at     0.003        0.03         0.3           3")
for row, name, color in (0, "Adam, penalty", draw.GRADIENT), (1, "AdamW", draw.FORWARD):
    plt.plot(length[row], loss[row], "o-", color=color, label=name)
    for k in range(6) if row == 0 else range(4, 8):
        side = length[row, k] + row - 0.75, loss[row, k] + 0.35 * row - 0.27
        plt.annotate(f"{strengths[k]:g}", side, color=color)
    print(f"{name:13}", *map("{:6.2f} {:.2f}".format, length[row, ::2], loss[row, ::2]))
_ = plt.legend(), plt.ylim(0), plt.xlabel("length of all weights"), plt.ylabel("loss")
assert list(strengths[loss.argmin(axis=1)]) == [0.01, 0.3] and loss[0, 5] > 2.25
