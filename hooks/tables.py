"""The numbers of a figure as folded tables below it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any


def html(tables: Sequence[dict[str, Any]]) -> str:
    """Return one fold with all tables of a figure, or nothing if it draws no data.

    Parameters
    ----------
    tables : sequence of dict
        What :func:`hooks.artists.tables` read off the figure.
    """
    if not tables:
        return ""
    inner = "".join(map(table, tables))
    # Numbers would bury the words of a page in the search.
    return (
        '<details class="nn-data" data-search-exclude>'
        f"<summary>Data of this figure</summary>{inner}</details>"
    )


def table(one: dict[str, Any]) -> str:
    """Return one table; its caption says which of the points it shows."""
    shown, points = len(one["rows"]), one["points"]
    part = f"{shown} of {points} points" if shown < points else f"{points} points"
    title = f"{one['title']}: {part}" if one["title"] else part
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in one["heads"])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
        for row in one["rows"]
    )
    return (
        f"<table><caption>{escape(title)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
