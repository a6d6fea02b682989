"""Formulas become HTML and MathML at build time: KaTeX, in one Node process."""

from __future__ import annotations

import functools
import html
import json
import re
import subprocess
from pathlib import Path

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from hooks import npm
from hooks.place import Place

#: What pymdownx.arithmatex leaves in the page with ``generic: true``.
SPAN = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">'
    r"\\(?P<mark>[(\[])(?P<tex>.*?)\\[)\]]</(?P=tag)>",
    re.S,
)

#: What has been rendered, for those who ask which signs are in use.
rendered: list[str] = []


class Mathematics(Postprocessor):
    """Replace every formula of the finished page."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, text: str) -> str:
        """Render them all."""
        return SPAN.sub(self.formula, text)

    def formula(self, found: re.Match[str]) -> str:
        """Render one, or report it with page and line."""
        tex = html.unescape(found["tex"]).strip()
        try:
            rendered = render(tex, found["mark"] == "[")
        except ValueError as error:
            self.place.fail(self.place.find(tex), f"formula {tex!r}: {error}")
            return found[0]
        return f'<{found["tag"]} class="nn-math">{rendered}</{found["tag"]}>'


@functools.cache
def process() -> subprocess.Popen[str]:
    """Start the renderer; it ends with us, when its input closes."""
    script = Path(__file__).with_name("formulas.mjs")
    katex = npm.ensure() / "katex" / "dist" / "katex.mjs"
    return subprocess.Popen(
        [npm.node(), str(script), str(katex)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@functools.cache
def render(tex: str, display: bool) -> str:
    """Return one formula as HTML with MathML inside.

    Raises
    ------
    ValueError
        If KaTeX cannot read the formula.
    """
    renderer = process()
    assert renderer.stdin and renderer.stdout
    renderer.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    renderer.stdin.flush()
    answer = json.loads(renderer.stdout.readline())
    if "error" in answer:
        raise ValueError(answer["error"])
    rendered.append(str(answer["html"]))
    return rendered[-1]
