"""A reader meets no symbol before its definition: on the page, or in the notation."""

from __future__ import annotations

import re

from fences import DOCS
from test_pages import prose

#: What a formula is written with, and no symbol of ours.
WORDS = re.compile(
    r"\\(?:text|mathrm|operatorname\*?|begin|end)\{[^}]*\}|\\(?:frac|sqrt|sum|prod|max|min"
    r"|log|exp|tanh|sin|cos|left|right|[bB]ig[glr]?|lVert|rVert|lvert|rvert|cdot|dots|ldots"
    r"|quad|qquad|partial|mathbf|mathbb|mathcal|hat|bar|tilde|overline|in|to|times|odot|top"
    r"|approx|sim|le|ge|leq|geq|neq|ne|colon|infty|pm|mid|circ|lceil|rceil|lfloor|rfloor"
    r"|lim|det|nabla|otimes|oplus|propto|ll|gg|equiv|mapsto|rightarrow|leftarrow|forall"
    r"|underbrace|overbrace|not|arg|dfrac|tfrac|binom|vdots|ddots|cdots)(?![A-Za-z])"
    r"|\\[,;:! \\|{}&]"
)
SYMBOL = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
INLINE = re.compile(r"(?<!\$)\$([^$\n]+)\$(?!\$)")
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.S)


def symbols(tex: str) -> set[str]:
    """Return the letters and Greek letters of a formula."""
    return set(SYMBOL.findall(WORDS.sub(" ", tex)))


def notation() -> set[str]:
    """Return the symbols of the notation's table, and e and i, the number and index."""
    rows = re.findall(r"^\| (.+?) \|", (DOCS / "notation.md").read_text("utf-8"), re.M)
    found = {
        symbol for row in rows for tex in INLINE.findall(row) for symbol in symbols(tex)
    }
    entries = {symbol.lower() for symbol in found if len(symbol) == 1}
    return found | entries | {"e", "i", "j", "k", "d"}


def test_every_symbol_of_a_displayed_formula_is_named_in_a_sentence(topic: str) -> None:
    text = prose(topic)
    sentences = " ".join(DISPLAY.sub(" ", text).split())
    named = {symbol for tex in INLINE.findall(sentences) for symbol in symbols(tex)}
    unknown = {
        symbol: formula.strip()[:60]
        for formula in DISPLAY.findall(text)
        for symbol in symbols(formula) - named - notation()
    }
    assert not unknown, f"docs/{topic}: say what these are: {unknown}"
