"""Seven orders, one promise: the late one decides it, or hardly counts."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnnotes.explorers.view import (
    Axis,
    Bars,
    Choice,
    Dots,
    Explorer,
    Line,
    Panel,
    Row,
    Rule,
    Slider,
    Value,
)
from nnnotes.losses import huber, huber_grad, mae, mae_grad, mse, mse_grad

Array = NDArray[np.float64]
Loss = Callable[[Array, Array], float]
Grad = Callable[[Array, Array], Array]

#: Minutes from order to door, all but the last.
KNOWN = (28.0, 30.0, 31.0, 32.0, 33.0, 36.0)
PROMISES = np.arange(26.0, 61.0)
LOSSES: dict[str, tuple[Loss, Grad]] = {
    "squared": (mse, mse_grad),
    "absolute": (mae, mae_grad),
    "Huber": (
        functools.partial(huber, delta=5.0),
        functools.partial(huber_grad, delta=5.0),
    ),
}


def orders(late: float) -> Array:
    """Return the minutes of all seven orders."""
    return np.array([*KNOWN, late])


@functools.cache
def best(loss: str, late: float) -> float:
    """Return the promise at which the pulls of all orders cancel."""
    y, (_, grad) = orders(late), LOSSES[loss]
    low, high = y.min(), y.max()
    for _ in range(60):  # halve the interval: with a positive slope c is too high
        c = (low + high) / 2
        low, high = (low, c) if grad(np.full(7, c), y).sum() > 0 else (c, high)
    return round(float(c), 9)


def values(late: float, loss: str, promise: float) -> dict[str, Value]:
    """Return what a promise costs, and how hard each order pulls at it.

    Parameters
    ----------
    late : float
        Minutes of the seventh order.
    loss : str
        Name of the loss.
    promise : float
        Minutes that are promised for every order.
    """
    y, (cost, grad) = orders(late), LOSSES[loss]
    curve = [cost(np.full(7, c), y) for c in PROMISES]
    pulls = -grad(np.full(7, promise), y)
    bottom = best(loss, late)
    others = float(np.abs(pulls[:6]).sum())
    return {
        "y": y.tolist(),
        "number": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
        "mean": float(y.mean()),
        "median": float(np.median(y)),
        "huber": best("Huber", late),
        "best": bottom,
        "cost": cost(np.full(7, promise), y),
        "least": cost(np.full(7, bottom), y),
        "promises": PROMISES.tolist(),
        "curve": curve,
        "top": 1.05 * max(curve),
        "names": [f"{one:g} min" for one in y],
        "pulls": pulls.tolist(),
        "least_pull": min(-1.2, 1.1 * float(pulls.min())),
        "most_pull": max(1.5, 1.45 * float(pulls.max())),
        "sum": float(pulls.sum()),
        "last": float(abs(pulls[6])),
        "others": others,
        "say": sentence(loss, late, promise, float(pulls.sum()), bottom, pulls),
    }


def sentence(
    loss: str, late: float, promise: float, total: float, bottom: float, pulls: Array
) -> str:
    """Return what is to be seen, and which way is down."""
    if abs(promise - bottom) < 0.05 or abs(total) < 1e-9:
        where = f"At {promise:g} minutes the pulls cancel: no promise costs less"
    else:
        way = "longer" if total > 0 else "shorter"
        where = f"At {promise:g} minutes the pulls add up to {total:.3g}: go {way}"
    share = abs(pulls[6]) / max(np.abs(pulls).sum(), 1e-300)
    return (
        f"{where}. The order of {late:g} minutes has {share:.0%} of all pull, and the "
        f"best promise under this loss is {bottom:.4g} minutes."
    )


def panels() -> tuple[Panel, ...]:
    """Return the orders, the cost of each promise, and the pulls."""
    promise = Rule(x="promise", role="muted")
    return (
        Panel(
            "The orders; best: mean (triangle), Huber (cross), median (square)",
            (
                promise,
                Dots("y", "number", role="ink"),
                Dots("mean", 8.5, role="gradient", shape="triangle"),
                Dots("huber", 9.5, role="third", shape="cross"),
                Dots("median", 10.5, role="right", shape="square"),
            ),
            Axis("minutes", 20.0, 160.0),
            Axis("order; above, best promises", 0.0, 11.5),
        ),
        Panel(
            "Cost of each promise, {loss}",
            (
                promise,
                Line("promises", "curve", role="forward"),
                Dots("best", "least", role="right", shape="square"),
                Dots("promise", "cost", role="gradient"),
            ),
            Axis("promise in minutes", 26.0, 60.0),
            Axis("", 0.0, "top"),
        ),
        Panel(
            "What each order pulls at {promise:.3g}: right is for longer",
            (Bars("names", "pulls", role="gradient"), Rule(x=0.0, role="faint")),
            Axis("", "least_pull", "most_pull"),
            Axis("", 0.0, 1.0),
            bare=True,
        ),
    )


EXPLORER = Explorer(
    title="Loss lab: an outlier",
    controls={
        "late": Slider(
            "seventh order, minutes",
            (36.0, 40.0, 50.0, 60.0, 80.0, 100.0, 120.0, 150.0),
            150.0,
        ),
        "loss": Choice("loss", tuple(LOSSES), "squared"),
        "promise": Slider(
            "promise, minutes",
            tuple(PROMISES.tolist()),
            32.0,
            back="Shorter",
            forth="Longer",
        ),
    },
    values=values,
    panels=panels(),
    table=(
        Row("mean, median, best for Huber", "{mean:.3f}, {median:.3f}, {huber:.3f}"),
        Row("cost of this promise", "{cost:.4g}"),
        Row("cost of the best promise", "{least:.4g}"),
        Row("sum of the pulls", "{sum:.4g}"),
        Row("pull of the seventh, of the other six", "{last:.4g}, {others:.4g}"),
    ),
    presets={
        "No outlier": {"late": 36.0},
        "Near the mean": {"promise": 49.0},
        "Absolute": {"loss": "absolute"},
        "Huber": {"loss": "Huber", "promise": 33.0},
    },
)
