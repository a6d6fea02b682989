"""KaTeX's style sheet and fonts, for formulas that the build has already rendered."""

from __future__ import annotations

import re
from pathlib import Path

#: One font face's list of files: woff2 stands first, older formats follow.
SOURCES = re.compile(r'(url\(fonts/[\w-]+\.woff2\) format\("woff2"\))(?:,url\([^;}]*)')
FONT = re.compile(r"url\((fonts/[\w-]+\.woff2)\)")
ADDRESS = re.compile(r"url\(([^)]*)\)")


def files(packages: Path) -> dict[str, Path | bytes]:
    """Return the style sheet and the woff2 fonts that it names.

    Parameters
    ----------
    packages : Path
        The `node_modules` that holds KaTeX.

    Raises
    ------
    ValueError
        If the style sheet names a file that is no woff2 font of KaTeX.
    """
    dist = packages / "katex" / "dist"
    css = SOURCES.sub(r"\1", (dist / "katex.min.css").read_text("utf-8"))
    fonts = set(FONT.findall(css))
    if strange := set(ADDRESS.findall(css)) - fonts:
        raise ValueError(f"katex.min.css names {', '.join(sorted(strange))}")
    found: dict[str, Path | bytes] = {name: dist / name for name in sorted(fonts)}
    return {"katex.min.css": css.encode()} | found
