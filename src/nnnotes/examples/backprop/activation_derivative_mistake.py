"""Feeding the output where the input belongs, or the reverse, gives a wrong slope."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


z = np.array([-2.0, 0.0, 2.0])
h = sigmoid(z)
measured = (sigmoid(z + 1e-6) - sigmoid(z - 1e-6)) / 2e-6
right = h * (1 - h)
input_for_output = z * (1 - z)
output_for_input = sigmoid(h) * (1 - sigmoid(h))

print(f"{'z':>16} {z[0]:7.4f} {z[1]:7.4f} {z[2]:7.4f}")
for name, slope in (
    ("measured", measured),
    ("h(1 - h)", right),
    ("z(1 - z)", input_for_output),
    ("slope taken at h", output_for_input),
):
    print(f"{name:>16} {slope[0]:7.4f} {slope[1]:7.4f} {slope[2]:7.4f}")

assert np.allclose(right, measured, atol=1e-8)
assert input_for_output[0] < 0 < measured[0]  # it even points the other way
assert output_for_input[0] > 2 * measured[0]
