"""The error of a mini-batch gradient can be computed before a batch is drawn.

Mean squared error of the gradient against the batch size, both axes logarithmic, from
1 example to all 1000. Measured points lie on the line of the formula, from
{measured[0]:.0f} for single examples down to {measured[4]:.3f} for 500. A dotted line
that falls as 1/n agrees with them for small batches, and is twice too high at 500.
Next to each point stands the mean cosine with the whole gradient, from
{cosines[0]:.2f} to {cosines[4]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.convergence import batch_noise
from nnnotes.softmax import softmax
from nnnotes.splits import split_digits

x, labels = split_digits(np.random.default_rng(0)).train
x = np.hstack([x, np.ones((1000, 1))])  # the bias as the weight of a 65th pixel
w = 0.1 * np.random.default_rng(0).normal(size=(10, 65))
d = softmax(x @ w.T) - np.eye(10)[labels]
grads = (d[:, :, None] * x[:, None, :]).reshape(1000, 650)  # one row an example
g = grads.mean(axis=0)
size, sizes = np.linalg.norm(g), (1, 8, 32, 128, 500, 1000)
scale = batch_noise(grads, 1) / size**2
print(f"length of the whole gradient {size:.3f}, noise over its square {scale:.1f}")

rng, measured, cosines = np.random.default_rng(1), [], []
print("   n  measured   formula   1/n alone  cosine")
for n in sizes:
    rows = [rng.choice(1000, n, replace=False) for _ in range(200)]
    found = np.array([d[r].T @ x[r] for r in rows]).reshape(200, 650) / n
    measured.append(np.mean(np.sum((found - g) ** 2, axis=1)))
    cosines.append(np.mean(found @ g / np.linalg.norm(found, axis=1)) / size)
    right, rough = batch_noise(grads, n), batch_noise(grads, 1) / n
    print(f"{n:4} {measured[-1]:9.4f} {right:9.4f} {rough:11.4f} {cosines[-1]:7.2f}")
    assert abs(measured[-1] - right) < 0.05 * right + 1e-12

n, (fig, ax) = np.geomspace(1, 990, 100), plt.subplots(figsize=(5.2, 3.8))
ax.loglog(n, batch_noise(grads, 1) / n, ":", color=draw.MUTED)
ax.plot(n, batch_noise(grads, 1) / n * (1000 - n) / 999, color=draw.FORWARD)
ax.plot(sizes[:5], measured[:5], "o", color=draw.INK)
for k in range(5):
    ax.text(sizes[k] / 1.25, measured[k] / 2.2, f"{cosines[k]:.2f}", ha="right")
ax.text(300, 0.5, "1/n alone", color=draw.MUTED)
ax.text(1.4, 0.013, "beside each point:\nits cosine with the whole gradient")
ax.set(xlabel="examples in the batch", ylabel="mean squared error of the gradient")
ax.set(xlim=(0.3, 2000), ylim=(0.005, 200))
