"""Numbers, arrays and sizes in words, as the check's answer shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

#: Entries of an array that are written out, and digits, as few as tell two apart.
ENTRIES, DIGITS = 60, (4, 7, 12, 17)


def written(value: Any, digits: int = DIGITS[0]) -> str:
    """Return a value as a reader would type it.

    Examples
    --------
    >>> written(np.array([[0.5, -2.0]]))
    '[[0.5, -2]]'
    >>> written((np.float64(1 / 3), "a"))
    "(0.3333, 'a')"
    """
    if isinstance(value, tuple):
        return f"({', '.join(written(one, digits) for one in value)})"
    if isinstance(value, list) and not simple(value):
        return f"[{', '.join(written(one, digits) for one in value)}]"
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | float | np.number):
        return f"{value + 0:.{digits}g}"
    if isinstance(value, np.ndarray | list):
        return np.array2string(
            np.asarray(value),
            separator=", ",
            threshold=ENTRIES,
            formatter={"float_kind": lambda one: f"{one + 0.0:.{digits}g}"},
        )
    text = repr(value)
    return text if len(text) <= 400 else f"{text[:400]} …"


def simple(value: list[Any]) -> bool:
    """Tell whether a list can be shown as an array."""
    try:
        return np.asarray(value).dtype.kind in "bif"
    except ValueError:  # rows of different lengths
        return False


def apart(came: Any, expected: Any) -> tuple[str, str]:
    """Return both values with as few digits as tell them apart.

    Examples
    --------
    >>> apart(1.00001, 1.0)
    ('1.00001', '1')
    """
    for digits in DIGITS:
        pair = written(came, digits), written(expected, digits)
        if pair[0] != pair[1]:
            break
    return pair


def counted(sizes: Mapping[str, int]) -> str:
    """Return how many there are of what.

    Examples
    --------
    >>> counted({"row": 1, "feature": 2, "class": 3})
    '1 row, 2 features, 3 classes'
    """
    return ", ".join(f"{size} {plural(name, size)}" for name, size in sizes.items())


def plural(name: str, size: int) -> str:
    """Return a word as it stands behind a number."""
    if size == 1:
        return name
    return f"{name}es" if name.endswith(("s", "x", "tch")) else f"{name}s"


def called(name: str, arguments: Iterable[str]) -> str:
    """Return a call as it is typed."""
    return f"{name}({', '.join(arguments)})"
