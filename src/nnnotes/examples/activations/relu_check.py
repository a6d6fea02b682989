"""ReLU scales, splits, stays straight; what a deep stack sends back is up to W."""

import numpy as np

from nnnotes.activations import relu, relu_grad

z = np.array([-2.0, -1, -0.5, 0.5, 1, 2])
slope = (relu(z + 1e-6) - relu(z - 1e-6)) / 2e-6
assert np.allclose(relu_grad(z), slope) and relu_grad(np.zeros(1)) == 0
assert np.all(relu(4 * z) == 4 * relu(z)) and np.all(relu(z) - relu(-z) == z)

rng = np.random.default_rng(53)
w1, b1 = rng.normal(size=(64, 1)) * 2**0.5, -np.ones(64)
w2 = rng.normal(size=(1, 64)) / 8
x = np.linspace(-2.0, 2.0, 64)
f = relu(np.outer(x, w1) + b1) @ w2[0]
scaled = relu(np.outer(x, 5 * w1) + 5 * b1) @ (w2 / 5)[0]
kinks = np.sort([place for place in -b1 / w1[:, 0] if -2 < place < 2])
inside = kinks[:-1, None] + np.diff(kinks)[:, None] * [0.2, 0.5, 0.8]
low, middle, high = relu(inside.T[:, :, None] * w1[:, 0] + b1) @ w2[0]
bend, drift = np.abs(low - 2 * middle + high).max(), np.abs(f - scaled).max()
print(f"{len(kinks)} kinks, straight in between: {bend < 1e-12}")
print(f"5 w1, 5 b1, w2 / 5, same f: {drift < 1e-12}")
assert bend < 1e-12 and drift < 1e-12

left = dict.fromkeys((1 / 3, 1, 2, 4), 1.0)  # by n Var(W), geometric mean over 4 nets
for seed in range(4):
    rng = np.random.default_rng([530, seed])
    ws = rng.normal(size=(50, 100, 100)) / 10  # 50 layers, n = 100, Var(W) = 1/n
    h, start = rng.normal(size=(2, 100))
    for n_var in left:
        zs, g = [n_var**0.5 * ws[0] @ h], start
        for w in ws[1:]:
            zs.append(n_var**0.5 * w @ relu(zs[-1]))
        for w, z in zip(ws[::-1], zs[::-1], strict=True):
            g = (g * relu_grad(z)) @ w * n_var**0.5
        left[n_var] *= (np.linalg.norm(g) / np.linalg.norm(start)) ** (1 / 4)
for n_var, share in left.items():
    print(f"50 layers, n Var(W) {n_var:.2f}: {share:.1e}")
assert 0.1 < left[2] < 10 and np.isclose(left[1] * 2**25, left[2])
