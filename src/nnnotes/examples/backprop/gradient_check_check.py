"""Backprop passes on all 51 parameters of a network; two planted bugs do not."""

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error

rng = np.random.default_rng(45)
x, labels = rng.normal(size=(20, 4)), rng.integers(0, 3, 20)
right_class = np.eye(3)[labels]
p = {"w1": rng.normal(size=(6, 4)) / 2, "b1": rng.normal(size=6) / 10}
p |= {"w2": rng.normal(size=(3, 6)) / 2, "b2": np.zeros(3)}


def loss(p):
    z = np.tanh(x @ p["w1"].T + p["b1"]) @ p["w2"].T + p["b2"]
    return np.mean(np.log(np.exp(z).sum(axis=1)) - (z * right_class).sum(axis=1))


def gradients(p, slope=lambda h: 1 - h**2, n=20):
    h = np.tanh(x @ p["w1"].T + p["b1"])
    q = np.exp(h @ p["w2"].T + p["b2"])
    dz2 = (q / q.sum(axis=1, keepdims=True) - right_class) / n
    dz1 = dz2 @ p["w2"] * slope(h)
    return {"w1": dz1.T @ x, "b1": dz1.sum(0), "w2": dz2.T @ h, "b2": dz2.sum(0)}


def worst(grads):
    """Return the largest relative error of the four arrays."""
    measured = {k: numeric_grad(lambda v, k=k: loss(p | {k: v}), p[k]) for k in p}
    return max(relative_error(grads[k], measured[k]) for k in p)


error = worst(gradients(p))
wrong_slope = worst(gradients(p, slope=lambda h: 1 - h))
wrong_mean = worst(gradients(p, n=1))
print(f"backprop         below 1e-7: {error < 1e-7}")
print(f"slope 1 - h      error {wrong_slope:.3f}")
print(f"1/n left out     error {wrong_mean:.3f}")
assert error < 1e-7 < 1e-3 < min(wrong_slope, wrong_mean)
