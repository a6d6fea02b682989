"""Run one cell: the same code at build time, in the tests and in the browser."""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

#: Characters that one run may print; an endless loop must not fill a reader's memory.
LIMIT = 200_000


@dataclass(frozen=True)
class Result:
    """What a cell left behind.

    Parameters
    ----------
    text : str
        Everything that the cell printed.
    figures : tuple of str
        One SVG document per open Matplotlib figure, in the light colours.
    error : str
        What ended the cell, and on which of its lines; empty if it finished.
    """

    text: str
    figures: tuple[str, ...] = ()
    error: str = ""

    @property
    def printed(self) -> str:
        """What the page shows as the printed result: the text, then the error."""
        return "\n".join(part.rstrip() for part in (self.text, self.error) if part)


class Printed(io.TextIOBase):
    """Standard output of a run: keeps it, hands it on, and ends a flood."""

    def __init__(self, on_text: Callable[[str], object] | None) -> None:
        self.parts: list[str] = []
        self.room = LIMIT
        self.on_text = on_text

    def writable(self) -> bool:
        """Return True, as ``print`` expects."""
        return True

    def write(self, text: str) -> int:
        """Keep ``text``, or as much of it as there is room for."""
        kept = text[: self.room]
        self.room -= len(kept)
        self.parts.append(kept)
        if self.on_text and kept:
            self.on_text(kept)
        if len(kept) < len(text):
            raise RuntimeError(f"stopped: the cell printed more than {LIMIT:,} letters")
        return len(text)


def run(
    source: str,
    name: str = "cell",
    *,
    scope: dict[str, Any] | None = None,
    on_text: Callable[[str], object] | None = None,
) -> Result:
    r"""Execute ``source`` in a fresh namespace, with the notes' figure style.

    Parameters
    ----------
    source : str
        Python code.
    name : str, default "cell"
        Names the cell in error messages.
    scope : dict, optional
        The namespace, for a caller who reads the cell's values afterwards.
    on_text : callable, optional
        Called with each piece of text as it is printed.

    Returns
    -------
    Result
        Printed text, figures and error. No exception of the cell escapes.

    Examples
    --------
    >>> run("print(6 * 7)").text
    '42\n'
    >>> print(run("a = 1\nb = a / 0").error)
    line 2: b = a / 0
    ZeroDivisionError: division by zero
    """
    filename = f"<{name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    scope = {} if scope is None else scope
    scope["__name__"] = "__main__"
    printed, error = Printed(on_text), ""
    prepare_figures()
    figures: tuple[str, ...] = ()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, filename, "exec"), scope)
            figures = take_figures()
        except BaseException as exc:  # a reader may well type sys.exit()
            error = describe(exc, filename)
    close_figures()
    return Result("".join(printed.parts), figures, error)


def describe(error: BaseException, filename: str) -> str:
    """Return the lines of the cell that an error passed through, and the error."""
    lines = [
        f"line {frame.lineno}: {(frame.line or '').strip()}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == filename
    ]
    if isinstance(error, SyntaxError) and error.filename == filename:
        lines = [f"line {error.lineno}: {(error.text or '').strip()}"]
        return f"{lines[0]}\n{type(error).__name__}: {error.msg}"
    if len(lines) > 6:  # a recursion: its first and last calls tell the story
        lines = [*lines[:3], f"… {len(lines) - 5} more calls …", *lines[-2:]]
    return "\n".join([*lines, *traceback.format_exception_only(error)]).rstrip()


def prepare_figures() -> None:
    """Give figures the notes' style, without importing Matplotlib for a cell of text.

    If it is not yet imported, its own start-up reads the style and the backend.
    """
    if "matplotlib" in sys.modules:
        from nnnotes import draw

        close_figures()
        draw.use_style()
    else:
        os.environ["MATPLOTLIBRC"] = str(files("nnnotes") / "figure.mplstyle")
        os.environ["MPLBACKEND"] = "svg"


def take_figures() -> tuple[str, ...]:
    """Return every open figure as SVG text."""
    if "matplotlib.pyplot" not in sys.modules:
        return ()
    import matplotlib.pyplot as plt

    return tuple(svg(plt.figure(number)) for number in plt.get_fignums())


def svg(figure: Any) -> str:
    """Return one figure as an SVG element without date, tool name or XML prologue."""
    file = io.StringIO()
    save(figure, file, {"Date": None, "Creator": None})
    text = file.getvalue()
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.S)
    return text[text.index("<svg") :]


def save(figure: Any, file: io.StringIO, metadata: dict[str, None]) -> None:
    """Write a figure as ``savefig`` does, without drawing it twice.

    To lay a figure out, ``savefig`` draws it once more, to nowhere; but drawing lays
    it out anyway. A fifth of the time of a figure is saved.
    """
    from matplotlib import rcParams
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    if rcParams["savefig.bbox"]:
        figure.savefig(file, format="svg", metadata=metadata)
        return
    for part in ("facecolor", "edgecolor"):
        if (color := rcParams[f"savefig.{part}"]) != "auto":
            figure.set(**{part: color})
    canvas: Any = FigureCanvasSVG(figure)
    canvas.is_saving = lambda: True  # animated artists show themselves on screens alone
    dpi = figure.dpi
    canvas.print_svg(file, metadata=metadata)
    figure.dpi = dpi  # an SVG has one of its own


def close_figures() -> None:
    """Forget every open figure; import nothing if there cannot be one."""
    if "matplotlib.pyplot" in sys.modules:
        import matplotlib.pyplot as plt

        plt.close("all")
