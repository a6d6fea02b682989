"""The API reference: one page for each public module, in the order of the package.

The package's docstring is its table of contents; pages and navigation are made from
it, and mkdocstrings fills them from the docstrings.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from hooks.definitions import PACKAGE

FOLDER = "reference"
LINE = re.compile(r"- ``(?P<name>\w+)``: (?P<summary>.+)")
#: Modules that have pages of another kind.
ELSEWHERE = frozenset({"examples", "exercises"})
INTRO = """---
description: Every public function of nnnotes, by part, with its shapes and errors.
---

# API reference

Every function that the notes use, in the order of the notes.
An entry gives shapes, errors, sources and an example that the tests run.
Its code is folded below.
*Used on* leads back to the pages.

```pycon
>>> from nnnotes.forward import affine
>>> import numpy as np
>>> affine(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]), np.array([0.5]))
array([[11.5]])
```
"""


@dataclass(frozen=True)
class Part:
    """A part of the package: its name, and summary by module."""

    name: str
    modules: dict[str, str]


def parts() -> list[Part]:
    """Return the parts in the order of the package's docstring.

    Raises
    ------
    LookupError
        If it names a module that is not there.
    """
    text = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text("utf-8")))
    found: list[Part] = []
    for paragraph in re.split(r"\n\s*\n", text or "")[2:]:
        if not paragraph.startswith("- "):
            found.append(Part(" ".join(paragraph.split()), {}))
            continue
        for line in re.split(r"\n(?=- )", paragraph):
            match = LINE.match(" ".join(line.split()))
            if match and match["name"] not in ELSEWHERE:
                found[-1].modules[match["name"]] = match["summary"]
    for name in (name for part in found for name in part.modules):
        if not (PACKAGE / f"{name}.py").is_file():
            raise LookupError(f"src/nnnotes/__init__.py: no module {name!r}")
    return found


def modules() -> list[str]:
    """Return every module that has a page."""
    return [name for part in parts() for name in part.modules]


def pages() -> dict[str, str]:
    """Return address below docs -> text of every page of the reference."""
    found = {f"{FOLDER}/index.md": contents()}
    for part in parts():
        for name, summary in part.modules.items():
            found[f"{FOLDER}/{name}.md"] = page(name, summary)
    return found


def contents() -> str:
    """Return the page that lists all modules."""
    lists = []
    for part in parts():
        lines = [f"- [`{name}`]({name}.md): {s}" for name, s in part.modules.items()]
        lists.append(f"## {part.name}\n\n" + "\n".join(lines))
    return INTRO + "\n" + "\n\n".join(lists) + "\n"


def page(name: str, summary: str) -> str:
    """Return the page of one module, which mkdocstrings fills."""
    plain = summary.replace("`", "")
    description = json.dumps(
        f"Functions, classes and constants of nnnotes.{name}: {plain}"
    )
    return (
        f"---\ndescription: {description}\nsearch: {{boost: 0.5}}\n---\n\n"
        f"# nnnotes.{name}\n\n::: nnnotes.{name}\n"
    )


def navigation() -> dict[str, list[object]]:
    """Return the reference's entry of the navigation."""
    found: list[object] = [f"{FOLDER}/index.md"]
    for part in parts():
        entries = [{name: f"{FOLDER}/{name}.md"} for name in part.modules]
        found.append({part.name: entries})
    return {"Reference": found}


def lighten(config: MkDocsConfig) -> None:
    """Spare docstrings what pages need: the list of sources, a style sheet.

    mkdocstrings renders each paragraph and each parameter as a page of its own, some
    thousand of them, each with the sources that are appended to every page. It has no
    setting for that.
    """
    plugin: Any = config.plugins["mkdocstrings"]
    settings = dict(config.mdx_configs)
    settings["pymdownx.snippets"] = settings["pymdownx.snippets"] | {"auto_append": []}
    plugin.handlers._mdx_config = settings
    config.extra_css.remove(plugin.css_filename)
