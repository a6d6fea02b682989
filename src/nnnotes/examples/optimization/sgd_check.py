"""An epoch visits every example once; over all batches the mean gradient is right."""

from itertools import combinations

import numpy as np

from nnnotes.convergence import batch_noise
from nnnotes.descent import sgd, sgd_init
from nnnotes.optimization import minibatches

rng = np.random.default_rng(71)
epochs = [minibatches(10, 4, rng) for _ in range(3)]
orders = [np.concatenate(batches).tolist() for batches in epochs]
once = all(sorted(order) == list(range(10)) for order in orders)
sizes = [len(rows) for rows in epochs[0]]
print(f"each example once: {once}, batches of {sizes}")
print(f"a new order each time: {orders[0] != orders[1] != orders[2]}")
assert once and sizes == [4, 4, 2]
assert orders[0] != orders[1] != orders[2] and orders[0] != list(range(10))

grads = rng.normal(size=(6, 3))  # one row an example; their mean is the whole one
g = grads.mean(axis=0)
for n in (1, 2, 3, 5, 6):
    rows = [list(batch) for batch in combinations(range(6), n)]  # all there are
    found = np.array([grads[r].sum(axis=0) / n for r in rows])
    noise = np.mean(np.sum((found - g) ** 2, axis=1))
    print(f"n = {n}: {len(rows):2} batches, noise {noise:.4f}")
    assert np.allclose(found.mean(axis=0), g)
    assert np.isclose(noise, batch_noise(grads, n))

curvature, params = np.array([1.0, 4.0]), [np.array([3.0, -2.0])]
start, state = params, sgd_init(params)
for _ in range(5):  # on a parabola every step multiplies by 1 - lr * curvature
    params, state = sgd(params, [curvature * params[0]], state, lr=0.1)
assert np.allclose(params[0], start[0] * (1 - 0.1 * curvature) ** 5)
