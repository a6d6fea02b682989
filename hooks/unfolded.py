"""What the practice pages' blocks stand for, as plain Markdown.

Questions, exercises, the concept map, cards and notebooks are made by other parts of
the build; a page's plain twin holds them as text.
"""

from __future__ import annotations

import posixpath
import re

from markdown import Markdown

from hooks import blocks, concepts, exercises, outline, percent, tasks
from hooks.place import Place
from hooks.quiz import Quiz
from nnnotes.exercises import load

#: Where a snippet that is no example may stand.
FOLDERS = (blocks.DOCS / "includes", blocks.DOCS)
SNIPPET = re.compile(r'^--8<-- "(?P<file>[^":]+)(?::(?P<section>\w+))?"$', re.M)
EDGE = "<!-- --8<-- [{}:{}] -->\n"
#: Marks of a section, tags of an element, and what attr_list reads.
MARKS = re.compile(r"^<!-- --8<-- .*-->\n|^</?(?:nn-\w+|section|div)\b[^>]*>\n", re.M)
INLINE = re.compile(r"</?nn-[\w-]+[^>]*>")
FILE = re.compile(r"^# --8<-- \"(?P<name>[\w/]+)(?P<script>\.py)?\"$")


def page(name: str, text: str) -> str:
    """Return a page's text with all of these as Markdown.

    Parameters
    ----------
    name : str
        The page below ``docs``.
    text : str
        What stands there, without front matter.
    """
    if name.endswith(".py"):
        text = notebook(text)
    text = SNIPPET.sub(included, text)
    if re.search(r"^``` quiz$|<nn-progress", text, re.M):
        place = Place(Markdown(), str(blocks.DOCS / name))
        text = "\n".join(Quiz(Markdown(), place).run(text.split("\n")))
    return INLINE.sub("", MARKS.sub("", text))


def included(found: re.Match[str]) -> str:
    """Return the file, or the section of it, that a snippet names."""
    paths = (folder / found["file"] for folder in FOLDERS)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:  # an example, which has a block of its own
        return found[0]
    text = path.read_text("utf-8")
    if found["section"]:
        start, end = (EDGE.format(edge, found["section"]) for edge in ("start", "end"))
        text = text.split(start)[1].split(end)[0]
    return text.strip()


def notebook(text: str) -> str:
    """Return a percent script as a page: prose, and blocks for its cells."""
    _, cells = percent.read(text)
    return "\n\n".join(
        cell if kind == "markdown" else block(cell.strip()) for kind, cell in cells
    )


def block(line: str) -> str:
    """Return the block that a code cell of a notebook stands for."""
    if line == tasks.SNIPPET:
        names = exercises.ordered()
        return "\n\n".join(
            f"## {load(n).title}\n\n``` exercise\n{n}\n```" for n in names
        )
    found = FILE.match(line)
    return f"``` example\n{line.removeprefix('# ')}\n```" if found else line


def exercise(name: str, root: str) -> str:
    """Return an exercise with its hints and solution, or the list of all."""
    if name == "all":
        lines = []
        for one in exercises.ordered():
            part = f"{root}practice/exercises/{one.split('/')[0]}/index.md"
            lines.append(f"- [{load(one).title}]({part})")
        return "\n".join(lines)
    return f"{tasks.statement(load(name), lambda link: twin(link, root))}\n\n" + (
        f"```python\n{load(name).starter.strip()}\n```\n\n{tasks.help(load(name))}"
    )


def twin(link: str, root: str) -> str:
    """Return the way to the plain page that an exercise links to."""
    path = posixpath.normpath(posixpath.join("notebooks", link))
    return f"{root}{blocks.url(path)}index.md"


def concept_table(root: str) -> str:
    """Return topic, needs and introduces as a table."""
    lines = ["| topic | needs | introduces |", "|---|---|---|"]
    for topic in outline.topics():
        needs, new = (
            ", ".join(concepts.given(topic, key)) for key in concepts.KEYS[::-1]
        )
        link = f"[{topic.title}]({root}{blocks.url(topic.path)}index.md)"
        lines.append(f"| {link} | {needs} | {new} |")
    return "\n".join(lines)
