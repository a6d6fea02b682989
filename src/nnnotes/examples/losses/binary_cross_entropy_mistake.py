"""Probabilities handed over as logits: two nearly perfect answers look like guesses."""

import numpy as np

from nnnotes.activations import sigmoid
from nnnotes.cross_entropy import binary_cross_entropy

p, y = np.array([0.99, 0.01]), np.array([1.0, 0.0])
logits = np.log(p / (1 - p))

right = binary_cross_entropy(logits, y)
wrong = binary_cross_entropy(p, y)  # the loss takes the sigmoid of a probability
floor = binary_cross_entropy(y, y)  # and would, even if p were the truth itself
print(f"from logits        {right:.5f}")
print(f"from probabilities {wrong:.5f}, never below {floor:.5f}")
print(f"p as the loss sees it: {sigmoid(p).round(3)}")
assert np.isclose(right, -np.log(0.99)) and wrong > floor > 50 * right
assert np.isclose(floor, (np.log1p(np.exp(-1.0)) + np.log(2)) / 2)
