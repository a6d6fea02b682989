"""Two valleys, forty runs: small batches are noisy and shake runs out of one."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.convergence import batch_noise
from nnnotes.explorers._plane import cut
from nnnotes.explorers._valleys import (
    RIDGE,
    UPDATES,
    WIDE,
    N,
    Valleys,
    examples,
    runs,
)
from nnnotes.explorers.view import (
    Axis,
    Cells,
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

Array = NDArray[np.float64]

SURFACES = {
    "wide one deeper": Valleys((0.6, 1.15), (0.28, 0.75)),
    "about equal": Valleys((0.6, 0.33), (0.28, 0.80)),
}
DRAWS = ("shuffled", "drawn anew")
SIZES = (1, 8, 32, 128, N)
SEEN = (0, 3, 10, 30, 100, 300, 600)
#: Updates at which the path is drawn.
DRAWN = np.concatenate(
    [np.arange(0, 30), np.arange(30, 100, 5), np.arange(100, 601, 10)]
)
LEFT, RIGHT, LOW, HIGH = -2.2, 2.8, -1.5, 1.5
#: Ends of the axis of the loss.
DEEP, TALL = -1.0, 0.6


@functools.cache
def depths(surface: str) -> list[list[float]]:
    """Return how deep the loss lies below 0, in squares of the panel."""
    x, y = np.arange(LEFT + 0.1, RIGHT, 0.2), np.arange(HIGH - 0.1, LOW, -0.2)
    places = np.stack(np.meshgrid(x, y), axis=-1)
    found = -SURFACES[surface].loss(places, examples())
    return [[round(float(one), 2) for one in row] for row in found.clip(min=0.0)]


@functools.cache
def noises(surface: str) -> tuple[list[float], float]:
    """Return the length of a batch gradient's error, and the steepest way out.

    The first is the root of the mean square, at the bottom of the narrow valley, for
    each size of a batch; the second the largest slope between there and the ridge.
    """
    valleys, shifts = SURFACES[surface], examples()
    bottom = runs(valleys, 0.4, N, True)[-1, 0]
    grads = np.stack(valleys.grads(bottom, shifts), axis=-1)
    way = bottom + np.linspace(0.0, 1.0, 101)[:, None] * (WIDE - bottom)
    steepest = float(valleys.grad(way, shifts)[:, 0].max())
    errors = [float(np.sqrt(batch_noise(grads, size))) for size in SIZES]
    return [round(one, 9) for one in errors], round(steepest, 9)


@functools.cache
def losses(surface: str, rate: float, size: int, draw: str) -> list[float]:
    """Return the loss of one run on all examples, where it is drawn."""
    places = runs(SURFACES[surface], rate, size, draw == DRAWS[0])[DRAWN, 0]
    return inside(SURFACES[surface].loss(places, examples()), DEEP, TALL)


def values(
    surface: str, rate: float, size: float, draw: str, updates: float
) -> dict[str, Value]:
    """Return where forty runs are, and the way of one of them.

    Parameters
    ----------
    surface : str
        Name of the two valleys.
    rate : float
        Learning rate.
    size : float
        Examples in a batch.
    draw : str
        How batches are drawn.
    updates : float
        Steps so far.
    """
    valleys, n, now = SURFACES[surface], int(size), int(updates)
    places = runs(valleys, rate, n, draw == DRAWS[0])
    cloud, way = places[now], places[DRAWN[now >= DRAWN], 0]
    share = float(np.mean(cloud[:, 0] > RIDGE))
    noise, steepest = noises(surface)
    found, passes = noise[SIZES.index(n)], f"{now * n / N:.3g} epochs"
    if draw == DRAWS[1]:
        found, passes = noise[0] / n**0.5, f"{now * n} examples"
    return {
        "depths": depths(surface),
        "deepest": 1.8 * max(map(max, depths(surface))),
        "cloud_x": inside(cloud[:, 0], LEFT, RIGHT),
        "cloud_y": inside(cloud[:, 1], LOW, HIGH),
        "way_x": inside(way[:, 0], LEFT, RIGHT),
        "way_y": inside(way[:, 1], LOW, HIGH),
        "update": DRAWN.tolist(),
        "losses": losses(surface, rate, n, draw),
        "sizes": [float(one) for one in SIZES],
        "noises": [one if one > 0 else np.nan for one in noise],
        "anew": [noise[0] / one**0.5 for one in SIZES],
        "noise": found,
        "shown_noise": [found if found > 0 else np.nan],
        "steepest": steepest,
        "share": share,
        "count": float(len(cloud)),
        "epochs": now * n / N,
        "examples": float(now * n),
        "mean_loss": round(float(np.mean(valleys.loss(cloud, examples()))), 6),
        "say": sentence(share, len(cloud), now, passes, rate),
    }


def inside(numbers: Array, low: float, high: float) -> list[float]:
    """Return numbers with the digits that are drawn, those outside missing."""
    found: list[float] = cut(numbers, low, high).round(2).tolist()
    return found


def sentence(share: float, count: int, now: int, passes: str, rate: float) -> str:
    """Return where the runs are, and why."""
    if not now:
        return "All runs start at the same place, above the narrow valley."
    if count == 1:
        where = "wide" if share else "narrow"
        return (
            f"After {now} updates, {passes}: a batch of all examples has no noise, so "
            f"every run takes this path, into the {where} valley."
        )
    where = f"After {now} updates, {passes}, {share * count:.0f} of {count} runs are"
    if share == 0:
        return (
            f"{where} in the wide valley: steps of rate {rate:g} are too calm so far."
        )
    if share == 1:
        return f"{where} in the wide valley: the noise has shaken them all out."
    return (
        f"{where} in the wide valley: noise shakes one after the other over the ridge."
    )


def panels() -> tuple[Panel, ...]:
    """Return the surface with the runs, the loss of one, and the noise."""
    return (
        Panel(
            "Forty runs; the path of one (deep: blue)",
            (
                Cells("depths", "deepest"),
                Rule(x=RIDGE, role="faint"),
                Line("way_x", "way_y", role="gradient"),
                Dots("cloud_x", "cloud_y", role="ink"),
                Dots(-1.6, 0.6, role="gradient", shape="cross"),
            ),
            Axis("θ₁: narrow valley left, wide one right", LEFT, RIGHT),
            Axis("θ₂", LOW, HIGH),
        ),
        Panel(
            "Loss of that one on all examples",
            (
                Rule(x="updates", role="faint"),
                Line("update", "losses", role="gradient"),
            ),
            Axis("updates", 0.0, float(UPDATES)),
            Axis("loss", DEEP, TALL),
        ),
        Panel(
            "Error of a batch's gradient; drawn anew (dashed)",
            (
                Rule(y="steepest", role="muted", label="steepest slope out"),
                Line("sizes", "anew", role="muted", dashed=True),
                Line("sizes", "noises", role="forward"),
                Dots("sizes", "noises", role="forward"),
                Dots("size", "shown_noise", role="gradient", shape="square"),
            ),
            Axis("examples in a batch", 0.8, 700.0, log=True),
            Axis("length", 0.01, 3.0, log=True),
        ),
    )


EXPLORER = Explorer(
    title="Batches and SGD",
    controls={
        "surface": Choice("two valleys", tuple(SURFACES), "wide one deeper"),
        "rate": Slider("learning rate", (0.05, 0.2, 0.4, 0.6), 0.4, between=False),
        "size": Slider(
            "batch size", tuple(float(one) for one in SIZES), 8.0, between=False
        ),
        "draw": Choice("batches", DRAWS, DRAWS[0]),
        "updates": Slider(
            "updates",
            tuple(float(one) for one in SEEN),
            100.0,
            back="Back",
            forth="On",
            between=False,
        ),
    },
    values=values,
    panels=panels(),
    table=(
        Row("runs in the wide valley", "{share:.3f}"),
        Row("epochs, examples looked at", "{epochs:.4g}, {examples:.0f}"),
        Row("mean loss of the runs", "{mean_loss:.3f}"),
        Row("error of a batch's gradient", "{noise:.3g}"),
        Row("steepest slope on the way out", "{steepest:.3g}"),
    ),
    presets={
        "One example": {"size": 1.0, "updates": 600.0},
        "All examples": {"size": 512.0, "updates": 600.0},
        "One epoch of 8": {"size": 8.0, "updates": 100.0},
        "Slow": {"rate": 0.05, "updates": 600.0},
        "Equally deep": {
            "surface": "about equal",
            "size": 1.0,
            "updates": 600.0,
        },
    },
)
