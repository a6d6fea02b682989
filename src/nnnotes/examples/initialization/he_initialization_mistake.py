"""Random biases keep the units busy while the network forgets which input it saw."""

import numpy as np

d = 64
x = np.random.default_rng(63).normal(size=(100, d))


def last_layer(variance, bias):
    """Return 20 layers' mean square, and how much of its root varies with the input."""
    rng, h = np.random.default_rng([63, 1]), x
    for _ in range(20):
        w = rng.uniform(-1, 1, (d, d)) * np.sqrt(3 * variance)
        b = rng.uniform(-1, 1, d) * bias
        h = np.maximum(h @ w.T + b, 0.0)
    spread = np.sqrt(np.mean(h.var(axis=0)))  # of a unit, over the inputs
    return np.mean(h**2), spread / np.sqrt(np.mean(h**2))


print("start                      mean square   spread over inputs / rms")
results = {}
for name, variance, bias in (
    ("default, without biases", 1 / (3 * d), 0),
    ("default, biases too", 1 / (3 * d), d**-0.5),
    ("He, biases of 0", 2 / d, 0),
):
    size, spread = results[name] = last_layer(variance, bias)
    print(f"{name:24} {size:12.1e} {spread:18.1e}")
assert results["default, biases too"][0] > 1e-4  # it looks alive,
assert results["default, biases too"][1] < 1e-6  # and hardly hears its input
assert results["He, biases of 0"][1] > 0.1
