"""ReLU and its derivative."""

from __future__ import annotations

import numpy as np

from nnnotes.activations import relu, relu_grad
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


def scores(source: Source) -> Case:
    """Return a batch, zeros among its entries."""
    n, d = source.size("row", 3), source.size("unit", 4)
    return {"z": source.numbers(n, d)}


def value(answer: Functions, z: Array) -> Compare:
    """Compare the activation with the package's."""
    return Compare(answer.relu(z), relu(z))


def slope(answer: Functions, z: Array) -> Compare:
    """Compare the derivative with the package's."""
    return Compare(answer.relu_grad(z), relu_grad(z))


def quotient(answer: Functions, z: Array) -> Compare:
    """Compare the derivative with the reader's own activation, away from the kink."""
    away = np.where(np.abs(z) < 0.01, 1.0, z)
    rise = answer.relu(away + 1e-3) - answer.relu(away - 1e-3)
    return Compare(answer.relu_grad(away), np.asarray(rise / 2e-3).round(6))


EXERCISE = Exercise(
    title="ReLU and its derivative",
    topic="activations/relu",
    statement=r"""
Write ReLU, $\max(0, z)$, and its derivative, entry by entry.

`z` has shape `(n, d)`, and both results have the shape of `z`.
At $z = 0$ there is no derivative; the choice here is 0, as in the notes.
""",
    starter='''
import numpy as np


def relu(z):
    """Return max(0, z) of each entry."""
    raise NotImplementedError


def relu_grad(z):
    """Return the derivative at each entry; 0 at z = 0."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def relu(z):
    """Return max(0, z) of each entry."""
    return np.maximum(z, 0.0)


def relu_grad(z):
    """Return the derivative at each entry; 0 at z = 0."""
    return np.where(z > 0, 1.0, 0.0)
''',
    properties=(
        Property(
            "`relu` leaves what is above 0 and turns the rest to 0.", scores, value
        ),
        Property("`relu_grad` is 1 above 0, and 0 elsewhere.", scores, slope),
        Property(
            "Away from 0, `relu_grad` is the slope that a small step of `relu` shows.",
            scores,
            quotient,
        ),
    ),
    mistakes=(
        Mistake(
            "The derivative at 0 is 1 here, and 0 is asked for: `z > 0`, not `z >= 0`.",
            {"z > 0": "z >= 0"},
        ),
        Mistake(
            "The derivative is not the value. Above 0 the slope of ReLU is 1, however "
            "large `z` is.",
            {"1.0, 0.0)": "z, 0.0)"},
        ),
        Mistake(
            "Python's `max` compares whole arrays. `np.maximum` compares entry by entry.",
            {"np.maximum(z, 0.0)": "max(z, 0.0)"},
        ),
        Mistake(
            "`np.max` returns the largest entry. `np.maximum` compares entry by entry.",
            {"np.maximum(z, 0.0)": "np.max(z)"},
        ),
        Mistake(
            "This keeps what is below 0. ReLU keeps what is above.",
            {"np.maximum(z, 0.0)": "np.minimum(z, 0.0)"},
        ),
        Mistake(
            "This is the absolute value: what is below 0 becomes 0, not positive.",
            {"np.maximum(z, 0.0)": "np.abs(z)"},
        ),
        Mistake(
            "The derivative below 0 is 0: the result does not change there.",
            {"np.where(z > 0, 1.0, 0.0)": "np.ones(z.shape)"},
        ),
        Mistake(
            "`np.sign` is -1 below 0. The slope of ReLU is 0 there.",
            {"np.where(z > 0, 1.0, 0.0)": "np.sign(z)"},
        ),
    ),
    hints=(
        "NumPy has a function that compares two arrays entry by entry and keeps the "
        "larger one.",
        "A comparison such as `z > 0` gives an array of truth values. `np.where` makes "
        "numbers of them.",
        "`np.maximum(z, 0.0)`, and `np.where(z > 0, 1.0, 0.0)`.",
    ),
)
