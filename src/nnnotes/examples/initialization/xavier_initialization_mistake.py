"""The standard deviation, used as the limit of a uniform draw, stalls eight layers."""

import numpy as np

from nnnotes import data

x, labels = data.digits()
x, y = (x - x.mean()) / x.std(), np.eye(10)[labels]
sizes = [64] + [32] * 8 + [10]


def train(limit):
    """Return the losses of 200 steps, from uniform weights up to a limit."""
    rng, losses = np.random.default_rng(62), []
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    ws = [limit(*shape) * rng.uniform(-1, 1, shape) for shape in shapes]
    for _ in range(200):
        rows = rng.integers(0, len(x), 50)
        hs = [x[rows]]
        for w in ws[:-1]:
            hs.append(np.tanh(hs[-1] @ w.T))
        p = np.exp(hs[-1] @ ws[-1].T)
        p /= p.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[y[rows] == 1]).mean())
        d = (p - y[rows]) / 50
        for k in reversed(range(9)):
            dw, d = d.T @ hs[k], d @ ws[k] * (1 - hs[k] ** 2)
            ws[k] -= 0.1 * dw
    return np.reshape(losses, (20, 10)).mean(axis=1)  # means of ten steps


wrong = train(lambda d_out, d_in: np.sqrt(2 / (d_out + d_in)))  # the deviation
right = train(lambda d_out, d_in: np.sqrt(6 / (d_out + d_in)))
print("steps            1-10  91-100  191-200")
for name, losses in (("std as limit", wrong), ("Xavier", right)):
    print(f"{name:14} {losses[0]:6.2f} {losses[9]:7.2f} {losses[19]:8.2f}")
assert wrong[9] > 2.2 and right[9] < 0.8
