"""The errors of one epoch's batches cancel if they are shuffled, and add up if not.

Length of the sum of all errors so far against the batch, 16 of 32 examples each. Drawn
anew, it grows like a root, to {anew[-1]:.2f}. Shuffled, it grows to {most:.2f} in the
middle of the epoch and falls to 0 at its end. Dotted lines: the formulas.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.convergence import batch_noise
from nnnotes.optimization import minibatches

n, size, epochs = 512, 32, 2000
rng = np.random.default_rng(0)
errors = rng.normal(size=(n, 2))  # of each example's gradient
errors -= errors.mean(axis=0)
batch = np.arange(1, n // size + 1, dtype=np.int64)
square = np.zeros((2, n // size))
for _ in range(epochs):
    shuffled = [errors[rows].mean(axis=0) for rows in minibatches(n, size, rng)]
    drawn = [errors[rng.integers(0, n, size)].mean(axis=0) for _ in batch]
    for total, one in zip(square, (shuffled, drawn), strict=True):
        total += np.sum(np.cumsum(one, axis=0) ** 2, axis=1) / epochs
once, anew = np.sqrt(square)
most = once.max()
bridge = [k * np.sqrt(batch_noise(errors, k * size)) for k in batch]
root = np.sqrt(batch * batch_noise(errors, 1) / size)
print(f"after an epoch: shuffled {once[-1]:.3f}, drawn anew {anew[-1]:.2f}")
assert np.allclose(once, bridge, atol=0.03) and np.allclose(anew, root, atol=0.05)

fig, ax = plt.subplots()
ax.plot(batch, bridge, ":", batch, root, ":", color=draw.MUTED)
ax.plot(batch, anew, "s", color=draw.GRADIENT)
ax.plot(batch, once, "o", color=draw.FORWARD)
ax.text(11, 0.95, "drawn anew", color=draw.GRADIENT, ha="right")
ax.text(8, 0.3, "shuffled", color=draw.FORWARD, ha="center")
ax.set(xlabel="batches so far", ylabel="length of the summed error")
