"""Values at three sizes expose all wrong layers; a square test of shapes passes two."""

import numpy as np

from nnnotes.forward import affine


def one_by_one(x, w, b):  # the definition, without a matrix product
    def entry(row, weights, bias):
        return sum(row[k] * weights[k] for k in range(len(row))) + bias

    return [[entry(row, w[j], b[j]) for j in range(len(w))] for row in x]


def verdict(layer, n, d_in, d_out, values):
    rng = np.random.default_rng(21)
    x, w = rng.normal(size=(n, d_in)), rng.normal(size=(d_out, d_in))
    b = rng.normal(size=d_out)
    try:
        z, at_zero = layer(x, w, b), layer(0 * x, w, b)
    except ValueError:
        return "error"
    right = z.shape == (n, d_out) and np.allclose(at_zero, b)
    if values:
        right = right and np.allclose(z, one_by_one(x, w, b))
    return "passes" if right else "fails"


layers = {
    "affine": affine,
    "w not transposed": lambda x, w, b: x @ w + b,
    "reshaped instead": lambda x, w, b: (w @ x.T).reshape(len(x), -1) + b,
    "bias as a column": lambda x, w, b: x @ w.T + b[:, None],
    "bias forgotten": lambda x, w, b: x @ w.T,
}
tests = (3, 3, 3, False), (5, 3, 2, True)  # n, d_in, d_out, values
print(f"{'':17} loose   strict")
for name, layer in layers.items():
    loose, strict = (verdict(layer, *test) for test in tests)
    print(f"{name:17} {loose:7} {strict}")
    assert (strict == "passes") == (layer is affine)
assert verdict(layers["w not transposed"], *tests[0]) == "passes"
