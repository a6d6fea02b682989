"""The product of Jacobians agrees with differences, its size with the prediction."""

from itertools import pairwise

import numpy as np

from nnnotes.backprop import numeric_grad, relative_error
from nnnotes.forward import Layer
from nnnotes.propagation import backward_moments, jacobian


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def output(x, layers):
    for layer in layers:
        x = sigmoid(layer.w @ x + layer.b)
    return x


def stack(widths, rng, scale):
    pairs = pairwise(widths)
    ws = [scale * rng.normal(size=(n_out, n_in)) / n_in**0.5 for n_in, n_out in pairs]
    return [Layer(w, rng.normal(size=len(w)) * (scale > 1), "sigmoid") for w in ws]


rng = np.random.default_rng(65)
layers, x = stack((3, 4, 5, 2), rng, 2.0), rng.normal(size=3)  # not square, on purpose
measured = [numeric_grad(lambda v, k=k: output(v, layers)[k], x) for k in (0, 1)]
error = relative_error(jacobian(layers, x), np.array(measured))
ungated = relative_error(layers[2].w @ layers[1].w @ layers[0].w, np.array(measured))
print(f"with slopes     error below 1e-7: {error < 1e-7}")
print(f"without slopes  error {ungated:.2f}")
assert error < 1e-7 < 0.1 < ungated

nets = [stack([32] * 11, rng, 1.0) for _ in range(200)]
squares = [np.mean(jacobian(net, rng.normal(size=32)) ** 2) * 32 for net in nets]
predicted = backward_moments([32] * 11, [1 / 32] * 10, "sigmoid")[0] ** 0.5
found = np.mean(squares) ** 0.5
print(f"ten sigmoid layers: rms {found:.1e}, predicted {predicted:.1e}")
assert abs(np.log(found / predicted)) < 0.1
