"""Two inputs, a hidden unit, an output: every number of both passes, one at a time."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import sigmoid_grad
from nnnotes.backprop import activation_grad, affine_grad
from nnnotes.explorers.view import (
    Axis,
    Explorer,
    Graph,
    Panel,
    Row,
    Slider,
    Value,
)
from nnnotes.forward import Layer, forward
from nnnotes.losses import mse, mse_grad

Array = NDArray[np.float64]

X1 = 1.0
RATE = 1.0
#: What stands in the table from which step on: its name and its calculation. The
#: passes' numbers are put in.
ROWS = (
    (
        "z1 = w1 x1 + w2 x2 + b",
        "{w1:.3g} · {x1:.3g} + {w2:.3g} · {x2:.3g} + {b:.3g} = {z1:.4g}",
    ),
    ("h = sigmoid(z1)", "{h:.4g}"),
    ("z2 = v h + c", "{v_now:.3g} · {h:.3g} + {c:.3g} = {z2:.4g}"),
    ("a = sigmoid(z2)", "{a:.4g}"),
    ("J = (a − y)²/2", "{J:.4g}"),
    ("dJ/da = a − y", "{a:.4g} − {y:.3g} = {da:.4g}"),
    ("dJ/dz2 = dJ/da · da/dz2", "{da:.4g} · {slope_a:.4g} = {dz2:.4g}"),
    ("dJ/dv = dJ/dz2 · h", "{dz2:.4g} · {h:.4g} = {dv:.4g}"),
    ("dJ/dc = dJ/dz2", "{dz2:.4g}"),
    ("dJ/dh = dJ/dz2 · v", "{dz2:.4g} · {v_now:.4g} = {dh:.4g}"),
    ("dJ/dz1 = dJ/dh · dh/dz1", "{dh:.4g} · {slope_h:.4g} = {dz1:.4g}"),
    ("dJ/dw = dJ/dz1 · (x1, x2)", "({dw1:.4g}, {dw2:.4g})"),
    ("dJ/db = dJ/dz1", "{dz1:.4g}"),
)  # fmt: skip
LAST = len(ROWS)
#: Where dJ/da comes: before it are values, from it on there is a sign to predict.
BACK = 6


def layers(p: Array) -> list[Layer]:
    """Return the hidden and the output layer of w1, w2, b, v, c."""
    return [
        Layer(p[None, :2], p[2:3], "sigmoid"),
        Layer(p[None, 3:4], p[4:], "sigmoid"),
    ]


def loss(p: Array, x: Array, y: Array) -> float:
    """Return half the squared error."""
    return mse(forward(layers(p), x)[0], y) / 2


def passes(p: Array, x: Array, y: Array) -> dict[str, float]:
    """Return the values on the way forward and the derivatives on the way back."""
    hidden, output = layers(p)
    a, (first, second) = forward([hidden, output], x)
    da = mse_grad(a, y) / 2
    dz2 = activation_grad("sigmoid", second.z, da)
    dh, dv, _ = affine_grad(second.x, output.w, dz2)
    dz1 = activation_grad("sigmoid", first.z, dh)
    _, dw, _ = affine_grad(x, hidden.w, dz1)
    found = {
        "z1": first.z, "h": second.x, "z2": second.z, "a": a, "da": da,
        "slope_a": sigmoid_grad(second.z), "dz2": dz2, "dv": dv, "dh": dh,
        "slope_h": sigmoid_grad(first.z), "dz1": dz1, "dw1": dw[:, 0], "dw2": dw[:, 1],
    }  # fmt: skip
    return {name: one.item() + 0.0 for name, one in found.items()}  # no -0.0


@functools.cache
def path(x2: float, y: float, v: float, updates: int) -> tuple[float, ...]:
    """Return the parameters after some updates."""
    p = np.array([0.4, -0.6, 0.1, v, -0.3])
    x, target = np.array([[X1, x2]]), np.array([[y]])
    for _ in range(updates):
        now = passes(p, x, target)
        grad = [now[name] for name in ("dw1", "dw2", "dz1", "dv", "dz2")]
        p = p - RATE * np.array(grad)
    return tuple(p.tolist())


def values(
    x2: float, y: float, v: float, updates: float, step: float
) -> dict[str, Value]:
    """Return the numbers of both passes, and what of them is shown at a step.

    Parameters
    ----------
    x2 : float
        The second input; the first is 1.
    y : float
        Target.
    v : float
        Weight of the output before the first update.
    updates : float
        How often the parameters have been updated, with rate 1.
    step : float
        How many numbers of the passes are shown.
    """
    p = np.array(path(x2, y, v, int(updates)))
    x, target, k = np.array([[X1, x2]]), np.array([[y]]), int(step)
    now = passes(p, x, target) | {"J": loss(p, x, target), "x1": X1, "x2": x2, "y": y}
    now |= dict(zip(("w1", "w2", "b", "v_now", "c"), p.tolist(), strict=True))
    after = loss(np.array(path(x2, y, v, int(updates) + 1)), x, target)
    texts = [text.format(**now) if i < k else "?" for i, (_, text) in enumerate(ROWS)]
    return {
        **{name: one for name, one in now.items() if name not in ("x2", "y")},
        **{f"row{i}": text for i, text in enumerate(texts)},
        "after": after,
        "nodes": nodes(now, k),
        "edges": edges(k),
        "say": sentence(now, texts, k, after),
    }


def nodes(now: dict[str, float], k: int) -> list[list[float | str]]:
    """Return the boxes with the numbers that are there at a step."""
    pair = "({dw1:.2g}, {dw2:.2g})"
    plan = (
        (24, 136, "x", "({x1:.3g}, {x2:.3g})", 0, "", 99),
        (50, 36, "w", "({w1:.2g}, {w2:.2g})", 0, pair, 12),
        (146, 36, "b", "{b:.3g}", 0, "{dz1:.3g}", 13),
        (197, 36, "v", "{v_now:.3g}", 0, "{dv:.3g}", 8),
        (264, 36, "c", "{c:.3g}", 0, "{dz2:.3g}", 9),
        (104, 136, "z1", "{z1:.3g}", 1, "{dz1:.3g}", 11),
        (164, 136, "h", "{h:.3g}", 2, "{dh:.3g}", 10),
        (224, 136, "z2", "{z2:.3g}", 3, "{dz2:.3g}", 7),
        (282, 136, "a", "{a:.3g}", 4, "{da:.3g}", 6),
        (336, 136, "J", "{J:.3g}", 5, "1", 6),
    )
    return [
        [x, y, name, above.format(**now) if k >= there else "",
         below.format(**now) if k >= back else ""]
        for x, y, name, above, there, below, back in plan
    ]  # fmt: skip


def edges(k: int) -> list[list[float | str]]:
    """Return the arrows: forward, and back once a gradient has come that way."""
    plan = (
        (44, 136, 84, 136, 1, 99), (54, 67, 85, 126, 1, 12), (144, 67, 123, 126, 1, 13),
        (124, 136, 144, 136, 2, 11), (184, 136, 204, 136, 3, 10),
        (197, 67, 205, 126, 3, 8), (260, 67, 243, 126, 3, 9),
        (244, 136, 262, 136, 4, 7), (302, 136, 316, 136, 5, 6),
    )  # fmt: skip
    return [
        [x2, y2, x1, y1, "", "gradient"] if k >= back
        else [x1, y1, x2, y2, "", "forward" if k >= there else "faint"]
        for x1, y1, x2, y2, there, back in plan
    ]  # fmt: skip


def sentence(now: dict[str, float], texts: list[str], k: int, after: float) -> str:
    """Return what the step brought, why it has its sign, and what comes next."""
    if k == LAST:
        return (
            f"dJ/db = {texts[-1]}, as dJ/dz1. All are there: one update with rate 1 "
            f"takes J from {now['J']:.4g} to {after:.4g}."
        )
    signs = "their signs" if k == 11 else "its sign"
    ask = f" Predict {signs}." if k + 1 >= BACK else ""
    coming = f"Next: {ROWS[k][0]}.{ask}"
    if not k:
        return f"The inputs and the parameters are there. {coming}"
    name = ROWS[k - 1][0].split(" = ")[0]
    why = f": {reason(now, k)}" if k >= BACK else ""
    return f"{name} = {texts[k - 1].split(' = ')[-1]}{why}. {coming}"


def reason(now: dict[str, float], k: int) -> str:
    """Return why a gradient has its sign."""
    stays = "the sign stays" if now["dh"] or k < 10 else "0 stays 0"
    v, x2 = now["v_now"], now["x2"]
    return (
        f"the answer is too {'low' if now['da'] < 0 else 'high'}",
        f"a sigmoid rises everywhere, so {stays}",
        f"h is above 0, so {stays}",
        "c enters with slope 1, so the number stays",
        f"v is above 0, so {stays}" if v > 0
        else "v is below 0, so the sign turns" if v < 0
        else "v is 0, so nothing passes",
        f"a sigmoid rises everywhere, so {stays}",
        f"dJ/dw2 is x2/x1 = {x2 / X1:.3g} times dJ/dw1" if now["dz1"]
        else "0 times both inputs",
    )[k - BACK]  # fmt: skip


EXPLORER = Explorer(
    title="Step through a network",
    controls={
        "x2": Slider("input x2 (x1 is 1)", (-1.0, 0.0, 0.5), 0.5),
        "y": Slider("target y", (0.0, 1.0), 1.0),
        "v": Slider("weight v", (-0.7, 0.0, 0.7), 0.7),
        "updates": Slider(
            "updates applied",
            (0.0, 1.0, 2.0, 3.0),
            0.0,
            back="Undo",
            forth="Update",
            between=False,
        ),
        "step": Slider(
            "step",
            tuple(float(k) for k in range(LAST + 1)),
            5.0,
            back="Back",
            forth="Next",
            between=False,
        ),
    },
    values=values,
    panels=(
        Panel(
            "a = sigmoid(v h + c), h = sigmoid(w · x + b), J = (a − y)²/2",
            (Graph("nodes", "edges"),),
            Axis("", 4, 356),
            Axis("", 4, 176),
            bare=True,
            height=180,
        ),
    ),
    table=tuple(Row(name, f"{{row{i}}}") for i, (name, _) in enumerate(ROWS)),
    presets={
        "All numbers": {"step": float(LAST)},
        "Other target": {"y": 0.0},
        "Turned weight": {"v": -0.7},
        "Cut off": {"v": 0.0, "step": float(LAST)},
        "One update": {"updates": 1.0, "step": float(LAST)},
    },
)
