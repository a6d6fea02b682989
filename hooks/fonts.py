"""Which signs of which font the site's formulas draw, and fonts that have no others.

KaTeX's fonts hold several thousand signs. Its rules say which font an element has; the
build renders every formula, so it knows which signs a reader can meet in each of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO

from bs4 import BeautifulSoup
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

#: A family, a weight and a style, as a style sheet names a font.
Face = tuple[str, str, str]
#: MathML, which the browser does not draw.
READ_ALOUD = re.compile(r'<span class="katex-mathml">.*?</math></span>', re.S)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
#: What a rule may say of a font, in the order of `Face`.
SAID = (
    re.compile(r"\bfont(?:-family)?:[^;]*?(KaTeX_\w+)"),
    re.compile(r"\bfont-weight:(\w+)"),
    re.compile(r"\bfont-style:(\w+)"),
)
ALIKE = {"normal": "400", "bold": "700"}


def said(declarations: str) -> list[str]:
    """Return family, weight and style that a rule gives, empty where it gives none.

    Examples
    --------
    >>> said("color:red;font-family:KaTeX_Main;font-weight:bold")
    ['KaTeX_Main', '700', '']
    """
    family, weight, style = (
        found[1] if (found := pattern.search(declarations)) else "" for pattern in SAID
    )
    return [family, ALIKE.get(weight, weight), style]


def drawn(formulas: Iterable[str], css: str) -> dict[Face, set[str]]:
    """Return the signs that rendered formulas draw with each font.

    Parameters
    ----------
    formulas : iterable of str
        What KaTeX returned.
    css : str
        KaTeX's style sheet. Of rules for one element the later is taken to win: so
        they stand there.
    """
    drawing = READ_ALOUD.sub("", "".join(formulas))
    soup = BeautifulSoup(drawing, "html.parser")
    known: defaultdict[int, list[str]] = defaultdict(lambda: ["", "", ""])
    classes = {name for tag in soup.find_all(class_=True) for name in tag["class"]}
    for selectors, declarations in RULE.findall(css):
        given = said(declarations)
        if not any(given) or selectors == "@font-face":
            continue
        for selector in selectors.split(","):
            # To look for what is nowhere takes as long as to find.
            if classes.issuperset(re.findall(r"\.([\w-]+)", selector)):
                for tag in soup.select(selector):
                    own = known[id(tag)]
                    own[:] = [new or old for new, old in zip(given, own, strict=True)]
    signs: defaultdict[Face, set[str]] = defaultdict(set)
    for text in soup.find_all(string=True):
        face = ["", "", ""]
        for tag in text.parents:
            if id(tag) in known:
                face = [x or y for x, y in zip(face, known[id(tag)], strict=True)]
        family, weight, style = face
        signs[family, weight or "400", style or "normal"].update(text)
    return dict(signs)


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
