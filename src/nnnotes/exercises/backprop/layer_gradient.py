"""The gradient of an affine layer."""

from __future__ import annotations

import numpy as np

from nnnotes.backprop import numeric_grad
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

PARTS = ("dx", "dw", "db")


def layer(source: Source) -> Case:
    """Return a batch, a layer's weights, and the gradient that comes back to it."""
    n, d_in = source.size("row", 3), source.size("feature", 3)
    d_out = source.size("output", 3)
    return {
        "x": source.numbers(n, d_in),
        "w": source.numbers(d_out, d_in),
        "dz": source.numbers(n, d_out),
    }


def measured(answer: Functions, x: Array, w: Array, dz: Array) -> Compare:
    """Compare with difference quotients of the sum of dz * z."""
    b = np.zeros(len(w))
    expected = (
        numeric_grad(lambda at: float(np.sum(dz * affine(at, w, b))), x),
        numeric_grad(lambda at: float(np.sum(dz * affine(x, at, b))), w),
        numeric_grad(lambda at: float(np.sum(dz * affine(x, w, at))), b),
    )
    came = answer.affine_grad(x, w, dz)
    return Compare(came, tuple(one.round(6) for one in expected), 1e-5, PARTS)


EXERCISE = Exercise(
    title="The gradient of an affine layer",
    topic="backprop/layer_gradient",
    statement=r"""
A layer has computed $z = xW^\top + b$.
Its output's gradient `dz` comes back, with the shape of $z$: `(n, d_out)`.
Return the gradients of its input, its weights and its bias.

Each has the shape of its variable.
`dx` has that of `x`, `(n, d_in)`; `dw` that of `w`, `(d_out, d_in)`; and `db`
that of the bias, `(d_out,)`.
The loss has divided by $n$ already, so no mean is taken here.
""",
    starter='''
import numpy as np


def affine_grad(x, w, dz):
    """Return dx, dw and db."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def affine_grad(x, w, dz):
    """Return dx, dw and db."""
    dx = dz @ w
    dw = dz.T @ x
    db = dz.sum(axis=0)
    return dx, dw, db
''',
    properties=(
        Property(
            "A small step of `x`, `w` or `b` changes the sum of `dz * z` as the "
            "gradient says.",
            layer,
            measured,
        ),
    ),
    mistakes=(
        Mistake(
            "`dw` is turned around: row `j` of `dw` belongs to unit `j`, as in `w`. "
            "It is `dz.T @ x`.",
            {"dz.T @ x": "x.T @ dz"},
        ),
        Mistake(
            "`db` is summed over the wrong axis: the bias was added to every row, so "
            "its gradient is the sum over the rows, axis 0.",
            {"axis=0": "axis=1"},
        ),
        Mistake(
            "`db` is summed over everything: each unit has a bias of its own.",
            {"axis=0": ""},
        ),
        Mistake(
            "The mean is taken a second time. The loss has divided by n; `db` is the "
            "sum over the rows.",
            {"dz.sum(axis=0)": "dz.mean(axis=0)"},
        ),
        Mistake(
            "The mean is taken a second time. The loss has divided by n; `dw` and `db` "
            "are sums over the rows.",
            {"dz.T @ x": "dz.T @ x / len(x)", "dz.sum(axis=0)": "dz.mean(axis=0)"},
        ),
        Mistake(
            "`w` is transposed for `dx`. Forward it was `w.T`, so backward it is `w`: "
            "`(n, d_out)` times `(d_out, d_in)`.",
            {"dz @ w": "dz @ w.T"},
        ),
        Mistake(
            "`dx` and `dw` have changed places: the order is `dx`, `dw`, `db`.",
            {"return dx, dw, db": "return dw, dx, db"},
        ),
        Mistake(
            "`db` is `dz` itself. The bias was added to every row, so its gradient is "
            "the sum over the rows.",
            {"dz.sum(axis=0)": "dz"},
        ),
    ),
    hints=(
        "Write the three shapes down. Each product is settled by them.",
        "`dx` is `(n, d_in)`: of `dz` `(n, d_out)` and `w` `(d_out, d_in)`. "
        "`dw` is `(d_out, d_in)`: of `dz` and `x`, summed over the `n` rows.",
        "`db` is the gradient of something that was added to each row: the sum of "
        "`dz` over the rows.",
        "`dx = dz @ w` and `dw = dz.T @ x`.",
    ),
)
