"""What was measured while training, as a record that prints as a small table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.parameters import Array
from nnnotes.tables import number, table


@dataclass(frozen=True, eq=False, repr=False)
class History:
    """What was measured while training; prints as a small table.

    Parameters
    ----------
    epoch : ndarray (rows,) of int64
        When, counted from 1.
    rate : ndarray (rows,)
        Rate of the last step before.
    train_loss, val_loss : ndarray (rows,)
        Mean loss over all rows, of the network as it is used after training; nan
        without validation rows, or if an output has overflowed.
    train_accuracy, val_accuracy : ndarray (rows,)
        Share of right answers; nan for regression.
    ended : str
        Why training ended.

    Examples
    --------
    >>> columns = [np.array([0.9, 0.4, 0.2]), np.array([1.0, 0.7, 0.8])]
    >>> columns += [np.array([0.5, 0.8, 1.0]), np.array([0.5, 0.8, 0.7])]
    >>> History(np.array([1, 2, 3]), np.full(3, 0.1), *columns, "all epochs done")
    epoch   rate  train loss  val loss  train accuracy  val accuracy
    1      0.100       0.900         1           0.500         0.500
    2      0.100       0.400     0.700           0.800         0.800
    3      0.100       0.200     0.800               1         0.700
    lowest val loss: epoch 2; ended: all epochs done
    """

    epoch: NDArray[np.int64]
    rate: Array
    train_loss: Array
    val_loss: Array
    train_accuracy: Array
    val_accuracy: Array
    ended: str

    @property
    def best(self) -> int:
        """Row of the lowest validation loss; of the training loss without one."""
        seen = np.isfinite(self.val_loss).any()
        losses = self.val_loss if seen else self.train_loss
        return int(np.argmin(np.where(np.isfinite(losses), losses, np.inf)))

    def __repr__(self) -> str:
        """Return at most eight rows: first, last, best, and some between."""
        last = len(self.epoch) - 1
        shown = {self.best, *(round(last * k / 6) for k in range(7))}
        names = ["rate", "train_loss", "val_loss", "train_accuracy", "val_accuracy"]
        names = [n for n in names if not np.isnan(getattr(self, n)).all()]
        rows = [
            [str(self.epoch[k]), *(number(float(getattr(self, n)[k])) for n in names)]
            for k in sorted(shown)
        ]
        text = table(["epoch", *(n.replace("_", " ") for n in names)], rows)
        name = "val" if "val_loss" in names else "train"
        where = f"lowest {name} loss: epoch {self.epoch[self.best]}; "
        found = where if f"{name}_loss" in names else ""
        return f"{text}\n{found}ended: {self.ended}"
