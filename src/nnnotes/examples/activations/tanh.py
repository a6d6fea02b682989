"""Behind sigmoids an example pushes both weights one way; behind tanh each its own.

Two paths of {steps} steps in the plane of two weights, both from (0, 0) towards a
star at (1, -1), down and to the right. Behind tanh a few long steps lead there, and
the path ends {end_tanh:.2f} from the star. Behind sigmoids every step goes up and to
the right or down and to the left, so the path is a zigzag, and it ends
{end_sigmoid:.2f} away.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid, tanh

rng = np.random.default_rng(52)
u = rng.normal(size=(300, 2)) @ np.array([[1.0, 0.3], [0.0, 1.0]])
features = {"sigmoid": sigmoid(2 * u), "tanh": tanh(u)}  # tanh(u) = 2 sigmoid(2u) - 1
goal, steps, paths, counts = np.array([1.0, -1.0]), 30, {}, []

print("          same sign   condition   steps")
for name, h in features.items():
    w = np.zeros((steps + 1, 2))
    for i in range(steps):  # one example each
        error = h[i] @ w[i] - h[i] @ goal
        w[i + 1] = w[i] - 0.3 * 2 * error * h[i]
    paths[name] = w
    a = np.column_stack([h, np.ones(300)])  # all examples, and a bias
    curvatures = np.linalg.eigvalsh(2 / 300 * a.T @ a)
    count, v, target = 0, np.zeros(3), tanh(u) @ goal
    while np.mean((a @ v - target) ** 2) > 1e-6:
        v -= 2 / 300 * a.T @ (a @ v - target) / curvatures[-1]
        count += 1
    counts.append(count)
    same, condition = np.mean(h[:, 0] * h[:, 1] > 0), curvatures[-1] / curvatures[0]
    print(f"{name:8} {same:10.0%} {condition:11.2f} {count:7}")
end_sigmoid, end_tanh = (np.linalg.norm(w[-1] - goal) for w in paths.values())
assert counts[0] > 5 * counts[1] and end_tanh < end_sigmoid / 5

fig, ax = plt.subplots(figsize=(5.2, 4.2))
looks = [("s--", draw.THIRD), ("o-", draw.FORWARD)]
for (line, color), w in zip(looks, paths.values(), strict=True):
    ax.plot(*w.T, line, color=color, ms=4, lw=1.3)
ax.plot(*goal, "*", color=draw.INK, ms=16)
ax.text(-0.1, -0.72, "behind sigmoids:\nboth up or both down", color=draw.THIRD)
ax.text(0.62, -0.2, "behind tanh:\neach its own way", color=draw.FORWARD)
ax.set(xlabel="first weight", ylabel="second weight", xlim=(-0.15, 1.2))
