"""A schedule starts above 0, meets its peak and its end, and counts every update."""

import numpy as np

from nnnotes.convergence import noise_floor
from nnnotes.optimization import gradient_descent
from nnnotes.schedules import cosine, step_decay, warmup_cosine

steps, peak = range(150), 0.5
warm = np.array([warmup_cosine(t, 100, peak, warmup=10) for t in steps])
print("warm-up, steps 0, 4, 9, 10, 55:", warm[[0, 4, 9, 10, 55]].round(3))
assert np.allclose(warm[:10], peak * np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) / 10)
assert warm[10] == peak and np.isclose(warm[55], peak / 2)
assert np.all(np.diff(warm[10:101]) < 0) and 0 < warm[99] < 0.01 * peak
assert np.all(warm[100:] == 0), "it turns up again"

fall = np.array([cosine(t, 100, peak, end=0.1) for t in range(101)])
print(f"half a cosine: from {fall[0]} to {fall[100]:.1f}, mean {fall.mean():.2f}")
assert fall[0] == peak and np.allclose(fall + fall[::-1], peak + 0.1)
assert np.isclose(fall[25], 0.3 + 0.2 * np.sqrt(0.5))

stairs = [step_decay(t, peak, factor=0.1, every=30) for t in steps]
print("stairs, steps 29, 30, 60:", *(f"{stairs[t]:.3g}" for t in (29, 30, 60)))
assert np.allclose(stairs, np.repeat(peak * 0.1 ** np.array([0, 1, 2, 3, 4]), 30))

slope = [np.ones(1)]  # where the gradient is 1, the way is the sum of the rates
end = gradient_descent(lambda p: slope, slope, lambda t: warm[t], 100)[-1][0].item()
print("a hundred updates, a hundred rates:", np.isclose(1 - end, warm[:100].sum()))
assert np.isclose(1 - end, warm[:100].sum())

rng, x = np.random.default_rng(74), np.zeros(20000)  # many runs on a noisy parabola
for _ in range(100):
    x = x - 0.5 * (x + rng.normal(size=20000))
predicted = noise_floor(0.5, curvature=1.0, noise=1.0)
print(f"floor at the rate 0.5: {np.mean(x**2):.3f}, predicted {predicted:.3f}")
assert abs(np.mean(x**2) / predicted - 1) < 0.05
