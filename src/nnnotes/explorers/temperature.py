"""Softmax: three scores share one probability, and the temperature sets how evenly."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from nnnotes.explorers.view import (
    Axis,
    Bars,
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
from nnnotes.ranges import check_above
from nnnotes.softmax import softmax

Array = NDArray[np.float64]

NAMES = ("cat", "dog", "fox")
#: How much the switch adds to each score.
SHIFT = 1000.0
TEMPERATURES = np.geomspace(0.1, 10.0, 41)


@functools.cache
def curves(scores: tuple[float, ...]) -> list[list[float]]:
    """Return the probabilities of the classes, each over all temperatures."""
    p = softmax(np.array(scores) / TEMPERATURES[:, None])
    found: list[list[float]] = p.T.tolist()
    return found


def values(
    cat: float, dog: float, fox: float, heat: float, shift: bool
) -> dict[str, Value]:
    """Return the probabilities of three classes, and what they depend on.

    Parameters
    ----------
    cat, dog, fox : float
        Their scores.
    heat : float
        Temperature; the scores are divided by it.
    shift : bool
        Whether 1000 is added to each score.

    Raises
    ------
    ValueError
        If the temperature is not above 0.
    """
    check_above("temperature", "heat", heat, 0)
    scores = np.array([cat, dog, fox])
    given = scores + SHIFT * shift
    p = softmax(given / heat)
    lines = curves((cat, dog, fox))
    bits = float(-np.sum(p * np.log2(np.where(p > 0, p, 1.0))))
    return {
        "names": list(NAMES),
        "scores": given.tolist(),
        "p": p.tolist(),
        "p_cat": short(p[0]),
        "p_dog": short(p[1]),
        "p_fox": short(p[2]),
        "longest": 1.6 * SHIFT if shift else 6.0,
        "shortest": 0.0 if shift else -3.0,
        "bits": short(bits),
        "odds": short(plain_sum((scores[:1] - scores[1]) / heat)),
        "plain": short(plain_sum(given / heat)),
        "temperatures": TEMPERATURES.tolist(),
        "line_cat": lines[0],
        "line_dog": lines[1],
        "line_fox": lines[2],
        "say": sentence(given, p, bits, heat, shift),
    }


def short(number: float) -> float:
    """Return the digits that are shown, and some more."""
    return float(f"{number:.10g}")


def plain_sum(z: Array) -> float:
    """Return the sum of the exponentials without a shift; inf if it is too large."""
    with np.errstate(over="ignore"):
        return float(np.sum(np.exp(z)))


def sentence(scores: Array, p: Array, bits: float, heat: float, shift: bool) -> str:
    """Return what is to be seen."""
    first = float(p.max())
    winners = [name for name, z in zip(NAMES, scores, strict=True) if z == scores.max()]
    if len(winners) == 3:
        text = "Equal scores: a third for each, at every temperature."
    elif len(winners) == 2:
        each = f"{first:.1%} for {winners[0]} and for {winners[1]}"
        text = f"{each}: no temperature tells equal scores apart."
    else:
        how = (
            "so cold that the others are shut out"
            if first > 0.99
            else "so warm that the three are nearly even"
            if bits > 1.55
            else "and lower ones get the rest"
        )
        share = f"{first:.1%}" if first < 0.999 else "all but nothing"
        text = f"The highest score, {winners[0]}, gets {share}"
        text += f" at temperature {heat:g}, {how}."
    if shift:
        text += " The 1000 on all three changes nothing: only differences count."
    return text


EXPLORER = Explorer(
    title="Softmax and temperature",
    controls={
        "cat": Slider("score of cat", (-2.0, 0.0, 1.0, 2.0, 4.0), 2.0),
        "dog": Slider("score of dog", (-2.0, 0.0, 1.0, 2.0, 4.0), 1.0),
        "fox": Slider("score of fox", (-2.0, 0.0, 0.1, 1.0, 2.0, 4.0), 0.1),
        "heat": Slider("temperature", (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0), 1.0),
        "shift": Switch("add 1000 to each score"),
    },
    values=values,
    panels=(
        Panel(
            "Scores",
            (
                Bars("names", "scores", role="fourth", digits=".5g"),
                Rule(x=0.0, role="faint"),
            ),
            Axis("", "shortest", "longest"),
            Axis("", 0.0, 1.0),
            bare=True,
            height=130,
        ),
        Panel(
            "Probabilities at temperature {heat:.3g}",
            (Bars("names", "p", role="forward", digits=".3f"),),
            Axis("", 0.0, 1.3),
            Axis("", 0.0, 1.0),
            bare=True,
            height=130,
        ),
        Panel(
            "All temperatures: cat (circle), dog (triangle), fox (square)",
            (
                Rule(y=1 / 3, role="faint"),
                Rule(x="heat", role="muted"),
                Line("temperatures", "line_cat", role="forward"),
                Line("temperatures", "line_dog", role="third", dashed=True),
                Line("temperatures", "line_fox", role="right"),
                Dots("heat", "p_cat", role="forward"),
                Dots("heat", "p_dog", role="third", shape="triangle"),
                Dots("heat", "p_fox", role="right", shape="square"),
            ),
            Axis("temperature", 0.1, 10.0, log=True),
            Axis("probability", 0.0, 1.05),
        ),
    ),
    table=(
        Row("cat, dog, fox", "{p_cat:.4f}, {p_dog:.4f}, {p_fox:.4f}"),
        Row("odds of cat against dog", "{odds:.4g}"),
        Row("uncertainty in bits, at most 1.585", "{bits:.3f}"),
        Row("sum of exponentials, before any shift", "{plain:.4g}"),
    ),
    presets={
        "Cold": {"heat": 0.1},
        "Warm": {"heat": 10.0},
        "Tie": {"dog": 2.0, "heat": 0.25},
        "Shifted": {"shift": True},
    },
)
