"""Single precision or a kink within the step makes a right gradient look wrong."""

import numpy as np


def loss(w, number):
    """Return the loss of a two-layer network, computed in one number format."""
    w, x, b, v, c, y = (number(value) for value in (w, 2.0, 0.1, -0.3, 0.2, 1.0))
    return (v * max(w * x + b, number(0)) + c - y) ** 2


def central(f, at, step):
    return float(f(at + step) - f(at - step)) / (2 * step)


double = central(lambda w: loss(w, np.float64), 0.5, 1e-5)
single = central(lambda w: loss(w, np.float32), 0.5, 1e-5)
print(f"right slope      {1.356:.4f}")
print(f"64 bits          {double:.4f}")
print(f"32 bits          {single:.4f}")
assert abs(double - 1.356) < 1e-9 and abs(single - 1.356) > 5e-3

kink = central(lambda z: max(z, 0.0), 4e-6, 1e-5)
nearer = central(lambda z: max(z, 0.0), 4e-6, 1e-6)
print(f"ReLU at z = 4e-6, slope 1: step 1e-5 gives {kink:.1f}, 1e-6 gives {nearer:.1f}")
assert abs(kink - 0.7) < 1e-9 and abs(nearer - 1) < 1e-9
