"""The clinic: the same examination for every network that does not learn.

A :class:`Chart` watches a training run from outside: it is told the parameters before
and after a step, and the gradient that the step used. Its report says what was found,
beside what is usual; ``diagnosis`` reads the fault from these findings alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nnnotes.data import Examples
from nnnotes.diagnostics import gradient_norms, update_ratios
from nnnotes.findings import USUAL, Curves, Findings
from nnnotes.optimization import minibatches
from nnnotes.parameters import Array, Params
from nnnotes.probes import accuracy, distinct, nll, squared_distances
from nnnotes.shapes import row_influence
from nnnotes.splits import split_digits

#: ``(params, x) -> outputs of every hidden layer, and last the probabilities``.
Forward = Callable[[Params, Array], Sequence[Array]]

#: Steps between two measurements on all rows.
EVERY = 5


def rows(rng: np.random.Generator) -> tuple[Examples, Examples]:
    """Draw 500 digits to train on and 300 to validate on, standardized.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the rows.

    Returns
    -------
    train : tuple of ndarray (500, 64) and ndarray (500,)
        Pixels and labels 0 to 9.
    val : tuple of ndarray (300, 64) and ndarray (300,)
        Likewise; no row is in both.

    Examples
    --------
    >>> (x, y), (x_val, y_val) = rows(np.random.default_rng(0))
    >>> x.shape, x_val.shape
    ((500, 64), (300, 64))
    """
    parts = split_digits(rng, 500, 300)
    return parts.train, parts.val


def batches(n: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Give the batches of ten epochs: 50 rows each, in a new order each epoch.

    Parameters
    ----------
    n : int
        Rows to train on.
    rng : numpy.random.Generator
        Draws the order.

    Yields
    ------
    ndarray (50,) of int64
        Numbers of the rows of one step.

    Examples
    --------
    >>> len(list(batches(500, np.random.default_rng(0))))
    100
    """
    for _ in range(10):
        yield from minibatches(n, 50, rng)


