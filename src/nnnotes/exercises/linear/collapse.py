"""Two affine layers without a bend between them are one."""

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
from nnnotes.forward import Array, Layer, affine
from nnnotes.linear import collapse


def layers(source: Source) -> Case:
    """Return two layers, the second of which takes what the first gives."""
    d_in, hidden = source.size("feature", 3), source.size("hidden unit", 3)
    d_out = source.size("output", 3)
    return {
        "w1": source.numbers(hidden, d_in),
        "b1": source.numbers(hidden),
        "w2": source.numbers(d_out, hidden),
        "b2": source.numbers(d_out),
    }


def with_rows(source: Source) -> Case:
    """Return two layers and a batch."""
    case, n = layers(source), source.size("row", 3)
    return case | {"x": source.numbers(n, case["w1"].shape[1])}


def definition(
    answer: Functions, w1: Array, b1: Array, w2: Array, b2: Array
) -> Compare:
    """Compare with the package's merged layer."""
    one = collapse([Layer(w1, b1), Layer(w2, b2)])
    return Compare(answer.merge(w1, b1, w2, b2), (one.w, one.b), parts=("w", "b"))


def one_by_one(
    answer: Functions, w1: Array, b1: Array, w2: Array, b2: Array, x: Array
) -> Compare:
    """Compare one layer with two on a batch."""
    w, b = answer.merge(w1, b1, w2, b2)
    return Compare(affine(x, w, b), affine(affine(x, w1, b1), w2, b2))


EXERCISE = Exercise(
    title="Two layers in one",
    topic="linear/nonlinearity",
    statement=r"""
Two affine layers follow each other, with no activation between them:

$$h = xW_1^\top + b_1, \qquad z = hW_2^\top + b_2$$

`w1` has shape `(hidden, d_in)`, `w2` has shape `(d_out, hidden)`.
Return the weights `w` and the bias `b` of the one layer that gives the same `z` for every `x`.
""",
    starter='''
import numpy as np


def merge(w1, b1, w2, b2):
    """Return w, b of the layer that does the work of both."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def merge(w1, b1, w2, b2):
    """Return w, b of the layer that does the work of both."""
    w = w2 @ w1
    b = w2 @ b1 + b2
    return w, b
''',
    properties=(
        Property(
            "`w` is the product of both weights, and `b` the bias of a blank input.",
            layers,
            definition,
        ),
        Property(
            "The one layer gives for a batch what the two give.", with_rows, one_by_one
        ),
    ),
    mistakes=(
        Mistake(
            "The biases are added as they are. The first one still goes through the "
            "second layer: `w2 @ b1`.",
            {"w2 @ b1 + b2": "b1 + b2"},
        ),
        Mistake(
            "The bias of the first layer is lost: it goes through the second layer and "
            "is added to `b2`.",
            {"w2 @ b1 + b2": "b2 + 0"},
        ),
        Mistake(
            "The bias of the second layer is missing.",
            {"w2 @ b1 + b2": "w2 @ b1"},
        ),
        Mistake(
            "The product is the wrong way around. The layer that acts first stands on "
            "the right: `w2 @ w1`.",
            {"w2 @ w1": "w1 @ w2"},
        ),
        Mistake(
            "The weights are transposed. A layer's `w` has one row for each output.",
            {"w2 @ w1": "(w2 @ w1).T"},
        ),
    ),
    hints=(
        "Put the first formula into the second and multiply out.",
        r"$z = (xW_1^\top + b_1)W_2^\top + b_2 = x(W_2W_1)^\top + \dots$.",
        "What is left of `z` for `x = 0` is the bias.",
    ),
)
