"""One activation at a time: its value, its slope, and what it makes of many inputs."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import activation
from nnnotes.explorers._plane import cut
from nnnotes.explorers.view import (
    Axis,
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
from nnnotes.smooth import normal_cdf

Array = NDArray[np.float64]

Z = np.linspace(-6.0, 6.0, 97)
#: Ends of the axis of values and of that of slopes.
HEIGHTS, SLOPES = (-2.0, 4.0), (-0.3, 1.3)
#: Edges of the histogram's bars: 0 has a bar around it.
EDGES = np.linspace(-1.9, 3.9, 30)
#: Strips of the bell curve, and what each weighs; they reach to six spreads.
CUTS = np.linspace(-6.0, 6.0, 20_001)
STRIPS = (CUTS[1:] + CUTS[:-1]) / 2
WEIGHTS = np.diff(normal_cdf(CUTS)) / np.ptp(normal_cdf(CUTS))

PHIS = (
    "identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu",
    "gelu_tanh", "silu",
)  # fmt: skip
OTHERS = ("none", "identity", "sigmoid", "tanh", "relu", "gelu")


@functools.cache
def curves(phi: str) -> tuple[list[float], list[float]]:
    """Return value and slope along z, where they lie in their panels."""
    if phi == "none":
        return [], []
    value, slope = activation(phi)
    return cut(value(Z), *HEIGHTS).tolist(), cut(slope(Z), *SLOPES).tolist()


@functools.cache
def outcome(phi: str, spread: float) -> tuple[list[float], float, float, float]:
    """Return the histogram of the values of normal inputs, their mean and spread.

    The last number is the mean of the squared slopes.
    """
    if phi == "none":
        return [], np.nan, np.nan, np.nan
    value, slope = (one(spread * STRIPS) for one in activation(phi))
    shares, _ = np.histogram(value, EDGES, weights=WEIGHTS)
    mean = WEIGHTS @ value
    numbers = mean, np.sqrt(WEIGHTS @ (value - mean) ** 2), WEIGHTS @ slope**2
    # Rounded: the last digits of a sum depend on its order, and -1e-17 is 0.
    middle, wide, through = (round(float(one), 9) + 0.0 for one in numbers)
    outline = np.concatenate([[0.0], np.repeat(shares, 2), [0.0]])
    return outline.tolist(), middle, wide, through


def at(phi: str, z: float) -> tuple[float, float]:
    """Return value and slope at one z."""
    if phi == "none":
        return np.nan, np.nan
    value, slope = activation(phi)
    where = np.array([z])
    return float(value(where)[0]), float(slope(where)[0])


def values(phi: str, beside: str, z: float, spread: float) -> dict[str, Value]:
    """Return the curves of an activation and of another one beside it.

    Parameters
    ----------
    phi, beside : str
        Names of activations; there can be none beside it.
    z : float
        Where value and slope are read.
    spread : float
        Standard deviation of the inputs of the histogram; their mean is 0.
    """
    value, slope = at(phi, z)
    other, other_slope = at(beside, z)
    bars, mean, wide, through = outcome(phi, abs(spread))
    tangent = np.array([z - 1.0, z + 1.0])
    return {
        "value": value,
        "slope": slope,
        "other": other,
        "other_slope": other_slope,
        "mean": mean,
        "wide": wide,
        "through": through,
        "axis": Z.tolist(),
        "curve": curves(phi)[0],
        "slopes": curves(phi)[1],
        "other_curve": curves(beside)[0],
        "other_slopes": curves(beside)[1],
        "edges": np.repeat(EDGES, 2).tolist(),
        "bars": bars,
        "other_bars": outcome(beside, abs(spread))[0],
        "tangent_x": tangent.tolist(),
        "tangent_y": cut(value + slope * (tangent - z), *HEIGHTS).tolist(),
        "point": cut([value], *HEIGHTS).tolist(),
        "slope_point": cut([slope], *SLOPES).tolist(),
        "say": f"{sentence(phi, z, value, slope)} "
        f"{'' if beside == phi else compared(beside, value, other)}"
        f"Inputs of spread {spread:g} leave with spread {wide:.2g} around {mean:.2g}.",
    }


def sentence(phi: str, z: float, value: float, slope: float) -> str:
    """Return what is to be seen at z."""
    place = f"At z = {z:g}, {phi} gives {value:.3g} with slope {slope:.2g}"
    if slope == 0:
        return f"{place}: shut, no nudge of z gets through."
    if slope < 0:
        return f"{place}: it falls there, so a nudge of z comes out turned around."
    if slope < 0.05:
        return f"{place}: nearly flat, so almost nothing of a nudge gets through."
    if slope > 1:
        return f"{place}: steeper than 1, so a nudge of z comes out larger."
    how = "all" if slope > 0.995 else f"{slope:.0%}"
    return f"{place}: {how} of a nudge of z gets through."


def compared(beside: str, value: float, other: float) -> str:
    """Return how the value differs from that of the function beside it."""
    if beside == "none":
        return ""
    way = "more than" if other > value else "less than" if other < value else "as much:"
    if way == "as much:":
        return f"The dashed {beside} gives the same. "
    return f"The dashed {beside} gives {abs(other - value):.2g} {way} that. "


def panels() -> tuple[Panel, ...]:
    """Return values, slopes, and the histogram."""
    z, here = Axis("z", -6.0, 6.0), Rule(x="z", role="faint")
    return (
        Panel(
            "Value: {phi}; beside it (dashed): {beside}",
            (
                Rule(y=0.0, role="faint"),
                here,
                Line("axis", "other_curve", role="muted", dashed=True),
                Line("axis", "curve", role="forward"),
                Line("tangent_x", "tangent_y", role="gradient"),
                Dots("z", "point", role="forward"),
            ),
            z,
            Axis("φ(z)", *HEIGHTS),
        ),
        Panel(
            "Slope",
            (
                Rule(y=0.0, role="faint"),
                here,
                Line("axis", "other_slopes", role="muted", dashed=True),
                Line("axis", "slopes", role="gradient"),
                Dots("z", "slope_point", role="gradient", shape="square"),
            ),
            z,
            Axis("φ′(z)", *SLOPES),
        ),
        Panel(
            "Values of many inputs, normal with spread {spread:.1f}",
            (
                Line("edges", "other_bars", role="muted", dashed=True),
                Line("edges", "bars", role="forward"),
            ),
            Axis("φ(z), in bars of width 0.2", *HEIGHTS),
            Axis("share", 0.0, 0.65),
        ),
    )


EXPLORER = Explorer(
    title="Activations",
    controls={
        "phi": Choice("function", PHIS, "gelu"),
        "beside": Choice("beside it", OTHERS, "relu"),
        "z": Slider(
            "input z",
            (-6.0, -5.0, -4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0,
             3.0, 4.0, 5.0, 6.0),
            1.0,
        ),
        "spread": Slider("spread of the inputs", (0.3, 1.0, 3.0), 1.0, between=False),
    },
    values=values,
    panels=panels(),
    table=(
        Row("value φ(z)", "{value:.6f}"),
        Row("slope φ′(z)", "{slope:.6f}"),
        Row("value and slope beside it", "{other:.6f}, {other_slope:.6f}"),
        Row("mean and spread of the values", "{mean:.3f}, {wide:.3f}"),
        Row("mean of the squared slope", "{through:.3f}"),
    ),
    presets={
        "Saturated": {"phi": "sigmoid", "beside": "tanh", "z": 5.0, "spread": 3.0},
        "Shut": {"phi": "relu", "beside": "gelu", "z": -1.0},
        "Falling": {"phi": "gelu", "beside": "relu", "z": -1.5},
        "Twins": {"phi": "gelu_tanh", "beside": "gelu", "z": 2.0},
    },
)  # fmt: skip
