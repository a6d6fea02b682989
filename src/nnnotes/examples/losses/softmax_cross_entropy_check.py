"""Four properties of the loss hold and its gradient matches; three slips do not."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.cross_entropy import (
    binary_cross_entropy,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)
from nnnotes.softmax import softmax

z, labels = 2 * np.random.default_rng(33).normal(size=(5, 4)), np.array([0, 1, 2, 0, 3])
one_hot = np.eye(4)[labels]


def loss(z):
    return softmax_cross_entropy(z, labels)


measured = numeric_grad(loss, z)
first_two = softmax_cross_entropy(z[:, :2], labels % 2)
as_binary = binary_cross_entropy(z[:, 1] - z[:, 0], labels % 2)
behind = z.max(axis=1) - z[one_hot > 0]  # what the right logit lacks to the largest
holds = {
    "no preference: ln 4": abs(loss(0 * z) - np.log(4)) < 1e-12,
    "all logits plus 7: the same": abs(loss(z + 7) - loss(z)) < 1e-12,
    "logits times 10000: finite": abs(loss(1e4 * z) - 1e4 * behind.mean()) < 1e-6,
    "two classes: the binary loss": abs(first_two - as_binary) < 1e-12,
}
for name, value in holds.items():
    print(f"{name:28} {value}")
assert all(holds.values())

grad = softmax_cross_entropy_grad(z, labels)
slips = {"1/n left out": softmax(z) - one_hot, "truth left out": softmax(z) / 5}
slips["softmax over the batch"] = (softmax(z.T).T - one_hot) / 5
error = {name: relative_error(wrong, measured) for name, wrong in slips.items()}
print(f"gradient: below 1e-7         {relative_error(grad, measured) < 1e-7}")
print(*(f"{name}: {value:.3f}" for name, value in error.items()), sep="\n")
assert relative_error(grad, measured) < 1e-7 < 0.05 < min(error.values())
assert np.abs(grad.sum(axis=1)).max() < 1e-12
