"""Train a small network: the surface, what each unit sees, losses and gradients."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from nnnotes.activations import activation, sigmoid
from nnnotes.explorers import _live
from nnnotes.explorers.view import (
    Axis,
    Choice,
    Dots,
    Explorer,
    Line,
    Net,
    Panel,
    Points,
    Row,
    Slider,
    Surface,
    Value,
)
from nnnotes.forward import forward
from nnnotes.parameters import Array

#: Squares along one side of the surface; every third is a square of a unit's picture.
SIDE, SKIP = 30, 3
#: The largest loss and the smallest and largest gradient that are drawn.
LOSS, GRADIENTS = 1.0, (1e-4, 10.0)
NAMES = {
    "plain": ("x₁", "x₂"),
    "with products": ("x₁", "x₂", "x₁²", "x₁x₂", "x₂²"),
}


def plane() -> Array:
    """Return the middles of the squares, first the top row from the left."""
    ends = _live.EDGE * (1 - 1 / SIDE)
    line = np.linspace(-ends, ends, SIDE)
    return np.stack([np.tile(line, SIDE), np.repeat(line[::-1], SIDE)], axis=1)


def values(updates: float, **given: Any) -> dict[str, Value]:
    """Return what a network shows after so many updates.

    Parameters
    ----------
    updates : float
        Rounded down.
    **given
        The fields of :class:`nnnotes.explorers._live.Settings`.
    """
    session = _live.run(_live.settings_of(given), int(updates))
    (loss, share), (new_loss, new_share) = (
        _live.measure(session, part) for part in (session.train, session.new)
    )
    x, y = session.train
    norms, silent = gradients(session), silent_units(session)
    surface, columns = pictures(session)
    half = max(2.0, 0.5 + max(place for _, place, *_ in columns))
    return {
        "surface": surface,
        "units": columns,
        "wires": wires(session),
        **{
            f"{axis}{label}": x[y[:, 0] == label, k].tolist()
            for k, axis in enumerate("xy")
            for label in (0, 1)
        },
        **curves(session, loss, new_loss),
        "layer": [float(k) for k in range(1, len(norms) + 1)],
        "gradient": within(norms, *GRADIENTS),
        "layers": len(norms) + 0.5,
        "high": half,
        "low": -half,
        "loss": loss,
        "right": 100 * share,
        "new_loss": new_loss,
        "new_right": 100 * new_share,
        "first_gradient": norms[0],
        "last_gradient": norms[-1],
        "silent": float(silent),
        "numbers": float(sum(one.size for one in session.network.params)),
        "say": sentence(session, share, new_share, silent),
    }


def pictures(session: _live.Session) -> tuple[list[Any], list[Any]]:
    """Return the answers on the plane, and rows x, y, name, picture of all units.

    A picture has ten steps of color; a unit's is relative to its largest size.
    """
    given = _live.features(session.settings, plane())
    z, caches = forward(session.network.layers, given)
    answers = 2 * sigmoid(z) - 1
    columns = [cache.x for cache in caches] + [answers]
    found = []
    for at, column in enumerate(columns):
        count = column.shape[1]
        for k in range(count):
            first = NAMES[session.settings.features][k] if at == 0 else ""
            place = [float(at), (count - 1) / 2 - k, first]
            found.append([*place, square(column[:, k])[1::SKIP, 1::SKIP].tolist()])
    return square(answers[:, 0], 1.0).tolist(), found


def square(column: Array, largest: float | None = None) -> Array:
    """Return numbers on the plane as a square of steps from -1 to 1."""
    largest = largest or float(np.abs(column).max()) or 1.0
    return np.round(column.reshape(SIDE, SIDE) / largest, 1) + 0.0


def wires(session: _live.Session) -> list[list[Any]]:
    """Return rows x, y, x, y, strength: weights relative to the layer's largest."""
    found = []
    for at, layer in enumerate(session.network.layers):
        units, inputs = layer.w.shape
        largest = float(np.abs(layer.w).max()) or 1.0
        for k in range(units):
            for j in range(inputs):
                ends = [(inputs - 1) / 2 - j, at + 1.0, (units - 1) / 2 - k]
                weight = round(float(layer.w[k, j]) / largest, 2)
                found.append([float(at), *ends, weight])
    return found


def gradients(session: _live.Session) -> list[float]:
    """Return the norm of the loss's gradient in each layer, over all rows."""
    x, y = session.train
    _, grads = session.network.loss_and_grads(_live.features(session.settings, x), y)
    pairs = zip(grads[::2], grads[1::2], strict=True)
    return [float(np.sqrt(np.sum(w**2) + np.sum(b**2))) for w, b in pairs]


