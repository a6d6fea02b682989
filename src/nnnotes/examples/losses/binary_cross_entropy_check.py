"""Computed from the logit, the loss is right even where the textbook formula is not."""

import numpy as np

from nnnotes.activations import sigmoid
from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.cross_entropy import binary_cross_entropy, binary_cross_entropy_grad

z = np.linspace(-30, 30, 12)
y = np.tile([0.0, 1.0, 0.25], 4)  # no, yes, and one case in four


def textbook(z, y):
    p = sigmoid(z)
    with np.errstate(all="ignore"):
        return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def error(grad):
    measured = numeric_grad(lambda z: binary_cross_entropy(z, y), z)
    return relative_error(grad, measured)


# ln(1 - p) is ln sigmoid(-z), which keeps its digits where p rounds to 1.
surprise = -np.mean(y * np.log(sigmoid(z)) + (1 - y) * np.log(sigmoid(-z)))
same = abs(binary_cross_entropy(z, y) - surprise) < 1e-12
far, no = np.array([40.0, 1e4]), np.array([0.0, 0.0])
print(f"equals the mean surprise:  {same}")
print(f"logits 40 and 10000, no:   {binary_cross_entropy(far, no):.0f}")
print(f"the textbook formula:      {textbook(far, no):.0f}")
assert same and np.isinf(textbook(far, no))
assert binary_cross_entropy(far, no) == binary_cross_entropy(-far, 1 - no) == 5020

right = error(binary_cross_entropy_grad(z, y))
extra_slope = error((sigmoid(z) - y) * sigmoid(z) * sigmoid(-z) / 12)
no_mean = error(sigmoid(z) - y)
print(f"gradient    below 1e-7:    {right < 1e-7}")
print(f"slope of sigmoid left in:  {extra_slope:.3f}, 1/n left out: {no_mean:.3f}")
assert right < 1e-7 < 0.1 < min(extra_slope, no_mean)
