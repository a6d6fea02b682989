"""Weights chosen to hold the variance after ReLU let the mean square run away."""

import numpy as np

d = 256
kept = 0.5 - 1 / (2 * np.pi)  # of the variance of z, ReLU leaves this much
x = np.random.default_rng(61).normal(size=(100, d))
ends = {}
print("d Var(W)             layer 1   layer 2   layer 5  layer 20")
for d_var in (1 / kept, 2.0):
    rng, h, rows = np.random.default_rng([61, 2]), x, []
    for _ in range(20):
        w = np.sqrt(d_var / d) * rng.normal(size=(d, d))
        h = np.maximum(h @ w.T, 0.0)
        rows.append((h.var(), np.mean(h**2)))
    for k, name in enumerate(("variance", "mean square")):
        values = "".join(f"{rows[layer][k]:10.3f}" for layer in (0, 1, 4, 19))
        print(f"{d_var:8.3f} {name:11}{values}")
    ends[d_var] = rows[-1][1]
wrong, right = ends.values()
print(f"wrong over right: {wrong / right:.1f}, as foretold {(1 / kept / 2) ** 20:.1f}")
assert wrong > 1000 and 0.1 < right < 10
