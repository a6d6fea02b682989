"""For SGD decay is a penalty and ends at ridge; AdamW keeps it out of the division."""

import numpy as np

from nnnotes.adam import adam, adam_init, adamw
from nnnotes.descent import sgd, sgd_init
from nnnotes.regularization import weight_decay

p = [np.array([[1.0, -2.0]]), np.array([3.0])]  # a weight matrix and a bias
still = [0 * p[0], 0 * p[1]]
once = weight_decay(p, lr=0.1, decay=0.5)
print("one step without a gradient:", once[0][0], "bias", once[1])
assert np.allclose(once[0], [[0.95, -1.9]]) and once[1] == 3

many, state = p, adam_init(p)
for _ in range(1000):
    many, state = adamw(many, still, state, lr=0.001, decay=0.1)
print("AdamW, 1000 such steps:     ", many[0][0].round(4), "bias", many[1])
assert np.allclose(many[0], p[0] * 0.9999**1000) and many[1] == 3

rng, lr, decay = np.random.default_rng(84), 0.1, 0.3
x, y = rng.normal(size=(40, 5)), rng.normal(size=(40, 1))
by_decay, by_penalty, state = [np.zeros((1, 5))], [np.zeros((1, 5))], sgd_init(p)
for _ in range(2000):
    g = [(x @ w.T - y).T @ x / 40 for w in (by_decay[0], by_penalty[0])]
    by_decay, _ = sgd(weight_decay(by_decay, lr, decay), g[:1], state, lr)
    by_penalty, _ = sgd(by_penalty, [g[1] + decay * by_penalty[0]], state, lr)
ridge = np.linalg.solve(x.T @ x / 40 + decay * np.eye(5), x.T @ y / 40).T
print("SGD, decay is the penalty:", np.allclose(by_decay, by_penalty, atol=1e-12))
print("and both end at ridge:    ", np.allclose(by_decay, ridge, atol=1e-12))
assert np.allclose([by_decay[0], by_penalty[0]], ridge, atol=1e-12)

a = b = p
s = u = adam_init(p)
for _ in range(50):
    g = [rng.normal(size=q.shape) for q in p]
    step, u = adam(still, g, u, lr=0.01)  # of the gradients alone
    a, s = adamw(a, g, s, lr=0.01, decay=2.0)
    b = [0.98 * b[0] + step[0], b[1] + step[1]]
print("AdamW shrinks, then steps:", np.allclose(a[0], b[0]) and np.allclose(a[1], b[1]))
assert np.allclose(a[0], b[0]) and np.allclose(a[1], b[1])
