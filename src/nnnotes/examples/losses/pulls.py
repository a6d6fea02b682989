"""How hard a wrong output is pulled back depends on the loss, and on how wrong it is.

Size of the gradient against the error, for outputs that should be 0. Squared error
pulls in proportion to the error. Huber does so, half as hard, up to an error of 1 and
then no harder. Absolute error always pulls with strength 1. Cross-entropy on a logit,
of which the right answer is the other class, pulls with a half at 0 and never harder
than 1. Squared error on the probability instead lets go where the error is largest: at
6 it pulls with {deaf:.3f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.cross_entropy import binary_cross_entropy_grad
from nnnotes.losses import huber_grad, mae_grad, mse_grad

error = np.linspace(0.1, 6.0, 60)
zero = np.zeros((1, 1))


def pull(grad):
    return np.array(
        [float(np.abs(grad(np.full((1, 1), e), zero)).item()) for e in error]
    )


def squared_probability_grad(z, y):
    p = 1 / (1 + np.exp(-z))
    return 2 * (p - y) * p * (1 - p)


pulls = {
    "squared": (pull(mse_grad), "-", draw.FORWARD),
    "Huber": (pull(huber_grad), "--", draw.RIGHT),
    "absolute": (pull(mae_grad), ":", draw.THIRD),
    "cross-entropy": (pull(binary_cross_entropy_grad), "-.", draw.FOURTH),
    "squared, on p": (pull(squared_probability_grad), "-", draw.GRADIENT),
}
deaf = pulls["squared, on p"][0][-1]
for name, (strength, *_) in pulls.items():
    print(f"{name:14} at 1: {strength[9]:.3f}   at 6: {strength[-1]:.3f}")
assert deaf < 0.01 < 0.99 < pulls["cross-entropy"][0][-1]

fig, ax = plt.subplots()
for name, (strength, style, color) in pulls.items():
    ax.plot(error, strength, style, color=color, label=name)
ax.set(xlabel="error of the output", ylabel="size of the gradient", ylim=(0, 2.6))
ax.legend(loc="upper right")
