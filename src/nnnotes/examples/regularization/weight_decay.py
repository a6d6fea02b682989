"""Inside Adam a penalty wipes out weights with small gradients and spares the others.

Two weights over 300 steps whose gradients are nothing but noise, small for one and
large for the other; means of 200 runs, from 1. Under AdamW and under SGD both weights
follow the decay that was asked for, down to {asked:.2f}. Under Adam with the
penalty in the gradient the weight with small gradients is at {at_100:.2f} after
100 steps and near 0 after 200, and the one with large gradients is still at
{at_300:.2f} at the end.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.adam import adam, adam_init, adamw
from nnnotes.descent import sgd, sgd_init

lr, decay, noise = 0.01, 0.5, np.array([0.1, 10.0])  # quiet and loud gradients
asked = (1 - lr * decay) ** 300


def train(init, step, penalty, **hyper):
    rng, p, means = np.random.default_rng(84), [np.ones((200, 2))], []
    state = init(p)
    for _ in range(300):
        half = noise * rng.normal(size=(100, 2))  # each run has a mirror image
        grads = [np.vstack([half, -half]) + penalty * p[0]]
        p, state = step(p, grads, state, lr, **hyper)
        means.append(p[0].mean(axis=0))
    return np.array(means)


runs = {"SGD, penalty": train(sgd_init, sgd, decay)}
runs["Adam, penalty"] = train(adam_init, adam, decay)
runs["AdamW"] = train(adam_init, adamw, 0, decay=decay)
print(f"after 300 steps   quiet   loud   (asked {asked:.3f})")
for name, means in runs.items():
    print(f"{name:15} {means[299, 0]:7.3f} {means[299, 1]:6.3f}")
    assert np.allclose(means[299], asked, atol=0.02) == (name != "Adam, penalty")
fig, ax = plt.subplots(figsize=(5.2, 3.6))
penalized, shown = runs["Adam, penalty"][::3], range(1, 301, 3)
at_100, at_300 = penalized[33, 0].item(), penalized[99, 1].item()
ax.plot(shown, runs["AdamW"][::3], color=draw.RIGHT)
ax.plot(range(1, 301, 30), runs["SGD, penalty"][::30], "o", color=draw.FORWARD, ms=5)
ax.plot(shown, penalized[:, 0], "--", color=draw.GRADIENT)
ax.plot(shown, penalized[:, 1], "-.", color=draw.GRADIENT)
ax.text(115, 0.6, "AdamW (line), SGD (dots)", color=draw.RIGHT)
ax.text(110, 0.98, "penalty in Adam, loud gradients", color=draw.GRADIENT)
ax.text(2, 0.04, "penalty in Adam,\nquiet gradients", color=draw.GRADIENT)
ax.set(xlabel="step", ylabel="weight", ylim=(-0.03, 1.05))