class Chart:
    """What is noted at the bedside while a network trains.

    Parameters
    ----------
    forward : callable
        ``(params, x) -> outputs of every hidden layer, and last the probabilities``,
        as the network is used after training.
    train, val : tuple of ndarray (n, d) and ndarray (n,)
        Rows and labels; small, as all of them are measured every fifth step.
    training : callable, optional
        The same as ``forward`` while it trains, if that differs: of batch norm and
        dropout. The gradient is compared with its loss.

    Examples
    --------
    A network with one matrix, which does not learn:

    >>> (x, y), val = rows(np.random.default_rng(0))
    >>> chart = Chart(lambda params, x: [np.full((len(x), 10), 0.1)], (x, y), val)
    >>> params = [np.ones((10, 64))]
    >>> chart.note(params, np.arange(50), [np.zeros((10, 64))], params)
    >>> findings = chart.report()
    >>> findings["first loss / ln C"], findings["update/weight, start"]
    (1.0, 0.0)
    """

    def __init__(
        self,
        forward: Forward,
        train: Examples,
        val: Examples,
        training: Forward | None = None,
    ) -> None:
        self.forward, self.training = forward, training or forward
        self.train, self.val = train, val
        self.start: Params = []
        self.params: Params = []
        self.broken = math.nan
        self.slopes: list[float] = []
        self.norms: list[Array] = []
        self.ratios: list[Array] = []
        self.steps: list[int] = []
        self.losses: list[tuple[float, float]] = []
        self.dead: list[Array] = []

    def note(
        self,
        before: Params,
        batch: NDArray[np.int64],
        grads: Params,
        after: Params,
    ) -> None:
        """Write down one step; nothing more once a number is not finite.

        Parameters
        ----------
        before : list of ndarray
            Parameters before the step.
        batch : ndarray of int64
            Numbers of the rows of the step.
        grads : list of ndarray
            The gradient that the step used.
        after : list of ndarray
            Parameters after the step.
        """
        if not math.isnan(self.broken):
            return
        self.start = self.start or before
        with np.errstate(over="ignore", invalid="ignore"):
            if len(self.norms) % EVERY == 0:
                self._measure(before)
                self.slopes.append(self._slope(before, batch, grads))
            self.norms.append(gradient_norms(grads))
            self.ratios.append(update_ratios(before, after))
        self.params = after
        if not all(np.isfinite(p).all() for p in [*grads, *after]):
            self.params, self.broken = before, float(len(self.norms) - 1)

    def report(self) -> Findings:
        """Examine the network as the last step left it, or the last with numbers.

        Returns
        -------
        Findings
            The same rows for every network with two hidden layers; nan where nothing
            can be measured.

        Raises
        ------
        ValueError
            If no step was noted.
        """
        if not self.norms:
            raise ValueError("Chart.report: no step noted, expected one or more")
        with np.errstate(over="ignore", invalid="ignore"):
            if math.isnan(self.broken):
                self._measure(self.params)
            found = {
                **self._course(),
                **self._answers(),
                **self._manners(),
                **self._data(),
            }
        curves = Curves(
            np.array(self.steps, dtype=np.float64),
            np.array(self.losses),
            np.array([norms[[0, -1]] for norms in self.norms[::EVERY]]),
            np.array(self.dead),
        )
        # Round-off differs between machines; nine digits do not.
        values = {k: round(float(found[k]), 9) for k in USUAL if k in found}
        return Findings(values, curves)

    def _measure(self, params: Params) -> None:
        """Write down both losses and the share of dead units by layer."""
        self.steps.append(len(self.norms))
        *hidden, p = self.forward(params, self.train[0])
        val = self.forward(params, self.val[0])[-1]
        self.losses.append((nll(p, self.train[1]), nll(val, self.val[1])))
        self.dead.append(np.array([np.mean((a == 0).all(axis=0)) for a in hidden]))

    def _slope(self, params: Params, batch: NDArray[np.int64], grads: Params) -> float:
        """Return the loss's slope along the gradient, as a share of its length."""
        x, y = self.train[0][batch], self.train[1][batch]

        def loss(t: float) -> float:
            moved = [p + t * g for p, g in zip(params, grads, strict=True)]
            return nll(self.training(moved, x)[-1], y)

        length = math.sqrt(sum(float(np.vdot(g, g)) for g in grads))
        if not 0 < length < 1e100 or loss(0.0) != loss(0.0):
            return math.nan
        step = 1e-5 / length
        return round((loss(step) - loss(-step)) / (2 * step * length**2), 3)

    def _course(self) -> dict[str, float]:
        """Return what the steps showed."""
        train, val = np.array(self.losses).T
        first, last = self.norms[0][[0, -1]]
        ratios = np.array([ratio.max() for ratio in self.ratios])
        chance = math.log(np.unique(self.train[1]).size)
        return {
            "first loss / ln C": train[0] / chance,
            "train loss": train[-1],
            "val loss": val[-1],
            "rises of the loss": np.mean(np.diff(train) > 0) if train[1:].size else 0.0,
            "not finite at step": self.broken,
            "dead at the start": self.dead[0].max(initial=0.0),
            **{f"dead, layer {k}": share for k, share in enumerate(self.dead[-1])},
            "gradient, first/last": first / last if last else math.nan,
            "slope/gradient, start": self.slopes[0],
            "slope/gradient, end": self.slopes[-1],
            "update/weight, start": ratios[0],
            "update/weight, most": ratios[np.isfinite(ratios)].max(initial=0),
        }

    def _answers(self) -> dict[str, float]:
        """Return what the network has learned."""
        x, y = self.val
        p, blank = (
            self.forward(self.params, rows)[-1]
            for rows in (x, np.zeros((1, x.shape[1])))
        )
        classes = y.max() + 1
        hidden = [w for w in self.params if w.ndim > 1][:-1]
        return {
            "val accuracy": accuracy(p, y),
            "accuracy, shifted": max(
                accuracy(p, (y + shift) % classes) for shift in (1, -1)
            ),
            "spread over rows": float(p.std(axis=0).mean()),
            "blank row, spread": float(np.ptp(blank)),
            "distinct units": min((distinct(w) for w in hidden), default=1.0),
        }

    def _manners(self) -> dict[str, float]:
        """Return how it answers, before a step can have made its numbers infinite."""

        def answer(x: Array) -> Array:
            return self.forward(self.start, x)[-1]

        few = self.val[0][:8]
        p, alone = answer(few), np.vstack([answer(row) for row in few[:, None]])
        moves = row_influence(answer, few, np.random.default_rng(0))
        own = float(moves.diagonal().max())
        others = float((moves - np.diag(moves.diagonal())).max())
        return {
            "row sum, off 1 by": float(np.abs(p.sum(axis=1) - 1).max()),
            "other rows / own": others / own if own else math.nan,
            "alone or in a batch": float(np.abs(alone - p).max()),
            "twice the same row": float(np.abs(answer(few) - p).max()),
        }

    def _data(self) -> dict[str, float]:
        """Return what the rows and labels show without any network."""
        x, y = self.train
        apart = squared_distances(x, x)
        np.fill_diagonal(apart, np.inf)
        met = squared_distances(self.val[0], x).min(axis=1) < 1e-9
        return {
            "inputs, mean": x.mean(),
            "inputs, std": x.std(),
            "val rows in train": met.mean(),
            "neighbors agree": np.mean(y[apart.argmin(axis=1)] == y),
        }
