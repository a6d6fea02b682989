"""What the search reads of a page: its prose, and its figures by their captions.

The search's own parser reads HTML. It gets a copy of the page without code, printed
results and the second rendering of formulas, in which each figure is a section.
"""

from __future__ import annotations

import re
from html import escape

from nnnotes import examples

#: Start tags of what is left out, up to the matching end.
NOISE = re.compile(
    r"<(?P<tag>div|pre|span|details|table|fieldset|annotation|p|dl|svg|section)\b[^>]*?"
    r'(?:class="(?:[^"]* )?(?:nn-code|nn-printed|nn-excerpt|highlight|katex-html'
    r"|nn-uses|nn-also|nn-used|nn-section|nn-source|nn-panels|nn-values|nn-controls"
    r'|nn-play|nn-broken|nn-terms|doc-signature)[ "]'
    r'|encoding="application/x-tex"|data-search-exclude)[^>]*>'
)
FORMULA = re.compile(r'(<h2 id="core-relation">)Core relation')
FIGURE = re.compile(
    r'<figure class="nn-figure[^"]*" id="(?P<id>[^"]+)">.*? alt="(?P<alt>[^"]*)".*?'
    r"<figcaption>(?P<caption>.*?)</figcaption></figure>",
    re.S,
)


def parts() -> set[str]:
    """Return the folders of the ten parts: those whose modules bear their name."""
    folders = {name.split("/")[0] for name in examples.names()}
    return {
        name for name in folders if (examples.FOLDER.parent / f"{name}.py").exists()
    }


def searchable(html: str, title: str = "", description: str = "") -> str:
    """Return the copy that is indexed.

    Below the page's title stands its description; the section with the formula, which
    has the same name on every topic's page, is found by that of the topic.
    """
    copy = FIGURE.sub(section, without_noise(html))
    name = f"Formula: {escape(title, quote=False)}"
    copy = FORMULA.sub(lambda heading: heading[1] + name, copy, 1)
    about = f"<p>{escape(description, quote=False)}</p>" if description else ""
    return copy.replace("</h1>", f"</h1>{about}", 1)


def section(found: re.Match[str]) -> str:
    """Return a figure as a section of its own: what it says, what is to be seen."""
    heading = f'<h3 id="{found["id"]}">Figure: {found["caption"]}</h3>'
    return f"<div>{heading}<p>{found['alt']}</p></div>"


def without_noise(html: str) -> str:
    """Return the page without the elements that :data:`NOISE` names."""
    kept: list[str] = []
    at = 0
    while found := NOISE.search(html, at):
        kept.append(html[at : found.start()])
        at = end(html, found["tag"], found.end())
    return "".join([*kept, html[at:]])


def end(html: str, tag: str, start: int) -> int:
    """Return where the element ends that has begun before ``start``."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b").finditer(html, start):
        depth += -1 if found[1] else 1
        if not depth:
            return html.index(">", found.end()) + 1
    return len(html)
