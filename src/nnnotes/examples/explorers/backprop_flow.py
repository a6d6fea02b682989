"""A gradient is a product on the way back, and a nudge measures the same.

The loss of one ReLU neuron against its weight: flat at 1 for weights below -0.05, where
the gate is shut, then a valley with its floor at 0.45. A straight line touches the
curve at weight 0.5 with slope {product:.1f}, the product of three local derivatives.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import relu, relu_grad


def loss(w):
    """Return (a - y)^2 with a = relu(w x + b)."""
    return (relu(w * x + b) - y) ** 2


w, x, b, y = np.array(0.5), 2.0, 0.1, 1.0
z = w * x + b
a = relu(z)
product = 2 * (a - y) * relu_grad(z) * x
measured = (loss(w + 1e-3) - loss(w - 1e-3)) / 2e-3
print(f"product  {2 * (a - y):.1f} * {relu_grad(z):.0f} * {x:g} = {product:.3f}")
print(f"measured {measured:.3f}")
assert abs(product - measured) < 1e-9

fig, ax = plt.subplots()
weights = np.linspace(-1, 1.2, 221)
ax.plot(weights, loss(weights), color=draw.FORWARD, label="loss")
near = np.array([0.2, 0.8])
ax.plot(near, loss(w) + product * (near - w), "--", color=draw.GRADIENT, label="slope")
ax.plot(w, loss(w), "o", color=draw.GRADIENT)
ax.set(xlabel="weight w", ylabel="loss")
ax.legend()
