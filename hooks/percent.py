"""A percent script becomes a notebook: snippets of examples become cells that have run.

The script holds prose, and code cells of one line, ``# --8<-- "part/topic.py"``. Such
a cell becomes the example's code with what its run printed and drew, and before it come
the functions of the package that it imports. ``# --8<-- "exercises"`` stands for all
exercises. Links to pages become links to the site.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import jupytext

from hooks import definitions, ipynb, runner, tasks
from hooks.ipynb import Cell
from hooks.values import SPAN, VALUE, fill, pick, scientific, tex
from nnnotes import examples

#: Source of a link -> its address; raises LookupError if there is no such page.
Address = Callable[[str], str]

SNIPPET = re.compile(r'# --8<-- "(?P<name>[^":]+)\.py"')
LINK = re.compile(r"\]\((?P<page>[^)\s:#]+\.(?:md|py))(?P<anchor>#[^)\s]*)?\)")
NEEDS = """\
**In Jupyter** the cells need the package, NumPy and Matplotlib:

```sh
pip install "nnnotes[draw] @ {wheel}"
```

Run the next cell first, then any other, in any order.
"""
SETUP = """\
from IPython import get_ipython
from matplotlib_inline.backend_inline import set_matplotlib_formats

from nnnotes import draw

get_ipython().ast_node_interactivity = "none"  # show what is printed and drawn
draw.use_style()  # figures as on the page
set_matplotlib_formats("svg")"""


class Mistake(Exception):
    """What is wrong with a script; ``given`` is the piece of it that is wrong."""

    def __init__(self, given: str, message: object) -> None:
        super().__init__(f"{given}: {message}")
        self.given = given


def read(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a script's front matter, empty if it has none, and its cells.

    A cell is its kind, "markdown" or "code", and its text.
    """
    cells = [
        (cell.cell_type, cell.source)
        for cell in jupytext.reads(text, fmt="py:percent").cells
    ]
    if cells and cells[0][0] == "raw":
        return f"{cells[0][1]}\n", cells[1:]
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
    Mistake
        If a cell, a link or a number names what is not there.
    """
    cells: list[Cell] = []
    shown: set[str] = set()
    for kind, source in read(text)[1]:
        if kind == "markdown":
            cells.append(ipynb.prose(prose(source, address)))
        elif source.strip() == tasks.SNIPPET:
            cells += practice(address)
        else:
            cells += example(source, shown)
        if len(cells) == 1:
            cells.append(ipynb.prose(NEEDS.format(wheel=wheel), aside=True))
            setup = tasks.SETUP if tasks.SNIPPET in text else SETUP
            cells.append(ipynb.code(setup, []))
    return ipynb.written(cells)


# -- Prose -------------------------------------------------------------------


def prose(text: str, address: Address) -> str:
    """Put numbers and addresses into prose."""
    return SPAN.sub(valued, LINK.sub(lambda link: linked(link, address), text))


def linked(link: re.Match[str], address: Address) -> str:
    """Return a link to a page of the site, from wherever the notebook is read."""
    try:
        return f"]({address(link['page'])}{link['anchor'] or ''})"
    except LookupError as error:
        raise Mistake(link["page"], error) from error


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
        raise Mistake(found[0], error.args[0]) from error


# -- Code --------------------------------------------------------------------


def practice(address: Address) -> list[Cell]:
    """Return the cells of all exercises."""
    try:
        return list(tasks.cells(address))
    except LookupError as error:
        raise Mistake(tasks.SNIPPET, error) from error


def example(source: str, shown: set[str]) -> Iterator[Cell]:
    """Yield the cells of one example; ``shown`` are the definitions given so far."""
    line = source.strip()
    match = SNIPPET.fullmatch(line)
    if not match:
        raise Mistake(line, 'a code cell is one line # --8<-- "part/topic.py"')
    try:
        found, run = examples.load(match["name"]), runner.result(match["name"])
    except (LookupError, SyntaxError) as error:
        raise Mistake(line, error) from error
    if run.error:
        raise Mistake(line, f"it ends with an error\n{run.error}")
    names = [name for name in imported(found.code) if name not in shown]
    shown.update(names)
    if names:
        yield ipynb.prose(defined(names))
    yield ipynb.prose(f"*{found.caption}*", aside=True)
    alt = fill(found.alt, found.name, run.values)
    outputs = [ipynb.printed(run.text)] if run.text else []
    outputs += [ipynb.drawn(light, alt) for light, _ in run.figures]
    yield ipynb.code(found.code.rstrip(), outputs, name=found.name)


def imported(code: str) -> list[str]:
    """Return the functions of the package that a script uses, no data, no drawing."""
    tree = ast.parse(code)
    modules: set[str] = set()
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            package, _, module = node.module.partition(".")
            names = [alias.name for alias in node.names]
            if package == "nnnotes" and not module:
                modules.update(names)
            elif package == "nnnotes":
                found |= {f"{module}.{name}": None for name in names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules:
            found[ast.unparse(node)] = None
    return [name for name in found if name.split(".")[0] not in ("data", "draw")]


def defined(names: list[str]) -> str:
    """Return definitions of the package, folded, for Jupyter and for our pages."""
    head = ", ".join(f"<code>{name}</code>" for name in names)
    blocks = (f"```python\n{definitions.source(name)}```\n\n" for name in names)
    return (
        '<details markdown="1" data-search-exclude>'
        f"<summary>From the package: {head}</summary>\n\n{''.join(blocks)}</details>"
    )
