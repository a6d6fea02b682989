"""All style sheets become one file, named by its content, with fonts cut to our signs.

The order is that of `extra_css`. KaTeX's fonts hold several thousand signs; formulas
are rendered by the build, so it knows which of them a reader can meet.
"""

from __future__ import annotations

import html
import re
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks import bundle

FOLDER = "assets/style/"
#: What the browser draws of a formula; MathML, before it, is read aloud.
DRAWN = re.compile(r'class="katex-html"[^>]*>(.*)', re.S)
TAG = re.compile(r"<[^>]*>")
OPTIONS = (
    "--loader:.woff2=file",
    "--asset-names=[name]-[hash]",
)


def signs(formulas: list[str]) -> set[str]:
    """Return the signs that rendered formulas draw."""
    drawn = (match[1] for match in map(DRAWN.search, formulas) if match)
    return {sign for text in drawn for sign in html.unescape(TAG.sub("", text))}


def subset(font: bytes, wanted: set[str]) -> bytes:
    """Return a font, woff2 again, that has no other signs than these."""
    options = Options(flavor="woff2", layout_features=["*"], hinting=False)
    # Else the hour of the build is in the file.
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened, BytesIO() as out:
        cutter = Subsetter(options)
        cutter.populate(text="".join(sorted(wanted)))
        cutter.subset(opened)
        opened.flavor = "woff2"
        opened.save(out)
        return out.getvalue()


def one(sheets: dict[str, Path | bytes], fonts: dict[str, bytes]) -> dict[str, bytes]:
    """Return one style sheet and the fonts that it names, by their new names.

    Parameters
    ----------
    sheets : dict
        Address -> style sheet, in order.
    fonts : dict
        Address -> font; the sheets name them relative to their own addresses.

    Raises
    ------
    hooks.bundle.BundleError
        If a style sheet has a mistake or names a file that is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for address, content in [*sheets.items(), *fonts.items()]:
            if isinstance(content, bytes):
                path = folder / address
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        # A mistake in a sheet of ours is reported where it is written.
        paths = [
            sheet if isinstance(sheet, Path) else folder / address
            for address, sheet in sheets.items()
        ]
        entry = folder / "style.css"
        lines = (f'@import "{path.as_posix()}";\n' for path in paths)
        entry.write_text("".join(lines), "utf-8")
        return bundle.esbuild([entry], {}, *OPTIONS)


def replace(files: Files, config: MkDocsConfig, formulas: list[str]) -> None:
    """Put the one style sheet into the site in the place of its parts.

    Raises
    ------
    ValueError
        If `extra_css` names a file that is not there.
    """
    sheets: dict[str, Path | bytes] = {}
    for address in config.extra_css:
        file = files.get_file_from_path(address)
        if not file:
            raise ValueError(f"mkdocs.yml: extra_css: there is no docs/{address}")
        path = file.abs_src_path
        sheets[address] = Path(path) if path else file.content_bytes
        files.remove(file)
    wanted, fonts = signs(formulas), {}
    for file in [file for file in files if file.src_uri.endswith(".woff2")]:
        fonts[file.src_uri] = subset(file.content_bytes, wanted)
        files.remove(file)
    made = one(sheets, fonts)
    for name, content in made.items():
        files.append(File.generated(config, FOLDER + name, content=content))
    config.extra_css = [FOLDER + name for name in made if name.endswith(".css")]
