"""Slopes are multiplied along a path and added over paths.

Two graphs, values above their boxes and gradients below. Top, one path from a weight
to the loss: on its way back the gradient 1 of the loss is multiplied by {dy_hat:.2f},
{w2}, 1 and 2, and arrives at the weight as {dw1:.3f}. Bottom, x reaches f on two
paths, straight and through u: the messages {straight:.0f} and {through_u:.0f} meet at
x and are added to {df:.0f}.
"""

import matplotlib.pyplot as plt

from nnnotes import draw

x, y, w1, b1, w2, b2 = 2.0, 1.0, 0.5, 0.1, -0.3, 0.2
z1 = w1 * x + b1
a1 = max(z1, 0.0)
y_hat = w2 * a1 + b2
loss = (y_hat - y) ** 2
dy_hat = 2 * (y_hat - y)
dw2, db2, da1 = dy_hat * a1, dy_hat, dy_hat * w2
dz1 = da1 * (1.0 if z1 > 0 else 0.0)
dw1, db1 = dz1 * x, dz1
print(f"values     z1 {z1:.1f}, a1 {a1:.1f}, y_hat {y_hat:.2f}, loss {loss:.4f}")
print(f"gradients  w1 {dw1:.3f}, b1 {db1:.3f}, w2 {dw2:.3f}, b2 {db2:.2f}")
v, u = 3.0, 3.0 + 1  # the second graph at x = 3: f = x * u with u = x + 1
straight, through_u, df = u, v * 1, u + v * 1
added = f"{straight:g} + {through_u:g} = {df:g}"
print(f"two paths  {added}")
assert abs(dw1 - 1.356) < 1e-12 and df == 7

fig, ax = plt.subplots(figsize=(5.2, 3.5))
ax.set(xlim=(-1.15, 4.3), ylim=(-0.7, 3.25), frame_on=False, xticks=[], yticks=[])
names = "$w_1$", "$z_1$", "$a_1$", r"$\hat y$", "loss"
chain = (w1, dw1), (z1, dz1), (a1, da1), (y_hat, dy_hat), (loss, 1)
boxes = [(i, 2.6, names[i], *chain[i]) for i in range(5)]
boxes += [(0, 0, "$x$", v, added), (2, 1.1, "$u$", u, v), (4, 0, "$f$", v * u, 1)]
frame = {"boxstyle": "round", "fc": "none", "ec": draw.INK}
for i, j, name, value, slope in [*boxes, (-0.8, 2.6, "", "value", "gradient")]:
    up, down = (f"{n:.4g}" if isinstance(n, float) else n for n in (value, slope))
    ax.text(i, j, name, ha="center", va="center", bbox=frame)
    ax.text(i, j + 0.36, up, color=draw.FORWARD, ha="center")
    ax.text(i, j - 0.3, down, color=draw.GRADIENT, ha="center", va="top")
arrow = {"arrowstyle": "->", "color": draw.GRADIENT, "ls": "--", "shrinkA": 17}
edges = [(1, 0, x), (2, 1, 1), (3, 2, w2), (4, 3, dy_hat)]
for k, m, slope in [*edges, (7, 6, v), (6, 5, 1), (7, 5, u)]:
    (i, j, *_), (to_i, to_j, *_) = boxes[k], boxes[m]
    ax.annotate("", (to_i, to_j), (i, j), arrowprops=arrow | {"shrinkB": 17})
    where = (i + to_i) / 2, (j + to_j) / 2 + 0.2 + 0.04 * abs(to_j - j)
    ax.text(*where, f"×{slope:.3g}", color=draw.GRADIENT, ha="center")
