"""The numbers that a figure draws, read off the drawn figure itself.

What runs an example hands over its Matplotlib figures; curves, dots and bars become
tables, for readers who cannot see them. Runs in the process of the example.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnnotes import draw

#: Rows that a table shows, evenly spread over what is drawn, with the first and last.
ROWS = 12
#: Digits that a reader could read off an axis, with room.
DIGITS = 4

#: What a color of a figure is called, on the light page and on the dark one.
COLORS = {
    draw.FORWARD: "blue",
    draw.GRADIENT: "red",
    draw.RIGHT: "green",
    draw.THIRD: "orange",
    draw.FOURTH: "violet",
    draw.MUTED: "gray",
}

#: Title, names of columns, rows of text, number of drawn points.
Table = dict[str, Any]


def kept(draw_svg: Callable[[Any], str], found: list[list[Table]]) -> Any:
    """Return what draws a figure and also keeps the tables of each in ``found``."""

    def drawn(figure: Any) -> str:
        text = draw_svg(figure)
        found.append(tables(figure))
        return text

    return drawn


def tables(figure: Any) -> list[Table]:
    """Return a table for each group of curves on the same places, bars and dots."""
    found = []
    for axes in figure.axes:
        title = axes.get_title() or axes.get_title("left")
        made = [*curves(axes), *bars(axes), *dots(axes)]
        found += [{"title": plain(title), **table} for table in made]
    return found


def curves(axes: Any) -> list[Table]:
    """Return the curves of one plot; those on the same places share a table."""
    groups: dict[tuple[float, ...], list[Any]] = {}
    for line in axes.lines:
        x = tuple(float(value) for value in line.get_xdata())
        # A rule that crosses the plot is not given in its numbers alone.
        across = line.get_transform().contains_branch_seperately(axes.transData)
        if all(across) and x:
            groups.setdefault(x, []).append(line)
    found = []
    for x, lines in groups.items():
        heads = [label(axes, "x"), *distinct([name(axes, line) for line in lines])]
        ys = [[float(value) for value in line.get_ydata()] for line in lines]
        columns = [named(axes.yaxis, y) for y in ys]
        found.append(table(heads, [named(axes.xaxis, x), *columns]))
    return found


def label(axes: Any, way: str) -> str:
    """Return what an axis is called, here or on the plot that shares it."""
    shared = getattr(axes, f"get_shared_{way}_axes")().get_siblings(axes)
    found = [getattr(one, f"get_{way}label")() for one in (axes, *shared)]
    return plain(next(filter(None, found), way))


def name(axes: Any, line: Any) -> str:
    """Return what the legend calls a curve; else its axis, and its color."""
    given = str(line.get_label())
    if not given.startswith("_"):
        return plain(given)
    from matplotlib.colors import to_hex

    color = COLORS.get(to_hex(line.get_color()), "")
    return f"{label(axes, 'y')}{', ' if color else ''}{color}"


def distinct(names: list[str]) -> list[str]:
    """Return the names, with numbers where some are alike.

    Examples
    --------
    >>> distinct(["loss", "loss", "step"])
    ['loss (1)', 'loss (2)', 'step']
    """
    seen: dict[str, int] = {}
    found = []
    for one in names:
        seen[one] = seen.get(one, 0) + 1
        found.append(f"{one} ({seen[one]})" if names.count(one) > 1 else one)
    return found


def named(axis: Any, values: Sequence[float]) -> list[Any]:
    """Return places on an axis by their names, where its ticks are words."""
    words = {
        place: plain(tick.get_text())
        for place, tick in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
    }
    if not any(re.search(r"[^\W\d_e]{2}", word) for word in words.values()):
        return list(values)
    return [words.get(value, value) for value in values]


def bars(axes: Any) -> list[Table]:
    """Return the bars of one plot: their names, or places, and their lengths."""
    found = []
    for group in axes.containers:
        if not hasattr(group, "patches"):
            continue
        flat = group.orientation == "horizontal"
        if flat:
            places = [bar.get_y() + bar.get_height() / 2 for bar in group.patches]
            sizes = [bar.get_width() for bar in group.patches]
        else:
            places = [bar.get_x() + bar.get_width() / 2 for bar in group.patches]
            sizes = [bar.get_height() for bar in group.patches]
        ways = ("y", "x") if flat else ("x", "y")
        heads = [label(axes, way) for way in ways]
        given = str(group.get_label())
        if given and not given.startswith("_"):
            heads[1] = plain(given)
        axis = axes.yaxis if flat else axes.xaxis
        found.append(table(heads, [named(axis, places), sizes]))
    return found


def dots(axes: Any) -> list[Table]:
    """Return the scattered dots of one plot, each group of them."""
    found = []
    for group in axes.collections:
        if type(group).__name__ != "PathCollection":
            continue
        # Dots that are not finite are not drawn.
        drawn = np.ma.filled(group.get_offsets(), np.nan)
        points = drawn[np.isfinite(drawn).all(axis=1)].tolist()
        heads = [label(axes, "x"), label(axes, "y")]
        if not str(group.get_label()).startswith("_"):
            heads[1] += f", {plain(str(group.get_label()))}"
        if points:
            found.append(table(heads, list(zip(*points, strict=True))))
    return found


def table(heads: list[str], columns: list[Any]) -> Table:
    """Return a table of at most :data:`ROWS` rows."""
    points = len(columns[0])
    steps = min(points, ROWS)
    chosen = sorted({round(k * (points - 1) / max(steps - 1, 1)) for k in range(steps)})
    rows = [[shown(column[place]) for column in columns] for place in chosen]
    return {"heads": heads, "rows": rows, "points": points}


def shown(value: Any) -> str:
    """Return a number as a reader could read it off, or a name.

    Examples
    --------
    >>> shown(0.123456), shown(20000.0), shown(-0.0), shown("Adam"), shown(1e-9)
    ('0.1235', '20000', '0', 'Adam', '1e-09')
    """
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "none" if math.isnan(value) else str(value)
    if value == 0:
        return "0"
    text = f"{value:.{DIGITS}g}"
    return f"{float(text):.0f}" if "e+" in text and abs(value) < 1e7 else text


def plain(label: str) -> str:
    r"""Return a label as words: without signs of formulas and ends of lines.

    Examples
    --------
    >>> plain("$\\mathdefault{10^{-3}}$"), plain("$\\beta$ of Adam")
    ('10^-3', 'beta of Adam')
    """
    text = label.replace(r"\mathdefault", "")
    return " ".join(re.sub(r"[${}\\]", "", text).split())
