"""Layer norm."""

from __future__ import annotations

from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source
from nnnotes.forward import Array
from nnnotes.normalization import layer_norm


def batch(source: Source) -> Case:
    """Return a batch, a gain and a shift for each unit, and eps."""
    n, d = source.size("row", 3), source.size("unit", 4, least=2)
    return {
        "x": source.numbers(n, d),
        "gamma": source.numbers(d, low=0.5, high=2.0),
        "beta": source.numbers(d),
        "eps": source.choice(0.1, 0.00001),
    }


def definition(
    answer: Functions, x: Array, gamma: Array, beta: Array, eps: float
) -> Compare:
    """Compare with the package's layer norm."""
    came = answer.layer_norm(x, gamma, beta, eps)
    return Compare(came, layer_norm(x, gamma, beta, eps))


def alone(
    answer: Functions, x: Array, gamma: Array, beta: Array, eps: float
) -> Compare:
    """Compare the first row in a batch with the first row alone."""
    came = answer.layer_norm(x, gamma, beta, eps)
    return Compare(came[:1], answer.layer_norm(x[:1], gamma, beta, eps))


def moved(
    answer: Functions, x: Array, gamma: Array, beta: Array, eps: float
) -> Compare:
    """Compare with rows that are all higher by the same."""
    came = answer.layer_norm(x + 5.0, gamma, beta, eps)
    return Compare(came, answer.layer_norm(x, gamma, beta, eps))


EXERCISE = Exercise(
    title="Layer norm",
    topic="regularization/layer_normalization",
    statement=r"""
Standardize each row over its own units, then scale and shift each unit:

$$\gamma \cdot \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta$$

`x` has shape `(n, d)`, `gamma` and `beta` have shape `(d,)`.
$\mu$ and $\sigma^2$ are the mean and the variance of a row; the variance divides by $d$.
""",
    starter='''
import numpy as np


def layer_norm(x, gamma, beta, eps):
    """Return each row standardized, then scaled and shifted."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def layer_norm(x, gamma, beta, eps):
    """Return each row standardized, then scaled and shifted."""
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
''',
    properties=(
        Property(
            "Each row has mean 0 and variance 1 before gain and shift, up to `eps`.",
            batch,
            definition,
            40,
        ),
        Property("A row gives the same alone as in a batch.", batch, alone, 20),
        Property("A row that rises by 5 as a whole gives the same.", batch, moved, 20),
    ),
    mistakes=(
        Mistake(
            "The statistics are taken over the rows, axis 0. That is batch norm; layer "
            "norm looks along each row, axis 1.",
            {
                "x.mean(axis=1, keepdims=True)": "x.mean(axis=0)",
                "x.var(axis=1, keepdims=True)": "x.var(axis=0)",
            },
        ),
        Mistake(
            "Mean and variance are those of the whole batch. Each row has its own.",
            {
                "x.mean(axis=1, keepdims=True)": "x.mean()",
                "x.var(axis=1, keepdims=True)": "x.var()",
            },
        ),
        Mistake(
            "The variance divides by `d - 1`. Here it divides by `d`, NumPy's default.",
            {"x.var(axis=1, keepdims=True)": "x.var(axis=1, keepdims=True, ddof=1)"},
        ),
        Mistake(
            "`eps` is added to the deviation. It belongs under the root, to the "
            "variance.",
            {"np.sqrt(var + eps)": "(np.sqrt(var) + eps)"},
        ),
        Mistake(
            "`eps` is missing: a row of equal numbers is divided by 0.",
            {"np.sqrt(var + eps)": "np.sqrt(var)"},
        ),
        Mistake(
            "The root is missing: a row is divided by its variance.",
            {"np.sqrt(var + eps)": "(var + eps)"},
        ),
        Mistake(
            "Gain and shift have changed places.",
            {"gamma * (x": "beta * (x", " + beta": " + gamma"},
        ),
        Mistake("The shift `beta` is missing.", {" + beta": ""}),
        Mistake("The gain `gamma` is missing.", {"gamma * (x": "(x"}),
        Mistake(
            "The shift is scaled too: `gamma` belongs to the standardized row alone.",
            {
                "gamma * (x - mean) / np.sqrt(var + eps) + beta": "gamma * ((x - mean) / np.sqrt(var + eps) + beta)"
            },
        ),
        Mistake(
            "Without `keepdims=True` the means are a flat row of numbers, one for each "
            "row of `x`, and NumPy subtracts them from the columns.",
            {
                "x.mean(axis=1, keepdims=True)": "x.mean(axis=1)",
                "x.var(axis=1, keepdims=True)": "x.var(axis=1)",
            },
        ),
    ),
    hints=(
        "Which axis runs along a row? With `keepdims=True` the result keeps its place "
        "as a column.",
        "`x.var(axis=1, keepdims=True)` divides by `d`. `eps` is added to it, then "
        "comes the root.",
        "`gamma * (x - mean) / np.sqrt(var + eps) + beta`.",
    ),
)
