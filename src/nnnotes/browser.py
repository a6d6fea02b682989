"""What a cell's run in the reader's browser hands to the page.

The worker calls :func:`run`. Everything that decides anything is Python that the
tests run natively; JavaScript passes texts on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from itertools import zip_longest
from typing import Any

from nnnotes import cell, compare, draw, hints

#: Seconds between two pieces of text on their way to the page: 20 a second are
#: smooth to read, and thousands would freeze it.
PAUSE = 0.05
#: Pieces that go at once, so that a cell's few lines show before its long loop.
AT_ONCE = 40


class Batched:
    """Collects printed text and hands it on in few pieces."""

    def __init__(
        self,
        send: Callable[[str], object],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.send, self.clock = send, clock
        self.waiting: list[str] = []
        self.sent, self.due = 0, 0.0

    def add(self, text: str) -> None:
        """Take ``text``; send what waits if it ends a line early on, or is due."""
        self.waiting.append(text)
        early = self.sent < AT_ONCE and text.endswith("\n")
        if early or self.clock() >= self.due:
            self.flush()

    def flush(self) -> None:
        """Send what waits."""
        if self.waiting:
            self.send("".join(self.waiting))
            self.waiting.clear()
            self.sent += 1
            self.due = self.clock() + PAUSE


def run(
    source: str,
    name: str,
    send: Callable[[str], object],
    printed: str | None = None,
    figures: Sequence[str] = (),
) -> dict[str, Any]:
    r"""Run a cell and compare it with what the page shows.

    Parameters
    ----------
    source, name : str
        As in :func:`nnnotes.cell.run`.
    send : callable
        Called with the printed text, in pieces, while the cell runs.
    printed : str, optional
        The page's printed result. Without it, as for edited code, nothing is compared.
    figures : sequence of str
        The page's figures, SVG texts in the light colours.

    Returns
    -------
    dict
        ``text``, ``error`` and ``printed`` as in :class:`nnnotes.cell.Result`;
        ``hint``, a sentence that helps with the error or with nan, or "";
        ``warnings``, what went to standard error; ``figures``, each
        ``{"light": svg, "dark": svg}``; and ``difference``: a sentence, "" for none,
        ``None`` if nothing was compared.

    Examples
    --------
    >>> run("print(6 * 7)", "demo", send=lambda text: None, printed="42")["difference"]
    ''
    """
    batched, aside = Batched(send), cell.Printed(None)
    with redirect_stderr(aside):
        result = cell.run(source, name, scope={"input": ask}, on_text=batched.add)
    batched.flush()
    return {
        "text": result.text,
        "error": result.error,
        "printed": result.printed,
        "hint": hints.of_error(result.error) or hints.of_text(result.text, printed),
        "warnings": "".join(aside.parts),
        "figures": [{"light": svg, "dark": draw.dark(svg)} for svg in result.figures],
        "difference": None if printed is None else difference(result, printed, figures),
    }


def warm(draws: bool) -> None:
    """Import what cells use, before the first of them runs."""
    import numpy  # noqa: F401

    if draws:
        cell.prepare_figures()
        import matplotlib.pyplot  # noqa: F401


def rehearse() -> None:
    """Draw a figure for nobody, if cells have drawn: what runs often runs faster.

    Leaves no trace: no open figure, no text, and chance as it was.
    """
    if "matplotlib.pyplot" not in sys.modules:
        return
    from matplotlib.figure import Figure

    cell.prepare_figures()
    figure = Figure()
    axes = figure.subplots()
    axes.plot([1, 2, 3], label="line")
    axes.set_xlabel("label")
    axes.legend()
    cell.svg(figure)


def ask(prompt: object = "") -> str:
    """Stand in for ``input``, which nobody could answer while the cell runs.

    Raises
    ------
    RuntimeError
        Always, with what to do instead.
    """
    raise RuntimeError("input() cannot ask here: write the value into the code")


def difference(result: cell.Result, printed: str, figures: Sequence[str]) -> str:
    """Return the first sentence on what differs from the page, or "".

    Examples
    --------
    >>> difference(cell.Result("1"), "1", ["<svg/>"])
    'the cell drew no figure, the page shows 1'
    """
    sentence = compare.text_difference(printed, result.printed)
    if not sentence and len(figures) != len(result.figures):
        drawn = len(result.figures) or "no"
        return f"the cell drew {drawn} figure, the page shows {len(figures) or 'none'}"
    pairs = zip_longest(figures, result.figures, fillvalue="")
    rest = (compare.figure_difference(shown, rerun) for shown, rerun in pairs)
    return sentence or next(filter(None, rest), "")
