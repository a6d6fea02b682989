"""What the search reads of a page: its prose, and its figures by their captions.

The search's own parser reads HTML. It gets a copy of the page without code, printed
results and the second rendering of formulas, in which each figure is a section.
"""

from __future__ import annotations

import re

#: Start tags of what is left out, up to the matching end.
NOISE = re.compile(
    r"<(?P<tag>div|pre|span|details|table|fieldset|annotation|p|dl|svg)\b[^>]*?"
    r'(?:class="(?:[^"]* )?(?:nn-code|nn-printed|nn-excerpt|highlight|katex-html'
    r"|nn-uses|nn-also|nn-used|nn-source|nn-panels|nn-values|nn-controls|nn-play"
    r'|nn-broken|nn-terms|doc-signature)[ "]|encoding="application/x-tex")[^>]*>'
)
FIGURE = re.compile(
    r'<figure class="nn-figure" id="(?P<id>[^"]+)">.*? alt="(?P<alt>[^"]*)".*?'
    r"<figcaption>(?P<caption>.*?)</figcaption></figure>",
    re.S,
)


def searchable(html: str) -> str:
    """Return the copy that is indexed."""
    return FIGURE.sub(section, without_noise(html))


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
