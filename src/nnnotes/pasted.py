"""Numbers of a training run elsewhere, pasted as text, read as if measured here.

The text is CSV: names in the first line, then a line for each epoch or layer, with
commas, semicolons or tabs between. An error names line and column of the text.
"""

from __future__ import annotations

import csv
import math

import numpy as np

from nnnotes.diagnostics import activation_verdict, gradient_verdict
from nnnotes.history import History
from nnnotes.parameters import Array
from nnnotes.report import Report

#: Column of a curve -> the names it may have; the later ones are those of Keras.
CURVES = {
    "epoch": ("epoch",),
    "rate": ("rate", "learning_rate", "lr"),
    "train_loss": ("train_loss", "loss"),
    "val_loss": ("val_loss",),
    "train_accuracy": ("train_accuracy", "accuracy"),
    "val_accuracy": ("val_accuracy",),
}

ACTIVATIONS = ("mean", "std", "spread", "zero", "dead", "saturated")
GRADIENTS = ("weight", "gradient", "update/weight")

#: Column of a table of layers -> its one name.
LAYERS: dict[str, tuple[str, ...]] = {
    name: (name,) for name in ("layer", *ACTIVATIONS, *GRADIENTS)
}


#: Columns that share a panel of the figure, as in the reports of ``diagnostics``.
PANELS = (
    ("mean", "std", "spread"),
    ("zero", "dead", "saturated"),
    ("weight",),
    ("gradient",),
    ("update/weight",),
)


def read_curves(text: str) -> History:
    r"""Read a loss curve, epoch by epoch.

    Parameters
    ----------
    text : str
        CSV with a column ``train_loss`` or ``loss``, and any of ``epoch``, ``rate``,
        ``val_loss``, ``train_accuracy`` or ``accuracy``, ``val_accuracy``. An empty
        cell and ``nan`` mean that there is no number.

    Returns
    -------
    History
        For :func:`nnnotes.curves.curve_report`. Without a column ``epoch`` the lines
        are counted from 1.

    Raises
    ------
    ValueError
        With line and column of the text, what stands there and what was expected.

    Examples
    --------
    >>> from nnnotes.curves import curve_report
    >>> text = "loss,val_loss\n2.0,2.1\n0.6,0.9\n0.2,0.7\n0.1,1.1"
    >>> print(curve_report(read_curves(text), chance=math.log(10)).verdict)
    overfits: val loss is lowest in epoch 3 and 1.6 times that at the end
    >>> read_curves("loss\n2.0\n1,5")
    Traceback (most recent call last):
    ValueError: line 3: 2 cells, expected 1 as in line 1: loss
    """
    columns = _columns(text, CURVES, "train_loss", labels="")
    n = len(columns["train_loss"])
    found = {name: columns.get(name, np.full(n, np.nan)) for name in CURVES}
    epoch = columns.get("epoch", np.arange(1.0, n + 1))
    for k, value in enumerate(epoch):
        if not value.is_integer():  # nor are nan and inf
            raise ValueError(
                f"line {k + 2}: epoch is {value:g}, expected a whole number"
            )
    lost = np.flatnonzero(~np.isfinite(found["train_loss"]))
    ended = f"no train loss in line {lost[0] + 2}" if lost.size else "pasted"
    rate, loss, val_loss, share, val_share = [found[n] for n in list(CURVES)[1:]]
    epochs = epoch.astype(np.int64)
    return History(epochs, rate, loss, val_loss, share, val_share, ended)


def read_layers(text: str) -> Report:
    r"""Read statistics of layers, one a line, from the input to the output.

    Parameters
    ----------
    text : str
        CSV with a column ``layer`` of names, and columns as in the reports of
        :mod:`nnnotes.diagnostics`: any of ``mean``, ``std``, ``spread``, ``zero``,
        ``dead``, ``saturated``, or any of ``weight``, ``gradient``,
        ``update/weight``, or of both kinds.

    Returns
    -------
    Report
        The columns that are there, and the verdict of the same rules.

    Raises
    ------
    ValueError
        With line and column of the text, what stands there and what was expected.

    Examples
    --------
    >>> read_layers("layer,dead\nfirst,0.02\nsecond,0.91")
    layer     dead
    first   0.0200
    second   0.910
    dead: layer 1
    """
    header, *_ = _cells(text)
    columns = _columns(text, LAYERS, "layer", labels="layer")
    names = tuple(str(name) for name in columns.pop("layer"))
    if not columns:
        known = ", ".join((*ACTIVATIONS, *GRADIENTS))
        raise ValueError(f"line 1: {', '.join(header)}, expected one more of: {known}")
    parts = []
    if set(columns) & set(ACTIVATIONS):
        # The rules ask for every column: no number accuses nobody, nor excuses.
        filled = dict.fromkeys(ACTIVATIONS, np.full(len(names), np.nan))
        filled["dead"] = np.zeros(len(names))
        parts.append(activation_verdict({**filled, **columns}))
    if "gradient" in columns:
        parts.append(gradient_verdict(columns))
    panels = [tuple(n for n in group if n in columns) for group in PANELS]
    verdict = "; ".join(parts) or "no gradient given: nothing said about weights"
    return Report("layer", names, columns, verdict, tuple(filter(None, panels)))


def _cells(text: str) -> list[list[str]]:
    """Split the text into lines and cells; lines without a sign count for nothing."""
    lines = text.strip("\n\r\t ").splitlines()
    if not lines:
        raise ValueError("no text, expected a line of names and lines of numbers")
    mark = next((m for m in "\t;" if m in lines[0]), ",")
    return [[c.strip() for c in row] for row in csv.reader(lines, delimiter=mark)]


def _columns(
    text: str, known: dict[str, tuple[str, ...]], needed: str, labels: str
) -> dict[str, Array]:
    """Return the columns of a text by their names; those of ``labels`` as text."""
    header, *rows = _cells(text)
    names = [_name(k, given, known) for k, given in enumerate(header, 1)]
    for k, name in enumerate(names):
        if name in names[:k]:
            raise ValueError(f"line 1, column {k + 1}: {name} for the second time")
    if needed not in names:
        wanted = " or ".join(known[needed])
        raise ValueError(f"line 1: no column {wanted}; there are {', '.join(header)}")
    if not rows:
        raise ValueError("line 2: no text, expected numbers below the names")
    for line, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(
                f"line {line}: {len(row)} cells, expected {len(header)} as in line 1: "
                f"{', '.join(header)}"
            )
    return {
        name: np.array([row[k] for row in rows])
        if name == labels
        else np.array(
            [_number(row[k], n, k + 1, header[k]) for n, row in enumerate(rows, 2)]
        )
        for k, name in enumerate(names)
    }


def _name(column: int, given: str, known: dict[str, tuple[str, ...]]) -> str:
    """Return our name of a column."""
    plain = "_".join(given.lower().split())
    for name, others in known.items():
        if plain in others:
            return name
    names = ", ".join(name for others in known.values() for name in others)
    raise ValueError(f"line 1, column {column}: {given!r}, expected one of: {names}")


def _number(cell: str, line: int, column: int, name: str) -> float:
    """Return the number in a cell; nan for an empty one."""
    try:
        return float(cell) if cell else math.nan
    except ValueError:
        raise ValueError(
            f"line {line}, column {column} ({name}): {cell!r}, expected a number"
        ) from None
