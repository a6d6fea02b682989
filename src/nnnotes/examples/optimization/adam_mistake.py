"""SGD's best rate, handed to Adam, leaves a network that guesses.

Loss on validation digits against the learning rate for SGD, momentum and Adam, both
axes logarithmic, each point a mean of two runs. Three valleys side by side, their
bottoms at the rates 1, 0.1 and 0.01 and about equally deep, near {loss[2].min():.1f}.
At the rate 1 momentum and Adam lie on the upper edge.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.splits import split_digits

digits = split_digits(np.random.default_rng(0))
(x, labels), (x_val, y_val) = digits.train, digits.val
names = ("SGD", draw.FORWARD), ("momentum", draw.THIRD), ("Adam", draw.GRADIENT)
y, rates = np.eye(10)[labels], 10 ** np.linspace(-3, 0.5, 8)
beta1 = np.repeat([0, 0.9, 0.9], 8).reshape(24, 1, 1)  # 24 networks at once
adam, lr = np.arange(24.0).reshape(24, 1, 1) >= 16, np.tile(rates, 3).reshape(24, 1, 1)


def forward(w1, w2, x):
    h = np.maximum(x @ w1.mT, 0)
    z = (z := h @ w2.mT) - z.max(axis=2, keepdims=True)
    return h, z - np.log(np.exp(z).sum(axis=2, keepdims=True))


loss = 0.0
for seed in range(2):
    rng, m, v, t = np.random.default_rng(seed), [0, 0], [0, 0], 0
    p = [rng.normal(size=s) / 32**0.5 for s in ((1, 32, 64), (1, 10, 32))]
    for rows in np.hstack([rng.permutation(1000) for _ in range(10)]).reshape(200, 50):
        (h, log_p), t = forward(*p, x[rows]), t + 1
        dz = (np.exp(log_p) - y[rows]) / 50
        for k, g in enumerate([(dz @ p[1] * (h > 0)).mT @ x[rows], dz.mT @ h]):
            m[k], v[k] = beta1 * m[k] + g, 0.999 * v[k] + 0.001 * g**2
            size = (1 - beta1**t) * (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)
            p[k] = p[k] - lr * np.where(adam, (1 - beta1) / size, 1) * m[k]
    loss = loss - forward(*p, x_val)[1][:, range(397), y_val].mean(1).reshape(3, 8) / 2
print("loss, at most 1, at rate 0.001, 0.01, 0.1, 1, and the least")
looks, (fig, ax) = ("o-", "s--", "^:"), plt.subplots(figsize=(5.2, 3.6))
for k, (name, color) in enumerate(names):
    print(f"{name:10}", np.minimum(loss[k, :7:2], 1).round(2), f"{loss[k].min():.3f}")
    ax.loglog(rates, np.minimum(loss[k], 1), looks[k], color=color)
    ax.text(rates[loss[k].argmin()], 0.075, name, color=color, ha="center")
assert loss[:, 7].min() > 1 > 0.11 > loss.min(axis=1).max(), "three valleys"
ax.set(xlabel="learning rate", ylabel="validation loss, at most 1", ylim=(0.065, 1.1))
