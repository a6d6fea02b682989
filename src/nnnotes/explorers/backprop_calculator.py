"""A network of four parameters: forward, backward in seven steps, and the update."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.backprop import activation_grad, affine_grad, numeric_grad
from nnnotes.explorers.view import (
    Arrow,
    Axis,
    Box,
    Dots,
    Explorer,
    Line,
    Mark,
    Panel,
    Row,
    Slider,
    Steps,
    Value,
)
from nnnotes.forward import Layer, forward
from nnnotes.losses import mse, mse_grad

Array = NDArray[np.float64]

TARGET = np.ones((1, 1))
LAST = 10
#: Beyond this loss there is nothing to learn from further updates.
LIMIT = 1e9
#: Each parameter, and what :func:`passes` calls its gradient.
NAMES = {"w1": "dw1", "b1": "dz1", "w2": "dw2", "b2": "dy"}


def layers(p: Array) -> list[Layer]:
    """Return relu(w1 x + b1) and w2 a1 + b2 of the four parameters."""
    return [Layer(p[:1, None], p[1:2], "relu"), Layer(p[2:3, None], p[3:])]


def loss(p: Array, x: Array) -> float:
    """Return the squared error of the one example."""
    return mse(forward(layers(p), x)[0], TARGET)


def passes(p: Array, x: Array) -> dict[str, float]:
    """Return the values on the way forward and the gradients on the way back."""
    first, second = layers(p)
    y_hat, (into_first, into_second) = forward([first, second], x)
    dy = mse_grad(y_hat, TARGET)
    da1, dw2, _ = affine_grad(into_second.x, second.w, dy)
    dz1 = activation_grad("relu", into_first.z, da1)
    _, dw1, _ = affine_grad(x, first.w, dz1)
    found = {
        "z1": into_first.z, "a1": into_second.x, "y_hat": y_hat,
        "dy": dy, "dw2": dw2, "da1": da1, "dz1": dz1, "dw1": dw1,
    }  # fmt: skip
    return {name: rounded(one.item()) for name, one in found.items()}


def rounded(number: float) -> float:
    """Return ten digits of a number, enough to show; what is left of 0 is 0."""
    return round(float(f"{number:.10g}"), 12)


@functools.cache
def path(
    w1: float, b1: float, w2: float, b2: float, x: float, rate: float
) -> list[Array]:
    """Return the parameters before the first update and after each."""
    found = [np.array([w1, b1, w2, b2])]
    at = np.array([[x]])
    while len(found) <= LAST and loss(found[-1], at) < LIMIT:
        now = passes(found[-1], at)
        grad = np.array([now[name] for name in NAMES.values()])
        found.append(found[-1] - rate * grad)
    return found


def values(
    w1: float, b1: float, w2: float, b2: float, x: float, rate: float, updates: float
) -> dict[str, Value]:
    """Return both passes after some updates, and the loss after each.

    Parameters
    ----------
    w1, b1, w2, b2 : float
        Parameters before the first update.
    x : float
        The only input; its target is 1.
    rate : float
        Learning rate.
    updates : float
        How often the parameters have been updated.
    """
    found = path(w1, b1, w2, b2, x, rate)
    at, k = np.array([[x]]), min(int(updates), len(found) - 1)
    losses = [rounded(loss(p, at)) for p in found]
    now = passes(found[k], at)
    measured = numeric_grad(lambda p: loss(p, at), found[k]).tolist()
    numbers = dict(zip(NAMES, found[k].tolist(), strict=True))
    slopes = dict(zip(NAMES, measured, strict=True))
    return {
        **now,
        **{f"{name}_now": rounded(one) for name, one in numbers.items()},
        **{
            f"{name}_nudged": round(float(f"{one:.6g}"), 9)
            for name, one in slopes.items()
        },
        "L": losses[k],
        "slope": float(now["z1"] > 0),
        "at": float(k),
        "counts": [float(i) for i in range(len(losses))],
        "losses": losses,
        "top": max(1.5, *losses),
        "history": ", ".join(f"{one:.4g}" for one in losses[:6]),
        "say": sentence(now, losses, k, updates),
    }


def sentence(now: dict[str, float], losses: list[float], k: int, updates: float) -> str:
    """Return what is to be seen: who learns, and why the others do not."""
    after = f"After {k} update{'s' * (k != 1)} the" if k else "The"
    start = f"{after} loss is {losses[k]:.4g}"
    if k < updates:
        return f"{start}: each step overshoots by more than the last, so it ends here."
    if now["z1"] <= 0:
        learns = "only b2 learns" if now["dy"] else "b2 alone fits the example"
        return (
            f"{start}, and the unit is silent on this example (z1 = {now['z1']:.3g}): "
            f"its gate passes no gradient, so {learns}."
        )
    if abs(now["dy"]) < 1e-9:
        return f"{start}: the answer is right, so every gradient is 0."
    if not now["da1"]:
        return f"{start}. With w2 = 0 no message reaches the first layer; w2 learns."
    ways = (f"{name} {'down' if now[d] > 0 else 'up'}" for name, d in NAMES.items())
    return f"{start}. The unit is active, and the update moves {', '.join(ways)}."


def graph() -> Panel:
    """Return the network as a graph; gradients appear one after the other."""
    plan = (
        (26, 130, "x", "x", "", 0, 99),
        (46, 32, "w1", "w1_now", "{dw1:.4g}", 0, 10),
        (150, 32, "b1", "b1_now", "{dz1:.4g}", 0, 11),
        (206, 32, "w2", "w2_now", "{dw2:.4g}", 0, 6),
        (310, 32, "b2", "b2_now", "{dy:.4g}", 0, 7),
        (102, 130, "z1", "z1", "{dz1:.4g}", 1, 9),
        (180, 130, "a1", "a1", "{da1:.4g}", 2, 8),
        (258, 130, "ŷ", "y_hat", "{dy:.4g}", 3, 5),
        (334, 130, "L", "L", "1", 4, 5),
    )
    boxes = tuple(
        Box(x, y, label=label, above=f"{{{value}:.4g}}", below=below, since=since,
            below_since=back)
        for x, y, label, value, below, since, back in plan
    )  # fmt: skip
    forth: tuple[Mark, ...] = tuple(
        Arrow(x1, y1, x2, y2, role="forward", since=since)
        for x1, y1, x2, y2, since in (
            (49, 130, 78, 130, 1), (66, 46, 80, 116, 1), (131, 46, 124, 116, 1),
            (125, 130, 156, 130, 2), (203, 130, 234, 130, 3), (224, 46, 236, 116, 3),
            (291, 46, 280, 116, 3), (281, 130, 310, 130, 4),
        )
    )  # fmt: skip
    plane = Axis("", 4, 356), Axis("", 0, 166)
    return Panel("ŷ = w2 relu(w1 x + b1) + b2, L = (ŷ − y)², target y = 1",
                 (*forth, *boxes), *plane, bare=True, height=174)  # fmt: skip


def learning() -> Panel:
    """Return the loss over the updates."""
    marks = (
        Line("counts", "losses", role="forward"),
        Dots("counts", "losses", role="forward"),
        Dots("at", "L", role="gradient", shape="square"),
    )
    axes = Axis("updates applied", 0, LAST), Axis("loss", 0, "top")
    return Panel("Loss after each update", marks, *axes, height=190)


STEPS = (
    "inputs", "z1", "a1", "ŷ", "loss", "dL/dŷ", "dL/dw2", "dL/db2", "dL/da1",
    "dL/dz1", "dL/dw1", "dL/db1",
)  # fmt: skip
ROWS = (
    ("z1 = w1 · x + b1", "{w1_now:.4g} · {x:.4g} + {b1_now:.4g} = {z1:.6g}", 1),
    ("a1 = relu(z1)", "{a1:.6g}", 2),
    ("ŷ = w2 · a1 + b2", "{w2_now:.4g} · {a1:.4g} + {b2_now:.4g} = {y_hat:.6g}", 3),
    ("L = (ŷ − y)²", "{L:.6g}", 4),
    ("dL/dŷ = 2(ŷ − y)", "{dy:.6g}", 5),
    ("dL/dw2 = dL/dŷ · a1", "{dy:.4g} · {a1:.4g} = {dw2:.6g}", 6),
    ("… measured by a nudge", "{w2_nudged:.6g}", 6),
    ("dL/db2 = dL/dŷ", "{dy:.6g}", 7),
    ("… measured", "{b2_nudged:.6g}", 7),
    ("dL/da1 = dL/dŷ · w2", "{dy:.4g} · {w2_now:.4g} = {da1:.6g}", 8),
    ("dL/dz1 = dL/da1 · relu′(z1)", "{da1:.4g} · {slope:.4g} = {dz1:.6g}", 9),
    ("dL/dw1 = dL/dz1 · x", "{dz1:.4g} · {x:.4g} = {dw1:.6g}", 10),
    ("… measured", "{w1_nudged:.6g}", 10),
    ("dL/db1 = dL/dz1", "{dz1:.6g}", 11),
    ("… measured", "{b1_nudged:.6g}", 11),
    ("loss after 0, 1, … 5 updates", "{history}"),
)
EXPLORER = Explorer(
    title="Backprop calculator",
    controls={
        "w1": Slider("weight w1", (-1.0, 0.5, 1.0), 0.5),
        "b1": Slider("bias b1", (0.1, 3.0), 0.1),
        "w2": Slider("weight w2", (-0.3, 0.0, 0.5), -0.3),
        "b2": Slider("bias b2", (0.2, 1.0), 0.2),
        "x": Slider("input x", (-1.0, 2.0), 2.0),
        "rate": Slider("learning rate", (0.1, 0.3, 0.5), 0.1),
        "updates": Slider(
            "updates applied",
            (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0),
            0.0,
            back="Undo",
            forth="Apply",
            between=False,
        ),
        "step": Steps("step", STEPS, 11),
    },
    values=values,
    panels=(graph(), learning()),
    table=tuple(Row(*row) for row in ROWS),
    presets={
        "Silent": {"w1": -1.0},
        "Woken": {"w1": -1.0, "x": -1.0},
        "Killed": {"rate": 0.5, "updates": 1.0},
        "Dead and perfect": {"rate": 0.5, "updates": 2.0},
        "Five good updates": {"rate": 0.3, "updates": 5.0},
    },
)
