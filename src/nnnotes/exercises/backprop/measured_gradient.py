"""A gradient, measured."""

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
from nnnotes.forward import Array


def point(source: Source) -> Case:
    """Return where to measure, the coefficients of a function, and a step."""
    n, d = source.size("row", 3), source.size("column", 3)
    eps = source.choice(0.5, 0.25, 0.125)
    return {"x": source.numbers(n, d), "a": source.numbers(n, d), "eps": eps}


def squares(answer: Functions, x: Array, a: Array, eps: float) -> Compare:
    """Compare with the exact gradient of squares, which no step can spoil."""
    came = answer.numeric_grad(lambda at: float(np.sum(a * at**2)), x, eps)
    return Compare(came, 2 * a * x)


def cubes(answer: Functions, x: Array, a: Array, eps: float) -> Compare:
    """Compare with the exact gradient of cubes and the known error."""
    came = answer.numeric_grad(lambda at: float(np.sum(a * at**3)), x, eps)
    return Compare(came, 3 * a * x**2 + a * eps**2)


def mixed(answer: Functions, x: Array, a: Array, eps: float) -> Compare:
    """Compare with the gradient of a function whose entries work together."""
    came = answer.numeric_grad(lambda at: float(np.sum(a * at) ** 2), x, eps)
    return Compare(came, 2 * np.sum(a * x) * a)


EXERCISE = Exercise(
    title="A gradient, measured",
    topic="backprop/gradient_check",
    statement=r"""
Measure the gradient of a function by central differences.
For each entry $k$ of `x`:

$$\frac{f(x + \varepsilon e_k) - f(x - \varepsilon e_k)}{2\varepsilon}$$

`f` takes an array of the shape of `x` and returns a number.
The result has the shape of `x`, and `x` stays as it is.
The check takes large steps `eps`, so that a wrong formula shows.
""",
    starter='''
import numpy as np


def numeric_grad(f, x, eps):
    """Return the measured gradient of f at x, of the shape of x."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def numeric_grad(f, x, eps):
    """Return the measured gradient of f at x, of the shape of x."""
    grad = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        grad[k] = (f(x + step) - f(x - step)) / (2 * eps)
    return grad
''',
    properties=(
        Property(
            "For a sum of squares `a * x**2` the measured gradient is `2 * a * x`.",
            point,
            squares,
        ),
        Property(
            "For a sum of cubes `a * x**3` it is `3 * a * x**2 + a * eps**2`.",
            point,
            cubes,
        ),
        Property(
            "For the square of a sum, `(a * x).sum()**2`, it is "
            "`2 * (a * x).sum() * a`.",
            point,
            mixed,
        ),
    ),
    mistakes=(
        Mistake(
            "This is the one-sided difference. Its error falls with `eps`, that of the "
            "central one with `eps**2`.",
            {"(f(x + step) - f(x - step)) / (2 * eps)": "(f(x + step) - f(x)) / eps"},
        ),
        Mistake(
            "The two points are `2 * eps` apart, and the rise is divided by `eps`.",
            {"(2 * eps)": "eps"},
        ),
        Mistake(
            "Without parentheses `/ 2 * eps` multiplies by `eps`.",
            {"(2 * eps)": "2 * eps"},
        ),
        Mistake("The rise is not divided by the step.", {" / (2 * eps)": ""}),
        Mistake(
            "The sign is turned around.",
            {"f(x + step) - f(x - step)": "f(x - step) - f(x + step)"},
        ),
        Mistake(
            "All entries move at once. A partial derivative moves one and holds the "
            "others.",
            {"step[k] = eps": "step[:] = eps"},
        ),
        Mistake(
            "The steps pile up: `step` has to be all zeros again before the next entry.",
            {
                "        step = np.zeros(x.shape)\n": "",
                "    for k in": "    step = np.zeros(x.shape)\n    for k in",
            },
        ),
        Mistake(
            "Whole rows move at once. `np.ndindex(x.shape)` goes through all entries.",
            {"np.ndindex(x.shape)": "range(len(x))"},
        ),
    ),
    hints=(
        "One entry at a time: `np.ndindex(x.shape)` yields the place of each.",
        "Make an array of zeros with `eps` at that place. Adding it to `x` gives a new "
        "array, so `x` stays as it is.",
        "`(f(x + step) - f(x - step)) / (2 * eps)` goes to the same place of the result.",
    ),
)
