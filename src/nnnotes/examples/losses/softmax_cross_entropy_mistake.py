"""With softmax applied twice the loss starts at ln 3 too, and cannot pass 0.55.

Loss against training step, two runs on three clouds of points. Both start at
{first:.2f}, the natural logarithm of 3. From logits the loss falls to {right:.3f}.
With softmax before a loss that applies softmax itself it flattens above a dotted line
at {floor:.3f}, though as many points are classified right.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.cross_entropy import softmax_cross_entropy, softmax_cross_entropy_grad
from nnnotes.softmax import softmax, softmax_grad

rng, labels = np.random.default_rng(33), np.tile(np.array([0, 1, 2]), 50)
centers = np.array([[0.0, 1.6], [-1.4, -0.8], [1.4, -0.8]])
x = centers[labels] + 0.6 * rng.normal(size=(150, 2))


def train(twice):
    w, b, losses = np.zeros((3, 2)), np.zeros(3), []
    for _ in range(200):
        z = x @ w.T + b
        given = softmax(z) if twice else z  # the bug: probabilities for logits
        losses.append(softmax_cross_entropy(given, labels))
        d = softmax_cross_entropy_grad(given, labels)
        dz = softmax_grad(z, d) if twice else d
        w, b = w - dz.T @ x, b - dz.sum(axis=0)
    return losses, np.mean((x @ w.T + b).argmax(axis=1) == labels)


(by_logits, accuracy), (by_p, accuracy_2) = train(twice=False), train(twice=True)
first, right, wrong = by_logits[0], by_logits[-1], by_p[-1]
floor = softmax_cross_entropy(np.eye(3), labels[:3])  # every p perfect
print(f"logits   loss {first:.4f} to {right:.4f}, accuracy {accuracy:.2f}")
print(f"softmax  loss {by_p[0]:.4f} to {wrong:.4f}, accuracy {accuracy_2:.2f}")
print(f"floor         {floor:.4f}, with ten classes {np.log(np.e + 9) - 1:.4f}")
assert wrong > floor > 10 * right and np.isclose(floor, np.log(np.e + 2) - 1)

fig, ax = plt.subplots(figsize=(5.2, 3.0))
ax.plot(range(0, 200, 2), by_logits[::2], color=draw.RIGHT)
ax.plot(range(0, 200, 2), by_p[::2], "--", color=draw.GRADIENT)
ax.axhline(floor, color=draw.MUTED, ls=":")
ax.text(60, 0.68, "softmax twice", color=draw.GRADIENT)
ax.text(60, 0.14, "from logits", color=draw.RIGHT)
ax.set(xlabel="step", ylabel="loss in nats", ylim=(0, 1.15), yticks=[0, floor, first])
ax.set_yticklabels(["0", f"floor\n{floor:.3f}", "ln 3"])
