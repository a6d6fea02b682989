"""Five ways to use a gradient, on four surfaces: paths, losses, memory, rates."""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnnotes.explorers._plane import cut
from nnnotes.explorers._surfaces import SURFACES, UPDATES, Walk, walk
from nnnotes.explorers.view import (
    Axis,
    Choice,
    Dots,
    Explorer,
    Line,
    Mark,
    Panel,
    Row,
    Rule,
    Slider,
    Value,
)

Array = NDArray[np.float64]

METHODS = {
    "SGD": "sgd",
    "momentum": "momentum",
    "RMSProp": "rmsprop",
    "Adam": "adam",
    "AdamW": "adamw",
}
RATES = (0.005, 0.01, 0.02, 0.039, 0.041, 0.05, 0.1, 0.2, 0.5)
SEEN = (0, 1, 5, 10, 20, 40, 80, 120)
#: Rates of the picture of all rates.
MANY = tuple(float(f"{rate:.3g}") for rate in np.geomspace(0.001, 1.0, 25))
#: Updates at which paths and losses are drawn, and what is remembered.
DRAWN = np.r_[np.arange(0, 21), np.arange(24, UPDATES + 1, 4)]
RECALLED = np.r_[1, 2, np.arange(5, UPDATES + 1, 5)]
#: Ends of the axes of the heights and of the memory.
LOW, HIGH = 1e-8, 1e4
FAINT, STRONG = 1e-5, 1e3
#: Curves of equal loss that a picture can have.
CURVES = 4


@functools.cache
def ends(surface: str, method: str) -> list[float]:
    """Return the height after all updates for many rates; nan where a run left."""
    return [float(walk(surface, method, rate).heights[-1]) for rate in MANY]


@functools.cache
def reference(surface: str) -> tuple[float, list[float]]:
    """Return the rate of MANY that is best for SGD, and the heights with it."""
    best = MANY[int(np.nanargmin(ends(surface, "sgd")))]
    return best, drawn(walk(surface, "sgd", best).heights[DRAWN])


def drawn(heights: ArrayLike) -> list[float]:
    """Return heights as they are drawn: the lowest lie on the picture's floor."""
    return short(cut(np.maximum(heights, LOW), LOW, HIGH))


def short(numbers: Array) -> list[float]:
    """Return numbers with the digits that a path or a loss needs."""
    return [float(f"{one:.3g}") for one in numbers]


def values(surface: str, method: str, rate: float, updates: float) -> dict[str, Value]:
    """Return where a method is on a surface, how it came there, and what it remembers.

    Parameters
    ----------
    surface : str
        Name of the loss.
    method : str
        Name of the optimizer.
    rate : float
        Learning rate.
    updates : float
        Steps so far.
    """
    name, n = METHODS[method], int(updates)
    eta = min(1.0, max(0.0, rate))
    found = walk(surface, name, eta)
    left, right, low, high = SURFACES[surface].frame
    best, course = reference(surface)
    x, y = found.places[n]
    return {
        **frame(surface),
        "x": digits(x),
        "y": digits(y),
        "here": seen(digits(y), low, high) if left <= x <= right else math.nan,
        "height": digits(found.heights[n]),
        "here_height": drawn([found.heights[n]]),
        "path_x": cut(found.places[DRAWN, 0], left, right).round(2).tolist(),
        "path_y": cut(found.places[DRAWN, 1], low, high).round(2).tolist(),
        "drawn": DRAWN.tolist(),
        "heights": drawn(found.heights[DRAWN]),
        "sgd_heights": course,
        "sgd_best": best,
        "recalled": RECALLED.tolist(),
        **memory(found, n),
        "memory_title": title(name),
        "many": list(MANY),
        "ends": drawn(ends(surface, name)),
        "sgd_ends": drawn(ends(surface, "sgd")),
        "end": digits(found.heights[-1]),
        "here_end": drawn([found.heights[-1]]),
        "say": sentence(found, method, eta, n),
    }


def digits(number: float) -> float:
    """Return a number with the digits that are shown."""
    return float(f"{number:.4g}")


def seen(number: float, low: float, high: float) -> float:
    """Return a number if it lies in its picture, else nan."""
    return number if low <= number <= high else math.nan


@functools.cache
def frame(surface: str) -> dict[str, Value]:
    """Return what a picture of a surface has in all states."""
    given = SURFACES[surface]
    left, right, low, high = given.frame
    return {
        "left": left,
        "right": right,
        "low": low,
        "high": high,
        "minima_x": given.minima[:, 0].tolist(),
        "minima_y": given.minima[:, 1].tolist(),
        **{
            f"curve_x{k}": cut(x, left, right).round(2).tolist()
            for k, (x, _) in enumerate(given.curves)
        },
        **{
            f"curve_y{k}": cut(y, low, high).round(2).tolist()
            for k, (_, y) in enumerate(given.curves)
        },
    }


def memory(found: Walk, n: int) -> dict[str, Value]:
    """Return the sizes of what is remembered of each parameter: curves, and now."""
    shown: dict[str, Value] = {}
    for name, kept in (("m", found.mean), ("root", found.root)):
        sizes = np.abs(kept)
        for k in (0, 1):
            course = short(cut(sizes[RECALLED, k], FAINT, STRONG))
            shown[f"{name}{k + 1}s"] = [] if np.isnan(course).all() else course
            size = shown[f"{name}{k + 1}"] = float(f"{sizes[n, k]:.3g}")
            shown[f"{name}{k + 1}_dot"] = seen(size, FAINT, STRONG)
    return shown


