"""A gradient on its way back through ten layers: the gates' part and the weights'."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.backprop import activation_grad, affine_grad
from nnnotes.cross_entropy import softmax_cross_entropy_grad
from nnnotes.explorers._text import written
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
from nnnotes.forward import Layer, forward
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits

Array = NDArray[np.float64]

DEPTH, WIDTH = 10, 48
INITIALIZERS = {
    "sigmoid": "xavier_normal",
    "tanh": "xavier_normal",
    "relu": "he_normal",
}
#: The most that a sigmoid's gate lets through.
QUARTER = 0.25


@functools.cache
def batch() -> tuple[Array, NDArray[np.int64]]:
    """Return fifty digits and their labels."""
    split = split_digits(np.random.default_rng(0))
    chosen = np.random.default_rng(0).integers(0, 1000, 50)
    return split.train[0][chosen], split.train[1][chosen]


@functools.cache
def back(phi: str, gain: float) -> tuple[list[float], list[float], list[float]]:
    """Send a gradient back through a fresh network.

    Returns
    -------
    gates, weights : list of float
        By what a layer's gates and its weights multiply the gradient's length, the
        last hidden layer first.
    sizes : list of float
        Length of each weight matrix' gradient, the output layer's first.
    """
    x, y = batch()
    sizes = [x.shape[1], *[WIDTH] * DEPTH, 10]
    drawn = mlp(sizes, np.random.default_rng(0), phi, INITIALIZERS[phi]).layers
    layers = [Layer(gain * one.w, one.b, one.activation) for one in drawn[:-1]]
    output, caches = forward([*layers, drawn[-1]], x)
    dz = softmax_cross_entropy_grad(output, y)
    d, dw, _ = affine_grad(caches[-1].x, drawn[-1].w, dz)
    gates, weights, lengths = [], [], [length(dw)]
    for layer, cache in zip(reversed(layers), reversed(caches[:-1]), strict=True):
        dz = activation_grad(phi, cache.z, d)
        before, (d, dw, _) = length(d), affine_grad(cache.x, layer.w, dz)
        gates.append(ratio(length(dz), before))
        weights.append(ratio(length(d), length(dz)))
        lengths.append(length(dw))
    return gates, weights, lengths


def length(gradient: Array) -> float:
    """Return the root of the sum of squares."""
    return float(np.linalg.norm(gradient))


def ratio(after: float, before: float) -> float:
    """Return what is left; of nothing, nothing."""
    return after / before if before else 0.0


def values(phi: str, gain: float, passed: float) -> dict[str, Value]:
    """Return what is left of a gradient after some layers, and what each has done.

    Parameters
    ----------
    phi : str
        Activation of the ten hidden layers.
    gain : float
        What their initial weights are multiplied by.
    passed : float
        How many of them the gradient has passed.
    """
    gates, weights, lengths = back(phi, gain)
    k = int(passed)
    alone = np.cumprod([1.0, *gates]).tolist()
    left = np.cumprod([1.0, *np.multiply(gates, weights)]).tolist()
    return {
        "gate": gates[k - 1] if k else 1.0,
        "weight": weights[k - 1] if k else 1.0,
        "factor": ratio(left[k], left[k - 1]) if k else 1.0,
        "left": left[k],
        "alone": alone[k],
        "by_weights": ratio(left[k], alone[k]),
        "power": QUARTER**k,
        "dw": lengths[k],
        "layer": float(DEPTH + 1 - k),
        "counts": [float(i) for i in range(k + 1)],
        "all_counts": [float(i) for i in range(DEPTH + 1)],
        "powers": [QUARTER**i for i in range(DEPTH + 1)],
        "lefts": left[: k + 1],
        "alones": alone[: k + 1],
        "ticks": [float(i) for i in range(1, k + 1)],
        "gates": gates[:k],
        "weights": weights[:k],
        "say": sentence(gates[:k], weights[:k], left[k]),
    }


def sentence(gates: list[float], weights: list[float], left: float) -> str:
    """Return what the last layer did, and what is left."""
    if not gates:
        return "The gradient stands behind the last hidden layer; ten are to pass."
    k, gate, weight = len(gates), gates[-1], weights[-1]
    layers = "layer" if k == 1 else "layers"
    return (
        f"The gates of layer {DEPTH + 1 - k} let {gate:.3g} of the gradient through, "
        f"its weights make it {weight:.3g} times as long: {gate * weight:.3g} in all. "
        f"After {k} {layers} it has {written(left)} times its first length."
    )


EXPLORER = Explorer(
    title="Vanishing gradients, layer by layer",
    controls={
        "phi": Choice("activation", tuple(INITIALIZERS), "sigmoid"),
        "gain": Slider("weights times", (0.5, 1.0, 2.0, 4.0), 1.0),
        "passed": Slider(
            "layers passed",
            tuple(float(k) for k in range(DEPTH + 1)),
            10.0,
            back="Undo",
            forth="Next layer",
            between=False,
        ),
    },
    values=values,
    panels=(
        Panel(
            "What is left: ● of all, ■ by the gates alone, dashed 0.25ᴺ",
            (
                Line("all_counts", "powers", role="muted", dashed=True),
                Rule(y=1.0, role="faint"),
                Line("counts", "alones", role="third"),
                Dots("counts", "alones", role="third", shape="square"),
                Line("counts", "lefts", role="gradient"),
                Dots("counts", "lefts", role="gradient"),
            ),
            Axis("layers passed on the way back", 0, DEPTH),
            Axis("length left", 3e-10, 1e7, log=True),
        ),
        Panel(
            "What each layer does: ■ its gates, ▲ its weights",
            (
                Rule(y=1.0, role="faint"),
                Rule(y=QUARTER, role="muted", label="0.25"),
                Dots("ticks", "gates", role="third", shape="square"),
                Dots("ticks", "weights", role="forward", shape="triangle"),
            ),
            Axis("layers passed on the way back", 0, DEPTH),
            Axis("times", 0.05, 8, log=True),
        ),
    ),
    table=(
        Row("this layer's gates", "times {gate:.3g}"),
        Row("this layer's weights", "times {weight:.3g}"),
        Row("both", "times {factor:.3g}"),
        Row("left after all layers passed", "{left:.3g}"),
        Row("by the gates alone", "{alone:.3g}"),
        Row("by the weights alone", "{by_weights:.3g}"),
        Row("0.25 to the power of the layers", "{power:.3g}"),
        Row("length of the weights' gradient", "{dw:.3g} in layer {layer:.2g}"),
    ),
    presets={
        "Sigmoid": {},
        "Tanh": {"phi": "tanh"},
        "ReLU": {"phi": "relu"},
        "Sigmoid, weights times 4": {"gain": 4.0},
        "ReLU, weights times 4": {"phi": "relu", "gain": 4.0},
    },
)
