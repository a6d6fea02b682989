"""The worked examples: one script each, shown, run and tested as it stands.

A script is a module docstring, then code. The docstring's paragraphs are the claim,
the text for readers who cannot see the figure (if there is one; it may name results
of the script, as in ``{error:.0e}``), and, for a script that must fail,
``Raises: SomeError``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
RAISES = re.compile(r"Raises: (\w+)\Z")
MARKER = re.compile(r"^[ \t]*# -+8<-+ \[(?:start|end):[\w-]+\][ \t]*\n", re.M)


@dataclass(frozen=True)
class Example:
    """One worked example.

    Attributes
    ----------
    name : str
        ``part/topic`` or ``part/topic_variant``.
    caption : str
        The claim, one sentence.
    alt : str
        What the figure shows; empty without figure.
    raises : str
        Name of the exception that the script must end with; empty if it must not.
    code : str
        The script below its docstring: what the reader sees and runs.
    line : int
        Line of the file on which ``code`` starts, counted from 1.
    """

    name: str
    caption: str
    alt: str
    raises: str
    code: str
    line: int


def names() -> list[str]:
    """Return the name of every example, sorted."""
    return sorted(
        path.relative_to(FOLDER).with_suffix("").as_posix()
        for path in FOLDER.glob("*/*.py")
    )


def load(name: str) -> Example:
    """Read one example.

    Parameters
    ----------
    name : str
        As in :func:`names`.

    Returns
    -------
    Example
        Its parts.

    Raises
    ------
    LookupError
        If there is no such script.
    SyntaxError
        If the script is not Python.
    """
    path = FOLDER / f"{name}.py"
    if not path.is_file():
        raise LookupError(f"no example {name!r}: expected nnnotes/examples/{name}.py")
    return parse(name, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Example:
    """Split the text of a script into the parts of an :class:`Example`."""
    tree = ast.parse(text, f"{name}.py")
    paragraphs = [
        " ".join(paragraph.split())
        for paragraph in re.split(r"\n\s*\n", ast.get_docstring(tree) or "")
    ]
    found = RAISES.match(paragraphs[-1])
    raises = found[1] if found else ""
    caption, alt, *_ = [*paragraphs[: -1 if found else None], "", ""]
    start = (tree.body[0].end_lineno or 1) if ast.get_docstring(tree) else 0
    rest = "\n".join(text.splitlines()[start:])
    blank = len(rest) - len(rest.lstrip("\n"))
    code = MARKER.sub("", rest.strip("\n") + "\n")
    return Example(name, caption, alt, raises, code, start + blank + 1)
