"""Huber's loss and its slope."""

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
from nnnotes.forward import Array
from nnnotes.losses import huber


def predictions(source: Source) -> Case:
    """Return predictions, targets and where the parabola ends."""
    n = source.size("row", 4)
    return {
        "y_hat": source.numbers(n),
        "y": source.numbers(n),
        "delta": source.number(0.5, 2.0),
    }


def outlier(source: Source) -> Case:
    """Return one prediction that is far off."""
    far = source.number(10.0, 100.0) * source.choice(1.0, -1.0)
    return {"y_hat": np.array([far]), "y": np.zeros(1), "delta": 1.0}


def definition(answer: Functions, y_hat: Array, y: Array, delta: float) -> Compare:
    """Compare with the package's loss."""
    return Compare(answer.huber(y_hat, y, delta), huber(y_hat, y, delta))


def joined(answer: Functions, y_hat: Array, y: Array, delta: float) -> Compare:
    """Compare the slope far out with the one that the parabola ends with."""
    slope = numeric_grad(lambda at: float(answer.huber(at, y, delta)), y_hat)
    return Compare(slope, delta * np.sign(y_hat), within=1e-4)


EXERCISE = Exercise(
    title="Huber's loss",
    topic="losses/regression_mse",
    statement=r"""
An outlier pulls at the mean squared error with a force that grows with its distance.
Huber's loss is a parabola near 0 and goes on along its tangents from $|r| = \delta$ on, where $r = \hat y - y$:

$$
\ell(r) = \begin{cases} r^2/2 & |r| \le \delta \\ \delta\,(|r| - \delta/2) & |r| > \delta \end{cases}
$$

`y_hat` and `y` have shape `(n,)`.
Return the mean over the batch, one number.
""",
    starter='''
import numpy as np


def huber(y_hat, y, delta):
    """Return the mean loss of a batch."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def huber(y_hat, y, delta):
    """Return the mean loss of a batch."""
    r = np.abs(y_hat - y)
    square = r**2 / 2
    line = delta * (r - delta / 2)
    return np.where(r <= delta, square, line).mean()
''',
    properties=(
        Property(
            "The loss is the mean of the parabola and its tangents.",
            predictions,
            definition,
        ),
        Property(
            "An outlier pulls with the force `delta`, however far away it is.",
            outlier,
            joined,
        ),
    ),
    mistakes=(
        Mistake(
            "The parabola is twice as high: it is `r**2 / 2`, so that its slope is `r`.",
            {"r**2 / 2": "r**2"},
        ),
        Mistake(
            "The line lies too high: without `- delta / 2` the loss jumps where the "
            "parabola ends.",
            {"delta * (r - delta / 2)": "delta * r"},
        ),
        Mistake(
            "The line has the slope 1. It goes on with the slope that the parabola has "
            "at `delta`, which is `delta`.",
            {"delta * (r - delta / 2)": "r - delta / 2"},
        ),
        Mistake(
            "The pieces are exchanged: the parabola is for small errors.",
            {"r <= delta, square, line": "r <= delta, line, square"},
        ),
        Mistake(
            "The sign of the error is left in. The loss depends on `|r|`.",
            {"np.abs(y_hat - y)": "y_hat - y"},
        ),
        Mistake(
            "The loss is a mean over the batch, and here it is a sum.",
            {".mean()": ".sum()"},
        ),
        Mistake(
            "Errors beyond `delta` are cut off. Such an outlier does not pull at all.",
            {"line = delta * (r - delta / 2)": "line = delta**2 / 2"},
        ),
        Mistake(
            "One error decides for all of them. Each row has its own piece: `np.where`.",
            {
                "np.where(r <= delta, square, line)": "(square if r.max() <= delta else line)"
            },
        ),
    ),
    hints=(
        "Compute `r = np.abs(y_hat - y)` first, then both pieces for all rows.",
        "`np.where(condition, a, b)` takes from `a` where the condition holds.",
        "Value and slope of both pieces are the same at `r = delta`: that is how the "
        "constant `- delta / 2` comes about.",
    ),
)
