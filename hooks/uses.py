"""Which example uses which function, and which page has which example.

All of it is read from the sources: nothing here is a list by hand. A function is
called ``module.name`` after the module that defines it.
"""

from __future__ import annotations

import ast
import contextlib
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from hooks import blocks
from hooks.definitions import PACKAGE
from nnnotes import examples

#: Modules that are no part of the mathematics: colors, and what runs a page.
TOOLS = frozenset({"draw", "examples", "explorers"})


@dataclass(frozen=True)
class Place:
    """A page that uses a function, and where on it."""

    page: str
    title: str
    anchor: str

    @property
    def address(self) -> str:
        """The place below the site's root."""
        return f"{blocks.url(self.page)}#{self.anchor}"


def of(code: str) -> list[str]:
    """Return the functions, classes and constants that a script imports, in order."""
    tree = ast.parse(code)
    found = dict.fromkeys(
        place for named in imported(tree) if (place := defined(*named))
    )
    return list(found)


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield module and name of everything that a script takes from the package."""
    whole: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        if node.module == "nnnotes":
            whole |= {each.asname or each.name: each.name for each in node.names}
        elif (node.module or "").startswith("nnnotes."):
            module = str(node.module).removeprefix("nnnotes.")
            yield from ((module, each.name) for each in node.names)
    for node in ast.walk(tree):
        of = getattr(node, "value", None)
        if (
            isinstance(node, ast.Attribute)
            and isinstance(of, ast.Name)
            and of.id in whole
        ):
            yield whole[of.id], node.attr


def defined(module: str, name: str) -> str:
    """Return where a public name is defined, as ``module.name``; empty if nowhere."""
    if module.split(".")[0] in TOOLS or name.startswith("_"):
        return ""
    own, borrowed = names(module)
    if name in own:
        return f"{module}.{name}"
    return defined(borrowed[name], name) if name in borrowed else ""


def entry(name: str) -> str:
    """Return the place of ``module.name`` in the reference, below the site's root.

    Empty if it has none: what is private or has no docstring is not in the reference.
    """
    module, *path = name.split(".")
    if (
        module in ("examples", "explorers")
        or not path
        or path[0] not in names(module)[0]
    ):
        return ""
    return f"reference/{module}/#nnnotes.{name}"


def names(module: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return what a module defines and documents, and what it takes from others."""
    path = PACKAGE / f"{module}.py"
    return parsed(path.read_text("utf-8")) if path.is_file() else (frozenset(), {})


@functools.lru_cache(256)
def parsed(text: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the same from the text of a module; the latter as name -> module."""
    lines = text.split("\n")
    own: set[str] = set()
    borrowed: dict[str, str] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            own |= {node.name} if ast.get_docstring(node) else set()
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if lines[node.lineno - 2].startswith("#:"):
                own |= {each.id for each in targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.ImportFrom) and node.module:
            source = node.module.removeprefix("nnnotes.")
            if source != node.module:
                borrowed |= {each.name: source for each in node.names}
    return frozenset(name for name in own if name[0] != "_"), borrowed


#: What :func:`places` found, for the build that is under way.
results: dict[str, list[Place]] = {}


def refresh() -> dict[str, list[Place]]:
    """Bring :data:`results` up to date with the pages and scripts as they are."""
    results.clear()
    results.update(places())
    return results


def on(name: str) -> list[Place]:
    """Return the pages that use a function, in the order of their names."""
    return (results or refresh()).get(name, [])


def places() -> dict[str, list[Place]]:
    """Return the pages that use each function: in a cell, or by its definition."""
    found: dict[str, dict[str, Place]] = {}
    for page in blocks.pages():
        title = blocks.title(page)
        for block in blocks.blocks(blocks.read(page)):
            for function, anchor in uses(block):
                place = Place(page, title, anchor)
                found.setdefault(function, {}).setdefault(page, place)
    return {name: list(pages.values()) for name, pages in found.items()}


def uses(block: blocks.Block) -> Iterator[tuple[str, str]]:
    """Yield the functions that a block of a page uses or shows, each with its place."""
    name, section = block.example
    if name and not section:
        with contextlib.suppress(LookupError, SyntaxError):  # the page reports it
            for function in of(examples.load(name).code):
                yield function, f"cell-{name.split('/')[-1]}"
    elif block.language == "definition":
        for function in " ".join(block.lines).split():
            yield function, f"def-{function}"
