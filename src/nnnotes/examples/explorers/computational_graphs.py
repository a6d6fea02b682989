"""Where messages meet they are added: only the sum is the slope of the curve.

The curve of x (x + 1) with two lines through its point at x = 3. The line with the sum
of both messages, slope {added:.0f}, touches the curve. The dashed line with the last
message alone, slope {overwritten:.0f}, cuts through it.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.autodiff import Value


def slope(at, add):
    """Send messages back through x (x + 1), and return what x is left with."""
    x = Value(at)
    u = x + 1
    f = x * u
    f.grad = 1.0
    for node in reversed(f.tape()):
        for parent, local in node.parents:
            message = node.grad * local
            if parent is x:
                print(f"to x: {node.grad:g} * {local:g} = {message:g}")
            parent.grad = message + (parent.grad if add else 0.0)
    return x.grad


added, overwritten = slope(3.0, add=True), slope(3.0, add=False)
print(f"added {added:g}, overwritten {overwritten:g}")
assert added == 7 and overwritten == 3

fig, ax = plt.subplots()
x = np.linspace(0, 5, 51)
ax.plot(x, x * (x + 1), color=draw.FORWARD, label="x (x + 1)")
ax.plot(x, 12 + added * (x - 3), color=draw.RIGHT, label="slope 7, added")
wrong = 12 + overwritten * (x - 3)
ax.plot(x, wrong, "--", color=draw.GRADIENT, label="slope 3, the last message")
ax.plot(3, 12, "o", color=draw.INK)
ax.set(xlabel="x", ylim=(-5, 30))
ax.legend()
