"""When to stop, and which model to keep."""

from __future__ import annotations

import numpy as np

from nnnotes.early_stopping import EarlyStopping, early_stopping
from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source


def path(source: Source) -> Case:
    """Return validation losses, some of them equal, and a patience."""
    n = source.size("epoch", 10)
    losses = source.numbers(n, low=0.1, high=3.0).round(1)
    return {"losses": losses.tolist(), "patience": 1 + int(source.labels(below=3))}


def definition(answer: Functions, losses: list[float], patience: int) -> Compare:
    """Compare with the package's early stopping, fed one loss after the other."""
    state = EarlyStopping(patience=patience)
    for loss in losses:
        state = early_stopping(state, loss, [np.zeros(1)])
        if state.stop:
            break
    expected = (state.best_evaluation - 1, state.evaluations - 1)
    came = answer.stop(list(losses), patience)
    return Compare(came, expected, parts=("best", "last"))


EXERCISE = Exercise(
    title="Stop early, keep the best",
    topic="regularization/early_stopping",
    statement=r"""
`losses` are the validation losses of the epochs 0, 1, 2, … of a run.
Training stops as soon as `patience` epochs in a row have brought no loss below the lowest one so far; an equal loss is no improvement.
If that never happens, it goes on to the end.

Return two numbers: the epoch whose model is kept, which is the first one with the lowest loss seen, and the last epoch that was trained.
""",
    starter='''
def stop(losses, patience):
    """Return best, last: the epoch to keep and the last one trained."""
    raise NotImplementedError
''',
    solution='''
def stop(losses, patience):
    """Return best, last: the epoch to keep and the last one trained."""
    best = 0
    for last, loss in enumerate(losses):
        if loss < losses[best]:
            best = last
        if last - best >= patience:
            break
    return best, last
''',
    properties=(
        Property(
            "The model of the lowest loss seen is kept, and training ends when patience "
            "does.",
            path,
            definition,
        ),
    ),
    mistakes=(
        Mistake(
            "The last model is kept. By then it has been getting worse for a while; the "
            "best one has to be restored.",
            {"return best, last": "return last, last"},
        ),
        Mistake(
            "Stopping comes one epoch too late: after `patience` epochs without "
            "improvement, not after one more.",
            {">= patience": "> patience"},
        ),
        Mistake(
            "Stopping comes one epoch too early.",
            {">= patience": ">= patience - 1"},
        ),
        Mistake(
            "An equal loss counts as an improvement here, and patience begins anew.",
            {"loss < losses[best]": "loss <= losses[best]"},
        ),
        Mistake(
            "Training never stops early: the lowest loss of the whole run cannot be known "
            "before its end.",
            code="""
def stop(losses, patience):
    best = losses.index(min(losses))
    return best, len(losses) - 1
""",
        ),
        Mistake(
            "Losses are compared with the epoch before. What counts is the lowest so far: "
            "a loss may fall again and still be high.",
            code="""
def stop(losses, patience):
    best = waited = 0
    for last, loss in enumerate(losses):
        if last == 0 or loss < losses[last - 1]:
            waited = 0
        else:
            waited += 1
        if loss < losses[best]:
            best = last
        if waited >= patience:
            break
    return best, last
""",
        ),
        Mistake(
            "Epochs without improvement are counted over the whole run. An improvement "
            "sets the count back to 0.",
            code="""
def stop(losses, patience):
    best = waited = 0
    for last, loss in enumerate(losses):
        if loss < losses[best]:
            best = last
        elif last > 0:
            waited += 1
        if waited >= patience:
            break
    return best, last
""",
        ),
    ),
    hints=(
        "Remember the epoch of the lowest loss so far; go through the losses in order.",
        "How long training has waited is the distance from that epoch to this one.",
        "An improvement is strictly below: `loss < losses[best]`.",
    ),
)
