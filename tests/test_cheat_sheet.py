"""The cheat sheet: every formula says what the function beside it computes."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pytest
from browser_fixtures import Watched, guard
from fences import DOCS
from playwright.sync_api import Browser
from tex import evaluate

import nnnotes.random_weights
from nnnotes import (
    activations,
    adam,
    adaptive,
    backprop,
    batch_norm,
    clipping,
    cross_entropy,
    descent,
    forward,
    losses,
    normalization,
    objective,
    regularization,
    schedules,
    smooth,
    softmax,
    swiglu,
)

PAGE = "practice/cheat_sheet.md"
RNG = np.random.default_rng(7)
MODULES = {
    module.__name__.split(".")[-1]: module
    for module in (
        activations, adam, adaptive, backprop, batch_norm, clipping, cross_entropy,
        descent, forward, losses, normalization, objective, regularization, schedules,
        smooth, softmax, swiglu, nnnotes.random_weights,
    )
}  # fmt: skip
same = partial(np.testing.assert_allclose, rtol=1e-12, atol=1e-14)


@dataclass(frozen=True)
class Row:
    """One row of a table: its line, its code, the formulas of each other cell."""

    line: int
    section: str
    code: str
    cells: list[list[str]]
    text: str

    @property
    def function(self) -> Callable[..., Any]:
        module, name = self.code.split(".")
        return getattr(MODULES[module], name)  # type: ignore[no-any-return]

    @property
    def grad(self) -> Callable[..., Any]:
        module, name = self.code.split(".")
        return getattr(MODULES[module], f"{name}_grad")  # type: ignore[no-any-return]


def rows() -> list[Row]:
    found, section = [], ""
    for number, line in enumerate((DOCS / PAGE).read_text("utf-8").split("\n"), 1):
        if line.startswith("## "):
            section = line[3:]
        cells = [cell.strip() for cell in line[1:-1].split("|")]
        code = re.fullmatch(r"`(\w+\.\w+)`", cells[-1])
        if code:
            formulas = [re.findall(r"\$([^$]+)\$", cell) for cell in cells[:-1]]
            found.append(Row(number, section, code[1], formulas, line))
    return found


def of(section: str) -> Any:
    chosen = [row for row in rows() if row.section == section]
    assert chosen, f"no rows in {section}"
    ids = [f"{row.code}:{row.line}" for row in chosen]
    return pytest.mark.parametrize("row", chosen, ids=ids)


def test_every_table_row_is_a_row_of_a_section_that_is_checked() -> None:
    text = (DOCS / PAGE).read_text("utf-8")
    lines = [line for line in text.split("\n") if line.startswith("|")]
    heads = sum(line.startswith("|---") for line in lines)
    assert len(rows()) == len(lines) - 2 * heads > 40
    checked = {
        "Layers and their gradients", "Activations", "Losses and penalties",
        "Update rules", "Initializers", "Norms", "Shapes",
    }  # fmt: skip
    assert {row.section for row in rows()} == checked


# -- Layers ----------------------------------------------------------------------


@of("Layers and their gradients")
def test_layer_does_what_its_row_says(row: Row) -> None:
    x, w, b = RNG.normal(size=(5, 3)), RNG.normal(size=(2, 3)), RNG.normal(size=2)
    d, size = RNG.normal(size=(5, 2)), {"i": 5, "j": 2}
    known: dict[str, Any] = {"X": x, "W": w, "b": b[:, None], "D": d, "r": 0.3}
    known["mathbf 1"] = np.ones((5, 1))
    forward_, *backward = row.cells[1:]
    if row.code == "backprop.affine_grad":
        same(evaluate(forward_[0], known), forward.affine(x, w, b))
        ours = backprop.affine_grad(x, w, d)
        found = {name: evaluate(tex, known) for tex in backward[0] for name in [tex[5]]}
        same(found["X"], ours[0])
        same(found["W"], ours[1])
        same(np.ravel(found["b"]), ours[2])
    elif row.code == "backprop.activation_grad":
        known["Z"] = z = RNG.normal(size=(5, 2))
        same(evaluate(forward_[0], known), np.tanh(z))
        same(evaluate(backward[0][0], known), row.function("tanh", z, d))
    elif row.code == "regularization.dropout":
        known["h"] = h = RNG.normal(size=(5, 2))
        out, mask = row.function(h, 0.3, np.random.default_rng(1))
        known["m"] = 1.0 * (mask > 0)
        assert 0 < known["m"].mean() < 1
        same(evaluate(forward_[0], known, **size), out)
        same(evaluate(backward[0][0], known, **size), row.grad(d, mask))
    else:
        assert row.code == "swiglu.swiglu"
        gate, up, down = (RNG.normal(size=s) for s in ((4, 3), (4, 3), (3, 4)))
        known |= {"W_g": gate, "W_u": up, "W_d": down}
        same(evaluate(forward_[0], known), row.function(x, gate, up, down))


# -- Activations -----------------------------------------------------------------


@of("Activations")
def test_activation_is_its_formula_and_so_is_its_slope(row: Row) -> None:
    z = np.linspace(-4, 4, 41) + 0.01
    (value,), (slope,) = row.cells[1:]
    if row.code == "softmax.softmax":
        known: dict[str, Any] = {"z": z[:5]}
        p = evaluate(value, known, k=5, j=5)
        same(p, softmax.softmax(z[None, :5])[0])
        known["p"] = p[:, None]
        same(evaluate(slope, known), softmax.softmax_jacobian(z[None, :5])[0])
        return
    alpha = {"activations.leaky_relu": 0.2, "smooth.elu": 0.7}.get(row.code)
    given = {} if alpha is None else {"alpha": alpha}
    arguments = () if alpha is None else (alpha,)
    same(evaluate(value, {"z": z, **given}), row.function(z, *arguments), atol=1e-12)
    found = np.broadcast_to(evaluate(slope, {"z": z, **given}), z.shape)
    same(found, row.grad(z, *arguments), atol=1e-12)


# -- Losses ----------------------------------------------------------------------


@of("Losses and penalties")
def test_loss_is_its_formula_and_so_is_its_gradient(row: Row) -> None:
    n, classes = 6, 4
    first, value, grad = row.cells
    z, y = RNG.normal(size=n), RNG.normal(size=n)
    known: dict[str, Any] = {"n": n, "r": z - y, "z": z, "y": y, "delta": 0.5}
    size = {"i": n, "k": classes, "j": n}
    for tex in first:
        evaluate(tex, known, **size)
    if row.code.startswith("losses."):
        extra = (0.5,) if row.code == "losses.huber" else ()
        ours = row.function(z, y, *extra), row.grad(z, y, *extra)
    elif row.code == "cross_entropy.binary_cross_entropy":
        known["y"] = y = RNG.integers(0, 2, n).astype(float)
        ours = row.function(z, y), row.grad(z, y)
    elif row.code == "cross_entropy.softmax_cross_entropy":
        logits, labels = RNG.normal(size=(n, classes)), RNG.integers(0, classes, n)
        known |= {"P": softmax.softmax(logits), "Y": np.eye(classes)[labels]}
        ours = row.function(logits, labels), row.grad(logits, labels)
    else:
        known |= {"w": z, "lambda": 0.3}
        (slope,) = row.grad([z[None]], 0.3)
        ours = row.function([z[None]], 0.3), slope[0]
    same(evaluate(value[0], known, **size), ours[0])
    same(evaluate(grad[0], known, **size), ours[1])


# -- Update rules ----------------------------------------------------------------

START = {
    "sgd": "sgd", "momentum": "momentum", "momentum_ema": "momentum",
    "nesterov": "momentum", "adagrad": "adagrad", "rmsprop": "rmsprop",
    "adam": "adam", "adamw": "adam",
}  # fmt: skip
ADAM = next(row for row in rows() if row.code == "adam.adam")


@of("Update rules")
def test_step_is_its_formula(row: Row) -> None:
    name, steps = row.code.split(".")[1], row.cells[1]
    if row.code.startswith("schedules."):
        rate(row, name, steps[0])
        return
    g, w = RNG.normal(size=(2, 3)), RNG.normal(size=(2, 3))
    if name == "weight_decay":
        known = {"W": w, "eta": 0.1, "lambda": 0.5}
        same(evaluate(steps[0], known), row.function([w], 0.1, 0.5)[0])
    elif name == "clip_by_global_norm":
        for limit in (0.3, 30.0):
            (clipped,), _ = row.function([g], limit)
            same(evaluate(steps[0], {"g": g, "c": limit}), clipped)
    else:
        path(row, name, steps + (ADAM.cells[1] if name == "adamw" else []))


def path(row: Row, name: str, steps: list[str]) -> None:
    """Three steps: the second has a memory, the third a correction of its own."""
    start = w = RNG.normal(size=(2, 3))
    state = getattr(MODULES[row.code.split(".")[0]], f"{START[name]}_init")([w])
    usual = inspect.signature(row.function).parameters
    eps = usual["eps"].default if "eps" in usual else 0.0
    beta = usual["beta"].default if "beta" in usual else 0.0
    known: dict[str, Any] = {
        "theta": start, "eta": 0.1, "lambda": 0.01, "beta_1": 0.9, "beta_2": 0.999,
        "beta": beta, "epsilon": eps, "v": 0.0, "m": 0.0, "s": 0.0,
    }  # fmt: skip
    params = [start]
    for t in (1, 2, 3):
        known |= {"g": RNG.normal(size=(2, 3)), "t": t}
        for step in steps:
            evaluate(step, known)
        params, state = row.function(params, [known["g"]], state, lr=0.1)
        same(known["theta"], params[0], rtol=1e-10)
    assert not np.allclose(known["theta"], start)


def rate(row: Row, name: str, tex: str) -> None:
    for t in range(8):
        known = {"eta_max": 0.3, "eta_min": 0.02, "t": t, "f": 0.5, "k": 3, "T": 10}
        ours = {
            "step_decay": lambda t=t: schedules.step_decay(t, 0.3, 0.5, 3),
            "cosine": lambda t=t: schedules.cosine(t, 10, 0.3, 0.02),
            "warmup_cosine": lambda t=t: schedules.warmup_cosine(t, 20, 0.3, 8),
        }[name]()
        same(evaluate(tex, {**known, "T_w": 8}), ours)


# -- Initializers ----------------------------------------------------------------


@of("Initializers")
def test_initializer_draws_with_the_variance_and_the_limit_of_its_row(row: Row) -> None:
    scheme, shape, alpha = row.code.split(".")[1], (20, 30), 0.4
    known = {"d_out": 20, "d_in": 30, "alpha": alpha}
    extra = (alpha,) if "alpha" in row.cells[1][0] else ()
    variance, limit = (evaluate(cell[0], known) for cell in row.cells[1:3])
    ways = [
        getattr(nnnotes.random_weights, f"{scheme}_{way}")
        for way in ("normal", "uniform")
    ]
    normal, uniform = (way(np.random.default_rng(3), shape, *extra) for way in ways)
    same(normal, np.random.default_rng(3).normal(0, math.sqrt(variance), shape))
    same(uniform, np.random.default_rng(3).uniform(-limit, limit, shape))


# -- Norms -----------------------------------------------------------------------


@of("Norms")
def test_norm_is_its_formula_and_so_is_its_gradient(row: Row) -> None:
    x, d = RNG.normal(size=(4, 3)), RNG.normal(size=(4, 3))
    gamma, beta = RNG.normal(size=3), RNG.normal(size=3)
    known: dict[str, Any] = {
        "x": x, "D": d, "gamma": gamma, "beta": beta, "n": 4, "d": 3, "epsilon": 1e-5,
        "g": gamma * d,
    }  # fmt: skip
    over = 4 if row.code == "batch_norm.batch_norm" else 3
    size = {"i": 4, "j": 3, "k": over}
    for tex in row.cells[1]:
        y = evaluate(tex, known, **size)
    shift = () if row.code == "normalization.rms_norm" else (beta,)
    same(y, row.function(x, gamma, *shift))
    dx = row.grad(x, gamma, d)[0]
    same(evaluate(row.cells[2][0], known, **size), dx, rtol=1e-9, atol=1e-12)


# -- Shapes ----------------------------------------------------------------------

SIZES = {"n": 5, "d_in": 3, "d_out": 2, "C": 4, "d": 3}


@of("Shapes")
def test_result_has_the_shape_of_its_row(row: Row) -> None:
    x, w, b = np.ones((5, 3)), np.ones((2, 3)), np.ones(2)
    z, labels = np.zeros((5, 4)), np.array([0, 1, 2, 3, 0])
    arguments: dict[str, tuple[Any, ...]] = {
        "forward.affine": (x, w, b),
        "backprop.affine_grad": (x, w, np.ones((5, 2))),
        "softmax.softmax": (z,),
        "cross_entropy.softmax_cross_entropy": (z, labels),
        "cross_entropy.softmax_cross_entropy_grad": (z, labels),
        "softmax.softmax_jacobian": (z,),
        "cross_entropy.targets": (labels, 4),
        "batch_norm.batch_norm_grad": (RNG.normal(size=(5, 3)), np.ones(3), x),
        "random_weights.he_normal": (RNG, (2, 3)),
    }
    found = row.function(*arguments[row.code])
    found = found if isinstance(found, tuple) else (found,)
    said = re.findall(r"`\(([^)`]*)\)`", row.text.split("|")[2])
    shapes = [tuple(SIZES[name] for name in re.findall(r"\w+", one)) for one in said]
    assert [np.shape(one) for one in found] == shapes


# -- The test's own ruler --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"1 + 2 \cdot 3", 7.0),
        (r"-x^2", -4.0),
        (r"1/2x", 1.0),
        (r"\frac12 + \frac x4", 1.0),
        (r"x(x + 1)/3", 2.0),
        (r"\sum_i a_i^2 + 1", 15.0),
        (r"[x > 2] + [x \le 2]", 1.0),
        (r"\min(x, \max(0, 1))\,\lvert -3\rvert", 3.0),
        (r"5^{\lfloor 5/x\rfloor}", 25.0),
        (r"\ln e^x", 2.0),
        (r"1 - \tanh^2 0", 1.0),
    ],
)
def test_the_reader_of_formulas_reads_as_people_do(text: str, value: float) -> None:
    known = {"x": 2.0, "a": np.array([1.0, 2.0, 3.0])}
    assert evaluate(text, known, i=3) == pytest.approx(value)


@pytest.mark.parametrize("text", ["1 +", "(1", "y", r"\sum_q a_q", "1)", r"\foo 1"])
def test_a_formula_that_cannot_be_read_is_no_success(text: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        evaluate(text, {"a": np.ones(3)}, i=3)


# -- Paper -----------------------------------------------------------------------


def test_the_sheet_prints_on_two_pages(browser: Browser, address: str) -> None:
    watched = Watched()
    context = guard(browser.new_context(), address, watched)
    page = context.new_page()
    page.goto(f"{address}practice/cheat_sheet/")
    paper = page.pdf(format="A4", print_background=False)
    context.close()
    watched.check()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 2
