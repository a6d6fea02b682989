"""What an examination found, beside what is usual.

A record prints as the report of a laboratory: a row a finding, the range where healthy
networks lie, a star where this one does not. The rules that name a fault,
:func:`nnnotes.diagnosis.diagnose`, read nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from nnnotes import draw
from nnnotes.parameters import Array
from nnnotes.tables import number, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Finding -> where healthy networks of the clinic lie, with room: the tests train some.
USUAL: dict[str, tuple[float, float]] = {
    "first loss / ln C": (0.9, 1.7),
    "train loss": (0.0, 0.6),
    "val loss": (0.0, 0.8),
    "val accuracy": (0.8, 1.0),
    "accuracy, shifted": (0.0, 0.2),
    "rises of the loss": (0.0, 0.3),
    "not finite at step": (math.nan, math.nan),
    "dead at the start": (0.0, 0.3),
    "dead, layer 0": (0.0, 0.3),
    "dead, layer 1": (0.0, 0.3),
    "spread over rows": (0.1, 0.4),
    "gradient, first/last": (0.1, 10.0),
    "slope/gradient, start": (0.99, 1.01),
    "slope/gradient, end": (0.99, 1.01),
    "update/weight, start": (1e-3, 0.1),
    "update/weight, most": (1e-3, 0.1),
    "blank row, spread": (1e-8, 1.0),
    "distinct units": (1.0, 1.0),
    "row sum, off 1 by": (0.0, 0.0),
    "other rows / own": (0.0, 0.0),
    "alone or in a batch": (0.0, 0.0),
    "twice the same row": (0.0, 0.0),
    "inputs, mean": (-1.0, 1.0),
    "inputs, std": (0.5, 2.0),
    "val rows in train": (0.0, 0.0),
    "neighbors agree": (0.8, 1.0),
}

#: The lowest norm of a gradient that the figure tells from 0.
FLOOR = 1e-6


@dataclass(frozen=True, eq=False)
class Curves:
    """What was noted while training, one row a measurement.

    Parameters
    ----------
    step : ndarray (rows,)
        When, in steps from 0.
    loss : ndarray (rows, 2)
        On the training and on the validation rows.
    gradient : ndarray (at most rows, 2)
        Norms of the first and of the last weight's gradient.
    dead : ndarray (rows, hidden layers)
        Share of units that are 0 on every training row.

    Examples
    --------
    >>> Curves(np.zeros(1), np.ones((1, 2)), np.ones((1, 2)), np.zeros((1, 2))).step
    array([0.])
    """

    step: Array
    loss: Array
    gradient: Array
    dead: Array


@dataclass(frozen=True, eq=False, repr=False)
class Findings:
    """The findings of one examination; prints as a table.

    Parameters
    ----------
    values : dict of str to float
        Finding -> number; nan where nothing could be measured.
    curves : Curves, optional
        What :meth:`draw` draws.

    Examples
    --------
    >>> findings = Findings({"val accuracy": 0.31, "inputs, std": 1.0})
    >>> print(findings)
      finding       value   usual
    * val accuracy  0.310  0.8..1
      inputs, std       1  0.5..2
    not healthy: 1 of 2 findings unusual
    >>> findings.unusual, findings["inputs, std"]
    (['val accuracy'], 1.0)
    """

    values: Mapping[str, float]
    curves: Curves | None = field(default=None)

    def __getitem__(self, name: str) -> float:
        """Return one finding."""
        return self.values[name]

    @property
    def unusual(self) -> list[str]:
        """Names of the findings outside of their range; nan is never outside."""
        return [name for name in self.values if self._outside(name)]

    def _outside(self, name: str) -> bool:
        """Return whether a finding is outside of its range."""
        low, high = USUAL[name]
        if math.isnan(low):  # usual is that there is nothing to find
            return not math.isnan(self[name])
        return self[name] < low or self[name] > high

    def __repr__(self) -> str:
        """Return a line for each finding, and how many are unusual."""
        cells = []
        for name, value in self.values.items():
            low, high = USUAL[name]
            ends = f"{low:g}" if low == high else f"{low:g}..{high:g}"
            usual = "-" if math.isnan(low) else ends
            mark = "*" if name in self.unusual else " "
            cells.append([f"{mark} {name}", number(value), usual])
        count = len(self.unusual)
        verdict = f"not healthy: {count} of {len(cells)} findings unusual"
        text = table(["  finding", "value", "usual"], cells)
        return f"{text}\n{verdict if count else 'healthy'}"

    def draw(self) -> Figure:
        """Draw losses, gradients and dead units over the steps.

        Returns
        -------
        matplotlib.figure.Figure
            Not shown and not saved.

        Raises
        ------
        ValueError
            If there are no curves.
        ModuleNotFoundError
            If Matplotlib is not installed; ``nnnotes[draw]`` brings it.
        """
        import matplotlib.pyplot as plt

        if self.curves is None:
            raise ValueError("Findings.draw: no curves, expected those of a Chart")
        seen = self.curves
        panels = (
            ("loss", seen.loss, ("training", "validation")),
            # What is below the axis, zero too, lies on its edge.
            (
                "gradient norm",
                np.maximum(seen.gradient, FLOOR),
                ("first weight", "last weight"),
            ),
            ("dead units", seen.dead, ("layer 0", "layer 1")),
        )
        looks = ((draw.FORWARD, "o", "-"), (draw.THIRD, "s", "--"))
        figure, grid = plt.subplots(3, figsize=(5.2, 4.6), sharex=True)
        for axes, (label, columns, names) in zip(grid, panels, strict=True):
            step = seen.step[: len(columns)]
            for column, name, (color, mark, line) in zip(
                columns.T, names, looks, strict=False
            ):
                axes.plot(step, column, mark + line, color=color, ms=3, label=name)
            axes.set_ylabel(label)
            axes.legend(ncols=2, loc="lower right", bbox_to_anchor=(1, 0.95))
        top, middle, bottom = grid
        top.axhline(math.log(10), color=draw.MUTED, linewidth=0.8)
        top.set_ylim(0, None)
        middle.set_yscale("log")
        middle.set_ylim(FLOOR / 2, max(100.0, 10 * float(np.nanmax(seen.gradient))))
        bottom.set_ylim(-0.05, 1.05)
        bottom.set_xlim(-2, 102)
        bottom.set_xlabel("step")
        return figure
