"""A value that goes two ways, and the two gradients that come back."""

from __future__ import annotations

import numpy as np

from nnnotes.activations import relu
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
from nnnotes.forward import Array


def block(source: Source) -> Case:
    """Return a batch, square weights, and the gradient that comes in."""
    n, d = source.size("row", 3), source.size("feature", 3)
    return {
        "x": source.numbers(n, d),
        "w": source.numbers(d, d),
        "d_out": source.numbers(n, d),
    }


def by_hand(answer: Functions, x: Array, w: Array, d_out: Array) -> Compare:
    """Compare with the two paths, written out."""
    bent = ((x @ w.T) > 0) * d_out
    return Compare(answer.block_grad(x, w, d_out), d_out + bent @ w)


def apart(source: Source) -> Case:
    """Return a batch of which no unit is near its kink."""
    case = block(source)
    z = case["x"] @ case["w"].T
    # Away from 0 by 0.1: a difference quotient must not cross the kink.
    near = np.abs(z).min(initial=1.0) < 0.1
    return case | (
        {"x": np.ones_like(case["x"]), "w": np.ones_like(case["w"])} if near else {}
    )


def by_quotient(answer: Functions, x: Array, w: Array, d_out: Array) -> Compare:
    """Compare with a difference quotient."""

    def pull(at: Array) -> float:
        return float(np.sum(d_out * (at + relu(at @ w.T))))

    return Compare(answer.block_grad(x, w, d_out), numeric_grad(pull, x), within=1e-4)


EXERCISE = Exercise(
    title="Where two paths meet",
    topic="backprop/reverse_accumulation",
    statement=r"""
A residual block sends its input two ways and adds up what arrives:

$$Y = X + \mathrm{relu}(XW^\top)$$

`x` has shape `(n, d)` and `w` has shape `(d, d)`.
`d_out`, of the shape of `x`, is the gradient of the loss in $Y$.
Return the gradient in $X$.
At the kink of ReLU take the slope 0.
""",
    starter='''
import numpy as np


def block_grad(x, w, d_out):
    """Return the gradient of the loss in x."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def block_grad(x, w, d_out):
    """Return the gradient of the loss in x."""
    z = x @ w.T
    dz = d_out * (z > 0)
    return d_out + dz @ w
''',
    properties=(
        Property("The gradients of both paths are added.", block, by_hand),
        Property("It is what a difference quotient measures.", apart, by_quotient),
    ),
    mistakes=(
        Mistake(
            "Only the path through the layer is there. `x` also goes straight to the "
            "sum, and brings back `d_out` as it is.",
            {"d_out + dz @ w": "dz @ w"},
        ),
        Mistake(
            "Only the straight path is there. `x` also goes through the layer.",
            {"d_out + dz @ w": "d_out + 0"},
        ),
        Mistake(
            "The gate of ReLU is missing: where `z` is not above 0, nothing comes back "
            "through the layer.",
            {"d_out * (z > 0)": "d_out"},
        ),
        Mistake(
            "The gate looks at `x`. ReLU has bent `z = x @ w.T`, so its slope is taken "
            "there.",
            {"(z > 0)": "(x > 0)"},
        ),
        Mistake(
            "`w` is transposed. On the way back `dz` meets `w` itself: `dz @ w`.",
            {"dz @ w": "dz @ w.T"},
        ),
        Mistake(
            "The gate shuts the straight path too. ReLU stands on one of the two paths.",
            {"d_out + dz @ w": "dz + dz @ w"},
        ),
        Mistake(
            "The two paths are multiplied. Along a path slopes multiply, over paths they "
            "add.",
            {"d_out + dz @ w": "d_out * (dz @ w)"},
        ),
    ),
    hints=(
        "Follow each path back alone, as if the other were not there.",
        "The straight path has the slope 1. The other one goes back through the gate of "
        "ReLU and then through `w`.",
        "Where paths meet, their gradients are added.",
    ),
)
