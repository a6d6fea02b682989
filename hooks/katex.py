"""KaTeX's style sheet for formulas that the build has already rendered.

Its fonts stand within: the first picture of a page then has its formulas, and no line
is broken anew when a font comes. Only pages that have formulas ask for it.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from hooks import fonts

#: One of its fonts. woff2 stands first; older formats follow.
FACE = re.compile(
    r"@font-face\{([^}]*?src:)url\(fonts/([\w-]+\.woff2)\) format\(\"woff2\"\)[^}]*\}"
)
ADDRESS = re.compile(r"(?:@import|url\()[^;)}]*")


def sheet(packages: Path, formulas: list[str]) -> str:
    """Return a style sheet for these formulas.

    Parameters
    ----------
    packages : Path
        The `node_modules` that holds KaTeX.
    formulas : list of str
        What KaTeX returned.

    Raises
    ------
    ValueError
        If the formulas need a font that KaTeX does not have, or if its style sheet
        names a file that is no woff2 font of its own.
    """
    dist = packages / "katex" / "dist"
    css = (dist / "katex.min.css").read_text("utf-8")
    wanted = fonts.drawn(formulas, css)

    def within(found: re.Match[str]) -> str:
        """Return a font's rule with the font in it, or nothing if none is needed."""
        family, weight, style = fonts.said(found[1])
        signs = wanted.pop((family, weight, style), set())
        if not signs:
            return ""
        font = fonts.subset((dist / "fonts" / found[2]).read_bytes(), signs)
        content = base64.b64encode(font).decode()
        return f"@font-face{{{found[1]}url(data:font/woff2;base64,{content})}}"

    css = FACE.sub(within, css)
    if wanted:
        raise ValueError(f"KaTeX has no font {', '.join(map(str, sorted(wanted)))}")
    strange = {found for found in ADDRESS.findall(css) if "url(data:" not in found}
    if strange:
        raise ValueError(f"katex.min.css names {', '.join(sorted(strange))}")
    return css
