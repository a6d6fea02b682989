"""Every page once more as plain Markdown, with what its blocks stand for.

Code is there with its printed result, definitions with their code, values in prose
with their digits: a reader without a browser, or a program, gets the whole page.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
from itertools import pairwise
from pathlib import Path

from markdown import Markdown

from hooks import (
    blocks,
    corrections,
    definitions,
    explorers,
    figures,
    runner,
    unfolded,
    uses,
)
from hooks.place import FRONT, Place
from hooks.values import SPAN, VALUE, Values, fill, scientific, tex
from nnnotes import examples

LINK = re.compile(r"(?<=\]\()(?!\w+:|#|/)([^)\s#]+)\.md(?=[)#])")
ADMONITION = re.compile(
    r'^(?P<indent> *)(?:\?\?\?\+?|!!!) (?P<kind>\w+)[^"]*"(?P<title>.*)"$'
)
ATTRIBUTES = re.compile(r" *\{:? *[.#][a-z][\w/-]*(?: +[^}\n]*)?\}")


def twin(page: str, text: str) -> str:
    """Return a page as plain Markdown.

    Parameters
    ----------
    page : str
        Its path below ``docs``.
    text : str
        What stands there, front matter included.
    """
    if found := re.search(r"^::: nnnotes\.(\w+)$", text, re.M):
        return module(found[1], text)
    body = unfolded.page(page, FRONT.sub("", text))
    if page == corrections.PAGE:
        body = "\n".join(corrections.Gather(Markdown()).run(body.split("\n")))
    lines = body.split("\n")
    found_blocks = list(blocks.blocks(body))
    edges = [
        -1,
        *(each for b in found_blocks for each in (b.first, b.last)),
        len(lines),
    ]
    parts: list[str] = []
    for at, (begin, end) in enumerate(pairwise(edges)):
        if at % 2:
            block = found_blocks[at // 2]
            parts.append(indented(filled(block, page), block.indent))
        else:
            parts.append(prose("\n".join(lines[begin + 1 : end]), page))
    return with_sources("\n".join(parts).strip() + "\n")


def prose(text: str, page: str) -> str:
    """Return text between blocks: values filled in, boxes opened, links to twins."""
    place = Place(Markdown(), str(blocks.DOCS / page))
    text = SPAN.sub(lambda found: plain(Values(Markdown(), place), found), text)
    text = LINK.sub(lambda to: f"{to_twin(page, to[1])}", text)
    return ATTRIBUTES.sub("", "\n".join(opened(line) for line in text.split("\n")))


def plain(values: Values, found: re.Match[str]) -> str:
    """Return one piece of code, formula or value."""
    if found["code"]:
        return found[0]
    if found["math"]:
        return VALUE.sub(lambda value: tex(values.text(value)), found[0])
    value = VALUE.fullmatch(found[0])
    assert value
    return scientific(values.text(value))


def opened(line: str) -> str:
    """Return the title of a box as a line; a question's options say if right."""
    found = ADMONITION.match(line)
    if not found:
        return line
    says = {"success": "Right: ", "failure": "Wrong: "}.get(found["kind"], "")
    return f"{found['indent']}- **{says}{found['title']}**\n"


def to_twin(page: str, target: str) -> str:
    """Return the way from one page's twin to that of another, as it is on the site."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), f"{target}.md"))
    start = blocks.url(page) or "."
    return posixpath.relpath(f"{blocks.url(whole)}index.md", start)


def indented(text: str, indent: str) -> str:
    """Return a block where it stood."""
    return "\n".join(indent + line if line else "" for line in text.split("\n"))


def filled(block: blocks.Block, page: str) -> str:
    """Return what a block stands for."""
    name, section = block.example
    content = "\n".join(block.lines).strip()
    root = posixpath.relpath(".", blocks.url(page) or ".") + "/"
    if name and not section:
        shown = examples.load(name)
        return fenced("python", shown.code) + "\n\n" + outcome(shown, root)
    if block.language == "result":
        return outcome(examples.load(content), root)
    if block.language == "definition":
        return fenced("python", "\n\n".join(map(definitions.source, content.split())))
    if block.language == "exercise":
        return unfolded.exercise(content, root)
    if block.language == "concepts":
        return unfolded.concept_table(root)
    if block.language == "explorer":
        return explorer(content)
    return fenced(block.language, "\n".join(block.lines))


def fenced(language: str, text: str) -> str:
    """Return a block of code."""
    ticks = "````" if "```" in text else "```"
    return f"{ticks}{language}\n{text.strip()}\n{ticks}"


def outcome(shown: examples.Example, root: str) -> str:
    """Return what an example gives: printed result, figure with its text."""
    run = runner.result(shown.name)
    found = [f"Printed result:\n\n{fenced('text', run.printed)}"] if run.printed else []
    for light, _ in run.figures:
        address = root + figures.file_names(shown.name, light)[0]
        text = fill(shown.alt, shown.name, run.values)
        found.append(f"![{text}]({address})\n\n{shown.caption}")
    return "\n\n".join(found or [shown.caption])


def explorer(name: str) -> str:
    """Return an explorer's first state in words."""
    grid = json.loads(explorers.grids()[name])
    first = explorers.first_values(grid)
    labels = ", ".join(one["label"] for one in grid["controls"].values())
    return f"Explorer ({labels}), in its first state: {first['say']}"


def module(name: str, text: str) -> str:
    """Return the reference of a module: docstrings as they are written, and code."""
    source = Path(definitions.PACKAGE, f"{name}.py").read_text("utf-8")
    tree = ast.parse(source)
    parts = [f"# nnnotes.{name}", str(ast.get_docstring(tree))]
    own = uses.names(name)[0]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in own:
            shown = fenced("text", str(ast.get_docstring(node)))
            parts += [f"## {node.name}", shown]
            parts.append(fenced("python", definitions.source(f"{name}.{node.name}")))
    return "\n\n".join(parts) + "\n"


def with_sources(text: str) -> str:
    """Return a text with the addresses of the sources that it names."""
    named = set(corrections.cited(text))
    listed = blocks.read("includes/sources.md").split("\n")
    used = [line for line in listed if line[1:].split("]:")[0] in named]
    return f"{text}\n" + "\n".join(used) + "\n" if used else text
