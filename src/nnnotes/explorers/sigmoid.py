"""A weight and a bias place a sigmoid: where its middle is, and how steep."""

from __future__ import annotations

import math

import numpy as np

from nnnotes.activations import sigmoid, sigmoid_grad
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

X = np.linspace(-6.0, 6.0, 97)
#: The curve goes from 10 % to 90 % over this many units of w x: 2 ln 9.
WIDTH = 2 * math.log(9)


def values(w: float, b: float) -> dict[str, Value]:
    """Return the curve sigmoid(w x + b), its middle and its steepness.

    Parameters
    ----------
    w, b : float
        Weight and bias.
    """
    curve = sigmoid(w * X + b)
    centre = 0.0 - b / w if w else math.nan
    slope = w * float(sigmoid_grad(np.zeros(1))[0])
    width = WIDTH / abs(w) if w else math.nan
    return {
        "centre": centre,
        "slope": slope,
        "width": width,
        "at_two": float(sigmoid(np.array([2 * w + b]))[0]),
        "x": X.tolist(),
        "curve": curve.tolist(),
        "tangent_x": [centre - 1.0, centre + 1.0] if w else [],
        "tangent_y": [0.5 - slope, 0.5 + slope] if w else [],
        "middle_x": [centre] if w else [],
        "middle_y": [0.5] if w else [],
        "say": sentence(w, b, centre, slope, width),
    }


def sentence(w: float, b: float, centre: float, slope: float, width: float) -> str:
    """Return what is to be seen."""
    if not w:
        height = float(sigmoid(np.array([b]))[0])
        return (
            f"With weight 0 the curve is flat at {height:.3f}: there is no middle, "
            "and x has no influence."
        )
    way = "rises" if w > 0 else "falls"
    place = "" if abs(centre) <= 6 else ", outside the picture"
    return (
        f"The curve {way} through 0.5 at x = {centre:.3g}{place}, with slope "
        f"{slope:.3g}; from 0.1 to 0.9 it takes {width:.3g} units of x."
    )


EXPLORER = Explorer(
    title="A sigmoid's weight and bias",
    controls={
        "w": Slider("weight w", tuple(np.arange(-6.0, 6.5, 0.5).tolist()), 1.0),
        "b": Slider("bias b", tuple(np.arange(-6.0, 6.5, 0.5).tolist()), 0.0),
    },
    values=values,
    panels=(
        Panel(
            "One sigmoid unit",
            (
                Rule(y=0.5, role="faint"),
                Line("tangent_x", "tangent_y", role="gradient", dashed=True),
                Line("x", "curve", role="forward"),
                Dots("middle_x", "middle_y", role="gradient"),
            ),
            Axis("x", -6.0, 6.0),
            Axis("sigmoid(w x + b)", 0.0, 1.0),
        ),
    ),
    table=(
        Row("middle −b/w", "{centre:.4g}"),
        Row("slope there, w/4", "{slope:.4g}"),
        Row("from 0.1 to 0.9", "{width:.4g}"),
        Row("value at x = 2", "{at_two:.6f}"),
    ),
    presets={
        "Steep": {"w": 6.0},
        "Shifted": {"w": 1.0, "b": 3.0},
        "Falling": {"w": -2.0, "b": 1.0},
        "Flat": {"w": 0.0, "b": 1.0},
    },
)
