"""Units that answer no row."""

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


def outputs(source: Source) -> Case:
    """Return outputs of a ReLU layer, with some dead units in it."""
    n, units = source.size("row", 4), source.size("unit", 5)
    h = np.maximum(source.numbers(n, units), 0.0)
    alive = source.labels(units, below=3) > 0  # one of three is dead
    return {"h": h * alive}


def definition(answer: Functions, h: Array) -> Compare:
    """Compare with a count, unit by unit."""
    dead = [all(h[i, j] == 0 for i in range(len(h))) for j in range(h.shape[1])]
    return Compare(answer.dead_share(h), sum(dead) / h.shape[1])


def sparse(source: Source) -> Case:
    """Return a batch of which every unit answers one row and no other."""
    units = source.size("unit", 5)
    return {"h": np.eye(units)}


def none_dead(answer: Functions, h: Array) -> Compare:
    """Compare with 0: each unit answers somewhere."""
    return Compare(answer.dead_share(h), 0.0)


EXERCISE = Exercise(
    title="The share of dead units",
    topic="diagnostics/activation_statistics",
    statement=r"""
A ReLU unit that gives 0 for every row of the data gets no gradient from any of them: it is dead.
A unit that is often 0, and not always, is healthy.

`h` has shape `(n, units)`: the outputs of a ReLU layer, one row for each example.
Return the share of dead units, from 0 to 1.
""",
    starter='''
import numpy as np


def dead_share(h):
    """Return the share of units that are 0 on every row."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def dead_share(h):
    """Return the share of units that are 0 on every row."""
    dead = (h == 0).all(axis=0)
    return dead.mean()
''',
    properties=(
        Property("Units that are 0 on all rows are counted.", outputs, definition),
        Property("A unit that answers one row is alive.", sparse, none_dead),
    ),
    mistakes=(
        Mistake(
            "A unit that is 0 on some row counts as dead here. It is dead if all rows "
            "give 0.",
            {".all(axis=0)": ".any(axis=0)"},
        ),
        Mistake(
            "This is the share of zeros among all outputs. Half of them is healthy for "
            "ReLU, and no unit need be dead.",
            {"(h == 0).all(axis=0)": "h == 0"},
        ),
        Mistake(
            "These are rows that no unit answers. The rows are axis 0, and a unit is "
            "looked at over all of them: `axis=0`.",
            {".all(axis=0)": ".all(axis=1)"},
        ),
        Mistake(
            "The number of dead units is returned. Divide by the number of units.",
            {"dead.mean()": "dead.sum()"},
        ),
        Mistake(
            "This is the share of units that are alive.",
            {"dead.mean()": "1 - dead.mean()"},
        ),
        Mistake(
            "Only the first row is looked at. One row says little: a healthy unit is 0 "
            "for many.",
            {"(h == 0).all(axis=0)": "h[0] == 0"},
        ),
        Mistake(
            "The layer counts as dead or alive as a whole. Each unit is looked at by "
            "itself: `axis=0`.",
            {"(h == 0).all(axis=0)": "(h == 0).all()"},
        ),
    ),
    hints=(
        "`h == 0` says for every row and every unit whether the output is 0.",
        "`.all(axis=0)` goes along the rows: one answer for each unit.",
        "The mean of True and False is the share of True.",
    ),
)
