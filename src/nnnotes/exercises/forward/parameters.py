"""How many parameters a stack of layers has."""

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
from nnnotes.forward import Layer, shape_trace


def widths(source: Source) -> Case:
    """Return the widths of a stack, from the input to the output."""
    count = source.size("layer", 4)
    return {"sizes": [1 + int(one) for one in source.labels(count + 1, below=9)]}


def definition(answer: Functions, sizes: list[int]) -> Compare:
    """Compare with what a stack of that shape holds."""
    stack = [
        Layer(np.zeros((sizes[k + 1], sizes[k])), np.zeros(sizes[k + 1]))
        for k in range(len(sizes) - 1)
    ]
    trace = shape_trace(stack, np.zeros((1, sizes[0])))
    return Compare(answer.parameters(list(sizes)), trace.parameters)


EXERCISE = Exercise(
    title="Count the parameters",
    topic="forward/mlp_layer_stack",
    statement=r"""
A stack of affine layers has the widths `sizes`, from the input to the output: `[784, 128, 10]` is a network with 784 inputs, 128 hidden units and 10 outputs.
Return how many numbers training can change.

A layer from $d$ to $m$ units has weights of shape `(m, d)` and one bias for each of its units.
""",
    starter='''
def parameters(sizes):
    """Return the number of weights and biases."""
    raise NotImplementedError
''',
    solution='''
def parameters(sizes):
    """Return the number of weights and biases."""
    total = 0
    for d, m in zip(sizes[:-1], sizes[1:]):
        total += m * d + m
    return total
''',
    properties=(
        Property(
            "The number is that of all weights and all biases.", widths, definition
        ),
    ),
    mistakes=(
        Mistake(
            "The biases are missing: one for each unit that a layer gives.",
            {"m * d + m": "m * d"},
        ),
        Mistake(
            "The biases are counted by the units that a layer takes. It has one for each "
            "unit that it gives.",
            {"m * d + m": "m * d + d"},
        ),
        Mistake(
            "The inputs have no bias: nothing is computed there.",
            {"return total": "return total + sizes[0]"},
        ),
        Mistake(
            "These are the units. Each unit has a weight for every unit before it, and "
            "a bias.",
            {"total += m * d + m": "total += m"},
        ),
        Mistake(
            "The layers' numbers are multiplied. Layers lie beside each other in memory, "
            "so their numbers are added.",
            {"total = 0": "total = 1", "total += m * d + m": "total *= m * d + m"},
        ),
        Mistake(
            "The last layer is left out: there is one layer less than there are sizes.",
            {"zip(sizes[:-1], sizes[1:])": "zip(sizes[:-2], sizes[1:-1])"},
        ),
    ),
    hints=(
        "There is one layer less than there are entries in `sizes`.",
        "The layer between two neighbors `d` and `m` has `m * d` weights and `m` biases.",
        "`zip(sizes[:-1], sizes[1:])` gives the neighbors.",
    ),
)
