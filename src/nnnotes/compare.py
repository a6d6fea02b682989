"""Tell whether a rerun gave what the page shows, and if not, where they differ."""

from __future__ import annotations

import re
from itertools import zip_longest

#: Points that two drawings may differ by: a hundredth of a line's width.
#: exp, tanh and matmul differ between machines in their last digits.
TOLERANCE = 0.02
NUMBER = re.compile(r"(?<![#\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
IDENTITY = re.compile(r'(?<=[ #"(])([A-Za-z]\w*?)[0-9a-f]{10}(?=[")])')


def text_difference(shown: str, rerun: str) -> str:
    r"""Return a sentence on the first line that differs, or "" if none does.

    Parameters
    ----------
    shown, rerun : str
        Printed results; white space at line ends does not count.

    Returns
    -------
    str
        Which line, with both texts.

    Examples
    --------
    >>> text_difference("loss 1.2", "loss 1.2\n")
    ''
    >>> text_difference("loss 1.2", "loss 1.3")
    'line 1 of the printed result is "loss 1.3", the page shows "loss 1.2"'
    """
    pairs = zip_longest(shown.rstrip().split("\n"), rerun.rstrip().split("\n"))
    for number, (old, new) in enumerate(pairs, 1):
        if old is None:
            return f'line {number} of the printed result, "{new}", is not on the page'
        if new is None:
            return f'line {number} of the page, "{old}", was not printed'
        if old.rstrip() != new.rstrip():
            return (
                f'line {number} of the printed result is "{new.rstrip()}", '
                f'the page shows "{old.rstrip()}"'
            )
    return ""


def figure_difference(shown: str, rerun: str) -> str:
    """Return a sentence on how two SVG figures differ, or "" if they do not.

    Parameters
    ----------
    shown, rerun : str
        SVG texts. Coordinates may differ by :data:`TOLERANCE` points.

    Returns
    -------
    str
        How many numbers differ, and by how much.

    Examples
    --------
    >>> figure_difference('<path d="M 1 2"/>', '<path d="M 1 2.001"/>')
    ''
    >>> figure_difference('<path d="M 1 2"/>', '<path d="M 1 3"/>')
    'the figure differs in 1 of 2 numbers, by 1 pt at the most'
    """
    shown, rerun = IDENTITY.sub(r"\1", shown), IDENTITY.sub(r"\1", rerun)
    if NUMBER.sub("0", shown) != NUMBER.sub("0", rerun):
        return "the figure is another drawing"
    pairs = zip(NUMBER.findall(shown), NUMBER.findall(rerun), strict=True)
    gaps = [abs(float(old) - float(new)) for old, new in pairs]
    wide = [gap for gap in gaps if gap > TOLERANCE]
    if not wide:
        return ""
    return (
        f"the figure differs in {len(wide)} of {len(gaps)} numbers, "
        f"by {max(wide):.3g} pt at the most"
    )
