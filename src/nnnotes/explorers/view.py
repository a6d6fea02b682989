"""What an explorer consists of: controls, panels of marks, rows of a table.

These are descriptions. Where a mark wants a number it may name a value instead, and
where it wants a text, the text may hold values as in ``"slope {slope:.2f}"``: the page
puts in what :attr:`Explorer.values` gave for the state of the controls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: A number, or the name of a value that is one.
Number = float | str
#: The name of a value that is a list of numbers.
Numbers = str
#: A value of the page: a number, numbers to draw, or a sentence.
Value = float | list[float] | list[list[float]] | list[str] | str


# -- Controls ------------------------------------------------------------------


@dataclass(frozen=True)
class Slider:
    """A number; the page has the values at its stops, Python those between.

    Attributes
    ----------
    label : str
        What the reader sees.
    stops : tuple of float
        Increasing.
    start : float
        One of the stops.
    back, forth : str
        Names of two buttons that go one stop; none if empty.
    between : bool
        Whether numbers between the stops make sense.
    """

    label: str
    stops: tuple[float, ...]
    start: float
    back: str = ""
    forth: str = ""
    between: bool = True


@dataclass(frozen=True)
class Choice:
    """One of several words."""

    label: str
    options: tuple[str, ...]
    start: str


@dataclass(frozen=True)
class Switch:
    """On or off."""

    label: str
    start: bool = False


@dataclass(frozen=True)
class Steps:
    """How much of the picture is shown; it changes no value.

    Attributes
    ----------
    names : tuple of str
        One for each step. Marks and rows say from which step on they are there.
    """

    label: str
    names: tuple[str, ...]
    start: int = 0


Control = Slider | Choice | Switch | Steps


# -- Marks ---------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """What all marks have: a role, which gives the color, and the steps it shows."""

    role: str = field(default="ink", kw_only=True)
    since: int = field(default=0, kw_only=True)
    until: int = field(default=99, kw_only=True)
    label: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Line(Mark):
    """A line through points; a missing value makes a gap."""

    x: Numbers
    y: Numbers
    dashed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Dots(Mark):
    """Points: ``circle``, ``square``, ``triangle`` or ``cross``."""

    x: Numbers | Number
    y: Numbers | Number
    shape: str = field(default="circle", kw_only=True)


@dataclass(frozen=True)
class Rule(Mark):
    """A line across the panel, at an x or at a y."""

    x: Number | None = None
    y: Number | None = None


@dataclass(frozen=True)
class Bars(Mark):
    """Horizontal bars from 0, one for each name."""

    names: Numbers
    lengths: Numbers
    digits: str = field(default=".3g", kw_only=True)


@dataclass(frozen=True)
class Cells(Mark):
    """A matrix as squares; the strength of the color is the size, its hue the sign."""

    rows: Numbers
    largest: Number


@dataclass(frozen=True)
class Box(Mark):
    """A node of a graph: its name, its value above, its gradient below."""

    x: float
    y: float
    above: str = field(default="", kw_only=True)
    below: str = field(default="", kw_only=True)
    below_since: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class Arrow(Mark):
    """From one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


# -- The whole -----------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """One axis: its name, its ends (numbers or values), linear or logarithmic."""

    label: str
    low: Number
    high: Number
    log: bool = False


@dataclass(frozen=True)
class Panel:
    """One drawing.

    Attributes
    ----------
    title : str
        Above it.
    marks : tuple of Mark
        From back to front.
    x, y : Axis
        The plane that the marks lie in.
    bare : bool
        Without axes, for graphs.
    height : int
        In units of which the width has 360.
    """

    title: str
    marks: tuple[Mark, ...]
    x: Axis
    y: Axis
    bare: bool = False
    height: int = 220


@dataclass(frozen=True)
class Row:
    """A row of the table of shown values; ``text`` holds them."""

    name: str
    text: str
    since: int = 0


@dataclass(frozen=True)
class Explorer:
    """Controls, and what they show.

    Attributes
    ----------
    title : str
        What it is called.
    controls : dict of str to Control
        By the name of the argument that they set.
    values : callable
        From the controls' state to the values. ``say`` is among them: one or two
        sentences on what is to be seen, read aloud after each change.
    panels : tuple of Panel
        What is drawn.
    table : tuple of Row
        What is written.
    presets : dict of str to dict
        States worth a button, by its name; controls that they leave out are at their
        start.
    """

    title: str
    controls: Mapping[str, Control]
    values: Callable[..., dict[str, Value]]
    panels: tuple[Panel, ...]
    table: tuple[Row, ...]
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
