"""SwiGLU unit by unit, its four gradients, its size; dropping a factor is caught."""

import numpy as np

from nnnotes.swiglu import matched_width, swiglu, swiglu_grad

rng = np.random.default_rng(55)
shapes = {"x": (3, 4), "gate": (5, 4), "up": (5, 4), "down": (4, 5)}
values = [rng.normal(size=shape) for shape in shapes.values()]
x, w_gate, w_up, w_down = values
by_unit = np.zeros((3, 4))
for gate, up, down in zip(w_gate, w_up, w_down.T, strict=True):
    g = x @ gate
    by_unit += np.outer(g / (1 + np.exp(-g)) * (x @ up), down)
swapped = swiglu(x, w_up, w_gate, w_down)
print(f"layer is the sum over its units: {np.allclose(swiglu(*values), by_unit)}")
print(f"gate and up may be swapped:      {np.allclose(swapped, by_unit)}")
assert np.allclose(swiglu(*values), by_unit) and not np.allclose(swapped, by_unit)

dy = rng.normal(size=(3, 4))
grads = swiglu_grad(*values, dy)
for i, name in enumerate(shapes):  # the loss is sum(dy * y)
    measured = np.zeros(values[i].shape)
    for entry in np.ndindex(measured.shape):
        for sign in (1, -1):
            moved = [value.copy() for value in values]
            moved[i][entry] += sign * 1e-5
            measured[entry] += sign * np.sum(dy * swiglu(*moved)) / 2e-5
    right = np.allclose(grads[i], measured, rtol=0, atol=1e-8)
    print(f"gradient of {name:4}: {right}")
    assert right

d = 4096
m = matched_width(d, multiple=256)
plain, gated, unmatched = 2 * d * (4 * d), 3 * d * m, 3 * d * (4 * d)
print(f"two matrices, width {4 * d}:   {plain:11,}")
print(f"three matrices, width {m}: {gated:11,}")
print(f"three matrices, width {4 * d}: {unmatched:11,}")
assert m == 11008 and plain <= gated < 1.01 * plain and unmatched == 1.5 * plain
