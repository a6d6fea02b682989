"""Training: mini-batches, a rate, an optimizer, and a record of what happened.

``fit`` shuffles, takes one step a batch, and measures both losses the same way: on all
rows, with the network as it is used afterwards. Its record prints as a small table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_examples, check_finite
from nnnotes.clipping import clip_by_global_norm
from nnnotes.history import History
from nnnotes.optimization import minibatches
from nnnotes.optimization import optimizer as find_optimizer
from nnnotes.optimizer_state import State
from nnnotes.parameters import Array, Params
from nnnotes.ranges import check_count
from nnnotes.regularization import EarlyStopping, early_stopping
from nnnotes.schedules import constant

Targets = NDArray[Any]
Examples = tuple[Array, Targets]


class Model(Protocol):
    """What :func:`fit` asks of a network; :class:`nnnotes.network.Network` has it."""

    @property
    def params(self) -> Params:
        """The parameters."""

    def with_params(self, params: Sequence[Array]) -> Self:
        """Return the same model with other parameters.

        Parameters
        ----------
        params : sequence of ndarray
            In the order and the shapes of ``params``.
        """

    def training_pass(
        self, x: Array, y: Targets, rng: np.random.Generator
    ) -> tuple[Self, Params]:
        """Return the model with its running statistics moved, and the gradients.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.
        y : ndarray (n, ...)
            Labels or targets.
        rng : numpy.random.Generator
            Draws what is dropped.
        """

    def evaluate(self, x: Array, y: Targets) -> tuple[float, float]:
        """Return loss and accuracy, as the model is used after training.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.
        y : ndarray (n, ...)
            Labels or targets.
        """


M = TypeVar("M", bound=Model)
Callback = Callable[[Any, History], bool | None]


def fit(
    model: M,
    train: Examples,
    val: Examples | None = None,
    *,
    epochs: int,
    rng: np.random.Generator,
    optimizer: str = "adam",
    lr: float | Callable[[int], float] = 1e-3,
    batch_size: int = 50,
    clip: float | None = None,
    patience: int | None = None,
    every: int = 1,
    callbacks: Sequence[Callback] = (),
    **hyper: Any,
) -> tuple[M, History]:
    """Train a network on mini-batches, and measure it as it goes.

    Parameters
    ----------
    model : Network
        Where to start; not changed. Any :class:`Model` will do.
    train : tuple of ndarray (n, d_in) and ndarray (n, ...)
        Inputs, and labels or targets as the model's loss takes them.
    val : tuple like ``train``, optional
        Rows that no step sees.
    epochs : int
        Passes over the training rows, 1 or more.
    rng : numpy.random.Generator
        Draws the order of the rows. A generator spawned from it draws what is
        dropped, so that dropout leaves the order as it is.
    optimizer : str
        A key of :data:`nnnotes.optimization.OPTIMIZERS`.
    lr : float or callable
        Rate, or a schedule: step, from 0 and in updates -> rate.
    batch_size : int
        Rows in a batch; the last one of an epoch may have fewer.
    clip : float, optional
        Largest global norm of a gradient.
    patience : int, optional
        Stop after so many measurements without a lower validation loss.
    every : int
        Epochs between two measurements; the last epoch is always measured.
    callbacks : sequence of callable
        ``callback(model, history)`` after every measurement; True ends training.
    **hyper : float
        Further arguments of the optimizer, such as ``beta=0.95``.

    Returns
    -------
    model : Network
        The trained network; with ``patience`` the one of the lowest validation loss.
        If a number overflows, training ends, with the network of the epoch before.
    history : History
        One row a measurement.

    Raises
    ------
    ValueError
        If rows or counts do not fit, an input is no number, the optimizer is unknown,
        a rate is negative, or there is ``patience`` without ``val``.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 8.1.3 and
    algorithm 7.1.

    Examples
    --------
    >>> from nnnotes.data import moons
    >>> from nnnotes.mlp import mlp
    >>> rows = moons(200, 0.1, np.random.default_rng(0))
    >>> start = mlp([2, 16, 2], np.random.default_rng(0))
    >>> trained, history = fit(
    ...     start, rows, epochs=50, rng=np.random.default_rng(0), lr=0.05
    ... )
    >>> history.ended, bool(history.train_accuracy[-1] > 0.95)
    ('all epochs done', True)
    """
    _check_fit(train, val, epochs, every, patience)
    init, update = find_optimizer(optimizer)
    rate = lr if callable(lr) else partial(constant, peak=lr)
    recipe = _Recipe(update, rate, batch_size, clip, hyper)
    masks, state, rows, ended = rng.spawn(1)[0], init(model.params), [], ""
    best, stopping = model, EarlyStopping(patience or epochs)
    # Divergence shows as a value: a row of nan, and why training ended.
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(1, epochs + 1):
            due = epoch % every == 0 or epoch == epochs
            try:
                new, state = _one_epoch(model, state, train, recipe, rng, masks)
                measured = _measure(new, train, val) if due else None
            except FloatingPointError as problem:
                rows.append((epoch, rate(state.step), *[math.nan] * 4))
                ended = f"diverged, {problem}"
                break
            model = new
            if measured is None:
                continue
            rows.append((epoch, rate(state.step - 1), *measured))
            if patience:
                stopping = early_stopping(stopping, measured[1], model.params)
                best = model if stopping.waited == 0 else best
            ended = _reason(model, _as_history(rows, "not yet"), callbacks)
            if patience and stopping.stop:
                ended = f"{patience} measurements without a lower val loss"
            if ended:
                break
    history = _as_history(rows, ended or "all epochs done")
    return best if patience else model, history


@dataclass(frozen=True)
class _Recipe:
    """How a step is made: update rule, rate by step, batch size, clipping."""

    update: Callable[..., tuple[Params, Any]]
    rate: Callable[[int], float]
    batch_size: int
    clip: float | None
    hyper: dict[str, Any]


def _one_epoch(
    model: M,
    state: State,
    train: Examples,
    recipe: _Recipe,
    rng: np.random.Generator,
    masks: np.random.Generator,
) -> tuple[M, State]:
    """Take one step for each batch of a shuffled pass over the rows."""
    x, y = train
    for rows in minibatches(len(x), recipe.batch_size, rng):
        model, grads = model.training_pass(x[rows], y[rows], masks)
        if recipe.clip is not None:
            grads, _ = clip_by_global_norm(grads, recipe.clip)
        rate = recipe.rate(state.step)
        params, state = recipe.update(model.params, grads, state, rate, **recipe.hyper)
        model = model.with_params(params)
    return model, state


def _measure(
    model: Model, train: Examples, val: Examples | None
) -> tuple[float, float, float, float]:
    """Return train loss, val loss, train accuracy, val accuracy."""
    loss, share = model.evaluate(*train)
    val_loss, val_share = model.evaluate(*val) if val else (math.nan, math.nan)
    if math.isnan(loss) or (val and math.isnan(val_loss)):
        raise FloatingPointError("an output is too large for its loss")
    return loss, val_loss, share, val_share


def _reason(model: Model, history: History, callbacks: Sequence[Callback]) -> str:
    """Let every callback look; return why training ends, or nothing."""
    answers = [callback(model, history) for callback in callbacks]
    return "a callback said so" if any(answers) else ""


def _as_history(rows: Sequence[Sequence[float]], ended: str) -> History:
    """Turn rows into columns."""
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    epoch, rate, loss, val_loss, share, val_share = columns
    epoch = epoch.astype(np.int64)
    return History(epoch, rate, loss, val_loss, share, val_share, ended)


def _check_fit(
    train: Examples, val: Examples | None, epochs: int, every: int, patience: int | None
) -> None:
    """Raise a ValueError unless rows and counts are what fit needs."""
    for x, y in [train] if val is None else [train, val]:
        check_examples("fit", x, y)
        check_finite("fit", "x", x)
    check_count("fit", "epochs", epochs, 1)
    check_count("fit", "every", every, 1)
    if patience is not None:
        check_count("fit", "patience", patience, 1)
        if val is None:
            raise ValueError("fit: patience is given, expected val to measure it on")
