"""What mkdocstrings is told beside the docstrings: links, and where a name is used.

An extension of griffe, which reads the package for mkdocstrings. The docstrings are
written for numpydoc; their roles, such as ``:func:`mse```, become links.
"""

from __future__ import annotations

import ast
import itertools
import re
import textwrap
from pathlib import Path
from typing import Any

import griffe

from hooks import definitions, uses

ROLE = re.compile(r":(?:func|class|data|meth|mod|attr|exc):`[~]?([\w.]+)`")
#: Before a shape: griffe would read it as a call and write it as one.
SHAPE = re.compile(r"\b(ndarray|tuple|list|dict) (?=\()")
#: Packages with pages of another kind.
ELSEWHERE = ("nnnotes.examples", "nnnotes.exercises", "nnnotes.explorers")


class Docstrings(griffe.Extension):
    """Changes every object of the package once it is loaded."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Go through the whole package."""
        self.change(pkg)

    def change(self, found: griffe.Object) -> None:
        """Change one object and what is in it."""
        if isinstance(found, griffe.Module):
            lead(found)
        if isinstance(found, griffe.Attribute) and not found.docstring:
            found.docstring = comment(found)
        if found.docstring:
            text = ROLE.sub(lambda role: link(found, role[1]), found.docstring.value)
            found.docstring.value = SHAPE.sub("\\1\N{NO-BREAK SPACE}", text)
        name = found.path.removeprefix("nnnotes.")
        found.extra["nnnotes"]["used"] = uses.on(name)
        if isinstance(found, griffe.Function | griffe.Class):
            found.extra["nnnotes"]["code"] = definitions.source(name)
        if not isinstance(found, griffe.Module | griffe.Class):
            found.extra["nnnotes"]["header"] = header(found, name)
        for member in found.members.values():
            if isinstance(member, griffe.Object) and member.path not in ELSEWHERE:
                self.change(member)


def lead(found: griffe.Module) -> None:
    """Let a module name what it offers of others, which has its entry there."""
    name = found.path.removeprefix("nnnotes.")
    own, borrowed = uses.names(name)
    offered = [str(each) for each in found.exports or [] if str(each) not in own]
    places = [(each, uses.defined(name, each)) for each in offered if each in borrowed]
    shown = ", ".join(f"[`{each}`][nnnotes.{place}]" for each, place in places if place)
    if found.docstring and shown:
        found.docstring.value += f"\n\nFrom here one can import as well: {shown}."
    found.exports = None


def header(found: griffe.Object, name: str) -> str:
    """Return how a function begins, or a constant's definition, as it is written.

    mkdocstrings would format it with ruff or black, if one of them is installed.
    """
    if isinstance(found, griffe.Attribute):
        documented = found.docstring and isinstance(found.parent, griffe.Module)
        return definitions.source(name) if documented else ""
    text = textwrap.dedent(str(found.source))
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    return "\n".join(text.split("\n")[: function.body[0].lineno - 1])


def comment(found: griffe.Attribute) -> griffe.Docstring | None:
    """Return the lines ``#: …`` above a constant: they are its docstring."""
    assert isinstance(found.filepath, Path)
    above = found.lines_collection[found.filepath][: (found.lineno or 1) - 1]
    lines = list(itertools.takewhile(lambda line: line.startswith("#:"), above[::-1]))
    text = "\n".join(line.removeprefix("#:").strip() for line in lines[::-1])
    return griffe.Docstring(text, parent=found, parser="numpy") if text else None


def link(found: griffe.Object, name: str) -> str:
    """Return a reference to what a role names, or its name if it has no entry."""
    try:
        path = name if name.startswith("nnnotes.") else found.resolve(name)
    except griffe.NameResolutionError:
        path = None
    inside = str(path).removeprefix("nnnotes.")
    if inside == path or not uses.entry(inside):
        return f"`{name}`"
    return f"[`{name.split('.')[-1]}`][{path}]"
