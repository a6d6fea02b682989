"""The site's Content-Security-Policy: its own files, the scripts it has, nothing else.

One policy holds for every page, for `navigation.instant` keeps the first page's while
it shows the others: it lists the inline scripts and style sheets of the whole site by
hash. Every page carries it as its first `meta`; `_headers` says it to hosts that
read such a file, with what a `meta` cannot say.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

#: Script types that a browser runs; others, JSON for one, are data.
RUN = {"", "text/javascript", "application/javascript", "module", "importmap"}
#: The character set has to stand in a page's first 1024 bytes, before the policy.
HEAD = re.compile(r'<head\b[^>]*>(?:\s*<meta charset="?[\w-]+"?\s*/?>)?', re.I)

#: Below these every name tells its content, so a browser may keep the file for ever.
LASTING = (
    "assets/cell/",
    "assets/explorers/",
    "assets/figures/",
    "assets/javascripts/bundle.",
    "assets/javascripts/workers/",
    "assets/runtime/",
    "assets/social/",
    "assets/style/",
)


class Inline(HTMLParser):
    """Collects the texts of inline scripts and style sheets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the text that follows belongs."""
        given = dict(attrs)
        kind = (given.get("type") or "").strip().lower()
        if tag == "style":
            self.into = self.styles
        elif tag == "script" and "src" not in given and kind in RUN:
            self.into = self.scripts
        else:
            self.into = None
            return
        self.into.append("")

    def handle_data(self, data: str) -> None:
        """Take the text of a script or style sheet; it may come in pieces."""
        if self.into is not None:
            self.into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self.into = None


def digest(text: str) -> str:
    """Return the source expression that allows this very text."""
    # A browser reads every line end as \n before it hashes.
    content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


def hashes(pages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the hashes of all inline scripts and of all inline style sheets."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for page in pages:
        found = Inline()
        found.feed(page)
        found.close()
        scripts.update(map(digest, found.scripts))
        styles.update(map(digest, found.styles))
    return sorted(scripts), sorted(styles)


def policy(pages: Iterable[str]) -> str:
    """Return the policy of a site that has these pages."""
    scripts, styles = hashes(pages)
    rules = {
        # Not 'none': Firefox fetches a page's successor ahead, and asks this rule.
        "default-src": ["'self'"],
        **{f"{kind}-src": ["'none'"] for kind in ("object", "frame", "media")},
        # Python is WebAssembly.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        "style-src-elem": ["'self'", *styles],
        # KaTeX places what it draws by style attributes.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        # Fonts of formulas stand in their style sheet.
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def with_policy(page: str, text: str) -> str:
    """Return the page with the policy before anything that it governs.

    Raises
    ------
    ValueError
        If the page has no head.
    """
    head = HEAD.search(page)
    if not head:
        raise ValueError("it has no <head>")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    return f"{page[: head.end()]}{tag}{page[head.end() :]}"


def headers(text: str) -> str:
    """Return the `_headers` file."""
    lasting = (
        f"/{path}*\n  Cache-Control: public, max-age=31536000, immutable\n"
        for path in LASTING
    )
    # No rule for the rest: hosts let a browser ask each time, and join what two say.
    return (
        "/*\n"
        f"  Content-Security-Policy: {text}; frame-ancestors 'none'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
        f"{''.join(lasting)}"
    )


def apply(site: Path) -> None:
    """Write the policy into every page of a built site, and into `_headers`.

    Raises
    ------
    ValueError
        If a page has no head to put it in; names the page.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    text = policy(pages.values())
    for path, page in pages.items():
        try:
            path.write_text(with_policy(page, text), "utf-8", newline="")
        except ValueError as error:
            raise ValueError(f"{path.relative_to(site)}: {error}") from error
    (site / "_headers").write_text(headers(text), "utf-8")
