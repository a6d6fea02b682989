"""Xavier's two factors have the mean 1, whatever the shape; three lookalikes do not."""

import numpy as np

from nnnotes.random_weights import xavier_normal, xavier_uniform

rng = np.random.default_rng(62)
x, dz = rng.normal(size=(400, 400)), rng.normal(size=(400, 100))


def factors(draw_weights):
    """Return what a layer from 400 to 100 units does to signals and gradients."""
    w = draw_weights(rng, (100, 400))
    assert w.shape == (100, 400) and abs(w.mean()) < 1e-3
    return np.mean((x @ w.T) ** 2), np.mean((dz @ w) ** 2)


def passes(draw_weights):
    there, back = factors(draw_weights)
    name = draw_weights.__name__
    print(f"{name:20} {there:6.3f} {back:9.3f} {(there + back) / 2:10.3f}")
    return abs((there + back) / 2 - 1) < 0.03


def fan_in_alone(rng, shape):
    return rng.normal(size=shape) * np.sqrt(1 / shape[1])


def variance_as_std(rng, shape):
    return rng.normal(size=shape) * 2 / sum(shape)


def std_as_limit(rng, shape):
    return rng.uniform(-1, 1, size=shape) * np.sqrt(2 / sum(shape))


print("                     signal  gradient  mean of both")
assert passes(xavier_normal) and passes(xavier_uniform)
assert not any(map(passes, (fan_in_alone, variance_as_std, std_as_limit)))
