"""A debugging checklist as code."""

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
from nnnotes.findings import USUAL
from nnnotes.forward import Array

HIGH = USUAL["first loss / ln C"][1]
FAINT, STRONG = USUAL["gradient, first/last"]
SLOW, FAST = USUAL["update/weight, most"]


def run(source: Source) -> Case:
    """Return what was measured of a run: in order, or with a fault or two."""
    steps, layers = source.size("step", 4), source.size("layer", 4)
    classes = source.size("class", 5, least=2)
    losses = source.numbers(steps, low=0.0, high=6.0)
    at = int(source.labels(below=steps))
    losses[at] = source.choice(losses[at], np.nan, np.inf)
    norms = np.array([1.0, 0.02, 30.0])[source.labels(layers, below=3)]
    updates = np.array([0.01, 0.0002, 0.3])[source.labels(layers, below=3)]
    return {"losses": losses, "classes": classes, "norms": norms, "updates": updates}


def sound(source: Source) -> Case:
    """Return what was measured of a run in which everything is usual."""
    layers, classes = source.size("layer", 4), source.size("class", 5, least=2)
    losses = np.log(classes) * source.numbers(source.size("step", 4), low=0.1, high=1)
    norms = source.numbers(layers, low=1.0, high=5.0)
    updates = source.numbers(layers, low=0.2, high=0.9) / 100
    return {"losses": losses, "classes": classes, "norms": norms, "updates": updates}


def findings(
    answer: Functions, losses: Array, classes: int, norms: Array, updates: Array
) -> Compare:
    """Compare with a table of the questions and their answers."""
    ratio, fastest = norms[0] / norms[-1], sorted(updates)[-1]
    table = {
        "not finite": any(not abs(loss) < np.inf for loss in losses),
        "first loss": losses[0] / np.log(classes) > HIGH,
        "vanishing": ratio < FAINT,
        "exploding": ratio > STRONG,
        "rate too large": fastest > FAST,
        "rate too small": fastest < SLOW,
    }
    came = answer.checklist(losses, classes, norms, updates)
    return Compare(came, [name for name, holds in table.items() if holds])


def nothing(
    answer: Functions, losses: Array, classes: int, norms: Array, updates: Array
) -> Compare:
    """Compare with no finding."""
    return Compare(answer.checklist(losses, classes, norms, updates), [])


EXERCISE = Exercise(
    title="A debugging checklist",
    topic="practice/checklist",
    statement=rf"""
Turn a part of the debugging checklist into a function.
It reads what was measured of a classifier in training, and returns a list of all findings, in this order:

1. `"not finite"`: some loss is nan or infinite.
2. `"first loss"`: the first loss is above ${HIGH:g} \ln C$ for $C$ classes.
3. `"vanishing"`: the gradient of the first layer is less than {FAINT:g} of that of the last.
4. `"exploding"`: the gradient of the first layer is more than {STRONG:g} times that of the last.
5. `"rate too large"`: the largest update is above {FAST:g} of its weight.
6. `"rate too small"`: the largest update is below {SLOW:g} of its weight.

`losses` has one number for each step.
`norms` and `updates` have one for each layer, the first layer first: the norm of its gradient, and the size of an update as a share of the weight.
If everything is usual, the list is empty.
""",
    starter='''
import numpy as np


def checklist(losses, classes, norms, updates):
    """Return the findings, a list of texts."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def checklist(losses, classes, norms, updates):
    """Return the findings, a list of texts."""
    found = []
    if not np.isfinite(losses).all():
        found.append("not finite")
    if losses[0] > 1.7 * np.log(classes):
        found.append("first loss")
    if norms[0] < 0.1 * norms[-1]:
        found.append("vanishing")
    if norms[0] > 10 * norms[-1]:
        found.append("exploding")
    if updates.max() > 0.1:
        found.append("rate too large")
    if updates.max() < 0.001:
        found.append("rate too small")
    return found
''',
    properties=(
        Property("All findings are returned, and in their order.", run, findings, 60),
        Property("A run in which everything is usual has no finding.", sound, nothing),
    ),
    mistakes=(
        Mistake(
            "Infinite is not nan. `np.isfinite` is False for both.",
            {"not np.isfinite(losses).all()": "np.isnan(losses).any()"},
        ),
        Mistake(
            "Nothing is equal to nan, not even nan, so `==` never finds it. "
            "`np.isfinite` does.",
            {
                "not np.isfinite(losses).all()": "(losses == np.nan).any() or "
                "(losses == np.inf).any()"
            },
        ),
        Mistake(
            "Only the last loss is asked whether it is finite.",
            {"np.isfinite(losses).all()": "np.isfinite(losses[-1])"},
        ),
        Mistake(
            "This asks whether all losses are not finite. One is enough.",
            {"not np.isfinite(losses).all()": "not np.isfinite(losses).any()"},
        ),
        Mistake(
            "The last loss is compared with that of guessing. It is the first that "
            "tells how a network starts.",
            {"losses[0] >": "losses[-1] >"},
        ),
        Mistake(
            "A loss in nats is compared with bits: `np.log`, not `np.log2`.",
            {"np.log(classes)": "np.log2(classes)"},
        ),
        Mistake(
            "First and last layer have changed places: a vanishing gradient is small "
            "in the first layer, which is last on the way back.",
            {
                "norms[0] < 0.1 * norms[-1]": "norms[-1] < 0.1 * norms[0]",
                "norms[0] > 10 * norms[-1]": "norms[-1] > 10 * norms[0]",
            },
        ),
        Mistake(
            "The mean of the updates hides a layer that moves too fast. Take the "
            "largest.",
            {
                "updates.max() > 0.1": "updates.mean() > 0.1",
                "updates.max() < 0.001": "updates.mean() < 0.001",
            },
        ),
        Mistake(
            "One slow layer is not yet too small a rate: the largest update has to be "
            "below the limit.",
            {"updates.max() < 0.001": "updates.min() < 0.001"},
        ),
        Mistake(
            "Only the first finding is returned. With `if` for each question instead "
            "of `elif` or `return`, all are.",
            {"return found": "return found[:1]"},
        ),
        Mistake(
            "Only one finding is returned, the last. Collect them in a list.",
            {"return found": "return found[-1:]"},
        ),
    ),
    hints=(
        "Begin with an empty list, ask one question after the other with `if`, append, "
        "and return the list at the end.",
        "`np.isfinite(losses)` has a truth value for each step; `.all()` asks whether "
        "all are True.",
        "`norms[0]` is the first layer, `norms[-1]` the last; `updates.max()` the "
        "largest update.",
    ),
)
