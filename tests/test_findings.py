"""What a chart measures: planted findings are found; the record and its rules."""

from __future__ import annotations

import numpy as np
import pytest

from nnnotes import clinic
from nnnotes.clinic import Chart
from nnnotes.diagnosis import diagnose
from nnnotes.findings import USUAL, Findings

# The measurements


def constant(p: np.ndarray, hidden: np.ndarray | None = None):  # type: ignore[no-untyped-def]
    """A forward pass that says the same for every row."""
    layers = [] if hidden is None else [hidden]
    return lambda params, x: [
        *(np.tile(a, (len(x), 1)) for a in layers),
        np.tile(p, (len(x), 1)),
    ]


def chart_of(forward, train=None, val=None):  # type: ignore[no-untyped-def]
    """One step of a network that stays where it is."""
    rng = np.random.default_rng(0)
    first, second = clinic.rows(rng)
    train, val = train or first, val or second
    chart, params = Chart(forward, train, val), [np.eye(10, 64)]
    chart.note(params, np.arange(50), [np.eye(10, 64)], params)
    return chart.report()


def test_uniform_answer_has_the_loss_of_guessing() -> None:
    found = chart_of(constant(np.full(10, 0.1)))
    assert found["first loss / ln C"] == pytest.approx(1, abs=1e-9)
    assert found["spread over rows"] == found["blank row, spread"] == 0


def test_answer_zero_has_accuracy_of_the_zeros_and_shifted_of_ones_or_nines() -> None:
    _, (_, y) = clinic.rows(np.random.default_rng(0))
    found = chart_of(constant(np.eye(10)[0]))
    # Shifted by one, a nine becomes a zero; shifted back, a one does.
    assert found["val accuracy"] == pytest.approx(np.mean(y == 0), abs=1e-9)
    beside = max(np.mean(y == 9), np.mean(y == 1))
    assert found["accuracy, shifted"] == pytest.approx(beside, abs=1e-9)


def test_dead_units_are_zero_on_every_row() -> None:
    hidden = np.array([0.0, 1.0, 0.0, -1.0])
    found = chart_of(constant(np.full(10, 0.1), hidden))
    assert found["dead at the start"] == found["dead, layer 0"] == 0.5


def test_slope_is_the_share_of_the_gradient_that_is_right() -> None:
    """p = softmax(x w): its gradient is known; a multiple or a part of it shows."""
    (x, y), val = clinic.rows(np.random.default_rng(0))

    def forward(params, x):  # type: ignore[no-untyped-def]
        e = np.exp(x @ params[0].T)
        return [e / e.sum(axis=1, keepdims=True)]

    params, batch = [np.zeros((10, 64))], np.arange(50)
    right = (forward(params, x[batch])[0] - np.eye(10)[y[batch]]).T @ x[batch] / 50
    for factor in (1.0, 4.0, -1.0):
        chart = Chart(forward, (x, y), val)
        chart.note(params, batch, [factor * right], params)
        found = chart.report()
        assert found["slope/gradient, start"] == pytest.approx(1 / factor, abs=1e-3)


def test_rows_in_both_parts_are_counted() -> None:
    (x, y), (x_val, y_val) = clinic.rows(np.random.default_rng(0))
    mixed = np.vstack([x[:75], x_val[75:]])
    uniform = constant(np.full(10, 0.1))
    assert chart_of(uniform, (x, y), (mixed, y_val))["val rows in train"] == 0.25


def test_overflow_is_noted_with_its_step_and_the_last_numbers_are_examined() -> None:
    train, val = clinic.rows(np.random.default_rng(0))
    chart = Chart(constant(np.full(10, 0.1)), train, val)
    fine, broken = [np.ones((10, 64))], [np.full((10, 64), np.inf)]
    for after in (fine, fine, broken, fine):
        chart.note(fine, np.arange(50), [np.ones((10, 64))], after)
    found = chart.report()
    assert found["not finite at step"] == 2
    assert found["val accuracy"] == pytest.approx(0.1, abs=0.05)
    assert len(chart.norms) == 3


def test_report_without_a_step_is_refused() -> None:
    train, val = clinic.rows(np.random.default_rng(0))
    with pytest.raises(ValueError, match="no step noted"):
        Chart(constant(np.full(10, 0.1)), train, val).report()


# The record


def test_nan_is_unusual_only_as_a_step_that_happened() -> None:
    assert Findings({"val accuracy": np.nan}).unusual == []
    assert Findings({"not finite at step": np.nan}).unusual == []
    assert Findings({"not finite at step": 0.0}).unusual == ["not finite at step"]


def test_ends_of_a_range_are_usual() -> None:
    for name, ends in USUAL.items():
        assert all(Findings({name: end}).unusual == [] for end in ends)


def test_what_no_rule_knows_is_unknown() -> None:
    healthy = {name: low for name, (low, _) in USUAL.items()}
    assert diagnose(Findings(healthy | {"val loss": 3.0})) == "unknown"


def test_record_without_curves_draws_nothing() -> None:
    with pytest.raises(ValueError, match="no curves"):
        Findings({"val accuracy": 0.5}).draw()


def test_record_prints_a_line_a_finding_with_what_is_usual() -> None:
    low, high = USUAL["val accuracy"]
    found = Findings({"val accuracy": low - 0.25, "not finite at step": np.nan})
    header, first, second, verdict = repr(found).split("\n")
    assert header.split() == ["finding", "value", "usual"]
    assert first.split() == [
        "*",
        "val",
        "accuracy",
        f"{low - 0.25:.3f}",
        f"{low:g}..{high:g}",
    ]
    assert second.split() == ["not", "finite", "at", "step", "-", "-"]
    assert verdict == "not healthy: 1 of 2 findings unusual"
    sound = Findings({"val accuracy": high})
    assert repr(sound).split("\n")[-1] == "healthy"
