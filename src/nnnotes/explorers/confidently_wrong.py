"""Two losses for one logit: which of them hears that an answer is sure and wrong."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import sigmoid, sigmoid_grad
from nnnotes.cross_entropy import binary_cross_entropy, binary_cross_entropy_grad
from nnnotes.explorers._plane import cut
from nnnotes.explorers.view import (
    Axis,
    Bars,
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
from nnnotes.losses import mse, mse_grad
from nnnotes.optimization import gradient_descent

Array = NDArray[np.float64]

Z = np.linspace(-8.0, 8.0, 81)
ANSWERS = {"yes": 1.0, "no": 0.0}
#: Steps of training, and their rate.
STEPS, RATE = 60, 0.5


def squared(z: Array, y: Array) -> float:
    """Return the squared error of the probability."""
    return mse(sigmoid(z), y)


def squared_grad(z: Array, y: Array) -> Array:
    """Return its slope in the logit: the sigmoid's slope joins."""
    return mse_grad(sigmoid(z), y) * sigmoid_grad(z)


LOSSES = {
    "entropy": (binary_cross_entropy, binary_cross_entropy_grad),
    "squared": (squared, squared_grad),
}


@functools.cache
def curves(loss: str, truth: float) -> tuple[list[float], list[float]]:
    """Return cost and size of the slope along the logit."""
    cost, grad = LOSSES[loss]
    y = np.array([truth])
    costs = [cost(Z[[i]], y) for i in range(len(Z))]
    sizes = [abs(float(grad(Z[[i]], y)[0])) for i in range(len(Z))]
    return cut(costs, 0.0, 8.0).tolist(), sizes


def trained(loss: str, z: float, truth: float) -> list[float]:
    """Return the probability of yes, start first, while the logit is trained."""
    grad, y = LOSSES[loss][1], np.array([truth])
    path = gradient_descent(lambda p: [grad(p[0], y)], [np.array([z])], RATE, STEPS)
    found: list[float] = sigmoid(np.array(path)[:, 0, 0]).tolist()
    return found


def values(z: float, answer: str) -> dict[str, Value]:
    """Return cost, slope and training of one example under both losses.

    Parameters
    ----------
    z : float
        Logit of yes.
    answer : str
        The right answer, yes or no.
    """
    truth = ANSWERS[answer]
    at, y = np.array([z]), np.array([truth])
    p = float(sigmoid(at)[0])
    entropy_slope = float(binary_cross_entropy_grad(at, y)[0])
    squared_slope = float(squared_grad(at, y)[0])
    ratio = entropy_slope / squared_slope if squared_slope else np.inf
    courses = {loss: trained(loss, z, truth) for loss in LOSSES}
    return {
        "p": p,
        "entropy": binary_cross_entropy(at, y),
        "squared": squared(at, y),
        "entropy_slope": entropy_slope,
        "squared_slope": squared_slope,
        "ratio": ratio,
        "axis": Z.tolist(),
        "entropy_curve": curves("entropy", truth)[0],
        "squared_curve": curves("squared", truth)[0],
        "entropy_sizes": curves("entropy", truth)[1],
        "squared_sizes": curves("squared", truth)[1],
        "sizes": [abs(entropy_slope), abs(squared_slope)],
        "names": ["cross-entropy", "squared error"],
        "steps": [float(step) for step in range(STEPS + 1)],
        "entropy_course": courses["entropy"],
        "squared_course": courses["squared"],
        "entropy_end": courses["entropy"][-1],
        "squared_end": courses["squared"][-1],
        "say": sentence(p, truth, entropy_slope, squared_slope, ratio),
    }


def sentence(
    p: float, truth: float, entropy_slope: float, squared_slope: float, ratio: float
) -> str:
    """Return what is to be seen."""
    miss = abs(p - truth)
    how = (
        "sure and wrong"
        if miss > 0.95
        else "wrong"
        if miss > 0.5
        else "undecided"
        if miss == 0.5
        else "right"
        if miss > 0.05
        else "sure and right"
    )
    reason = (
        "the flat sigmoid takes the squared error's pull away"
        if miss > 0.95
        else "both may rest"
        if miss <= 0.05
        else "both push"
    )
    times = f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"
    less = f", {times} times less" if np.isfinite(ratio) else ""
    return (
        f"Yes with {p:.2%}: {how}. Cross-entropy pulls with {abs(entropy_slope):.3g}, "
        f"squared error with {abs(squared_slope):.3g}{less}: {reason}."
    )


def pair(x: str, first: str, second: str) -> tuple[Line, Line]:
    """Return a curve for each loss."""
    return (
        Line(x, second, role="gradient", dashed=True),
        Line(x, first, role="right"),
    )


def points(first: str, second: str) -> tuple[Dots, Dots]:
    """Return a point for each loss."""
    return (
        Dots("z", second, role="gradient", shape="square"),
        Dots("z", first, role="right"),
    )


def panels() -> tuple[Panel, ...]:
    """Return cost, slope, and training."""
    z, here = Axis("logit of yes", -8.0, 8.0), Rule(x="z", role="faint")
    return (
        Panel(
            "Cost: cross-entropy, squared error (dashed)",
            (
                here,
                *pair("axis", "entropy_curve", "squared_curve"),
                *points("entropy", "squared"),
            ),
            z,
            Axis("cost", 0.0, 8.2),
        ),
        Panel(
            "Size of the slope in the logit",
            (here, *pair("axis", "entropy_sizes", "squared_sizes")),
            z,
            Axis("size of the slope", 0.0, 1.05),
        ),
        Panel(
            "The same, at this logit",
            (Bars("names", "sizes", role="gradient", digits=".4g"),),
            Axis("", 0.0, 1.9),
            Axis("", 0.0, 1.0),
            bare=True,
            height=110,
        ),
        Panel(
            "Training from this logit with rate 0.5",
            (
                *pair("steps", "entropy_course", "squared_course"),
                Rule(y=0.5, role="faint"),
            ),
            Axis("step", 0.0, float(STEPS)),
            Axis("probability of yes", 0.0, 1.05),
        ),
    )


EXPLORER = Explorer(
    title="Loss lab: confidently wrong",
    controls={
        "z": Slider("logit of yes", tuple(np.arange(-8.0, 8.5, 0.5).tolist()), -8.0),
        "answer": Choice("right answer", tuple(ANSWERS), "yes"),
    },
    values=values,
    panels=panels(),
    table=(
        Row("probability of yes", "{p:.6f}"),
        Row("cost: cross-entropy, squared error", "{entropy:.6f}, {squared:.6f}"),
        Row("slope of cross-entropy, p − y", "{entropy_slope:.6f}"),
        Row("slope of squared error, 2(p − y)σ′(z)", "{squared_slope:.6f}"),
        Row("times steeper", "{ratio:.4g}"),
        Row("probability after 60 steps", "{entropy_end:.4f}, {squared_end:.4f}"),
    ),
    presets={
        "Sure and wrong": {"z": -8.0},
        "Undecided": {"z": 0.0},
        "Sure and right": {"z": 8.0},
        "Sure of yes, no is right": {"z": 6.0, "answer": "no"},
    },
)
