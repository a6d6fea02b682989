"""On data sorted by class every epoch throws the loss up again.

Loss over all examples after each of 120 steps, in six epochs of 20, on a logarithmic
axis. With shuffling it falls from {smooth[0]:.1f} to {smooth[1]:.2f} almost
without a bump. On sorted data it jumps to {jagged[0]:.1f} with the first step, falls
and climbs in every epoch, and after six has come down to {jagged[1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.softmax import softmax
from nnnotes.splits import split_digits

x, labels = split_digits(np.random.default_rng(0)).train
x, y = np.hstack([x, np.ones((1000, 1))]), np.eye(10)[labels]
in_order = np.argsort(labels, kind="stable")  # all zeros, then all ones, ...


def train(shuffle, lr):
    rng, w, losses = np.random.default_rng(0), np.zeros((10, 65)), []
    for _ in range(10):
        order = rng.permutation(1000) if shuffle else in_order
        for rows in np.split(order, 20):
            w = w - lr / 50 * (softmax(x[rows] @ w.T) - y[rows]).T @ x[rows]
            losses.append(-np.mean(np.log(softmax(x @ w.T)[y == 1])))
    return np.array(losses)


for lr in (0.1, 0.3):
    shuffled, by_class = train(True, lr), train(False, lr)
    print(f"lr {lr}, loss after 1, 5 and 10 epochs")
    for name, losses in (("shuffled", shuffled), ("sorted", by_class)):
        print(f"  {name:8}", losses[[19, 99, 199]].round(3))
    assert by_class[199] > 1.2 * shuffled[199]
teeth = by_class.reshape(10, 20)
smooth, jagged = list(shuffled[[0, 119]]), list(by_class[[0, 119]])
assert all(teeth.max(axis=1) > 1.25 * teeth.min(axis=1)), "up and down in every epoch"

step, (fig, ax) = np.linspace(0.05, 6.0, 120), plt.subplots(figsize=(5.2, 3.4))
ax.semilogy(step, by_class[:120], "-", color=draw.GRADIENT, lw=1.5)
ax.semilogy(step, shuffled[:120], "--", color=draw.FORWARD)
ax.text(1.25, 5.2, "sorted by class", color=draw.GRADIENT)
ax.text(2.2, 0.17, "shuffled", color=draw.FORWARD)
ax.set(xlabel="epochs of 20 steps", ylabel="loss over all examples")
ax.set_yticks([0.2, 0.5, 1, 2, 5], ["0.2", "0.5", "1", "2", "5"])
ax.minorticks_off()
