"""Overwriting at a fan-out gives slope 3, the last message, where the curve has 7.

The curve x(x + 1) near x = 3. The line of slope {right:.0f}, both paths added, touches
the curve; the line of slope {wrong:.0f}, where the second message replaced the first,
cuts through it.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw


def f(x):
    return x * (x + 1)


def slope(x, add):
    """Send 1 back from f = x * u to x, straight and then through u = x + 1."""
    grad = 0.0
    for message in (x + 1, x * 1):
        grad = grad + message if add else message  # the bug: = instead of +=
    return grad


right, wrong = slope(3.0, add=True), slope(3.0, add=False)
measured = (f(3.001) - f(2.999)) / 0.002
print(f"added        {right:.3f}")
print(f"overwritten  {wrong:.3f}")
print(f"measured     {measured:.3f}")
assert abs(right - measured) < 1e-9 and abs(wrong - measured) > 3

x = np.linspace(1.0, 5.0, 81)
fig, ax = plt.subplots(figsize=(5.2, 2.9))
ax.plot(x, f(x), color=draw.FORWARD)
ax.plot(x, f(3) + right * (x - 3), "--", color=draw.RIGHT)
ax.plot(x, f(3) + wrong * (x - 3), ":", color=draw.GRADIENT, lw=2.4)
ax.plot(3, f(3), "o", color=draw.INK)
ax.text(5.1, f(5) - 0.5, "f = x(x + 1)", color=draw.FORWARD)
ax.text(5.1, f(3) + 2 * right - 1, f"{right:.0f}: added", color=draw.RIGHT)
ax.text(5.1, f(3) + 2 * wrong - 1, f"{wrong:.0f}: overwritten", color=draw.GRADIENT)
ax.set(xlabel="x", ylabel="f", xlim=(0.9, 6.6), xticks=range(1, 6))
