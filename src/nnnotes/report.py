"""A report: a few columns of numbers that print as a table and draw as one figure."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnnotes import draw
from nnnotes.checks import check_shape
from nnnotes.tables import number, table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Array = NDArray[np.float64]

#: Letters in a line of a verdict, if the table is not wider.
WIDTH = 44

#: Color and mark of the lines in one panel: told apart without the color too.
LINES = [(draw.FORWARD, "o"), (draw.GRADIENT, "s"), (draw.RIGHT, "^")]


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """Named columns over named rows, and the verdict that they support.

    Parameters
    ----------
    title : str
        What the rows are: "layer", "epoch", "variant".
    rows : tuple of str
        Their names.
    columns : dict of str to ndarray (rows,)
        The numbers; nan where there is none.
    verdict : str
        One sentence, or several lines.
    panels : tuple of tuple of str
        Columns that share one panel of the figure.
    errors : dict of str to str
        Column -> the column of its standard errors, drawn as bars of two of them.

    Raises
    ------
    ValueError
        If a column has not one entry a row, or a panel or an error is no column.

    Examples
    --------
    >>> columns = {"mean": np.array([0.5, 0.25]), "dead": np.array([0.0, 1.0])}
    >>> Report("layer", ("0", "1"), columns, "layer 1 is dead", (("mean",), ("dead",)))
    layer   mean  dead
    0      0.500     0
    1      0.250     1
    layer 1 is dead
    """

    title: str
    rows: tuple[str, ...]
    columns: Mapping[str, Array]
    verdict: str
    panels: tuple[tuple[str, ...], ...]
    errors: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, column in self.columns.items():
            rows = f"{len(self.rows)} rows"
            check_shape("Report", name, column, (len(self.rows),), rows)
        drawn = [name for panel in self.panels for name in panel]
        for name in [*drawn, *self.errors, *self.errors.values()]:
            if name not in self.columns:
                known = ", ".join(self.columns)
                raise ValueError(f"Report: no column {name!r}; known: {known}")

    def __repr__(self) -> str:
        """Return table and verdict; of more than 20 rows first, last, some between."""
        last = len(self.rows) - 1
        shown: Sequence[int] = range(last + 1)
        if last >= 20:
            shown = sorted({round(last * k / 11) for k in range(12)})
        cells = [
            [self.rows[k], *(number(float(c[k])) for c in self.columns.values())]
            for k in shown
        ]
        names = [name.rpartition(" ") for name in (self.title, *self.columns)]
        if any(first for first, *_ in names):  # two words, two lines: room on a phone
            cells.insert(0, [last for *_, last in names])
            names = [(first, "", first) for first, *_ in names]
        text = table([last for *_, last in names], cells)
        width = max(WIDTH, *map(len, text.split("\n")))
        lines = [wrapped(line, width) for line in self.verdict.split("\n")]
        return "\n".join([text, *lines])

    def draw(self) -> Figure:
        """Draw one figure with a panel for each group of columns.

        Returns
        -------
        matplotlib.figure.Figure
            Not shown and not saved.

        Raises
        ------
        ModuleNotFoundError
            If Matplotlib is not installed; ``nnnotes[draw]`` brings it.

        Examples
        --------
        >>> report = Report("layer", ("0",), {"mean": np.ones(1)}, "", (("mean",),))
        >>> [axes.get_ylabel() for axes in report.draw().axes]
        ['mean']
        """
        import matplotlib.pyplot as plt

        width, height = plt.rcParams["figure.figsize"]
        count, named = len(self.panels), self.named
        # One below the other, as wide as a phone; names need a line of text each.
        height = max(height, 0.3 * len(self.rows)) if named else 0.7 * height
        figure, grid = plt.subplots(
            count, figsize=(width, count * height), sharex=not named, squeeze=False
        )
        for axes, names in zip(grid[:, 0], self.panels, strict=True):
            (self._draw_dots if named else self._draw_lines)(axes, names)
            if len(names) > 1:
                axes.legend()
        if not named:
            axes.set_xlabel(self.title)
        return figure

    @property
    def named(self) -> bool:
        """Whether the rows have names to read, not numbers to count."""
        return max(map(len, self.rows), default=0) > 4

    def _draw_lines(self, axes: Axes, names: Sequence[str]) -> None:
        """Draw columns over the rows, from left to right."""
        at = np.arange(len(self.rows))
        for name, (color, mark) in zip(names, LINES, strict=False):
            look: dict[str, Any] = {"color": color, "marker": mark, "markersize": 4}
            axes.plot(at, self.columns[name], label=name, **look)
        step = math.ceil(len(at) / 8)
        axes.set_xticks(at[::step], self.rows[::step])
        values = np.concatenate([self.columns[name] for name in names])
        values = values[np.isfinite(values)]
        if values.size and values.min() > 0 and values.max() > 100 * values.min():
            axes.set_yscale("log")
        axes.set_ylabel(names[0] if len(names) == 1 else "")

    def _draw_dots(self, axes: Axes, names: Sequence[str]) -> None:
        """Draw columns beside the rows' names, with bars of two standard errors."""
        at = np.arange(len(self.rows))
        for name, (color, mark) in zip(names, LINES, strict=False):
            bars = 2 * self.columns[self.errors[name]] if name in self.errors else None
            axes.errorbar(
                self.columns[name], at, xerr=bars, fmt=mark, color=color, label=name
            )
        axes.axvline(0.0, color=draw.MUTED, linewidth=0.8)
        axes.set_yticks(at, self.rows)
        axes.invert_yaxis()
        axes.set_xlabel(names[0] if len(names) == 1 else "")


def wrapped(line: str, width: int) -> str:
    """Break a line between words.

    Parameters
    ----------
    line : str
        Without line breaks.
    width : int
        Letters in a line; a longer word stays whole.

    Returns
    -------
    str
        Several lines.

    Examples
    --------
    >>> print(wrapped("dead: layer 1, 2; saturated: layer 3", 18))
    dead: layer 1, 2;
    saturated: layer 3
    """
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
