"""Explorers: a reader moves a control and sees what follows.

An explorer is one module here, with an `EXPLORER`. All that it shows is computed by the
package: ahead for the states on the grid of its controls' stops, and by the reader's
own Python for those between. The page only looks up and draws.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from nnnotes.explorers.view import Choice, Explorer, Slider, Steps, Switch

FOLDER = Path(__file__).parent
#: A hyphen that is the sign of a number.
SIGN = re.compile(r"(?<!\w)-(?=[\d.])")
#: Digits of numbers that are only drawn.
DRAWN = 4


def names() -> list[str]:
    """Return the name of every explorer, sorted."""
    modules = {path.stem for path in FOLDER.glob("*.py")}
    return sorted(modules - {"__init__", "view"})


def load(name: str) -> Explorer:
    """Return an explorer.

    Raises
    ------
    LookupError
        If there is none of that name; says which there are.
    """
    if name not in names():
        raise LookupError(f"no explorer {name!r}; there are {', '.join(names())}")
    found = import_module(f"nnnotes.explorers.{name}").EXPLORER
    assert isinstance(found, Explorer)
    return found


def start(explorer: Explorer) -> dict[str, Any]:
    """Return the state in which a page shows it first."""
    return {name: control.start for name, control in explorer.controls.items()}


def values(explorer: Explorer, state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a state, as the page takes them.

    Lists are only drawn and have four digits; numbers are whole. What is not finite
    becomes None: the sentence has to say it.

    Raises
    ------
    ValueError
        If the state sets something that is no control, or to what it cannot be.
    """
    given = {
        name: checked(name, control, state[name])
        for name, control in explorer.controls.items()
        if not isinstance(control, Steps)
    }
    return {name: plain(value) for name, value in explorer.values(**given).items()}


def checked(name: str, control: Slider | Choice | Switch, value: Any) -> Any:
    """Return the value of a control as its function takes it."""
    if isinstance(control, Slider):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"{name}: a finite number is expected; given {value!r}")
        return number
    allowed = control.options if isinstance(control, Choice) else (True, False)
    if value not in allowed:
        known = ", ".join(map(str, allowed))
        raise ValueError(f"{name}: given {value!r}; it can be {known}")
    return value


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, list | tuple):
        return [plain(one if isinstance(one, list | tuple | str) else drawn(one))
                for one in value]  # fmt: skip
    if isinstance(value, str):
        return SIGN.sub("\N{MINUS SIGN}", value)
    return float(value) + 0.0 if math.isfinite(value) else None  # no -0.0


def drawn(number: float) -> float:
    """Return a number with the digits that a drawing needs."""
    return float(f"{number:.{DRAWN}g}")


def states(explorer: Explorer) -> Iterator[dict[str, Any]]:
    """Return every state of the grid; the last control changes fastest."""
    ways = [stops(control) for control in explorer.controls.values()]
    for combination in itertools.product(*ways):
        yield dict(zip(explorer.controls, combination, strict=True))


def stops(control: Any) -> tuple[Any, ...]:
    """Return where a control can stand on the grid."""
    if isinstance(control, Slider):
        return control.stops
    if isinstance(control, Choice):
        return control.options
    # Steps show and hide, and change nothing.
    return (False, True) if isinstance(control, Switch) else (control.start,)


def grid(explorer: Explorer) -> dict[str, Any]:
    """Return all that the page needs, ready for JSON.

    Returns
    -------
    dict
        ``controls``, ``panels``, ``table``, ``presets`` as described; ``values``: of
        each value the controls that it depends on, and one entry for each state of
        these, the last changing fastest.
    """
    found = [values(explorer, state) for state in states(explorer)]
    return {
        "controls": {
            name: {"kind": type(control).__name__, **asdict(control)}
            for name, control in explorer.controls.items()
        },
        "panels": [
            {**asdict(panel), "marks": [described(mark) for mark in panel.marks]}
            for panel in explorer.panels
        ],
        "table": [asdict(row) for row in explorer.table],
        "presets": {name: dict(state) for name, state in explorer.presets.items()},
        "values": {
            name: column(explorer, [one[name] for one in found]) for name in found[0]
        },
    }


def column(explorer: Explorer, entries: list[Any]) -> dict[str, Any]:
    """Return one value over the grid, along the controls that change it alone."""
    shape = [len(stops(control)) for control in explorer.controls.values()]
    texts = np.array([json.dumps(one) for one in entries], dtype=object).reshape(shape)
    by = []
    for axis, name in enumerate(explorer.controls):
        first = texts.take([0], axis)
        if (texts != first).any():
            by.append(name)
        else:
            texts = first
    return {"by": by, "is": [json.loads(text) for text in texts.ravel()]}


def described(mark: Any) -> dict[str, Any]:
    """Return a mark with its kind."""
    return {"kind": type(mark).__name__, **asdict(mark)}


def answer(name: str, state: str) -> str:
    """Return the values of a state, both as JSON: what the page asks Python for.

    Examples
    --------
    >>> answer("sigmoid", '{"w": 1.5, "b": 3}')[:15]
    '{"centre": -2.0'
    """
    return json.dumps(values(load(name), json.loads(state)), allow_nan=False)
