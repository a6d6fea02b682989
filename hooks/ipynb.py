"""The file format of Jupyter: cells, what a kernel sent for them, a whole notebook.

Nothing in it is by chance or of this machine: ids come from names, there is no time.
"""

from __future__ import annotations

import json
from typing import Any

import nbformat

Cell = dict[str, Any]

#: Cells with this tag are for Jupyter; the page does without.
ASIDE = {"tags": ["jupyter"]}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def prose(text: str, *, aside: bool = False) -> Cell:
    """Return a cell of Markdown."""
    metadata = ASIDE if aside else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": lines(text)}


def code(text: str, outputs: list[Cell], *, name: str = "") -> Cell:
    """Return a cell of code that has run; without a name it is for Jupyter alone."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"name": name} if name else ASIDE,
        "outputs": outputs,
        "source": lines(text),
    }


def printed(text: str) -> Cell:
    """Return what a kernel sends of standard output."""
    return {"name": "stdout", "output_type": "stream", "text": lines(text)}


def drawn(svg: str, alt: str) -> Cell:
    """Return what a kernel sends of a figure: dark ink on transparent paper."""
    return {
        "data": {"image/svg+xml": lines(svg), "text/plain": lines(alt)},
        "metadata": {"needs_background": "light"},
        "output_type": "display_data",
    }


def lines(text: str) -> list[str]:
    """Return a text as the format keeps it."""
    return text.splitlines(keepends=True)


def written(cells: list[Cell]) -> str:
    """Return a notebook as JSON, its code numbered as by one run from the top."""
    count = 0
    for place, cell in enumerate(cells, 1):
        name = cell["metadata"].get("name", f"cell-{place}")
        cell["id"] = name.replace("/", "-")
        if cell["cell_type"] == "code":
            cell["execution_count"] = count = count + 1
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(whole)
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
