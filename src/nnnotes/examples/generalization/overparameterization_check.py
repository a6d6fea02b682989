"""However many labels are wrong, all are learned; only new digits can tell."""

import numpy as np

from nnnotes.capacity import width_sweep
from nnnotes.splits import redraw_labels, split_digits

parts = split_digits(np.random.default_rng(0))
x, y = parts.train[0][:100], parts.train[1][:100]
x_new, y_new = parts.test
rng = np.random.default_rng(93)


def sweep(x, labels, widths):
    rows, new = (x, labels), (x_new, y_new)
    return width_sweep(rows, new, widths, epochs=80, lr=0.02, batch_size=100)


columns = sweep(x, y, [1, 8, 64]).columns
by_formula = [m * (64 + 1) + 10 * (m + 1) for m in (1, 8, 64)]
same = np.array_equal(columns["parameters"], by_formula)
print(f"widths 1, 8, 64 have {by_formula} parameters: {same}")
assert same and np.allclose(columns["parameters/row"] * 100, by_formula)

print("drawn anew  wrong  training  new digits")
score = {}
for share in (0.0, 0.3, 1.0):
    labels = redraw_labels(y, share, 10, rng)
    wrong = np.mean(labels != y)
    columns = sweep(x, labels, [64]).columns
    learned, score[share] = columns["train accuracy"][0], columns["test accuracy"][0]
    print(f"{share:6.1f} {wrong:10.2f} {learned:8.2f} {score[share]:10.2f}")
    assert learned == 1 and abs(wrong - 0.9 * share) < 0.1 and len(set(labels)) == 10
assert score[0] > 0.88 > 0.8 > score[0.3] > 0.4 > 0.2 > score[1]