def silent_units(session: _live.Session) -> int:
    """Return how many hidden units have slope 0 for every row: they cannot learn."""
    x = _live.features(session.settings, session.train[0])
    _, caches = forward(session.network.layers, x)
    slope = activation(session.settings.activation)[1]
    return sum(int(np.sum((slope(c.z) == 0).all(axis=0))) for c in caches[:-1])


def curves(session: _live.Session, loss: float, new: float) -> dict[str, Value]:
    """Return the losses so far, at most some hundred of each."""
    thin = 1 + len(session.losses) // 100
    kept = [*session.losses[::thin], (float(session.updates), loss, new)]
    at, *both = zip(*kept, strict=True)
    far = next(end for end in (100, 300, 1000, _live.LAST) if end >= session.updates)
    return {
        "at": list(at),
        "losses": within(both[0], 0.0, LOSS),
        "new_losses": within(both[1], 0.0, LOSS),
        "far": float(far),
    }


def within(numbers: Iterable[float], low: float, high: float) -> list[float]:
    """Return numbers with gaps for what lies outside of the picture."""
    return [one if low <= one <= high else math.nan for one in numbers]


def sentence(session: _live.Session, share: float, new: float, silent: int) -> str:
    """Return what is to be seen."""
    rows = len(session.train[0])
    right = f"{round(share * rows)} of {rows} points are on the right side"
    if len(session.new[0]):
        right += f", and {round(100 * new)} of 100 new ones"
    if session.ended:
        return (
            f"At update {session.updates} the steps became too large: the next one "
            f"made a weight of more than a million. {right}."
        )
    when = f"After {session.updates} updates" if session.updates else "Before training"
    if silent:
        plural = "s are" if silent > 1 else " is"
        return f"{when}, {right}. {silent} hidden unit{plural} silent at every point."
    return f"{when}, {right}."


def view() -> tuple[Panel, ...]:
    """Return the four pictures."""
    edge = _live.EDGE
    points = (
        Dots("x0", "y0", shape="triangle", role="gradient"),
        Dots("x1", "y1", role="forward"),
    )
    sides = Axis("x₁", -edge, edge), Axis("x₂", -edge, edge)
    lines = (
        Line("at", "losses", role="forward"),
        Line("at", "new_losses", role="third", dashed=True),
    )
    return (
        Panel("Answers after {updates:.0f} updates: blue is class 1, red class 0",
              (Surface("surface"), *points), *sides, height=354),
        Panel("What each unit answers, from the inputs to the output",
              (Net("units", "wires"),), Axis("", -0.6, "layers"),
              Axis("", "low", "high"), bare=True, height=300),
        Panel("Loss: solid in training, dashed on new points", lines,
              Axis("updates", 0, "far"), Axis("loss", 0, LOSS)),
        Panel("Size of the gradient in each layer",
              (Line("layer", "gradient", role="gradient"),
               Dots("layer", "gradient", role="gradient", shape="square")),
              Axis("layer", 0.5, _live.DEEPEST + 1.5),
              Axis("gradient", *GRADIENTS, log=True)),
    )  # fmt: skip


EXPLORER = Explorer(
    title="Playground",
    controls={
        "updates": Slider("updates", (0.0, 20.0, 50.0, 100.0, 200.0, 300.0, 500.0,
                                      1000.0, 2000.0, 3000.0), 0.0, play=(1, 10)),
        "data": Choice("points", (*_live.DATA, _live.ONLY), "rings", live=True),
        "features": Choice("inputs", tuple(NAMES), "plain", live=True),
        "activation": Choice("activation", ("tanh", "relu", "sigmoid", "identity"),
                             "tanh", live=True),
        "depth": Slider("hidden layers", (0.0, 1.0, 2.0, 3.0), 1.0,
                        between=False, live=True),
        "width": Slider("units in each", tuple(map(float, range(1, 9))), 4.0,
                        between=False, live=True),
        "rate": Slider("learning rate", (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
                       0.3, live=True),
        "penalty": Choice("penalty", tuple(_live.PENALTIES), "none", live=True),
        "strength": Slider("its strength", (0.001, 0.003, 0.01, 0.03, 0.1), 0.01,
                           live=True),
        "seed": Slider("seed", tuple(map(float, range(10))), 0.0,
                       between=False, live=True),
        "points": Points("your own points: x,y,class", live=True),
    },
    values=values,
    panels=view(),
    table=(
        Row("loss in training", "{loss:.4g}"),
        Row("loss on new points", "{new_loss:.4g}"),
        Row("right in training", "{right:.3g} %"),
        Row("right on new points", "{new_right:.3g} %"),
        Row("gradient in the first layer", "{first_gradient:.3g}"),
        Row("gradient in the last layer", "{last_gradient:.3g}"),
        Row("silent hidden units", "{silent:.0f}"),
        Row("weights and biases", "{numbers:.0f}"),
    ),
)  # fmt: skip
