"""The training average flatters the fit it chose, and is honest about a fixed function.

Risk against the number of examples, on a logarithmic axis, for least squares with ten
features. The training risk of the fit rises from {smallest[0]:.2f} toward 1, the
risk on new data falls from {smallest[1]:.2f} toward 1: a pair of scissors that
closes. Measured points lie on the lines of the formulas. Crosses, the training risk of
a function that was not fitted, stay at 1 throughout.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

d, sizes, w = 10, (15, 20, 28, 40, 80, 160), np.ones(10)  # the noise has variance 1


def trial(n, rng):
    x = rng.normal(size=(n, d))
    y = x @ w + rng.normal(size=n)
    w_hat = np.linalg.lstsq(x, y, rcond=None)[0]
    risk = 1 + np.sum((w_hat - w) ** 2)  # on new data, exactly: noise plus error
    return np.mean((x @ w_hat - y) ** 2), risk, np.mean((x @ w - y) ** 2)


def theory(n):
    return 1 - d / n, 1 + d / (n - d - 1), 1 + 0 * n


measured = {}
for n in sizes:
    rng = np.random.default_rng([35, n])
    measured[n] = np.mean([trial(n, rng) for _ in range(300)], axis=0)
print("  n  training, theory   new data, theory   fixed function")
for n in (15, 40, 160):
    (train, new, fixed), (low, high, _) = measured[n], theory(n)
    print(f"{n:3} {train:9.3f} {low:7.3f} {new:10.3f} {high:7.3f} {fixed:13.3f}")
    assert np.allclose(measured[n], theory(n), rtol=0.05)
smallest, (fig, ax) = measured[15], plt.subplots(figsize=(5.2, 3.6))
looks = ("o-", draw.FORWARD), ("s--", draw.GRADIENT), ("x:", draw.INK)
texts = "training risk of the fit", "its risk on new data", "a fixed function"
grid, places = np.geomspace(14.2, 180, 100), ((16.5, 0.2), (22, 2.1), (15.6, 1.1))
for k, (look, color) in enumerate(looks):
    ax.semilogx(grid, theory(grid)[k], look[1:], color=color)
    ax.plot(sizes, [measured[n][k] for n in sizes], look[0], color=color, ms=5)
    ax.text(*places[k], texts[k], color=color)
ax.set(xlabel="examples n", ylabel="mean squared error", ylim=(0, 4))
ax.set_xticks(sizes, sizes)
ax.minorticks_off()
