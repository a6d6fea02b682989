"""Adam's averages are weighted means, so that its first step is one rate long."""

import numpy as np

from nnnotes.adam import adam, adam_init


def steps(grads, lr=0.5):
    p = [np.zeros_like(g) for g in grads[0]]
    state, moved = adam_init(p), []
    for g in grads:
        new, state = adam(p, g, state, lr)
        moved.append(np.hstack(new) - np.hstack(p))
        p = new
    return np.array(moved)


def last_step(g, lr=0.5, beta1=0.9, beta2=0.999, corrected=True):
    age = np.arange(0.0, len(g))[::-1]  # weigh the whole past, without running sums
    a, b = ((1 - beta) * beta**age for beta in (beta1, beta2))
    if corrected:  # weights that sum to 1
        a, b = a / a.sum(), b / b.sum()
    return -lr * (a @ g) / (np.sqrt(b @ g**2) + 1e-8)


sizes = np.array([1e-3, 1e3, -50.0, 1e-6])
first = steps([[sizes]])[0] / 0.5
print("first step for", *sizes, "in rates:", first.round(4))
assert np.allclose(first, -np.sign(sizes) / (1 + 1e-8 / np.abs(sizes)), atol=1e-9)

g = np.random.default_rng(73).normal(size=(200, 5)) * 10.0 ** np.arange(-2.0, 3.0)
moved = steps([[row[:2], row[2:]] for row in g])  # as two parameters
expected = np.array([last_step(g[: t + 1]) for t in range(200)])
print("200 steps are those of the definition:", np.allclose(moved, expected))
assert np.allclose(moved, expected)

times = 1, 10, 100, 1000
print("constant gradient, uncorrected, step", *times)
for beta2 in (0.999, 0.95, 0.9):
    size = [-last_step(np.ones(t), 1, 0.9, beta2, False) for t in times]
    print(f"  second beta {beta2:5}:", np.array(size).round(3))
    assert np.isclose(size[0], 0.1 / (1 - beta2) ** 0.5)
