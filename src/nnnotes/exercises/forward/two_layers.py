"""A network of two layers."""

from __future__ import annotations

from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source
from nnnotes.forward import Array, Layer, forward


def network(source: Source) -> Case:
    """Return a batch and the parameters of two layers."""
    n, d = source.size("row", 3), source.size("feature", 3)
    hidden, out = source.size("hidden unit", 3), source.size("output", 3)
    return {
        "x": source.numbers(n, d),
        "w1": source.numbers(hidden, d),
        "b1": source.numbers(hidden),
        "w2": source.numbers(out, hidden),
        "b2": source.numbers(out),
    }


def stack(
    answer: Functions, x: Array, w1: Array, b1: Array, w2: Array, b2: Array
) -> Compare:
    """Compare with the package's stack of layers."""
    layers = [Layer(w1, b1, "relu"), Layer(w2, b2)]
    return Compare(answer.network(x, w1, b1, w2, b2), forward(layers, x)[0])


EXERCISE = Exercise(
    title="A network of two layers",
    topic="forward/mlp_layer_stack",
    statement=r"""
Send a batch through two layers.
The first is affine with ReLU behind it, the second is affine alone:

$$h = \max(0,\; xW_1^\top + b_1), \qquad z = hW_2^\top + b_2$$

`x` has shape `(n, d)`, `w1` has `(hidden, d)` and `w2` has `(out, hidden)`.
Each bias has one number for each unit.
Return `z`, of shape `(n, out)`.
""",
    starter='''
import numpy as np


def network(x, w1, b1, w2, b2):
    """Return the outputs z, one row for each row of x."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def network(x, w1, b1, w2, b2):
    """Return the outputs z, one row for each row of x."""
    h = np.maximum(x @ w1.T + b1, 0.0)
    return h @ w2.T + b2
''',
    properties=(
        Property(
            "The outputs are those of an affine layer, ReLU, and an affine layer.",
            network,
            stack,
            cases=40,
        ),
    ),
    mistakes=(
        Mistake(
            "The output goes through ReLU too. It has to be able to go below 0.",
            {"h @ w2.T + b2": "np.maximum(h @ w2.T + b2, 0.0)"},
        ),
        Mistake(
            "There is no ReLU: two affine layers in a row are one affine layer.",
            {"np.maximum(x @ w1.T + b1, 0.0)": "x @ w1.T + b1"},
        ),
        Mistake(
            "ReLU comes before the first layer. It belongs behind it.",
            {"np.maximum(x @ w1.T + b1, 0.0)": "np.maximum(x, 0.0) @ w1.T + b1"},
        ),
        Mistake(
            "The first bias is added behind ReLU. It belongs before it, where it "
            "decides when the unit fires.",
            {"np.maximum(x @ w1.T + b1, 0.0)": "np.maximum(x @ w1.T, 0.0) + b1"},
        ),
        Mistake("The first bias is missing.", {" + b1": ""}),
        Mistake("The second bias is missing.", {" + b2": ""}),
        Mistake(
            "The second layer reads `x`. It reads what the first one gave.",
            {"h @ w2.T": "x @ w2.T"},
        ),
        Mistake(
            "The weights are not transposed: their rows are the units.",
            {"w1.T": "w1", "w2.T": "w2"},
        ),
    ),
    hints=(
        "Write the affine layer of the first exercise once for each layer.",
        "Give the result of the first layer a name, `h`; `np.maximum(..., 0.0)` bends it.",
        "`h = np.maximum(x @ w1.T + b1, 0.0)`. The second layer is the same without "
        "`np.maximum`, and reads `h`.",
    ),
)
