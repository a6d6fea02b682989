"""The site's two style sheets: one that every page has, one that formulas need.

The first is the theme's, then ours in the order of `extra_css`; the second is KaTeX's.
Both are named by their content.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks import bundle, unused

FOLDER = "assets/style/"
THEME = re.compile(r"assets/stylesheets/(?:main|palette)\.[0-9a-f]{8}\.min\.css")
#: A rule for whatever follows a table, which on our pages is in a box of its own: for
#: its sake a browser styles anew all that stands beside what a script puts in.
FOLLOWING = re.compile(r"\.md-typeset table:not\(\[class\]\)\+\*\{[^{}]*\}")
#: What pages call the first until all of them are written.
NAME = "style.css"
LINK = re.compile(rf'(<link rel="stylesheet" href="[^"]*{FOLDER}){NAME}">')
#: What a page with formulas has.
FORMULA = 'class="katex-html"'


class Sheets(NamedTuple):
    """What the two are made of."""

    theme: str
    ours: str
    formulas: str


def one(sheets: dict[str, Path | bytes]) -> str:
    """Return one style sheet.

    Parameters
    ----------
    sheets : dict
        Address -> style sheet, in order.

    Raises
    ------
    hooks.bundle.BundleError
        If a style sheet has a mistake or names a file that is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for address, content in sheets.items():
            # A mistake in a sheet of ours is reported where it is written.
            path = content if isinstance(content, Path) else folder / address
            if isinstance(content, bytes):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            paths.append(path)
        entry = folder / NAME
        lines = (f'@import "{path.as_posix()}";\n' for path in paths)
        entry.write_text("".join(lines), "utf-8")
        (made,) = bundle.esbuild([entry], {}).values()
        return made.decode()


def take(files: Files, config: MkDocsConfig) -> tuple[str, str]:
    """Take the theme's style sheets and ours out of the site's files; return both.

    Raises
    ------
    ValueError
        If `extra_css` names a file that is not there, or the theme's are not those
        that we know.
    """
    theme = [file.src_uri for file in files if THEME.fullmatch(file.src_uri)]
    if len(theme) != 2:
        raise ValueError(f"expected two style sheets of Material, not {len(theme)}")
    made = []
    for addresses in (sorted(theme), config.extra_css):
        sheets: dict[str, Path | bytes] = {}
        for address in addresses:
            file = files.get_file_from_path(address)
            if not file:
                raise ValueError(f"mkdocs.yml: extra_css: there is no docs/{address}")
            path = file.abs_src_path
            sheets[address] = Path(path) if path else file.content_bytes
            files.remove(file)
        made.append(one(sheets))
    config.extra_css = [FOLDER + NAME]
    known, found = FOLLOWING.subn("", made[0])
    if found != 1:
        raise ValueError(f"Material has the rule for what follows tables {found} times")
    return known, made[1]


def write(site: Path, sheets: Sheets) -> None:
    """Write both into a built site, and their names into its pages.

    Raises
    ------
    RuntimeError
        If the rules cannot be read.
    """
    pages = sorted(site.rglob("*.html"))
    scripts = sorted(site.glob("assets/*/*.js"))
    theme = unused.without(sheets.theme, sheets.ours, [*pages, *scripts])
    formulas = unused.without(sheets.formulas, "", [*pages, *scripts])
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    names = []
    for stem, text in (("style", theme + sheets.ours), ("formulas", formulas)):
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        names.append(f"{stem}-{digest}.css")
        (site / FOLDER / names[-1]).write_text(text, "utf-8", newline="")
    for path in pages:
        page = linked(path.read_text("utf-8"), *names)
        path.write_text(page, "utf-8", newline="")


def linked(page: str, style: str, formulas: str) -> str:
    """Return a page that asks for the style sheets it needs by their names.

    Examples
    --------
    >>> link = '<link rel="stylesheet" href="../assets/style/style.css">'
    >>> linked(f"{link}<p>", "a.css", "b.css")
    '<link rel="stylesheet" href="../assets/style/a.css"><p>'
    >>> linked(f'{link}<b class="katex-html">', "a.css", "b.css").count("link")
    2
    """
    names = [style, formulas] if FORMULA in page else [style]
    return LINK.sub("".join(rf'\g<1>{name}">' for name in names), page)
