"""Four slopes match central differences, three wrong ones do not; off is not dead."""

import numpy as np

from nnnotes.activations import ACTIVATIONS

z = 2 * np.random.default_rng(43).normal(size=500)
z = z[np.abs(z) > 1e-3]  # no kink within the step
pairs = [ACTIVATIONS[name] for name in ("relu", "leaky_relu", "tanh", "sigmoid")]
(relu, relu_grad), _, (tanh, _), (sigmoid, sigmoid_grad) = pairs


def error(phi, slope, step=1e-6):
    measured = (phi(z + step) - phi(z - step)) / (2 * step)
    return np.max(np.abs(slope(z) - measured))


worst = max(error(phi, slope) for phi, slope in pairs)
at_output = error(sigmoid, lambda z: sigmoid_grad(sigmoid(z)))
of_input = error(tanh, lambda z: 1 - z**2)
no_gate = error(relu, np.ones_like)
print(f"{len(pairs)} slopes, error below 1e-8:   {worst < 1e-8}")
print(f"sigmoid's slope at its output: {at_output:.3f}")
print(f"tanh's slope as 1 - z**2:      {of_input:.3f}")
print(f"ReLU without its gate:         {no_gate:.3f}")
assert worst < 1e-8 < 1e-2 < min(at_output, of_input, no_gate)
assert relu_grad(np.array([0.0])) == 0  # at the kink: our choice, and PyTorch's


def gradients(x, w1=-1.0, b1=0.1, w2=-0.3, b2=0.2, y=1.0):
    z = np.array(w1 * x + b1)
    d_out = 2 * (w2 * relu(z) + b2 - y)  # of the loss (output - y)**2
    dz = d_out * w2 * relu_grad(z)
    return np.array([dz * x, dz, d_out * relu(z), d_out])


off, on = gradients(x=2.0), gradients(x=-1.0)
print("gradient of w1     b1     w2     b2".rjust(35))
for x, grads in ((2, off), (-1, on)):
    print(f"x = {x:2}:", *(f"{gradient:z6.3f}" for gradient in grads))
assert np.allclose(off, [0, 0, 0, -1.6])
assert np.allclose(on, [-0.678, 0.678, -2.486, -2.26])