def title(method: str) -> str:
    """Return what a method remembers."""
    if method == "sgd":
        return "Memory: SGD has none"
    what = {"momentum": "● velocity", "rmsprop": "■ √v"}.get(method, "● m, ■ √v")
    return f"Memory: {what}; of θ₂ dashed"


def sentence(found: Walk, method: str, rate: float, n: int) -> str:
    """Return where a run is, whether it arrives, and why."""
    if rate == 0:
        return "With rate 0 nothing moves."
    if found.lasted < UPDATES or found.heights[-1] > found.heights[0]:
        return (
            f"At rate {rate:.3g} {method} leaves: its steps overshoot, and the larger "
            "gradient further out makes the next one longer still."
        )
    now, since = found.heights[n], arrived(found)
    where = (
        f"After {n} updates the height is {now:.2g}"
        if now >= 1e-4
        else f"After {n} updates the height is below 0.0001"
    )
    when = (
        f"from update {since} on it is below a hundredth of the first"
        if since
        else f"in {UPDATES} updates it does not settle below a hundredth of the first"
    )
    return f"{where}; {when}. {REASONS[method]}"


REASONS = {
    "SGD": "A step is the gradient times the rate: short where the loss is flat.",
    "momentum": "Its velocity adds up gradients that agree and cancels the others.",
    "RMSProp": "It divides each gradient by its usual size, so it walks at one pace.",
    "Adam": "It divides a mean gradient by the usual size, each parameter for itself.",
    "AdamW": "It walks as Adam does, and each step pulls both parameters towards 0.",
}


def arrived(found: Walk) -> int:
    """Return from which update on heights are below a hundredth; 0 if never."""
    above = np.flatnonzero(found.heights > found.heights[0] / 100)
    return int(above[-1]) + 1 if above[-1] < UPDATES else 0


def panels() -> tuple[Panel, ...]:
    """Return the surface with the path, the heights, the memory, and all rates."""
    path: tuple[Mark, ...] = (
        *(Line(f"curve_x{k}", f"curve_y{k}", role="faint") for k in range(CURVES)),
        Dots("minima_x", "minima_y", role="right", shape="cross"),
        Line("path_x", "path_y", role="gradient"),
        Dots("x", "here", role="gradient"),
    )
    update = Axis("updates", 0.0, float(UPDATES))
    height = Axis("height", LOW, HIGH, log=True)
    recalled: list[Mark] = [Rule(x="updates", role="faint")]
    for name, role, shape in (
        ("m", "gradient", "circle"),
        ("root", "forward", "square"),
    ):
        for k in (1, 2):
            recalled += [
                Line("recalled", f"{name}{k}s", role=role, dashed=k == 2),
                Dots("updates", f"{name}{k}_dot", role=role, shape=shape),
            ]
    return (
        Panel(
            "{method} on: {surface}",
            path,
            Axis("θ₁", "left", "right"),
            Axis("θ₂", "low", "high"),
        ),
        Panel(
            "Height above the minimum; SGD tuned (dashed)",
            (
                Rule(x="updates", role="faint"),
                Line("drawn", "sgd_heights", role="muted", dashed=True),
                Line("drawn", "heights", role="gradient"),
                Dots("updates", "here_height", role="gradient"),
            ),
            update,
            height,
        ),
        Panel(
            "{memory_title}", tuple(recalled), update,
            Axis("size", FAINT, STRONG, log=True),
        ),
        Panel(
            "Height at the end, for all rates; SGD (dashed)",
            (
                Rule(x="rate", role="faint"),
                Line("many", "sgd_ends", role="muted", dashed=True),
                Line("many", "ends", role="gradient"),
                Dots("rate", "here_end", role="gradient"),
            ),
            Axis("learning rate", 0.001, 1.0, log=True),
            height,
        ),
    )  # fmt: skip


EXPLORER = Explorer(
    title="Optimizers",
    controls={
        "surface": Choice("loss", tuple(SURFACES), "ravine"),
        "method": Choice("optimizer", tuple(METHODS), "Adam"),
        "rate": Slider("learning rate", RATES, 0.1, back="Slower", forth="Faster"),
        "updates": Slider(
            "updates",
            tuple(float(one) for one in SEEN),
            20.0,
            back="Back",
            forth="On",
            between=False,
        ),
    },
    values=values,
    panels=panels(),
    table=(
        Row("place θ₁, θ₂", "{x:.3g}, {y:.3g}"),
        Row("height above the minimum", "{height:.3g}"),
        Row("height after 120 updates", "{end:.3g}"),
        Row("mean gradient or velocity, size", "{m1:.3g}, {m2:.3g}"),
        Row("root of the mean square", "{root1:.3g}, {root2:.3g}"),
        Row("SGD's best rate here", "{sgd_best:.3g}"),
    ),
    presets={
        "SGD at the cliff": {"method": "SGD", "rate": 0.039},
        "Over it": {"method": "SGD", "rate": 0.041, "updates": 40.0},
        "Momentum": {"method": "momentum", "rate": 0.01, "updates": 40.0},
        "RMSProp's pace": {"method": "RMSProp", "rate": 0.1, "updates": 120.0},
        "Adam, turned": {"surface": "ravine, turned", "updates": 120.0},
        "Curved valley": {"surface": "curved valley", "updates": 120.0},
        "Saddle": {"surface": "saddle", "rate": 0.05, "updates": 40.0},
    },
)
