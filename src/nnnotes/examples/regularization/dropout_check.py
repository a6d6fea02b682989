"""Right on average, noisy by the formula, one mask both ways, and silent in use."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.regularization import dropout, dropout_grad

a, rate = np.arange(1.0, 9.0), 0.2
out, mask = dropout(np.tile(a, (20000, 1)), rate, np.random.default_rng(83))
mean_error = np.abs(out.mean(axis=0) / a - 1).max()
spread = out.mean(axis=1).std()
predicted = np.sqrt(np.sum(a**2) * rate / (1 - rate)) / 8
print(f"a unit of 5 becomes {sorted(set(out[:, 4].tolist()))}")
print(f"means off by less than 2 percent: {mean_error < 0.02}")
print(f"spread of the row means {spread:.3f}, by the formula {predicted:.3f}")
assert mean_error < 0.02 and abs(spread / predicted - 1) < 0.03
together = np.corrcoef(mask[:, 0], mask[:, 1])[0, 1]  # units drop independently
print(f"two units drop together: correlation {together:.2f}")
assert abs(together) < 0.03 and np.ptp(mask, axis=0).min() > 0  # and so do rows

rng = np.random.default_rng(0)
sizes = (5, 4), (6, 4), (3, 6), (5, 3)
x, w1, w2, dy = (rng.normal(size=size) for size in sizes)


def forward(w1, training, seed=1):
    h = np.tanh(x @ w1.T)
    out, mask = dropout(h, rate, np.random.default_rng(seed)) if training else (h, None)
    return out @ w2.T, h, mask


_, h, mask = forward(w1, True)
dw1 = (dropout_grad(dy @ w2, mask) * (1 - h**2)).T @ x
measured = numeric_grad(lambda w: np.sum(dy * forward(w, True)[0]), w1)
error = relative_error(dw1, measured)
print(f"gradient right to 1e-8: {error < 1e-8}")
used = [forward(w1, False, seed)[0] for seed in (1, 2)]
average = np.mean([forward(w1, True, seed)[0] for seed in range(2000)], axis=0)
off = np.abs(average - used[0]).max()
print(f"in use: no chance {np.array_equal(*used)}, the average of training {off < 0.1}")
assert error < 1e-8 and np.array_equal(*used) and off < 0.1
