"""Random features through the threshold where they can only just fit the digits."""

from __future__ import annotations

import functools
import math

import numpy as np

from nnnotes.capacity import random_feature_sweep
from nnnotes.explorers.view import (
    Axis,
    Dots,
    Explorer,
    Line,
    Mark,
    Panel,
    Row,
    Rule,
    Slider,
    Value,
)
from nnnotes.splits import redraw_labels, split_digits

WIDTHS = (
    10, 25, 50, 75, 90, 95, 100, 105, 110, 125, 150, 175, 190, 195, 200, 205, 210, 225,
    250, 300, 400, 800, 1600,
)  # fmt: skip
#: Beyond it Python would take long.
WIDEST = 2000
#: What is left of 0 by rounding.
NOTHING = 1e-9
COLUMNS = {"near": "train mse", "far": "test mse", "miss": "test error", "norm": "norm"}


@functools.cache
def sweep(
    widths: tuple[int, ...], rows: int, noise: float, ridge: float
) -> dict[str, list[float]]:
    """Return the errors and the norm of the weights at each width."""
    parts = split_digits(np.random.default_rng(0))
    x, labels = parts.train[0][:rows], parts.train[1][:rows]
    if noise:
        labels = redraw_labels(labels, noise, 10, np.random.default_rng(5))
    report = random_feature_sweep((x, labels), parts.test, widths, ridge)
    return {name: report.columns[of].tolist() for name, of in COLUMNS.items()}


def values(width: float, rows: float, noise: float, ridge: float) -> dict[str, Value]:
    """Return the curves over all widths, and the numbers at one.

    Parameters
    ----------
    width : float
        Random features.
    rows : float
        Training digits.
    noise : float
        Share of labels that are drawn anew.
    ridge : float
        Factor of the squared norm of the weights.
    """
    m, n = min(WIDEST, max(1, round(width))), int(rows)
    curves = sweep(WIDTHS, n, noise, ridge)
    if m in WIDTHS:
        here = {name: curve[WIDTHS.index(m)] for name, curve in curves.items()}
    else:
        here = {name: one for name, (one,) in sweep((m,), n, noise, ridge).items()}
    near = here["near"] if here["near"] > NOTHING else 0.0
    return {
        "m": float(m),
        "widths": [float(one) for one in WIDTHS],
        "near": [one if one > NOTHING else math.nan for one in curves["near"]],
        "far": curves["far"],
        "miss": curves["miss"],
        "norm": curves["norm"],
        "plain": sweep(WIDTHS, n, noise, 0.0)["miss"],
        "near_here": rounded(near),
        "far_here": rounded(here["far"]),
        "miss_here": rounded(here["miss"]),
        "norm_here": rounded(here["norm"]),
        "ratio": rounded(m / n),
        "say": sentence(m, n, here["miss"], here["norm"], near, ridge),
    }


def rounded(number: float) -> float:
    """Return the digits that are shown, and some more."""
    return float(f"{number:.6g}")


def sentence(
    m: int, n: int, miss: float, norm: float, near: float, ridge: float
) -> str:
    """Return what is to be seen, and why."""
    wrong = f"{miss:.0%} of new digits are wrong"
    if ridge:
        return (
            f"{m} features, with ridge: the weights cannot grow at any width, so there "
            f"is no peak. Their norm is {norm:.3g}, and {wrong}."
        )
    if m < 0.9 * n:
        return (
            f"{m} features are too few to fit {n} digits exactly: the training error "
            f"is {near:.2g}, and {wrong}."
        )
    if m <= 1.1 * n:
        return (
            f"{m} features for {n} digits: one can only just fit the other, and it "
            f"takes weights of norm {norm:.3g}. {wrong}."
        )
    return (
        f"{m} features fit the {n} digits exactly, in many ways, and the smallest "
        f"weights are taken: norm {norm:.3g}, and {wrong}."
    )


def panels() -> tuple[Panel, ...]:
    """Return three curves over the width, with a point on each."""
    width = Axis("features", WIDTHS[0], WIDTHS[-1], log=True)
    there = Rule(x="rows", role="muted", label="{rows:.0f} digits")

    def point(y: str) -> Mark:
        return Dots("m", y, role="gradient", shape="square")

    return (
        Panel(
            "Wrong on new digits; without ridge (dashed)",
            (
                there,
                Line("widths", "plain", role="muted", dashed=True),
                Line("widths", "miss", role="forward"),
                point("miss_here"),
            ),
            width,
            Axis("share wrong", 0.0, 1.0),
        ),
        Panel(
            "Squared error: new digits, training (dashed)",
            (
                there,
                Line("widths", "near", role="ink", dashed=True),
                Line("widths", "far", role="forward"),
                point("far_here"),
            ),
            width,
            Axis("squared error", 1e-3, 1e3, log=True),
        ),
        Panel(
            "Norm of the weights",
            (there, Line("widths", "norm", role="third"), point("norm_here")),
            width,
            Axis("norm", 0.3, 3e3, log=True),
        ),
    )


EXPLORER = Explorer(
    title="Double descent",
    controls={
        "width": Slider(
            "features",
            tuple(float(one) for one in WIDTHS),
            200.0,
            back="Narrower",
            forth="Wider",
        ),
        "rows": Slider("training digits", (100.0, 200.0), 200.0, between=False),
        "noise": Slider(
            "share of labels drawn anew", (0.0, 0.2, 0.4), 0.0, between=False
        ),
        "ridge": Slider("ridge", (0.0, 1.0, 10.0, 100.0), 0.0, between=False),
    },
    values=values,
    panels=panels(),
    table=(
        Row("features for each digit", "{ratio:.3g}"),
        Row("squared error in training", "{near_here:.3g}"),
        Row("squared error on new digits", "{far_here:.3g}"),
        Row("wrong on new digits", "{miss_here:.3f}"),
        Row("norm of the weights", "{norm_here:.3g}"),
    ),
    presets={
        "Left valley": {"width": 75.0},
        "Peak": {"width": 200.0},
        "Far side": {"width": 1600.0},
        "Fewer digits": {"rows": 100.0},
        "Ridge": {"ridge": 10.0},
        "Wrong labels": {"noise": 0.4},
    },
)
