"""tanh is a stretched sigmoid with slope 1 - h**2; four lookalikes are caught."""

import numpy as np

from nnnotes.activations import sigmoid, tanh, tanh_grad

z = np.linspace(-4, 4, 41)
h = tanh(z)
measured = (tanh(z + 1e-6) - tanh(z - 1e-6)) / 2e-6
assert np.allclose(tanh(-z), -h, rtol=1e-14, atol=0)
assert np.array_equal(tanh(np.array([-1e4, 1e4])), [-1, 1])
assert tanh_grad(np.zeros(1)) == 1 and np.all(tanh_grad(z[np.abs(z) > 0.01]) < 1)

from_sigmoid = np.abs(h - (2 * sigmoid(2 * z) - 1)).max()
no_stretch = np.abs(h - (2 * sigmoid(z) - 1)).max()
print(f"2 sigmoid(2z) - 1       the same: {from_sigmoid < 1e-14}")
print(f"2 sigmoid(z) - 1        off by {no_stretch:.3f}")
assert from_sigmoid < 1e-14 < 0.1 < no_stretch

slopes = {"1 - h**2": 1 - h**2, "tanh_grad(z)": tanh_grad(z)}
slopes |= {"1 - h": 1 - h, "1 - tanh(h)**2": tanh_grad(h), "1 - z**2": 1 - z**2}
errors = {name: np.abs(slope - measured).max() for name, slope in slopes.items()}
for name, error in errors.items():
    print(f"slope as {name:14} {'right' if error < 1e-9 else f'off by {error:.3f}'}")
assert [error < 1e-9 for error in errors.values()] == [True, True, False, False, False]
