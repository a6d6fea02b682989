"""Two SwiGLU units multiply; ReLU units piece a product together from straight lines.

Two panels with the output over the first input, from -3 to 3, one line for each of
four values of the second, -1.5, -0.5, 0.5 and 1.5. Pale broad lines show the true
product. On the left, two SwiGLU units lie on them everywhere: straight lines through
0, each with its value of the second input as slope. On the right, eight ReLU units
give lines with corners that weave around the true ones, by up to {off:.2f} between
-2 and 2, and leave them further out.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.swiglu import swiglu

w_gate = np.array([[1.0, 0.0], [-1.0, 0.0]])  # the gates read the first input
w_up = np.array([[0.0, 1.0], [0.0, -1.0]])  # the other half reads the second
w_down = np.ones((1, 2))


def relu_units(x, count):  # ab = ((a + b)**2 - (a - b)**2) / 4, squares by pieces
    step = 16 / count
    sums = x @ np.array([[1.0, 1.0, -1.0, -1.0], [1.0, -1.0, 1.0, -1.0]])
    corners = step * np.arange(count / 4, dtype=float)
    bends = np.where(corners > 0, 2 * step, step)  # how much steeper from there
    squares = np.maximum(sums[:, :, None] - corners, 0.0) @ bends
    return squares @ np.array([1.0, -1.0, -1.0, 1.0]) / 4


x = np.stack(np.meshgrid(*[np.linspace(-2.0, 2.0, 65)] * 2), axis=-1).reshape(-1, 2)
product = x.prod(axis=1)
error = np.abs(swiglu(x, w_gate, w_up, w_down)[:, 0] - product).max()
print(f"SwiGLU,  2 units: exact up to round-off: {error < 1e-14}")
for n in (32, 16, 8):
    off = np.abs(relu_units(x, n) - product).max()
    print(f"ReLU,   {n:2} units: off by up to {off:.6f}")
    assert error < 1e-14 and np.isclose(off, 16 / n**2)

fig, axes = plt.subplots(1, 2, figsize=(5.2, 3.6), sharey=True)
a = np.linspace(-3.0, 3.0, 97)
for b in (-1.5, -0.5, 0.5, 1.5):
    x = np.column_stack([a, np.full(97, b)])
    for ax in axes:
        ax.plot(a, a * b, color=draw.FAINT, lw=5)
    axes[0].plot(a, swiglu(x, w_gate, w_up, w_down)[:, 0], color=draw.FORWARD)
    axes[0].text(3.2, 3 * b, f"${b}$", va="center")
    axes[1].plot(a, relu_units(x, 8), color=draw.GRADIENT)
axes[0].set(title="SwiGLU, 2 units", xlabel="first input", ylabel="output")
axes[1].set(title="ReLU, 8 units", xlabel="first input", xticks=[-2, 0, 2])
