"""One rate on a parabola and in a ravine: crawl, arrive, jump to and fro, leave."""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

from nnnotes.explorers._plane import cut
from nnnotes.explorers.view import (
    Axis,
    Dots,
    Explorer,
    Line,
    Panel,
    Row,
    Rule,
    Slider,
    Value,
)
from nnnotes.optimization import gradient_descent

Array = NDArray[np.float64]

STEPS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40)
#: Starts: on the parabola, and in the ravine along the floor and across it.
START, FLOOR = 1.0, -4.0
#: Half of the ravine's panel, along and across; and the height of the parabola's.
LONG, WIDE, HIGH = 4.5, 1.5, 1.2
#: Ends of the axis of the loss; what is less is drawn at the lower one.
LEAST, MOST = 1e-8, 1e4
X = np.linspace(-WIDE, WIDE, 61)
TURN = np.linspace(0.0, 2 * math.pi, 121)


@functools.cache
def walk(rate: float, longer: float) -> tuple[Array, Array]:
    """Return where descent is after each step: along the floor, and across it."""
    path = gradient_descent(
        lambda p: [np.array([p[0][0] / longer, p[0][1]])],
        [np.array([FLOOR, START])],
        rate,
        STEPS[-1],
    )
    along, across = np.array(path)[:, 0].T
    return along, across


@functools.cache
def contours(longer: float) -> list[tuple[list[float], list[float]]]:
    """Return lines of equal loss: at the start, and at a fourth of it, and so on."""
    first = (FLOOR**2 / longer + START**2) / 2
    found = []
    for level in first * 0.25 ** np.arange(4.0):
        along = math.sqrt(2 * level * longer) * np.cos(TURN)
        across = math.sqrt(2 * level) * np.sin(TURN)
        lines = cut(along, -LONG, LONG), cut(across, -WIDE, WIDE)
        found.append((lines[0].tolist(), lines[1].tolist()))
    return found


def values(rate: float, longer: float, steps: float) -> dict[str, Value]:
    """Return the way of descent on both surfaces.

    The parabola is x²/2; it is also what the ravine is across. Along its floor the
    ravine's curvature is less by a factor.

    Parameters
    ----------
    rate : float
        Learning rate, times the larger curvature, which is 1.
    longer : float
        How many times less the ravine is curved along its floor.
    steps : float
        How many to show.
    """
    n = int(steps)
    along, across = walk(rate, longer)
    x, losses = across[: n + 1], (along**2 / longer + across**2) / 2
    rings = contours(longer)
    return {
        "x": float(x[-1]),
        "left": float(abs(x[-1])),
        "keeps": 1 - rate,
        "along": float(along[n]),
        "keeps_along": 1 - rate / longer,
        "loss": float(losses[n]),
        "best": 2 * longer / (longer + 1),
        "curve_x": X.tolist(),
        "curve_y": cut(X**2 / 2, 0.0, HIGH).tolist(),
        "walk_x": cut(x, -WIDE, WIDE).tolist(),
        "walk_y": cut(x**2 / 2, 0.0, HIGH).tolist(),
        "path_x": cut(along[: n + 1], -LONG, LONG).tolist(),
        "path_y": cut(x, -WIDE, WIDE).tolist(),
        **{f"ring_x{k}": rings[k][0] for k in range(4)},
        **{f"ring_y{k}": rings[k][1] for k in range(4)},
        "step": [float(step) for step in range(STEPS[-1] + 1)],
        "course": logged(across**2 / 2),
        "losses": logged(losses),
        "here": float(n),
        "say": f"{parabola(rate)} {ravine(rate, longer)}",
    }


def logged(losses: Array) -> list[float]:
    """Return losses where they lie in their panel."""
    found: list[float] = cut(np.maximum(losses, LEAST), LEAST, MOST).tolist()
    return found


