"""A percent script becomes a notebook: snippets of examples become cells that have run.

The script holds prose, and code cells of one line, ``# --8<-- "part/topic.py"``. Such
a cell becomes the example's code with what its run printed and drew, and before it come
the functions of the package that it imports. Links to pages become links to the site.
The result is the same on every machine.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

import jupytext
import nbformat
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

from hooks import definitions, runner
from hooks.values import SPAN, VALUE, fill, pick, scientific, tex
from nnnotes import examples

Cell = Any
#: Source of a link -> its address; raises LookupError if there is no such page.
Address = Callable[[str], str]

SNIPPET = re.compile(r'# --8<-- "(?P<name>[^":]+)\.py"')
LINK = re.compile(r"\]\((?P<page>[^)\s:#]+\.(?:md|py))(?P<anchor>#[^)\s]*)?\)")
#: Cells with this tag are for Jupyter; the page does without.
ASIDE = {"tags": ["jupyter"]}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NEEDS = """\
**In Jupyter** the cells need the package, NumPy and Matplotlib:

```sh
pip install "nnnotes[draw] @ {wheel}"
```

Each example is a whole script: run any cell alone, in any order.
"""
SETUP = """\
from matplotlib_inline.backend_inline import set_matplotlib_formats

from nnnotes import draw

draw.use_style()  # the figures look as on the page
set_matplotlib_formats("svg")
"""


def read(text: str) -> tuple[str, list[Cell]]:
    """Return a script's front matter, empty if it has none, and its cells."""
    cells = jupytext.reads(text, fmt="py:percent").cells
    if cells and cells[0].cell_type == "raw":
        return cells[0].source + "\n", cells[1:]
    return "", cells


def notebook(text: str, address: Address, wheel: str) -> str:
    """Return the notebook of a percent script, as JSON.

    Parameters
    ----------
    text : str
        The script.
    address : callable
        Returns the full address of the page that a link names.
    wheel : str
        The full address of the package's wheel.

    Raises
    ------
    LookupError
        If a cell, a link or a number names what is not there: what the script says,
        and what is wrong with it.
    """
    _, cells = read(text)
    made, shown = [], set[str]()
    for cell in cells:
        if cell.cell_type == "markdown":
            made.append(new_markdown_cell(prose(cell.source, address)))
        else:
            made += example(cell.source, shown)
        if len(made) == 1:
            made.append(new_markdown_cell(NEEDS.format(wheel=wheel)))
            made.append(new_code_cell(SETUP.strip()))
            made[1].metadata = made[2].metadata = ASIDE
    return written(made)


def written(cells: list[Cell]) -> str:
    """Return a notebook of these cells, as JSON; it says nothing of this machine."""
    number(cells)
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    whole = new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(whole)
    return str(nbformat.writes(whole)) + "\n"


def broken(message: str) -> str:
    """Return what an author sees in the served page; a build has stopped instead."""
    return written([new_markdown_cell(f"# Broken\n\n```text\n{message}\n```")])


def number(cells: list[Cell]) -> None:
    """Give cells ids that stay, and code the numbers of a first run from the top."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
    for count, cell in enumerate(cells, 1):
        name = cell.metadata.get("name", f"cell-{count}")
        cell.id = name.replace("/", "-")


# -- Prose -------------------------------------------------------------------


def prose(text: str, address: Address) -> str:
    """Put numbers and addresses into prose."""
    text = LINK.sub(lambda link: linked(link, address), text)
    return SPAN.sub(valued, text)


def linked(link: re.Match[str], address: Address) -> str:
    """Return a link to a page of the site, from wherever the notebook is read."""
    try:
        return f"]({address(link['page'])}{link['anchor'] or ''})"
    except LookupError as error:
        raise LookupError(link["page"], str(error)) from error


def valued(span: re.Match[str]) -> str:
    """Return a piece of prose with the named results of examples in it."""
    if span["code"]:
        return span[0]
    write = tex if span["math"] else scientific
    return VALUE.sub(lambda found: write(value(found)), span[0])


def value(found: re.Match[str]) -> str:
    """Look one named result up."""
    name = found["example"]
    try:
        return pick(found, name, runner.result(name).values)
    except LookupError as error:
        raise LookupError(found[0], str(error.args[0])) from error


# -- Code --------------------------------------------------------------------


def example(source: str, shown: set[str]) -> Iterator[Cell]:
    """Yield the cells of one example; ``shown`` are the definitions given so far."""
    line = source.strip()
    match = SNIPPET.fullmatch(line)
    if not match:
        raise LookupError(line, 'a code cell is one line # --8<-- "part/topic.py"')
    try:
        found, run = examples.load(match["name"]), runner.result(match["name"])
    except (LookupError, SyntaxError) as error:
        raise LookupError(line, str(error)) from error
    if run.error:
        raise LookupError(line, f"{found.name} ends with an error:\n{run.error}")
    names = [name for name in imported(found.code) if name not in shown]
    shown.update(names)
    if names:
        yield new_markdown_cell(defined(names))
    yield new_markdown_cell(f"*{found.caption}*", metadata=ASIDE)
    code = new_code_cell(found.code.rstrip(), outputs=list(outputs(found, run)))
    code.metadata = {"name": found.name}
    yield code


def outputs(found: examples.Example, run: runner.Run) -> Iterator[Any]:
    """Yield what a kernel would have sent."""
    if run.text:
        yield new_output("stream", name="stdout", text=run.text)
    for light, _ in run.figures:
        alt = fill(found.alt, found.name, run.values)
        data = {"image/svg+xml": light, "text/plain": alt}
        # Its ink is dark and its paper transparent.
        metadata = {"needs_background": "light"}
        yield new_output("display_data", data=data, metadata=metadata)


def imported(code: str) -> list[str]:
    """Return the functions of the package that a script uses, without drawing, data."""
    tree = ast.parse(code)
    modules, found = set[str](), []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "nnnotes":
            modules |= {alias.name for alias in node.names} - {"draw", "data"}
        elif isinstance(node, ast.ImportFrom) and node.module:
            package, _, module = node.module.partition(".")
            if package == "nnnotes" and module not in ("draw", "data"):
                found += [f"{module}.{alias.name}" for alias in node.names]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if node.value.id in modules and name not in found:
                found.append(name)
    return found


def defined(names: list[str]) -> str:
    """Return definitions of the package, folded, for Jupyter and for our pages."""
    head = ", ".join(f"<code>{name}</code>" for name in names)
    blocks = (f"```python\n{definitions.source(name)}```\n" for name in names)
    return (
        f'<details markdown="1"><summary>From the package: {head}</summary>\n\n'
        + "\n".join(blocks)
        + "\n</details>"
    )


def resolve(page: str, link: str) -> str:
    """Return the page that a link on another page names, from the top of docs."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
