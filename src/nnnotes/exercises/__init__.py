"""Exercises: the reader writes a function, and the check says what is wrong with it.

An exercise is one module here, ``part/slug.py``, with an ``EXERCISE``: statement,
starter, solution, typical wrong answers, hints, and the properties that a right answer
has. Their check tries the properties on inputs drawn by chance, always the same ones,
and answers with the smallest input that fails.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from nnnotes.exercises.checker import Verdict as Verdict
from nnnotes.exercises.checker import check
from nnnotes.exercises.exercise import Exercise

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Return the name of every exercise, ``part/slug``, sorted."""
    return sorted(
        path.relative_to(FOLDER).with_suffix("").as_posix()
        for path in FOLDER.glob("*/[!_]*.py")
    )


def load(name: str) -> Exercise:
    """Return an exercise.

    Raises
    ------
    LookupError
        If there is none of that name; says which there are.
    """
    if name not in names():
        raise LookupError(f"no exercise {name!r}; there are {', '.join(names())}")
    module = import_module(f"nnnotes.exercises.{name.replace('/', '.')}")
    found = module.EXERCISE
    assert isinstance(found, Exercise)
    return found


def answer(name: str, code: str) -> str:
    """Return what the check says, as JSON: what the page asks Python for.

    Examples
    --------
    >>> answer("forward/affine_layer", "affine = 1")[:18]
    '{"state": "wrong",'
    """
    return json.dumps(asdict(check(load(name), code)))