def parabola(eta: float) -> str:
    """Return what each step does to the distance."""
    keeps = f"{abs(1 - eta):.3g} of the distance"
    if eta == 0:
        return "With rate 0 nothing moves."
    if eta == 1:
        return "On the parabola one step arrives: it is as long as the way."
    if eta < 1:
        how = "it crawls" if eta <= 0.2 else "it arrives from one side"
        return f"On the parabola each step leaves {keeps}: {how}."
    if eta < 2:
        return f"On the parabola each step overshoots and leaves {keeps}: to and fro."
    if eta == 2:
        return (
            "On the parabola each step jumps to the other side, as far out as before."
        )
    return f"On the parabola each step makes the distance {eta - 1:.3g} times as long."


def ravine(eta: float, longer: float) -> str:
    """Return what happens along the floor."""
    if eta > 2:
        return "In the ravine its walls throw it out, though the floor is nearly flat."
    if longer == 1:
        return "The bowl is equally curved all around, so both ways are the same."
    keeps = abs(1 - eta / longer)
    half = math.log(0.5) / math.log(keeps) if 0 < keeps < 1 else 0.0
    need = "" if half < 1.5 else f": {half:.0f} steps for half of the way"
    return f"Along the ravine's floor a step leaves {keeps:.3g}{need}."


def panels() -> tuple[Panel, ...]:
    """Return parabola, ravine, and both losses."""
    return (
        Panel(
            "Parabola, after {steps:.0f} steps",
            (
                Line("curve_x", "curve_y", role="forward"),
                Line("walk_x", "walk_y", role="gradient"),
                Dots("walk_x", "walk_y", role="gradient"),
            ),
            Axis("x", -WIDE, WIDE),
            Axis("x² / 2", 0.0, HIGH),
        ),
        Panel(
            "Ravine, {longer:.0f} times less curved along its floor",
            (
                *(Line(f"ring_x{k}", f"ring_y{k}", role="faint") for k in range(4)),
                Line("path_x", "path_y", role="gradient"),
                Dots("path_x", "path_y", role="gradient"),
                Dots(0.0, 0.0, role="right", shape="cross"),
            ),
            Axis("along the floor", -LONG, LONG),
            Axis("across", -WIDE, WIDE),
        ),
        Panel(
            "Loss: ravine, parabola (dashed)",
            (
                Rule(x="here", role="faint"),
                Line("step", "course", role="forward", dashed=True),
                Line("step", "losses", role="gradient"),
            ),
            Axis("step", 0.0, float(STEPS[-1])),
            Axis("loss, at least 10⁻⁸", LEAST, MOST, log=True),
        ),
    )


EXPLORER = Explorer(
    title="Learning rate",
    controls={
        "rate": Slider(
            "learning rate × curvature",
            (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.9, 2.0, 2.1, 2.5),
            0.5,
            back="Slower",
            forth="Faster",
        ),
        "longer": Slider(
            "ravine: times less curved", (1.0, 4.0, 20.0, 100.0), 20.0, between=False
        ),
        "steps": Slider(
            "steps",
            tuple(float(one) for one in STEPS),
            10.0,
            back="Back",
            forth="On",
            between=False,
        ),
    },
    values=values,
    panels=panels(),
    table=(
        Row("distance left on the parabola", "{left:.6g}"),
        Row("factor of each step, 1 − rate", "{keeps:.4g}"),
        Row("place along the ravine's floor", "{along:.4g}"),
        Row("factor of each step along it", "{keeps_along:.4g}"),
        Row("loss in the ravine", "{loss:.3g}"),
        Row("rate that is best for this ravine", "{best:.4g}"),
    ),
    presets={
        "Crawl": {"rate": 0.1},
        "Arrive": {"rate": 1.0},
        "To and fro": {"rate": 1.9},
        "For ever": {"rate": 2.0, "steps": 40.0},
        "Leave": {"rate": 2.1, "steps": 40.0},
    },
)
