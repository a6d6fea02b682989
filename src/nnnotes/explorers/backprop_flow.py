"""One neuron, forward and backward: the gradient as a product of local derivatives."""

from __future__ import annotations

import numpy as np

from nnnotes.activations import activation
from nnnotes.explorers.view import (
    Arrow,
    Axis,
    Box,
    Choice,
    Explorer,
    Panel,
    Row,
    Slider,
    Steps,
    Value,
)

#: How far the weight is nudged to measure what the product claims.
NUDGE = 1e-3


def loss(w: float, x: float, b: float, y: float, phi: str) -> tuple[float, ...]:
    """Return z = w x + b, a = phi(z) and L = (a - y)^2."""
    z = w * x + b
    a = float(activation(phi)[0](np.array([z]))[0])
    return z, a, (a - y) ** 2


def values(w: float, x: float, b: float, y: float, phi: str) -> dict[str, Value]:
    """Return the values on the way forward and the derivatives on the way back.

    Parameters
    ----------
    w, x, b, y : float
        Weight, input, bias, target.
    phi : str
        Name of the activation.
    """
    z, a, cost = loss(w, x, b, y, phi)
    da = 2 * (a - y)
    local = float(activation(phi)[1](np.array([z]))[0])
    dz = da * local
    higher, lower = loss(w + NUDGE, x, b, y, phi), loss(w - NUDGE, x, b, y, phi)
    measured = (higher[2] - lower[2]) / (2 * NUDGE)
    return {
        "z": z,
        "a": a,
        "L": cost,
        "da": da,
        "local": local,
        "dz": dz,
        "dw": dz * x,
        "db": dz,
        "dx": dz * w,
        "measured": measured,
        "say": sentence(a, y, da, local, dz * x, x),
    }


def sentence(a: float, y: float, da: float, local: float, dw: float, x: float) -> str:
    """Return what is to be seen, zeros with their reason."""
    if dw == 0:
        reason = (
            "the answer is right (a = y)"
            if da == 0
            else "the gate is shut (da/dz = 0)"
            if local == 0
            else "the input is 0"
            if x == 0
            else "the product is too small for a number"
        )
        return f"The weight's gradient is 0: {reason}."
    way = "lower" if dw > 0 else "raise"
    return (
        f"The output {a:.3g} should be {y:.3g}. The gradient {da:.3g} × {local:.3g} × "
        f"{x:.3g} = {dw:.3g} says: {way} the weight."
    )


def graph() -> Panel:
    """Return the neuron as a chain of nodes."""
    names = ("w, x, b", "z", "a", "L")
    aboves = ("{w:.3g}, {x:.3g}, {b:.3g}", "{z:.4g}", "{a:.4g}", "{L:.4g}")
    belows = ("dw {dw:.3g}", "{dz:.3g}", "{da:.3g}", "1")
    boxes = tuple(
        Box(k, 0.0, label=names[k], above=aboves[k], below=belows[k], since=k,
            below_since=7 - k)
        for k in range(4)
    )  # fmt: skip
    arrows = tuple(
        Arrow(k + 0.27, 0.0, k + 0.71, 0.0, role="forward", since=k + 1)
        for k in range(3)
    )
    locals_ = ("× {x:.3g}", "× {local:.3g}", "× {da:.3g}")
    back = tuple(
        Arrow(k + 0.71, -0.62, k + 0.29, -0.62, role="gradient", since=7 - k,
              label=locals_[k])
        for k in range(3)
    )  # fmt: skip
    plane = Axis("", -0.45, 3.45), Axis("", -1.0, 0.8)
    return Panel("L = (a − y)², a = φ(z), z = w x + b", (*arrows, *back, *boxes),
                 *plane, bare=True, height=150)  # fmt: skip


EXPLORER = Explorer(
    title="Backprop flow",
    controls={
        "w": Slider("weight w", (-3.0, -1.0, -0.5, 0.5, 1.0, 3.0), 0.5),
        "x": Slider("input x", (-1.0, 0.0, 0.5, 1.0, 2.0), 2.0),
        "b": Slider("bias b", (-1.0, 0.0, 0.1), 0.1),
        "y": Slider("target y", (0.0, 0.5, 1.0), 1.0),
        "phi": Choice(
            "activation", ("relu", "leaky_relu", "sigmoid", "tanh", "gelu"), "relu"
        ),
        "step": Steps(
            "step",
            ("inputs", "z", "a", "loss", "dL/dL", "dL/da", "dL/dz", "dL/dw"),
            7,
        ),
    },
    values=values,
    panels=(graph(),),
    table=(
        Row("dL/da = 2(a − y)", "{da:.6g}", 5),
        Row("da/dz = φ′(z)", "{local:.6g}", 6),
        Row("dL/dw = dL/da · da/dz · x", "{dw:.6g}", 7),
        Row("dL/db", "{db:.6g}", 7),
        Row("dL/dx", "{dx:.6g}", 7),
        Row("dL/dw measured by a nudge of 0.001", "{measured:.6g}", 7),
    ),
    presets={
        "Right answer": {"w": 0.5, "x": 2.0, "b": 0.0},
        "Shut gate": {"w": -1.0},
        "Wrong and deaf": {"w": 3.0, "b": 0.0, "y": 0.0, "phi": "sigmoid"},
    },
)
