"""A ReLU on the output answers 0 where -0.13 was meant, and then never learns again."""

import numpy as np

x, y, rate = 2.0, 1.0, 0.1


def train(bend_output, steps=50):
    """Return first output and gradients, and the loss before and after training."""
    w1, b1, w2, b2 = 0.5, 0.1, -0.3, 0.2
    for step in range(steps + 1):
        z1 = w1 * x + b1
        h = max(z1, 0.0)
        z2 = w2 * h + b2
        out = max(z2, 0.0) if bend_output else z2
        loss = (out - y) ** 2
        dz2 = 2 * (out - y) * (1.0 if z2 > 0 or not bend_output else 0.0)
        dz1 = dz2 * w2 * (1.0 if z1 > 0 else 0.0)
        grads = np.array([dz1 * x, dz1, dz2 * h, dz2]) + 0.0  # no -0.0
        if step == 0:
            first = out, grads, loss
        w1, b1, w2, b2 = np.array([w1, b1, w2, b2]) - rate * grads
    return *first, loss


right, wrong = train(bend_output=False), train(bend_output=True)
for name, (out, grads, before, after) in {"no bend": right, "ReLU": wrong}.items():
    print(f"{name:8} output {out:.2f}, loss {before:.4f}")
    print(f"{'':8} gradients {grads.round(2)}")
    print(f"{'':8} loss after 50 steps {after:.4f}")
assert right[3] < 1e-6 and wrong[2] == wrong[3] == 1.0 and not wrong[1].any()
