"""The check in a notebook: reads the cells that have run, prints what it says."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from nnnotes.exercises import checker, load
from nnnotes.exercises.checker import Verdict


def check(name: str, cells: Sequence[str]) -> None:
    """Check the last cell that defines what an exercise asks for.

    The cell is run once more, alone: what it needs, it has to import or define.

    Parameters
    ----------
    name : str
        ``part/slug``.
    cells : sequence of str
        The cells that have run; Jupyter calls them ``In``.

    Raises
    ------
    LookupError
        If there is no such exercise.

    Examples
    --------
    >>> check("forward/affine_layer", ["affine = 1"])
    Run the cell that defines affine first.
    """
    exercise = load(name)
    for cell in reversed(cells):
        if exercise.asked.keys() & defined(cell):
            print(told(checker.check(exercise, cell)))
            return
    print(f"Run the cell that defines {' and '.join(exercise.asked)} first.")


def defined(cell: str) -> set[str]:
    """Return the functions that a cell defines; none if it is not Python."""
    try:
        body = ast.parse(cell).body
    except SyntaxError:
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


def told(verdict: Verdict) -> str:
    """Return what the check says as plain text."""
    of = f" {verdict.part}" if verdict.part else ""
    rows = list(verdict.case)
    if verdict.came:
        rows += [(f"came{of}", verdict.came), (f"expected{of}", verdict.expected)]
    parts = [verdict.says, verdict.where, verdict.detail]
    parts += [beside(name, value) for name, value in rows]
    parts += [f"- {held}" for held in verdict.holds]
    if verdict.printed:
        parts.append(f"Printed:\n{verdict.printed.rstrip()}")
    return "\n".join(part for part in parts if part)


def beside(name: str, value: str) -> str:
    r"""Put a value beside its name, with all of its lines.

    Examples
    --------
    >>> print(beside("dw", "[[0, 1],\n [1, 0]]"))
    dw: [[0, 1],
         [1, 0]]
    """
    return f"{name}: " + value.replace("\n", "\n" + " " * (len(name) + 2))
