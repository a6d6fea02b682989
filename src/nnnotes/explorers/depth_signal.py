"""Depth and signal: what real networks do to signals and gradients, and what follows.

Every state is a real network on handwritten digits: both passes before training, and
the losses of 100 updates.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.cross_entropy import softmax_cross_entropy, softmax_cross_entropy_grad
from nnnotes.explorers._plane import cut
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
    Switch,
    Value,
)
from nnnotes.mlp import Initializer, mlp
from nnnotes.network import Network
from nnnotes.optimization import optimizer
from nnnotes.passes import run, run_back
from nnnotes.splits import split_digits

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

DEPTHS, WIDTH = (2, 5, 10, 20), 32
UPDATES, SIZE, RATE = 100, 50, 0.003
#: Updates whose losses are shown as one mean.
MEAN = 4
GUESSING = math.log(10)
#: What differs by less than this share of a signal is rounding.
ROUNDING = 1e-12
#: Ends of the axes of signals and gradients.
LOW, HIGH = 1e-12, 1e6

WEIGHTS: dict[str, str | Initializer] = {
    "uniform from 0 to 1": lambda rng, shape: rng.random(shape),
    "normal, spread 0.01": lambda rng, shape: 0.01 * rng.standard_normal(shape),
    "Xavier": "xavier_normal",
    "He": "he_normal",
}
PHIS = {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu"}


@dataclass(frozen=True, eq=False)
class Run:
    """Sizes before training, layer by layer, and losses of the updates."""

    signals: Array
    differences: Array
    gradients: Array
    losses: Array


@functools.cache
def digits() -> tuple[Array, Labels]:
    """Return the training digits."""
    x, y = split_digits(np.random.default_rng(0)).train
    return x, y.astype(np.int64)


@functools.cache
def trained(depth: int, phi: str, weights: str, norm: bool) -> Run:
    """Measure a fresh network, and train it."""
    network = mlp(
        [64, *[WIDTH] * depth, 10],
        np.random.default_rng(0),
        PHIS[phi],
        WEIGHTS[weights],
        norm="batch" if norm else None,
    )
    x, y = digits()
    signals, differences, gradients = sizes(network, x[:200], y[:200])
    return Run(signals, differences, gradients, losses(network, x, y))


def sizes(network: Network, x: Array, y: Labels) -> tuple[Array, Array, Array]:
    """Return roots of mean squares: of outputs, of what differs in them, of gradients.

    The outputs are those of the hidden layers; the gradients those of all weight
    matrices. What differs between examples is what is left without their mean.
    """
    # With a generator it is a training pass: batch norm takes the batch's moments.
    output, kept = run(network.blocks, x, 0.0, np.random.default_rng(0))
    hidden = [one.a for one in kept[:-1]]
    grads = run_back(network.blocks, kept, softmax_cross_entropy_grad(output, y))
    signals = np.array([rms(a) for a in hidden])
    differences = np.array([rms(a - a.mean(axis=0)) for a in hidden])
    differences[differences < ROUNDING * signals] = 0.0
    return signals, differences, np.array([rms(g) for g in grads if g.ndim == 2])


def rms(numbers: Array) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(numbers**2)))


def losses(network: Network, x: Array, y: Labels) -> Array:
    """Return the losses of batches before each update of Adam, as means of a few."""
    (start, step), rng = optimizer("adam"), np.random.default_rng(0)
    params, found = network.params, []
    state = start(params)
    for _ in range(UPDATES):
        rows = rng.integers(0, len(x), SIZE)
        output, kept = run(network.blocks, x[rows], 0.0, rng)
        found.append(softmax_cross_entropy(output, y[rows]))
        d = softmax_cross_entropy_grad(output, y[rows])
        grads = run_back(network.blocks, kept, d)
        params, state = step(params, grads, state, RATE)
        network = network.with_params(params)
    means: Array = np.array(found).reshape(-1, MEAN).mean(axis=1)
    return means


def values(depth: float, phi: str, weights: str, norm: bool) -> dict[str, Value]:
    """Return what a network does to signals and gradients, and how it learns.

    Parameters
    ----------
    depth : float
        Hidden layers.
    phi : str
        Their activation.
    weights : str
        How their weights are drawn.
    norm : bool
        Whether batch normalization stands before each activation.
    """
    found = trained(int(depth), phi, weights, norm)
    signals, differences, gradients = found.signals, found.differences, found.gradients
    updates = np.arange(MEAN, UPDATES + 1, MEAN) - (MEAN - 1) / 2
    return {
        "layers": [float(one) for one in range(1, len(signals) + 1)],
        "all_layers": [float(one) for one in range(1, len(gradients) + 1)],
        "right_end": depth + 1,
        "signals": cut(signals, LOW, HIGH).tolist(),
        "differences": cut(differences, LOW, HIGH).tolist(),
        "gradients": cut(gradients, LOW, HIGH).tolist(),
        "updates": updates.tolist(),
        "losses": cut(found.losses, 0.0, 3.0).tolist(),
        "first_signal": shown(signals[0]),
        "last_signal": shown(signals[-1]),
        "first_difference": shown(differences[0]),
        "last_difference": shown(differences[-1]),
        "first_gradient": shown(gradients[0]),
        "last_gradient": shown(gradients[-1]),
        "first_loss": shown(found.losses[0]),
        "last_loss": shown(found.losses[-1]),
        "say": sentence(found),
    }


def shown(number: float) -> float:
    """Return a number with the digits that are shown."""
    return float(f"{number:.3g}")


def sentence(found: Run) -> str:
    """Return what arrives at the last layer, and at the first, and what is learned."""
    ahead = found.differences[-1] / found.differences[0]
    back = found.gradients[0] / found.gradients[-1]
    loss = found.losses[-1]
    end = (
        f"the loss is still {written(loss)}, far from any answer"
        if loss > 3
        else f"the loss is {loss:.2f}, and guessing has 2.30"
        if loss > 2
        else f"the loss has come down to {loss:.2f}"
    )
    return (
        f"From the first hidden layer to the last, what differs between digits is "
        f"multiplied by {written(ahead)}; from the last layer to the first, the size "
        f"of the weights' gradient by {written(back)}. After {UPDATES} updates {end}."
    )


def panels() -> tuple[Panel, ...]:
    """Return signals, gradients and losses."""
    size = Axis("size", LOW, HIGH, log=True)
    layer = Axis("layer", 1, "right_end")
    return (
        Panel(
            "Signals: ● outputs, ▲ what differs between digits",
            (
                Rule(y=1.0, role="faint"),
                Line("layers", "signals", role="muted"),
                Dots("layers", "signals", role="muted"),
                Line("layers", "differences", role="forward"),
                Dots("layers", "differences", role="forward", shape="triangle"),
            ),
            layer,
            size,
        ),
        Panel(
            "Gradients of the weights",
            (
                Rule(y=1.0, role="faint"),
                Line("all_layers", "gradients", role="gradient"),
                Dots("all_layers", "gradients", role="gradient", shape="square"),
            ),
            layer,
            size,
        ),
        Panel(
            "Loss in training",
            (
                Rule(y=GUESSING, role="muted", label="guessing"),
                Line("updates", "losses", role="forward"),
            ),
            Axis("updates", 0.0, float(UPDATES)),
            Axis("loss", 0.0, 3.0),
        ),
    )


EXPLORER = Explorer(
    title="Depth and signal",
    controls={
        "depth": Slider(
            "hidden layers",
            tuple(float(one) for one in DEPTHS),
            10.0,
            back="Fewer",
            forth="More",
            between=False,
        ),
        "phi": Choice("activation", tuple(PHIS), "sigmoid"),
        "weights": Choice("weights", tuple(WEIGHTS), "Xavier"),
        "norm": Switch("batch normalization"),
    },
    values=values,
    panels=panels(),
    table=(
        Row(
            "outputs, first and last hidden layer",
            "{first_signal:.3g}, {last_signal:.3g}",
        ),
        Row("what differs in them", "{first_difference:.3g}, {last_difference:.3g}"),
        Row(
            "gradient, first and last layer",
            "{first_gradient:.3g}, {last_gradient:.3g}",
        ),
        Row("loss at first, at last", "{first_loss:.3g}, {last_loss:.3g}"),
    ),
    presets={
        "Sigmoid": {},
        "Rescued": {"norm": True},
        "Tanh, 20 layers": {"depth": 20.0, "phi": "tanh"},
        "ReLU and He, 20 layers": {"depth": 20.0, "phi": "ReLU", "weights": "He"},
        "Small weights": {
            "depth": 20.0,
            "phi": "ReLU",
            "weights": "normal, spread 0.01",
        },
        "Positive weights": {
            "depth": 20.0,
            "phi": "ReLU",
            "weights": "uniform from 0 to 1",
        },
    },
)
