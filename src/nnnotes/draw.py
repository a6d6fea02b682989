"""Colours of the figures: one role each, with a twin for the dark page.

A script names a role (``draw.FORWARD``), never a hex value. A figure is drawn once,
in the light colours; :func:`dark` gives the same drawing for the dark page.
"""

from __future__ import annotations

import re
from importlib.resources import files

#: What flows forward: values, activations, predictions.
FORWARD = "#0b66b5"
#: What flows back: gradients, errors, the wrong result.
GRADIENT = "#c8321f"
#: What is right: an oracle, a correct result.
RIGHT = "#15803d"
#: Two further lines to tell apart.
THIRD = "#b45309"
FOURTH = "#8b3fc7"
#: Text and outlines; quieter lines; hair lines; the page itself.
INK = "#1f2328"
MUTED = "#5c6370"
FAINT = "#d5d9e0"
PAPER = "#fdfdfe"

#: Light colour -> the same role on a dark page.
DARK = {
    FORWARD: "#6db3ff",
    GRADIENT: "#ff8f7a",
    RIGHT: "#5fd38a",
    THIRD: "#ffb454",
    FOURTH: "#c79bff",
    INK: "#e6e8eb",
    MUTED: "#a3abba",
    FAINT: "#454b58",
    PAPER: "#1e2029",
}


def dark(svg: str) -> str:
    """Return a figure in the colours of the dark page.

    Parameters
    ----------
    svg : str
        SVG text drawn with the roles of this module.

    Returns
    -------
    str
        The same drawing with every role's colour exchanged.

    Examples
    --------
    >>> dark('<path style="stroke: #0b66b5"/>')
    '<path style="stroke: #6db3ff"/>'
    """
    return re.sub("|".join(DARK), lambda found: DARK[found[0]], svg)


def use_style() -> None:
    """Set Matplotlib's parameters to the notes' style, and nothing else."""
    import matplotlib

    path = files("nnnotes") / "figure.mplstyle"
    matplotlib.rcdefaults()
    matplotlib.rc_file(str(path))
