"""Hinges meet a curve at the knots and keep their bound; a polynomial stays one."""

import numpy as np

from nnnotes.approximation import hinge_bound, hinge_network, random_layer_error

curves = {  # curve, ends, pieces, largest size of the second derivative
    "sin x": (np.sin, 0.0, 2 * np.pi, 16, 1.0),
    "exp x": (np.exp, -1.0, 2.0, 9, np.exp(2.0)),
    "x^2": (np.square, -3.0, 1.0, 5, 2.0),
    "2 - 3x": (lambda x: 2 - 3 * x, 1.0, 2.0, 3, 0.0),
}
print("curve   straight between knots   error / bound")
for name, (f, low, high, pieces, curvature) in curves.items():
    network = hinge_network(f, low, high, pieces)
    x = np.linspace(low, high, 60 * pieces + 1)  # every knot, and every middle
    knots = np.linspace(low, high, pieces + 1)
    output = network.forward(x[:, None])[:, 0]
    right = np.allclose(output, np.interp(x, knots, f(knots)), atol=1e-12)
    bound = hinge_bound(low, high, pieces, curvature)
    share = np.abs(output - f(x)).max() / bound if bound else 0.0
    print(f"{name:14} {right!s:20} {share:.3f}")
    assert right and share < 1 + 1e-9 and len(network.params[0]) == pieces
    assert name != "x^2" or np.isclose(share, 1)  # equally curved everywhere

x = np.linspace(0, 2 * np.pi, 400)
bends = {"z^2": np.square, "z^3": lambda z: z**3, "tanh": np.tanh}
print("random hidden layer of 4, 8, 16 units: rms error")
for name, phi in bends.items():
    left = []
    for width in (4, 8, 16):
        rng, y = np.random.default_rng(91), np.sin(x)[:, None]
        left.append(random_layer_error(phi, x[:, None], y, width, rng))
    print(f"{name:4}", *(f"{error:9.4f}" for error in left))
    if name == "tanh":
        assert left[2] < 1e-4 < left[1] < 0.1 * left[0]
    else:  # as good as the best polynomial of that degree, and no better
        rest = np.sin(x) - np.polyval(np.polyfit(x, np.sin(x), int(name[-1])), x)
        assert np.allclose(left, np.sqrt(np.mean(rest**2)))
