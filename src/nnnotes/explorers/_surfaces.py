"""Losses of two parameters: a ravine, also turned, a curved valley, and a saddle."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.optimization import optimizer

Array = NDArray[np.float64]
Lines = list[tuple[Array, Array]]

UPDATES = 120
#: A run that is further out than this has left.
FAR = 1e3
#: From one way around a curve of equal loss to the next.
TURN = np.linspace(0.0, 2 * np.pi, 121)
#: Curvature of the ravine across; it is 1 along.
STEEP = 50.0
#: By an eighth of a turn.
EIGHTH = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)
#: What each method takes beside the rate.
EXTRA = {"adamw": {"decay": 0.1, "decayed": [True]}}


@dataclass(frozen=True, eq=False)
class Surface:
    """A loss: its height above the minimum, its gradient, a start, curves, a frame.

    ``curves`` are of equal loss; ``frame`` is left, right, low and high; ``minima`` are
    places, one a row.
    """

    height: Callable[[Array], float]
    grad: Callable[[Array], Array]
    start: Array
    curves: Lines
    frame: tuple[float, float, float, float]
    minima: Array


def ravine(turn: Array, frame: tuple[float, float, float, float]) -> Surface:
    """Return (u^2 + 50 v^2) / 2, with u and v turned."""
    bend, start = np.array([1.0, STEEP]), np.array([-4.0, 0.6])
    circle = np.array([np.cos(TURN), np.sin(TURN) / np.sqrt(STEEP)])
    sizes = np.array([1.0, 2.0, 3.5, 5.5])
    return Surface(
        lambda p: float(bend @ (turn.T @ p) ** 2) / 2,
        lambda p: turn @ (bend * (turn.T @ p)),
        turn @ start,
        [tuple(turn @ (size * circle)) for size in sizes],
        frame,
        np.zeros((1, 2)),
    )


def valley() -> Surface:
    """Return a twentieth of (1 - x)^2 + 20 (y - x^2)^2, Rosenbrock's function.

    With x = 1 + r cos t, the curve of the loss r^2 / 20 is y = x^2 + r sin t / sqrt 20.
    """

    def grad(p: Array) -> Array:
        off = p[1] - p[0] ** 2
        return np.array([-0.1 * (1 - p[0]) - 4 * p[0] * off, 2 * off])

    across = [1 + size * np.cos(TURN) for size in (0.5, 1.2, 2.0, 2.8)]
    return Surface(
        lambda p: float((1 - p[0]) ** 2 / 20 + (p[1] - p[0] ** 2) ** 2),
        grad,
        np.array([-1.2, 1.0]),
        [(x, x**2 + max(x - 1) * np.sin(TURN) / np.sqrt(20)) for x in across],
        (-1.8, 1.8, -0.6, 2.2),
        np.ones((1, 2)),
    )


def saddle() -> Surface:
    """Return x^2 - y^2 + y^4 / 4 + 1, a pass between two minima.

    It is x^2 + (y^2 / 2 - 1)^2. Its curves are r^2 high, and reach to y^2 = 2 + 2 r.
    """
    curves = []
    for size in (0.4, 0.8, 1.0, 1.5):
        if size > 1:  # around both minima
            y = np.sqrt(2 + 2 * size) * np.sin(TURN)
            off = np.maximum(0.0, size**2 - (y**2 / 2 - 1) ** 2)
            curves.append((np.sign(np.cos(TURN)) * np.sqrt(off), y))
        else:
            x, y = size * np.sin(TURN), np.sqrt(2 + 2 * size * np.cos(TURN))
            # One line, with a gap between its halves.
            curves.append((np.r_[x, np.nan, x], np.r_[y, np.nan, -y]))
    return Surface(
        lambda p: float(p[0] ** 2 + (p[1] ** 2 / 2 - 1) ** 2),
        lambda p: np.array([2 * p[0], -2 * p[1] + p[1] ** 3]),
        np.array([-1.5, 0.001]),
        curves,
        (-2.0, 2.0, -2.2, 2.2),
        np.array([[0.0, np.sqrt(2)], [0.0, -np.sqrt(2)]]),
    )


SURFACES = {
    "ravine": ravine(np.eye(2), (-4.5, 4.5, -1.0, 1.0)),
    "ravine, turned": ravine(EIGHTH, (-4.0, 4.0, -4.0, 4.0)),
    "curved valley": valley(),
    "saddle": saddle(),
}


@dataclass(frozen=True, eq=False)
class Walk:
    """Where a run is after each update, and what it remembers; nan once it left.

    ``mean`` is the velocity or the mean gradient, ``root`` the root of the mean square,
    both as the step takes them; all but ``heights`` are (updates + 1, 2).
    """

    places: Array
    heights: Array
    mean: Array
    root: Array
    lasted: int


@functools.cache
def walk(surface: str, method: str, rate: float) -> Walk:
    """Follow a method down a surface, until it leaves or the updates are over."""
    found, (start, step) = SURFACES[surface], optimizer(method)
    params = [found.start]
    state = start(params)
    places, mean, root = (np.full((UPDATES + 1, 2), np.nan) for _ in range(3))
    heights = np.full(UPDATES + 1, np.nan)
    lasted = 0
    for t in range(UPDATES + 1):
        places[t], heights[t], lasted = params[0], found.height(params[0]), t
        memory = {name: one[0] for name, one in state.buffers().items()}
        mean[t], root[t] = remembered(method, memory, t)
        if np.abs(params[0]).max() > FAR:
            break
        grads = [found.grad(params[0])]
        params, state = step(params, grads, state, rate, **EXTRA.get(method, {}))
    return Walk(places, heights, mean, root, lasted)


def remembered(
    method: str, memory: dict[str, Array], t: int
) -> tuple[Array | float, Array | float]:
    """Return the mean gradient and the root of the mean square; nan if there is none.

    Adam's are corrected for their empty start, as its step does.
    """
    if not t or method == "sgd":
        return np.nan, np.nan
    if method == "momentum":
        return memory["velocity"], np.nan
    if method == "rmsprop":
        return np.nan, np.sqrt(memory["v"])
    m, v = memory["m"], memory["v"]
    return m / (1 - 0.9**t), np.sqrt(v / (1 - 0.999**t))
