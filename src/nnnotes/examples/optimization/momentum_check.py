"""Three hand-made sums, two conventions on one path, and the largest stable rate."""

import numpy as np

from nnnotes.descent import momentum, momentum_ema, momentum_init


def walk(step, stream, lr=1.0):  # two tensors, with gradients g and (-2 g, 0)
    params = [np.zeros(1), np.zeros(2)]
    state, path = momentum_init(params), []
    for g in stream:
        grads = [np.array([g]), np.array([-2 * g, 0])]
        params, state = step(params, grads, state, lr)
        path.append(np.hstack(params))
    return np.array(path), float(state.velocity[0][0])


path = walk(momentum, [1.0] * 200)[0]
assert np.allclose(path[:3, 0], [-1, -1 - 1.9, -1 - 1.9 - 2.71])
assert np.allclose(path, path[:, :1] * [1, -2, 0])
hand = (2.0, -1.5, 3.0, -0.5, 2.5)
(_, total), (_, mean) = walk(momentum, hand), walk(momentum_ema, hand)
print(f"five gradients: sum {total:.4f}, mean {mean:.5f}")
assert np.isclose(total, 4.6987) and np.isclose(mean, 0.46987)

noise = np.random.default_rng(72).normal(size=50)
assert np.allclose(walk(momentum, noise, 0.1)[0], walk(momentum_ema, noise, 1.0)[0])
for step in (momentum, momentum_ema):
    length = -np.diff(walk(step, [1.0] * 200)[0][:, 0], prepend=0.0)
    print(f"{step.__name__:12} first step {length[0]:.1f}, last {length[-1]:.1f}")


def left(lr, curvature=100.0):  # how far from the minimum, after 3000 steps from 1
    params, state = [np.ones(1)], momentum_init([np.ones(1)])
    for _ in range(3000):
        params, state = momentum(params, [curvature * params[0]], state, lr)
    return float(np.abs(params[0][0]))


below, above = left(0.0379), left(0.0381)  # the limit is 2 (1 + 0.9) / 100 = 0.038
print(f"rate 0.0379 arrives: {below < 0.1}, rate 0.0381 diverges: {above > 10}")
assert below < 0.1 and above > 10
