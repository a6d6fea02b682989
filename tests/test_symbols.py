"""A reader meets no symbol before its definition.

The rule: a symbol of a formula, inline or displayed, stands in the notation's table, or
is *named* on the page, no later than in the paragraph of its first use, or for a
displayed formula in the paragraph that follows it ("where ..."). A page named before
it in the navigation may have named it too, if this page links to that one. The index
of a part shows the formulas of its topics in advance, so there any linked page counts.

Named is a symbol that stands alone in a sentence, ``the rate $\\eta$``, or on the left
of a relation, ``$r = \\hat y - y$``, with its indices, in a list or by itself.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from fences import DOCS, ROOT, pages
from test_pages import prose

#: What school formulas are written with; other signs need a name, as letters do.
WORDS = re.compile(
    r"_\{[A-Za-z]{2,}\}|\\(?:text|mathrm|operatorname\*?|begin|end)\{[^}]*\}"
    r"|\\(?:d?frac|tfrac|sqrt|sum|prod|max|min|log|ln|exp|tanh|sin|cos|pi|infty|arg|lim"
    r"|left|right|[bB]ig[glr]?|rVert|[lr]vert|[lr]ceil|[lr]floor|mid|(?:under|over)brace"
    r"|mathbf|mathbb|mathcal|hat|bar|tilde|overline|not|[lcvd]?dots|q?quad|cdot|times|pm"
    r"|to|in|approx|leq?|geq?|neq?|ll|gg|colon)(?![A-Za-z])"
    r"|\\[,;:! \\|{}&]|\\\\\[[^]]*\]"
)
SYMBOL = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
INLINE = re.compile(r"(?<!\$)\$([^$]+)\$(?!\$)")
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.S)
#: Where a new statement begins within a formula.
STATEMENT = re.compile(
    r"\\\\(?:\[[^]]*\])?|&(?!=)|\\q?quad|\\text\{[^}]*\}|\\dots|,(?![^{]*\})"
    r"|\\(?:begin|end)\{[^}]*\}(?:\{[^}]*\})?"
)
INDEX = r"(?:[_^](?:\{[^{}]*\}|\\?[A-Za-z]+|\d|\*)|')*"
NAME = re.compile(
    r"\s*(?P<name>(?:\\(?:hat|bar|tilde|mathcal|mathbf|mathbb)\s*)?"
    r"\{?(?:\\[A-Za-z]+|[A-Za-z])\}?" + INDEX + r")(?:\([^()]*\))?\s*"
    r"(?:$|&?=|\\(?:ge|le|in|ne|approx|sim|to|leftarrow|colon)\b|[<>])"
)


def symbols(tex: str) -> set[str]:
    """Return the letters and Greek letters of a formula."""
    return set(SYMBOL.findall(WORDS.sub(" ", tex)))


def named(paragraph: str) -> set[str]:
    """Return the symbols that a paragraph gives a name."""
    found = set()
    for tex in (
        *DISPLAY.findall(paragraph),
        *INLINE.findall(DISPLAY.sub("", paragraph)),
    ):
        for statement in STATEMENT.split(tex):
            match = NAME.match(statement)
            found |= symbols(match["name"]) if match else set()
    return found


def strangers(text: str, known: set[str]) -> list[str]:
    """Return what a page uses too early: a symbol and the place of its first use."""
    paragraphs = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    known, found = set(known), []
    for block, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        here = known | named(block) | (named(following) if "$$" in block else set())
        for tex in (*DISPLAY.findall(block), *INLINE.findall(DISPLAY.sub("", block))):
            new = sorted(symbols(tex) - here)
            here |= set(new)  # report a symbol once
            found += [f"{symbol} in {' '.join(tex.split())[:60]}" for symbol in new]
        known = here
    return found


@cache
def notation() -> frozenset[str]:
    """Return the symbols of the notation's table, and what needs no definition."""
    rows = re.findall(r"^\| (.+?) \|", (DOCS / "notation.md").read_text("utf-8"), re.M)
    found = {s for row in rows for tex in INLINE.findall(row) for s in symbols(tex)}
    entries = {symbol.lower() for symbol in found if len(symbol) == 1}
    return frozenset(found | entries | {"e", "i", "j", "k", "d"})


def linked(page: str) -> set[str]:
    """Return the pages that a page links to."""
    targets = re.findall(r"\]\(([^)#:]+\.md)", (DOCS / page).read_text("utf-8"))
    places = ((DOCS / page).parent / target for target in targets)
    return {p.resolve().relative_to(DOCS.resolve()).as_posix() for p in places}


def known_before(page: str) -> set[str]:
    """Return the symbols that a reader of this page may be expected to know."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    order = re.findall(r"\S+\.md", nav)
    topic = page in order and PurePosixPath(page).name != "index.md"
    before = set(order[: order.index(page)] if topic else order)
    return set(notation()).union(*(named(prose(p)) for p in linked(page) & before))


@pytest.mark.parametrize("page", [page for page in pages() if "/" in page])
def test_no_symbol_is_met_before_its_definition(page: str) -> None:
    found = strangers(prose(page), known_before(page))
    assert not found, f"docs/{page}: say first what these are: {found}"


BROKEN = {
    "never named": "The step is $\\eta\\zeta$.\n\nIt is small.",
    "named later": "The step is $\\eta\\zeta$.\n\nIt is.\n\nHere $\\zeta$ is a gain.",
    "named two paragraphs on": "$$\nw\\zeta\n$$\n\nIt is.\n\nA gain $\\zeta$.",
    "a sign not from school": "The sum $a \\oplus \\zeta$ of $a$ and $\\zeta$.",
    "only used, not named": "With $w\\zeta = 1$ it is small.",
}
WHOLE = {
    "named in its sentence": "With the gain $\\zeta$ the step is $\\eta\\zeta$.",
    "named before": "The gain $\\zeta$.\n\nThe step is $\\eta\\zeta$.",
    "explained below": "$$\nw\\zeta\n$$\n\nwhere $\\zeta_1, \\zeta_2$ are gains.",
    "defined in a display": "$$\nw = 2\\zeta \\\\\n\\zeta &= \\eta^2\n$$\n",
    "a function of something": "Let $\\zeta(x)$ be the gain: $w\\,\\zeta(2x)$.",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_symbol_without_a_name_is_found(text: str, tmp_path: Path) -> None:
    page = tmp_path / "broken.md"
    page.write_text(f"# A title\n\n{text}\n\nAn end.\n", "utf-8")
    found = strangers(page.read_text("utf-8"), set(notation()) | {"a"})
    assert len(found) == 1


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_symbol_with_a_name_is_left_alone(text: str) -> None:
    assert strangers(f"# A title\n\n{text}\n\nAn end.\n", set(notation())) == []


def test_a_linked_page_counts_only_if_it_comes_before() -> None:
    assert r"\Phi" in known_before("activations/index.md")
    assert r"\Phi" not in known_before("activations/relu.md")  # links to gelu.md, later
