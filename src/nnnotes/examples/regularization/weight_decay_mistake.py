"""A strength tuned for AdamW, handed to Adam as a penalty, leaves a guesser."""

import numpy as np

from nnnotes.splits import redraw_labels, split_digits

digits = split_digits(np.random.default_rng(0))
(x, labels), (x_val, y_val) = digits.train, digits.val
x, y = x[:200], redraw_labels(labels[:200], 0.2, 10, np.random.default_rng(5))
decay = np.tile([0, 0.03, 0.3, 3.0], 2).reshape(8, 1, 1)  # eight networks at once
inside = np.repeat([True, False], 4).reshape(8, 1, 1)  # a penalty, or AdamW
rng, lr, m, v, t = np.random.default_rng(0), 0.01, [0, 0], [0, 0], 0
p = [np.array([rng.normal(size=s) / 32**0.5] * 8) for s in ((64, 64), (10, 64))]


def forward(x):
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

log_p = forward(x_val)[1]
accuracy = np.mean(log_p.argmax(axis=2) == y_val, axis=1).reshape(2, 4)
loss = -log_p[:, range(397), y_val].mean(axis=1).reshape(2, 4)
print("at strength      0  0.03   0.3     3")
for name, shares, costs in zip(("Adam, penalty", "AdamW"), accuracy, loss, strict=True):
    guess = costs > 2.3  # as much as a tenth for every class costs: log 10
    shown = np.where(guess, "guess", np.char.mod("%5.2f", shares))
    print(f"{name:13}", *shown)
assert loss[0, 3] > 2.3 and accuracy[1, 3] > accuracy[1, 0] + 0.04
assert accuracy[0, 1] > accuracy[0, 0] + 0.04, "a hundredth of the strength will do"
