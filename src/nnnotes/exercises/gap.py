"""Whether what came is what was expected, and if not, where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnnotes.exercises.exercise import Compare


@dataclass(frozen=True, eq=False)
class Gap:
    """Where two values differ.

    Parameters
    ----------
    kind : str
        "value", or "shape" if it is not even the same kind of thing.
    came, expected : object
        The values, or the first part of them that differs.
    why : str
        A sentence, where there is more to say than the values show.
    part : str
        The name of that part; empty for the whole.
    """

    kind: str
    came: Any
    expected: Any
    why: str = ""
    part: str = ""


def difference(compare: Compare) -> Gap | None:
    """Return where the values differ, or None."""
    came, expected = compare.came, compare.expected
    if isinstance(expected, tuple):
        return parts(compare)
    if isinstance(expected, np.ndarray | int | float | np.number):
        return numbers(came, expected, compare.within)
    return None if equal(came, expected) else Gap("value", came, expected)


def parts(compare: Compare) -> Gap | None:
    """Return the first difference of the parts of a tuple."""
    came, expected = compare.came, compare.expected
    whole = isinstance(came, tuple | list)
    if not whole or len(came) != len(expected):
        number = f"{len(came)} came" if whole else f"{kind_of(came)} came"
        why = f"{len(expected)} values are expected, and {number}."
        return Gap("shape", came, expected, why)
    names = compare.parts or tuple(f"value {i + 1}" for i in range(len(expected)))
    for name, one, other in zip(names, came, expected, strict=True):
        if gap := difference(Compare(one, other, compare.within)):
            return replace(gap, part=name)
    return None


def numbers(came: Any, expected: Any, within: float) -> Gap | None:
    """Compare arrays or numbers."""
    right = np.asarray(expected)
    try:
        got = np.asarray(came)
    except ValueError:  # rows of different lengths
        return Gap("shape", came, expected, "It is no array.")
    if got.dtype.kind not in "biuf":
        why = f"It is {kind_of(came)}, expected {kind_of(expected)}."
        if isinstance(came, np.ndarray):
            why = f"Its entries are {got.dtype}, expected {right.dtype}."
        return Gap("shape", came, expected, why)
    if got.shape != right.shape:
        why = f"It has shape {got.shape}, expected {right.shape}."
        return Gap("shape", came, expected, why)
    if right.dtype.kind == "b" and got.dtype.kind != "b":
        why = "It holds numbers, expected True and False."
        return Gap("shape", came, expected, why)
    return None if close(got, right, within) else Gap("value", came, expected)


def kind_of(value: Any) -> str:
    """Return what a value is, with an article."""
    if isinstance(value, np.ndarray):
        return "an array"
    if isinstance(value, int | float | np.number):
        return "a number"
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def same(one: Any, other: Any, within: float) -> bool:
    """Tell whether two answers gave the same."""
    return difference(Compare(one, other, within)) is None


def close(got: Any, right: Any, within: float) -> bool:
    """Tell whether numbers are as near as they have to be; nan is near nan alone."""
    scale = np.maximum(1.0, np.abs(right * 1.0))
    exact = (got == right) | ((got != got) & (right != right))  # infinities, nan
    with np.errstate(invalid="ignore"):  # inf - inf
        near = np.abs(got * 1.0 - right * 1.0) <= within * scale
    return bool(np.all(exact | near))


def equal(came: Any, expected: Any) -> bool:
    """Tell whether two values are equal, where arrays may hide in them."""
    try:
        return bool(came == expected)
    except ValueError:
        return False
