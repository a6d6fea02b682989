"""Early stopping: choose one model from the path of training, by validation loss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nnnotes.checks import check_finite
from nnnotes.parameters import Array, Params, check_params
from nnnotes.ranges import check_between, check_count


@dataclass(frozen=True, eq=False)
class EarlyStopping:
    """Where the validation loss was lowest, and how long ago.

    Parameters
    ----------
    patience : int
        Evaluations without improvement after which to stop; 1 or more.
    min_delta : float
        By how much a loss has to be below the best one to count; 0 or more.
    evaluations : int
        Losses seen so far.
    best_evaluation : int
        Which of them was the lowest, from 1; 0 before the first.
    best_loss : float
        That loss; infinite before the first.
    best_params : list of ndarray
        Copies of the parameters at that loss.

    Raises
    ------
    ValueError
        If ``patience`` is less than 1 or ``min_delta`` negative.

    Examples
    --------
    >>> print(EarlyStopping(patience=2))
    best loss inf at evaluation 0, 0 of 2 without improvement
    """

    patience: int
    min_delta: float = 0.0
    evaluations: int = 0
    best_evaluation: int = 0
    best_loss: float = math.inf
    best_params: Params = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        check_count("EarlyStopping", "patience", self.patience, 1)
        check_between("EarlyStopping", "min_delta", self.min_delta)

    @property
    def waited(self) -> int:
        """Evaluations since the best one."""
        return self.evaluations - self.best_evaluation

    @property
    def stop(self) -> bool:
        """Whether patience is at its end."""
        return self.waited >= self.patience

    def __str__(self) -> str:
        return (
            f"best loss {self.best_loss:.6g} at evaluation {self.best_evaluation}, "
            f"{self.waited} of {self.patience} without improvement"
        )


def early_stopping(
    state: EarlyStopping, loss: float, params: Sequence[Array]
) -> EarlyStopping:
    """Take in one validation loss; keep a copy of the parameters if it is the best.

    Parameters
    ----------
    state : EarlyStopping
        ``EarlyStopping(patience=...)``, or what the evaluation before gave.
    loss : float
        Validation loss.
    params : sequence of ndarray
        All that makes the model what it is: parameters, and the running statistics
        of batch norm.

    Returns
    -------
    EarlyStopping
        New state; ``stop`` says whether to stop, ``best_params`` what to restore.

    Raises
    ------
    ValueError
        If the loss or an entry is not finite.

    References
    ----------
    Prechelt (1998), Early stopping: but when?

    Examples
    --------
    >>> state, epoch = EarlyStopping(patience=2), 0
    >>> while not state.stop:
    ...     loss = [0.9, 0.5, 0.6, 0.7, 0.1][epoch]
    ...     state, epoch = early_stopping(state, loss, [np.array([loss])]), epoch + 1
    >>> print(state, state.best_params)
    best loss 0.5 at evaluation 2, 2 of 2 without improvement [array([0.5])]
    """
    check_finite("early_stopping", "loss", loss)
    check_params("early_stopping", "params", params)
    state = replace(state, evaluations=state.evaluations + 1)
    if not loss < state.best_loss - state.min_delta:
        return state
    # Copies: another optimizer may write into its arrays.
    best = [np.array(p) for p in params]
    return replace(
        state,
        best_evaluation=state.evaluations,
        best_loss=float(loss),
        best_params=best,
    )
