"""The mean square of a signal on its way through a ReLU network."""

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
from nnnotes.propagation import forward_moments


def stack(source: Source) -> Case:
    """Return widths, variances of the weights, and the input's mean square."""
    count = source.size("layer", 4)
    return {
        "widths": [1 + int(one) for one in source.labels(count + 1, below=9)],
        "variances": source.numbers(count, low=0.0, high=2.0).tolist(),
        "q": source.number(0.0, 3.0),
    }


def he(source: Source) -> Case:
    """Return a stack with He's variance in every layer."""
    case = stack(source)
    return case | {"variances": [2 / n for n in case["widths"][:-1]]}


def definition(
    answer: Functions, widths: list[int], variances: list[float], q: float
) -> Compare:
    """Compare with the package's prediction."""
    came = answer.mean_squares(list(widths), list(variances), q)
    return Compare(np.asarray(came), forward_moments(widths, variances, "relu", q))


def held(
    answer: Functions, widths: list[int], variances: list[float], q: float
) -> Compare:
    """Compare what He's variance gives with the input."""
    came = answer.mean_squares(list(widths), list(variances), q)
    return Compare(np.asarray(came), np.full(len(widths), q))


EXERCISE = Exercise(
    title="What depth does to a signal",
    topic="initialization/variance_propagation",
    statement=r"""
The weights of a ReLU network are drawn with mean 0; its biases are 0.
A layer with $n$ inputs and weights of variance $s$ turns a mean square $q$ into pre-activations of variance $nsq$.
ReLU lets half of their mean square through.

`widths` holds the units of the input and of every layer, `variances` one number for each layer, and `q` is the mean square of the input.
Return a list: the mean square of the input, and the one behind the ReLU of each layer.
""",
    starter='''
def mean_squares(widths, variances, q):
    """Return len(widths) mean squares, the input's first."""
    raise NotImplementedError
''',
    solution='''
def mean_squares(widths, variances, q):
    """Return len(widths) mean squares, the input's first."""
    found = [q]
    for n, s in zip(widths[:-1], variances):
        q = n * s * q / 2
        found.append(q)
    return found
''',
    properties=(
        Property(
            "Each layer multiplies the mean square by half its inputs times the variance.",
            stack,
            definition,
        ),
        Property("With the variance `2 / n` the mean square stays as it is.", he, held),
    ),
    mistakes=(
        Mistake(
            "The half of ReLU is missing: it lets half of the mean square through.",
            {"n * s * q / 2": "n * s * q"},
        ),
        Mistake(
            "The number of outputs is taken. A pre-activation is a sum over the inputs.",
            {"zip(widths[:-1], variances)": "zip(widths[1:], variances)"},
        ),
        Mistake(
            "The width is missing: a pre-activation is a sum of `n` terms, and their "
            "variances add up.",
            {"n * s * q / 2": "s * q / 2"},
        ),
        Mistake(
            "Each layer starts from the input again. It takes what the layer before it "
            "gives.",
            {
                "        q = n * s * q / 2\n        found.append(q)": "        found.append(n * s * q / 2)"
            },
        ),
        Mistake(
            "`s` is squared. It is a variance already, not a standard deviation.",
            {"n * s * q / 2": "n * s**2 * q / 2"},
        ),
        Mistake(
            "The width is squared. The terms of the sum are independent, so their "
            "variances add up, not their deviations.",
            {"n * s * q / 2": "n**2 * s * q / 2"},
        ),
        Mistake(
            "The mean square of the input is missing at the front.",
            {"found = [q]": "found = []"},
        ),
    ),
    hints=(
        "Begin the list with `q`, and let each layer turn the last entry into the next.",
        "The factor of one layer is the number of its inputs, times the variance of its "
        "weights, times one half.",
        "`zip(widths[:-1], variances)` gives the inputs of each layer and its variance.",
    ),
)
