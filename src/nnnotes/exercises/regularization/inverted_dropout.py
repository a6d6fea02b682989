"""Inverted dropout."""

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
from nnnotes.forward import Array


def batch(source: Source) -> Case:
    """Return activations, a rate and a seed."""
    n, d = source.size("row", 3), source.size("unit", 4)
    return {"h": source.numbers(n, d)} | settings(source)


def settings(source: Source) -> Case:
    """Return a rate and a seed."""
    rate = source.choice(0.5, 0.2, 0.8)
    return {"rate": rate, "seed": int(source.labels(below=1000))}


def evaluation(answer: Functions, h: Array, rate: float, seed: int) -> Compare:
    """Compare what comes out when nothing is trained with what goes in."""
    rng = np.random.default_rng(seed)
    return Compare(answer.dropout(h, rate, rng, False), h)


def enlarged(answer: Functions, h: Array, rate: float, seed: int) -> Compare:
    """Compare what is left with what went in, enlarged."""
    came = answer.dropout(h, rate, np.random.default_rng(seed), True)
    dropped = np.asarray(came) == 0
    if dropped.shape != h.shape:
        return Compare(came, h)
    return Compare(came, np.where(dropped, 0.0, h / (1.0 - rate)))


def share(answer: Functions, rate: float, seed: int) -> Compare:
    """Compare the share of zeros among ten thousand with the rate."""
    came = answer.dropout(np.ones((100, 100)), rate, np.random.default_rng(seed), True)
    zeros = float(np.mean(np.asarray(came) == 0))
    return Compare((zeros,), (rate,), 0.03, ("share of zeros",))


def mean(answer: Functions, rate: float, seed: int) -> Compare:
    """Compare the mean of ten thousand ones with 1."""
    came = answer.dropout(np.ones((100, 100)), rate, np.random.default_rng(seed), True)
    return Compare((float(np.mean(came)),), (1.0,), 0.1, ("mean",))


def masks(answer: Functions, rate: float, seed: int) -> Compare:
    """Compare the masks of two rows, two units and two calls."""
    rng, ones = np.random.default_rng(seed), np.ones((60, 60))
    first, again = (answer.dropout(ones, rate, rng, True) for _ in range(2))
    same = (
        bool(np.all(first[0] == first[1])),
        bool(np.all(first[:, 0] == first[:, 1])),
        bool(np.all(first == again)),
    )
    names = ("two rows drop the same", "two units drop the same",
             "two calls drop the same")  # fmt: skip
    return Compare(same, (False, False, False), parts=names)


def repeated(answer: Functions, h: Array, rate: float, seed: int) -> Compare:
    """Compare two generators with the same seed."""
    first, again = (
        answer.dropout(h, rate, np.random.default_rng(seed), True) for _ in range(2)
    )
    return Compare(again, first)


EXERCISE = Exercise(
    title="Inverted dropout",
    topic="regularization/dropout",
    statement=r"""
Write inverted dropout.

In training each entry of `h`, of shape `(n, d)`, becomes 0 with probability `rate`, on its own; the others are divided by `1 - rate`.
So the mean stays, and outside training there is nothing to do: `h` comes back as it is.

`rng.random(shape)` draws numbers from 0 to 1 with the generator that is given.
""",
    starter='''
import numpy as np


def dropout(h, rate, rng, training):
    """Return h with entries dropped, if training is True."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def dropout(h, rate, rng, training):
    """Return h with entries dropped, if training is True."""
    if not training:
        return h
    kept = rng.random(h.shape) >= rate
    return h * kept / (1.0 - rate)
''',
    properties=(
        Property("Outside training `h` comes back as it is.", batch, evaluation, 10),
        Property("What is not dropped is `h / (1 - rate)`.", batch, enlarged, 20),
        Property("The share of zeros is `rate`.", settings, share, 6),
        Property("The mean of many entries stays.", settings, mean, 6),
        Property(
            "Each entry is dropped on its own, anew in each call.", settings, masks, 6
        ),
        Property(
            "All chance comes from `rng`: the same seed drops the same entries.",
            batch,
            repeated,
            6,
        ),
    ),
    mistakes=(
        Mistake(
            "What is left is not enlarged, so the mean shrinks. Divide by `1 - rate`.",
            {" / (1.0 - rate)": ""},
        ),
        Mistake(
            "`rate` is the share that is dropped, and here it is kept.",
            {">= rate": "< rate"},
        ),
        Mistake(
            "What is left is divided by `rate`. Divide by the share that is kept, "
            "`1 - rate`.",
            {"/ (1.0 - rate)": "/ rate"},
        ),
        Mistake(
            "What is left is multiplied by `1 - rate`. To keep the mean it has to grow: "
            "divide.",
            {"/ (1.0 - rate)": "* (1.0 - rate)"},
        ),
        Mistake(
            "Entries are dropped outside training too. There `h` comes back as it is.",
            {"    if not training:\n        return h\n": ""},
        ),
        Mistake(
            "Outside training `h` is made smaller. That belongs to the first dropout, "
            "which does not enlarge in training; here the mean is right already.",
            {"        return h\n": "        return h * (1.0 - rate)\n"},
        ),
        Mistake(
            "All rows drop the same units. Draw one number for each entry: `h.shape`.",
            {"rng.random(h.shape)": "rng.random(h.shape[1])"},
        ),
        Mistake(
            "Each row is dropped as a whole. Draw one number for each entry: `h.shape`.",
            {"rng.random(h.shape)": "rng.random((len(h), 1))"},
        ),
        Mistake(
            "A generator is made inside, always with the same seed: the same entries "
            "are dropped in every step.",
            {"rng.random(h.shape)": "np.random.default_rng(0).random(h.shape)"},
        ),
        Mistake(
            "Training and evaluation have changed places.",
            {"if not training": "if training"},
        ),
    ),
    hints=(
        "Begin with the easy half: outside training, return `h`.",
        "`rng.random(h.shape) >= rate` is True with probability `1 - rate`, for each "
        "entry on its own.",
        "Multiplying by truth values keeps or drops. Then divide by `1 - rate`.",
    ),
)
