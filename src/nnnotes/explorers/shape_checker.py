"""Eight lines of NumPy at sizes of your choice: right, refused, or silently wrong.

Each line is run as it stands, beside the one that was meant, and so are the checks.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.explorers.view import (
    Axis,
    Cells,
    Choice,
    Explorer,
    Panel,
    Row,
    Slider,
    Value,
)
from nnnotes.shapes import check_axes, row_influence
from nnnotes.softmax import softmax

Array = NDArray[np.float64]
Line = Callable[[Array, Array, Array], Array]

LARGEST = 64
#: Nothing to draw.
EMPTY = [[math.nan]]


@dataclass(frozen=True)
class Case:
    """A line of code, what it should have been, and the axes of what should come out.

    ``does`` and ``should`` take the input x with the axes ``takes``, and w and b.
    """

    code: str
    meant: str
    takes: str
    gives: str
    does: Line
    should: Line


def layer(x: Array, w: Array, b: Array) -> Array:
    """Return what a layer should compute."""
    out: Array = x @ w.T + b
    return out


CASES = {
    "right layer": Case(
        "X @ W.T + b", "X @ W.T + b", "n d_in", "n d_out", layer, layer
    ),
    "forgotten .T": Case(
        "X @ W + b", "X @ W.T + b", "n d_in", "n d_out",
        lambda x, w, b: x @ w + b, layer,
    ),
    "W in front": Case(
        "(W @ X).T + b", "X @ W.T + b", "n d_in", "n d_out",
        lambda x, w, b: (w @ x).T + b, layer,
    ),
    "reshape for .T": Case(
        "X @ W.reshape(d_in, d_out) + b", "X @ W.T + b", "n d_in", "n d_out",
        lambda x, w, b: x @ w.reshape(w.shape[::-1]) + b, layer,
    ),
    "b as a column": Case(
        "X @ W.T + b[:, None]", "X @ W.T + b", "n d_in", "n d_out",
        lambda x, w, b: x @ w.T + b[:, None], layer,
    ),
    "target without its axis": Case(
        "y_hat - y", "y_hat - y[:, None]", "n 1", "n 1",
        lambda x, w, b: x - np.arange(float(len(x))),
        lambda x, w, b: x - np.arange(float(len(x)))[:, None],
    ),
    "mean without its axis": Case(
        "X - X.mean(axis=1)", "X - X.mean(axis=1, keepdims=True)", "n d_in", "n d_in",
        lambda x, w, b: x - x.mean(axis=1),
        lambda x, w, b: x - x.mean(axis=1, keepdims=True),
    ),
    "softmax down the batch": Case(
        "softmax(Z.T).T", "softmax(Z)", "n d_out", "n d_out",
        lambda x, w, b: softmax(x.T).T,
        lambda x, w, b: softmax(x),
    ),
}  # fmt: skip


def shown(shape: tuple[int, ...]) -> str:
    """Return a shape as Python writes it."""
    return str(tuple(shape))


def size(given: float) -> int:
    """Return a size as it can be: whole, from 1 to 64."""
    return min(LARGEST, max(1, round(given)))


def values(case: str, n: float, d_in: float, d_out: float) -> dict[str, Value]:
    """Run a line of code, the line that was meant, and three checks.

    Parameters
    ----------
    case : str
        A key of :data:`CASES`.
    n, d_in, d_out : float
        Rows, and units before and after the layer.
    """
    what = CASES[case]
    sizes = {"n": size(n), "d_in": size(d_in), "d_out": size(d_out)}
    rng = np.random.default_rng(101)
    x, w, b = (
        rng.integers(-9, 10, [sizes.get(axis, 1) for axis in axes.split()]).astype(
            float
        )
        for axes in (what.takes, "d_out d_in", "d_out")
    )
    wanted = what.should(x, w, b)
    found: dict[str, Value] = {
        "code": what.code,
        "meant": what.meant,
        "inputs": inputs(what, x, w, b),
        "wanted": wanted.tolist(),
        "wanted_shape": shown(wanted.shape),
        "largest": float(np.abs(wanted).max()) or 1.0,
    }
    try:
        got = what.does(x, w, b)
    except ValueError as error:
        said = str(error).strip().rstrip(".")
        return found | refused(said) | {"say": sentence("raises")}
    shape, rows, off = checks(what, sizes, (x, w, b), got, wanted)
    verdict = "right" if off < 1e-9 else "silent"
    caught = [shape != "passes", rows.startswith("fails")]
    return found | {
        "got": got.tolist(),
        "got_shape": shown(got.shape),
        "verdict": verdict,
        "error": "nothing",
        "shape_check": shape,
        "row_check": rows,
        "off": "nothing" if off < 1e-9 else "another shape" if off == math.inf
        else f"{off:.3g} at most",
        "influence": influence(what, x, w, b).tolist(),
        "say": sentence(verdict, shown(got.shape), *caught),
    }  # fmt: skip


def inputs(what: Case, x: Array, w: Array, b: Array) -> str:
    """Return the shapes of what goes in."""
    if what.takes == "n 1":
        return f"y_hat {shown(x.shape)}, y {shown(x.shape[:1])}"
    if what.should is not layer:
        return f"{'Z' if 'Z' in what.code else 'X'} {shown(x.shape)}"
    return f"X {shown(x.shape)}, W {shown(w.shape)}, b {shown(b.shape)}"


def refused(said: str) -> dict[str, Value]:
    """Return the values of a line that raises."""
    return {
        "got": EMPTY,
        "got_shape": "an error",
        "verdict": "raises",
        "shape_check": "not reached",
        "row_check": "not reached",
        "off": "not reached",
        "error": f"ValueError: {said}",
        "influence": EMPTY,
    }


def checks(
    what: Case,
    sizes: dict[str, int],
    given: tuple[Array, Array, Array],
    got: Array,
    wanted: Array,
) -> tuple[str, str, float]:
    """Return what a check of axes and of rows say, and how far the values are off."""
    try:
        check_axes(got, what.gives, **sizes)
        shape = "passes"
    except ValueError as error:
        shape = str(error).removeprefix("check_axes: ")
    moved = influence(what, *given)
    mixed = np.count_nonzero(np.nan_to_num(moved - np.diag(np.diag(moved))))
    n = len(given[0])
    rows = f"fails, {mixed} of {n * n - n} pairs mix" if mixed else "passes"
    off = np.abs(got - wanted).max() if got.shape == wanted.shape else math.inf
    return shape, rows, float(off)


def influence(what: Case, x: Array, w: Array, b: Array) -> Array:
    """Return 1 where a row of the output moves with a row of the input."""
    if len(what.does(x, w, b)) != len(x):
        return np.array(EMPTY)
    rng = np.random.default_rng(0)
    moved: Array = (row_influence(lambda x: what.does(x, w, b), x, rng) > 0).astype(
        float
    )
    return moved


def sentence(
    verdict: str, said: str = "", shape: bool = False, rows: bool = False
) -> str:
    """Return what happens, and what would find the bug."""
    if verdict == "raises":
        return (
            "NumPy refuses, with the error below: a bug that raises is found at once."
        )
    if verdict == "right":
        return f"Right: {said} comes out, with the values that were meant."
    finds = (
        "a check of the shape finds it"
        if shape
        else "the shape is right, but rows mix: moving one row finds it"
        if rows
        else "shape and rows are right, so only known values find it"
    )
    return f"Silent: NumPy computes {said} without a word, and wrong; {finds}."


def picture(title: str, rows: str, largest: float | str) -> Panel:
    """Return a matrix."""
    plane = Axis("", 0.0, 1.0), Axis("", 0.0, 1.0)
    return Panel(
        title, (Cells(rows, largest, apart=True),), *plane, bare=True, height=130
    )


SIZES = (1.0, 2.0, 3.0, 4.0)
EXPLORER = Explorer(
    title="Shape checker",
    controls={
        "case": Choice("line of code", tuple(CASES), "forgotten .T"),
        "n": Slider("rows n", SIZES, 4.0),
        "d_in": Slider("units before, d_in", SIZES, 3.0),
        "d_out": Slider("units after, d_out", SIZES, 2.0),
    },
    values=values,
    panels=(
        picture("Comes out: {got_shape}", "got", "largest"),
        picture("Was meant: {wanted_shape}", "wanted", "largest"),
        picture("Output rows (down) that move with input rows", "influence", 1.0),
    ),
    table=(
        Row("code", "{code}"),
        Row("meant", "{meant}"),
        Row("shapes in", "{inputs}"),
        Row("verdict", "{verdict}"),
        Row("NumPy says", "{error}"),
        Row("check of the shape", "{shape_check}"),
        Row("check of the rows", "{row_check}"),
        Row("values off by", "{off}"),
    ),
    presets={
        "Square, silent": {"n": 4.0, "d_in": 3.0, "d_out": 3.0},
        "Wrong and same shape": {"case": "reshape for .T"},
        "Lost axis": {"case": "target without its axis"},
        "Rows that mix": {"case": "softmax down the batch"},
    },
)
