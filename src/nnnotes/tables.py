"""Small text tables: how a network, a history and a report print."""

from __future__ import annotations

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Line up columns: the first to the left, all others to the right.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    rows : sequence of sequences of str
        One cell for each name.

    Returns
    -------
    str
        One line for the header and one for each row, without trailing blanks.

    Raises
    ------
    ValueError
        If a row has not one cell for each name.

    Examples
    --------
    >>> print(table(["layer", "weights"], [["1", "(8, 2)"], ["2", "(2, 8)"]]))
    layer  weights
    1       (8, 2)
    2       (2, 8)
    """
    for row in rows:
        if len(row) != len(header):
            raise ValueError(
                f"table: a row has {len(row)} cells, expected {len(header)}; {row}"
            )
    lines = [header, *rows]
    widths = [max(len(line[k]) for line in lines) for k in range(len(header))]
    texts = []
    for line in lines:
        first = line[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(line, widths, strict=True)]
        texts.append("  ".join([first, *rest[1:]]).rstrip())
    return "\n".join(texts)


def number(value: float) -> str:
    """Write a number in three digits for a cell; what is missing (nan) as a dash.

    Parameters
    ----------
    value : float
        Any number.

    Returns
    -------
    str
        Whole numbers whole, ordinary sizes with decimals, others with an exponent.

    Examples
    --------
    >>> [number(v) for v in (12, 0.97, 0.0123, 3.5e-7, 206.4, float("nan"))]
    ['12', '0.970', '0.0123', '3.5e-07', '206', '-']
    """
    size = abs(value)
    if value != value:
        return "-"
    if size < 1e6 and value == round(value):
        return f"{value:.0f}"
    if size < 1e-3 or size >= 1e6:
        return f"{value:.1e}"
    if size < 0.1:
        return f"{value:.4f}"
    return (
        f"{value:.3f}"
        if size < 10
        else f"{value:.1f}"
        if size < 100
        else f"{value:.0f}"
    )
