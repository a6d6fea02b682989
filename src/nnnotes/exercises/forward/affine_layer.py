"""An affine layer for a batch."""

from __future__ import annotations

import numpy as np

from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source
from nnnotes.forward import Array, affine


def batch(source: Source) -> Case:
    """Return a batch and a layer."""
    n, d_in = source.size("row", 4), source.size("feature", 4)
    d_out = source.size("output", 4)
    return {
        "x": source.numbers(n, d_in),
        "w": source.numbers(d_out, d_in),
        "b": source.numbers(d_out),
    }


def definition(answer: Functions, x: Array, w: Array, b: Array) -> Compare:
    """Compare with the package's layer."""
    return Compare(answer.affine(x, w, b), affine(x, w, b))


def row_by_row(answer: Functions, x: Array, w: Array, b: Array) -> Compare:
    """Compare a batch with its rows, one after the other."""
    rows = [answer.affine(x[i : i + 1], w, b) for i in range(len(x))]
    return Compare(answer.affine(x, w, b), np.concatenate(rows))


EXERCISE = Exercise(
    title="An affine layer",
    topic="forward/affine_layer",
    statement=r"""
Write the layer $z = xW^\top + b$ for a whole batch.

`x` has shape `(n, d_in)`, one example a row.
`w` has shape `(d_out, d_in)`, one unit a row.
`b` has shape `(d_out,)`.
The result has shape `(n, d_out)`.
""",
    starter='''
import numpy as np


def affine(x, w, b):
    """Return z, one row for each row of x."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def affine(x, w, b):
    """Return z, one row for each row of x."""
    return x @ w.T + b
''',
    properties=(
        Property(
            "Output `j` of a row is the sum of its features, weighted by row `j` of "
            "`w`, plus `b[j]`.",
            batch,
            definition,
        ),
        Property("A batch gives what its rows give one by one.", batch, row_by_row),
    ),
    mistakes=(
        Mistake(
            "`w` is not transposed. Its rows are the units, so `x` meets `w.T`.",
            {"w.T": "w"},
        ),
        Mistake("The bias is missing.", {" + b": ""}),
        Mistake(
            "The result is turned around: it has one column for each example, and "
            "the bias may have gone to the wrong axis.",
            {"x @ w.T + b": "(x @ w.T + b).T"},
        ),
        Mistake(
            "The weights are multiplied and not summed: `*` works entry by entry, "
            "`@` sums over the features.",
            {"x @ w.T": "x * w"},
        ),
        Mistake(
            "Only the first row is computed, and repeated for the others.",
            {"x @ w.T + b": "np.tile(x[0] @ w.T + b, (len(x), 1))"},
        ),
        Mistake("The bias is subtracted.", {"+ b": "- b"}),
    ),
    hints=(
        "What is the shape of each factor, and which lengths meet in the product?",
        "`x` is `(n, d_in)`. For a result `(n, d_out)` the second factor has to be "
        "`(d_in, d_out)`.",
        "`w.T` has that shape. NumPy adds `b` to every row by itself.",
    ),
)
