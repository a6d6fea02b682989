"""Four starts, one bottom: descent on a linear head ends where least squares points.

Rings of equal error over the two weights of a head, long and narrow. From four corners
gradient descent first drops into the valley, then follows it, and all four paths end
at the same star: the least-squares weights {w[0, 0]:.2f} and {w[0, 1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.linear import head_hessian, linear_head

rng = np.random.default_rng(12)
x = rng.uniform(-2, 2, 60)
y = np.where(x > 0, 1.5 * x, 0.5 * x) - 0.4 + 0.1 * rng.standard_normal(60)
h = np.column_stack([np.maximum(x, 0), np.maximum(-x, 0)])  # features that stand still
w, b = linear_head(h, y[:, None])
mse = np.mean((h @ w[0] + b - y) ** 2)
curvature = np.linalg.eigvalsh(head_hessian(h))
limit, condition = 2 / curvature[-1], curvature[-1] / curvature[0]

a = np.column_stack([h, np.ones(60)])  # the bias is the weight of a column of ones
path = [np.array([[u, v, 0.0] for u in (-0.6, 2.3) for v in (-1.9, 0.7)])]
for _ in range(400):
    slopes = 2 / 60 * (path[-1] @ a.T - y) @ a
    path.append(path[-1] - limit / 2 * slopes)
paths = np.array(path)  # 401 steps, 4 starts, 3 parameters

print(f"least squares  w1, w2, b {np.append(w[0], b).round(5)}")
print(f"400 steps      w1, w2, b {paths[-1, 0].round(5)}")
print(f"mean squared error {mse:.6f}")
print(f"curvatures {curvature.round(4)}, so a rate below {limit:.4f}")
assert np.allclose(paths[-1], [*w[0], *b])

fig, ax = plt.subplots(figsize=(5.2, 4.2))
t = np.arange(101.0) * np.pi / 50
circle = np.column_stack([np.cos(t), np.sin(t)])
ring = circle @ np.linalg.inv(np.linalg.cholesky(np.cov(h.T, bias=True)))  # error + 1
for error in 0.01 * 2.0 ** np.arange(0.0, 9.0):
    ax.plot(*(w[0] + np.sqrt(error) * ring).T, color=draw.FAINT)
ax.plot(paths[:80, :, 0], paths[:80, :, 1], "o-", ms=2.5, lw=1, color=draw.FORWARD)
ax.plot(*w[0], "*", ms=15, color=draw.RIGHT)
ax.text(1.6, -0.62, "least squares", color=draw.RIGHT)
ax.set(xlabel="$w_1$", ylabel="$w_2$", xlim=(-0.8, 2.6), ylim=(-2.1, 0.9))
