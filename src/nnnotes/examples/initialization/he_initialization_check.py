"""By fan-in He's rule holds signals, by fan-out gradients; four lookalikes neither."""

import numpy as np

from nnnotes.activations import leaky_relu, leaky_relu_grad
from nnnotes.random_weights import he_normal, he_uniform

rng = np.random.default_rng(63)
x, dh = rng.normal(size=(500, 400)) + 1, rng.normal(size=(500, 100))


def factors(w, slope=0.0):
    """Return what the layer and its activation do to signals, and to gradients."""
    assert w.shape == (100, 400)
    z = x @ w.T
    dx = (dh * leaky_relu_grad(z, slope)) @ w
    return np.mean(leaky_relu(z, slope) ** 2) / np.mean(x**2), np.mean(dx**2)


wide = (100, 400)
print("                 signal  gradient")
for name, w, slope, kept in (
    ("normal", he_normal(rng, wide), 0.0, 0),
    ("uniform", he_uniform(rng, wide), 0.0, 0),
    ("leaky, 0.5", he_normal(rng, wide, slope=0.5), 0.5, 0),
    ("fan-out", he_normal(rng, wide, fan="out"), 0.0, 1),
    ("fan-out, uniform", he_uniform(rng, wide, fan="out"), 0.0, 1),
    ("without the 2", rng.normal(size=wide) / 20, 0.0, None),
    ("1/(3d)", rng.uniform(-1, 1, wide) / 20, 0.0, None),
    ("variance as std", rng.normal(size=wide) / 200, 0.0, None),
    ("Xavier", rng.normal(size=wide) / 250**0.5, 0.0, None),
):
    both = factors(w, slope)
    print(f"{name:16} {both[0]:6.3f} {both[1]:9.3f}")
    right = [abs(factor - 1) < 0.1 for factor in both]
    assert right == [kept == 0, kept == 1]
