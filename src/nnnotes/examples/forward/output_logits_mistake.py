"""Softmax over the wrong axis has the right shape, wrong sums and another winner."""

import numpy as np

from nnnotes.softmax import softmax

z = np.array([[2.0, 1.0, 0.1], [5.0, 3.0, 0.2]])  # two examples, three classes
right = softmax(z)
wrong = softmax(z.T).T  # along axis 0: the two examples share each class
for name, p in {"along the classes": right, "along the batch": wrong}.items():
    print(f"{name}, sums of the rows {p.sum(axis=1).round(3)}")
    for row in p:
        print("  ", *(f"{entry:.4f}" for entry in row), f" winner {row.argmax()}")
assert right.shape == wrong.shape and np.allclose(wrong.sum(axis=0), 1)
assert np.allclose(right.sum(axis=1), 1) and abs(wrong[0].sum() - 1) > 0.3
assert right[0].argmax() == 0 and wrong[0].argmax() == 2
