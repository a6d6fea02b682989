"""Xavier against He."""

from __future__ import annotations

import numpy as np

from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source

#: How far a standard deviation of ten thousand draws is from its own, at the most.
NEAR = 0.04


def layer(source: Source) -> Case:
    """Return a seed and the shape of a layer that is wide on one side."""
    d_out, d_in = source.choice((50, 200), (200, 50), (100, 100))
    return {"seed": int(source.labels(below=1000)), "d_out": d_out, "d_in": d_in}


def shapes(answer: Functions, seed: int, d_out: int, d_in: int) -> Compare:
    """Compare the shapes of both."""
    rng = np.random.default_rng(seed)
    both = answer.xavier(rng, d_out, d_in), answer.he(rng, d_out, d_in)
    found = tuple(str(np.shape(one)) for one in both)
    return Compare(found, (str((d_out, d_in)),) * 2, parts=("xavier", "he"))


def xavier_size(answer: Functions, seed: int, d_out: int, d_in: int) -> Compare:
    """Compare the deviation of Xavier's weights with what it has to be."""
    w = np.asarray(answer.xavier(np.random.default_rng(seed), d_out, d_in))
    ratio = w.std() / np.sqrt(2 / (d_in + d_out))
    return Compare((ratio,), (1.0,), NEAR, ("deviation / the right one",))


def he_size(answer: Functions, seed: int, d_out: int, d_in: int) -> Compare:
    """Compare the deviation of He's weights with what it has to be."""
    w = np.asarray(answer.he(np.random.default_rng(seed), d_out, d_in))
    ratio = w.std() / np.sqrt(2 / d_in)
    return Compare((ratio,), (1.0,), NEAR, ("deviation / the right one",))


def normal(answer: Functions, seed: int, d_out: int, d_in: int) -> Compare:
    """Compare the share of weights within one deviation with the normal's."""
    rng = np.random.default_rng(seed)
    both = answer.xavier(rng, d_out, d_in), answer.he(rng, d_out, d_in)
    shares = tuple(float(np.mean(np.abs(w) < np.std(w))) for w in both)
    return Compare(shares, (0.6827, 0.6827), 0.03, ("xavier", "he"))


def chance(answer: Functions, seed: int, d_out: int, d_in: int) -> Compare:
    """Compare the weights of the same seed, and of another."""

    def drawn(seed: int) -> list[float]:
        return list(np.ravel(answer.he(np.random.default_rng(seed), d_out, d_in))[:4])

    found = drawn(seed) == drawn(seed), drawn(seed) == drawn(seed + 1)
    return Compare(found, (True, False), parts=("same seed, same weights",
                                                "other seed, same weights"))  # fmt: skip


EXERCISE = Exercise(
    title="Xavier against He",
    topic="initialization/he_initialization",
    statement=r"""
Draw the weights of a layer in two ways, from a normal distribution with mean 0.
Xavier's variance is a compromise between the way forward and the way back, He's makes up for what ReLU cuts off:

$$\mathrm{Var}_{\text{Xavier}} = \frac{2}{d_{in} + d_{out}}, \qquad \mathrm{Var}_{\text{He}} = \frac{2}{d_{in}}$$

Both functions return an array of shape `(d_out, d_in)`.
All chance comes from `rng`, a NumPy generator: `rng.normal(mean, deviation, shape)` draws with it.
The check measures ten thousand weights, so a few percent are no mistake.
""",
    starter='''
import numpy as np


def xavier(rng, d_out, d_in):
    """Return normal weights (d_out, d_in) of Xavier's variance."""
    raise NotImplementedError


def he(rng, d_out, d_in):
    """Return normal weights (d_out, d_in) of He's variance."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def xavier(rng, d_out, d_in):
    """Return normal weights (d_out, d_in) of Xavier's variance."""
    deviation = np.sqrt(2 / (d_in + d_out))
    return rng.normal(0.0, deviation, (d_out, d_in))


def he(rng, d_out, d_in):
    """Return normal weights (d_out, d_in) of He's variance."""
    spread = np.sqrt(2 / d_in)
    return rng.normal(0.0, spread, (d_out, d_in))
''',
    properties=(
        Property("Both arrays have the shape `(d_out, d_in)`.", layer, shapes, 6),
        Property(
            "The deviation of Xavier's weights is the root of `2 / (d_in + d_out)`.",
            layer,
            xavier_size,
            6,
        ),
        Property(
            "The deviation of He's weights is the root of `2 / d_in`.",
            layer,
            he_size,
            6,
        ),
        Property("The weights are normal.", layer, normal, 6),
        Property(
            "The generator decides: the same seed draws the same weights, another seed "
            "draws others.",
            layer,
            chance,
            6,
        ),
    ),
    mistakes=(
        Mistake(
            "`rng.normal` takes the deviation, and this is the variance: its root is "
            "missing, in both.",
            {
                "np.sqrt(2 / (d_in + d_out))": "2 / (d_in + d_out)",
                "np.sqrt(2 / d_in)": "2 / d_in",
            },
        ),
        Mistake(
            "He's variance is divided by the number of outputs. It is the number of "
            "inputs that a unit sums over.",
            {"np.sqrt(2 / d_in)": "np.sqrt(2 / d_out)"},
        ),
        Mistake(
            "The 2 of He is missing. ReLU lets half of the mean square through, and "
            "the 2 makes up for it.",
            {"np.sqrt(2 / d_in)": "np.sqrt(1 / d_in)"},
        ),
        Mistake(
            "The 2 of Xavier is missing: the mean of both numbers is "
            "`(d_in + d_out) / 2`.",
            {"np.sqrt(2 / (d_in + d_out))": "np.sqrt(1 / (d_in + d_out))"},
        ),
        Mistake(
            "Xavier and He have changed places.",
            {
                "np.sqrt(2 / (d_in + d_out))": "np.sqrt(2 / d_in)",
                "    spread = np.sqrt(2 / d_in)": "    spread = np.sqrt(2 / (d_in + d_out))",
            },
        ),
        Mistake(
            "The shape is turned around: one row for each output.",
            {
                "rng.normal(0.0, deviation, (d_out, d_in))": "rng.normal(0.0, deviation, (d_in, d_out))",
                "rng.normal(0.0, spread, (d_out, d_in))": "rng.normal(0.0, spread, (d_in, d_out))",
            },
        ),
        Mistake(
            "A generator is made inside, always with the same seed. Every layer would "
            "get the same weights; draw with the `rng` that is given.",
            {
                "    deviation =": "    rng = np.random.default_rng(0)\n    deviation =",
                "    spread =": "    rng = np.random.default_rng(0)\n    spread =",
            },
        ),
        Mistake(
            "A generator is made inside, and nobody can draw the same weights again. "
            "Draw with the `rng` that is given.",
            {
                "    deviation =": "    rng = np.random.default_rng()\n    deviation =",
                "    spread =": "    rng = np.random.default_rng()\n    spread =",
            },
        ),
        Mistake(
            "Uniform weights between minus and plus the deviation have a third of the "
            "variance.",
            {
                "rng.normal(0.0, deviation, (d_out, d_in))": "rng.uniform(-deviation, deviation, (d_out, d_in))",
                "rng.normal(0.0, spread, (d_out, d_in))": "rng.uniform(-spread, spread, (d_out, d_in))",
            },
        ),
    ),
    hints=(
        "A variance is the square of a deviation; `rng.normal` wants the deviation.",
        "`np.sqrt(2 / (d_in + d_out))` is Xavier's deviation. He's has the same form.",
        "`rng.normal(0.0, np.sqrt(2 / d_in), (d_out, d_in))`.",
    ),
)
