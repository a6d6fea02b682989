"""Uncorrected, Adam starts with steps three times too long, or three times too short.

Length of the steps of a network on digits, in learning rates, over the first hundred
steps on a logarithmic axis. The corrected curve starts at {firsts[2]:.2f} and falls as
gradients begin to disagree in sign. Without correction and with a second beta of 0.999
it starts at {firsts[0]:.2f} and is more than twice as long even at step 100.
Without correction and with 0.9 it starts at {firsts[1]:.2f}, and comes close to the
corrected one after ten.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits

x, y = split_digits(np.random.default_rng(0)).train
rng, start = np.random.default_rng(0), mlp([64, 32, 10], np.random.default_rng(0))
batches = np.hstack([rng.permutation(1000) for _ in range(5)]).reshape(100, 50)


def train(beta2, how, lr, beta1=0.9, eps=1e-8):
    p, lengths = start.params, []
    m = v = [0 * w for w in p]
    for t, rows in enumerate(batches, start=1):
        _, g = start.with_params(p).loss_and_grads(x[rows], y[rows])
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
        v = [beta2 * a + (1 - beta2) * b**2 for a, b in zip(v, g, strict=True)]
        c1, c2 = (1 - beta1**t, 1 - beta2**t) if how == "corrected" else (1, 1)
        step = [a / c1 / (np.sqrt(b / c2) + eps) for a, b in zip(m, v, strict=True)]
        p = [a - lr * b for a, b in zip(p, step, strict=True)]
        lengths.append(np.sqrt(np.mean(np.hstack([s.ravel() for s in step]) ** 2)))
    return np.array(lengths), start.with_params(p).evaluate(x, y)[0]


print("second beta         step 1, 10, 100   loss at 0.01, 0.03")
firsts, (fig, ax) = [], plt.subplots(figsize=(5.2, 3.4))
looks = (2.95, "--", draw.GRADIENT), (0.1, ":", draw.THIRD), (1.06, "-", draw.RIGHT)
cases = (0.999, "uncorrected"), (0.9, "uncorrected"), (0.999, "corrected")
for (beta2, how), (height, line, color) in zip(cases, looks, strict=True):
    (found, loss), (_, last) = (train(beta2, how, lr) for lr in (0.01, 0.03))
    shown = found[[0, 9, 99]].round(2)
    print(f"{beta2:5}, {how:12}", shown, f"{loss:8.3f} {last:7.3f}")
    ax.semilogx(np.arange(1.0, 101), found, line, color=color)
    ax.text(3 if height > 2 else 1.1, height, f"{beta2}, {how}", color=color)
    firsts.append(found[0].item())
assert firsts[0] > 3 and firsts[1] < 1 / 3 and np.isclose(firsts[2], 1)
ax.set(xlabel="step", ylabel="length of the step in rates", ylim=(0, 3.3))
ax.set_xticks([1, 10, 100], [1, 10, 100])
