"""The smallest of all weights that fit."""

from __future__ import annotations

import numpy as np

from nnnotes.capacity import minimum_norm
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


def wide(source: Source) -> Case:
    """Return fewer rows than features; the rows are no multiples of each other."""
    n = source.size("row", 3)
    d = source.size("feature", 6, least=4)
    h = source.numbers(n, d)
    # A diagonal that outweighs the rest keeps the rows apart.
    h[np.arange(n), np.arange(n)] += 10.0
    return {"h": h, "y": source.numbers(n)}


def definition(answer: Functions, h: Array, y: Array) -> Compare:
    """Compare with the package's weights."""
    return Compare(answer.smallest(h, y), minimum_norm(h, y[:, None])[:, 0])


def fits(answer: Functions, h: Array, y: Array) -> Compare:
    """Compare what the weights give with the targets."""
    return Compare(h @ answer.smallest(h, y), y)


EXERCISE = Exercise(
    title="The smallest exact fit",
    topic="generalization/overparameterization",
    statement=r"""
A linear head has more features than there are examples, so many weights fit the targets exactly.
Descent that starts at 0 ends at the one with the smallest norm.
That one is a combination of the rows of `h`: $c = H^\top a$ with $HH^\top a = y$.

`h` has shape `(n, d)` with $n < d$ and independent rows, `y` has shape `(n,)`.
Return the weights `c`, of shape `(d,)`.
""",
    starter='''
import numpy as np


def smallest(h, y):
    """Return the weights of the smallest norm with h @ c = y."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def smallest(h, y):
    """Return the weights of the smallest norm with h @ c = y."""
    a = np.linalg.solve(h @ h.T, y)
    return h.T @ a
''',
    properties=(
        Property("The weights fit every target.", wide, fits),
        Property(
            "No exact fit is smaller: the weights are a combination of the rows.",
            wide,
            definition,
        ),
    ),
    mistakes=(
        Mistake(
            "These weights fit, and there are smaller ones: all features but the first "
            "few are left out.",
            code="""
import numpy as np


def smallest(h, y):
    n = len(h)
    c = np.zeros(h.shape[1])
    c[:n] = np.linalg.solve(h[:, :n], y)
    return c
""",
        ),
        Mistake(
            "`h.T @ h` has no inverse here: there are more features than rows. "
            "`h @ h.T` has one.",
            code="""
import numpy as np


def smallest(h, y):
    d = h.shape[1]
    return np.linalg.solve(h.T @ h + 1e-3 * np.eye(d), h.T @ y)
""",
        ),
        Mistake(
            "Each target pulls at its row, and nobody accounts for rows that overlap: "
            "solve with `h @ h.T` first.",
            {"np.linalg.solve(h @ h.T, y)": "y / (h**2).sum(axis=1)"},
        ),
        Mistake(
            "The targets are spread by the rows without being divided by anything: the "
            "fit is far too large.",
            {"np.linalg.solve(h @ h.T, y)": "y"},
        ),
        Mistake(
            "`a` has one number for each row. The weights are `h.T @ a`, one for each "
            "feature.",
            {"return h.T @ a": "return a"},
        ),
        Mistake(
            "A ridge pulls the weights towards 0, and the targets are missed by a little.",
            {"h @ h.T, y": "h @ h.T + 0.1 * np.eye(len(h)), y"},
        ),
    ),
    hints=(
        "Write `c = h.T @ a` into `h @ c = y`: what is the equation for `a`?",
        "`h @ h.T` is a small matrix, `(n, n)`, and it has an inverse.",
        "`np.linalg.solve(h @ h.T, y)` gives `a`.",
    ),
)
