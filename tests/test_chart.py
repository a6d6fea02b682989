"""A chart's findings and curves, each beside its definition, on a short run."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, pairwise

import numpy as np
import pytest

from nnnotes import draw
from nnnotes.clinic import Chart, rows
from nnnotes.diagnosis import diagnose
from nnnotes.findings import FLOOR, USUAL, Findings
from nnnotes.shapes import row_influence

STEPS, CLASSES = 7, 3
RNG = np.random.default_rng(42)
X, Y = RNG.normal(0.5, 2.0, (30, 5)), RNG.integers(0, CLASSES, 30)
X_VAL, Y_VAL = RNG.normal(size=(20, 5)), RNG.integers(0, CLASSES, 20)
BATCH = np.arange(10)


def forward(params, x):
    """Two hidden ReLU layers and a softmax."""
    w1, b1, w2, b2, w3, b3 = params
    first = np.maximum(x @ w1.T + b1, 0)
    second = np.maximum(first @ w2.T + b2, 0)
    e = np.exp(second @ w3.T + b3)
    return [first, second, e / e.sum(axis=1, keepdims=True)]


def gradient(params, x, y):
    """The gradient of the loss of that network, by hand."""
    _, _, w2, _, w3, _ = params
    first, second, p = forward(params, x)
    d3 = (p - np.eye(CLASSES)[y]) / len(y)
    d2 = d3 @ w3 * (second > 0)
    d1 = d2 @ w2 * (first > 0)
    pairs = [(d1, x), (d2, first), (d3, second)]
    return [g for d, a in pairs for g in (d.T @ a, d.sum(axis=0))]


def loss(params, x, y):
    p = forward(params, x)[-1]
    return float(np.mean([-np.log(p[i, y[i]]) for i in range(len(y))]))


def start():
    rng = np.random.default_rng(1)
    shapes = [(8, 5), (8,), (6, 8), (6,), (CLASSES, 6), (CLASSES,)]
    params = [rng.normal(0, 0.7, shape) for shape in shapes]
    params[0][3] = params[0][2]  # two units are one, and stay one,
    params[1][3] = params[1][2]
    params[2][:, 3] = params[2][:, 2]
    params[1][0] = -100.0  # one of eight never answers,
    params[3][:2] = -100.0  # nor do two of six
    return params


@pytest.fixture(scope="module")
def run():
    """All that a chart was told, and the chart."""
    chart, params, told = Chart(forward, (X, Y), (X_VAL, Y_VAL)), start(), []
    for step in range(STEPS):
        grads = gradient(params, X[BATCH], Y[BATCH])
        if step == 5:
            grads = [4 * g for g in grads]
        rate = 2.5 if step == 4 else 0.05
        after = [p - rate * g for p, g in zip(params, grads, strict=True)]
        chart.note(params, BATCH, grads, after)
        told.append((params, grads, after))
        params = after
    return told, chart.report()


def test_course_of_a_run_is_what_the_steps_showed(run):
    told, found = run
    params = [told[0][0], told[5][0], told[-1][-1]]  # at steps 0, 5, and in the end
    train = [loss(p, X, Y) for p in params]
    assert found["first loss / ln C"] == pytest.approx(train[0] / np.log(CLASSES))
    assert found["train loss"] == pytest.approx(train[-1])
    assert found["val loss"] == pytest.approx(loss(params[-1], X_VAL, Y_VAL))
    rises = sum(b > a for a, b in pairwise(train)) / 2
    assert found["rises of the loss"] == rises == 0.5
    assert np.isnan(found["not finite at step"])


def test_gradients_and_steps_of_a_run_are_measured(run):
    told, found = run
    size = np.linalg.norm
    weights = [0, 2, 4]
    _, grads, _ = told[0]
    assert found["gradient, first/last"] == pytest.approx(
        size(grads[0]) / size(grads[4])
    )
    moved = [
        max(size(after[k] - before[k]) / size(before[k]) for k in weights)
        for before, _, after in told
    ]
    assert found["update/weight, start"] == pytest.approx(moved[0])
    assert found["update/weight, most"] == pytest.approx(max(moved))
    # The right gradient first, four times the right one at step 5.
    assert found["slope/gradient, start"] == pytest.approx(1, abs=1e-3)
    assert found["slope/gradient, end"] == pytest.approx(1 / 4, abs=1e-3)


def test_dead_and_equal_units_are_counted_in_both_layers(run):
    told, found = run
    last = forward(told[-1][-1], X)
    share = [np.mean([(a[:, j] == 0).all() for j in range(a.shape[1])]) for a in last]
    assert found["dead, layer 0"] == share[0] >= 1 / 8
    assert found["dead, layer 1"] == pytest.approx(share[1])
    assert share[1] >= 2 / 6
    assert found["dead at the start"] == pytest.approx(2 / 6)
    assert found["distinct units"] == 7 / 8


def test_answers_of_a_run_are_those_of_its_last_parameters(run):
    told, found = run
    p = forward(told[-1][-1], X_VAL)[-1]
    best = np.array([row.argmax() for row in p])
    assert found["val accuracy"] == pytest.approx(np.mean(best == Y_VAL))
    shifted = [np.mean(best == (Y_VAL + s) % CLASSES) for s in (1, 2)]
    assert found["accuracy, shifted"] == pytest.approx(max(shifted))
    spread = np.mean([p[:, k].std() for k in range(CLASSES)])
    assert found["spread over rows"] == pytest.approx(spread)
    blank = forward(told[-1][-1], np.zeros((1, 5)))[-1]
    assert found["blank row, spread"] == pytest.approx(blank.max() - blank.min())


def test_rows_and_labels_of_a_run_are_looked_at(run):
    _, found = run
    near = []
    for i in range(30):
        gap = [np.sum((X[i] - X[j]) ** 2) if j != i else np.inf for j in range(30)]
        near.append(Y[int(np.argmin(gap))] == Y[i])
    assert found["neighbors agree"] == pytest.approx(np.mean(near))
    assert found["inputs, mean"] == pytest.approx(X.mean())
    assert found["inputs, std"] == pytest.approx(X.std())
    assert found["val rows in train"] == 0


def test_curves_have_a_row_for_each_measurement_and_its_step(run):
    told, found = run
    curves = found.curves
    assert curves.step.tolist() == [0, 5, 7]
    assert curves.loss.shape == (3, 2) and curves.dead.shape == (3, 2)
    assert curves.loss[1, 1] == pytest.approx(loss(told[5][0], X_VAL, Y_VAL))
    norms = [[np.linalg.norm(told[k][1][j]) for j in (0, 4)] for k in (0, 5)]
    assert curves.gradient == pytest.approx(np.array(norms))
    assert curves.dead[0].tolist() == pytest.approx([1 / 8, 2 / 6])


def test_a_run_is_no_healthy_network_and_says_what_is_unusual(run):
    _, found = run
    assert list(found.values) == list(USUAL)
    assert "dead at the start" in found.unusual


def test_a_single_step_shows_no_rise():
    chart, params = Chart(forward, (X, Y), (X_VAL, Y_VAL)), start()
    chart.note(params, BATCH, gradient(params, X[BATCH], Y[BATCH]), params)
    found = chart.report()
    assert found["rises of the loss"] == 0
    assert found["update/weight, most"] == 0


def test_findings_are_rounded_to_nine_digits(run):
    _, found = run
    assert all(
        round(value, 9) == value for value in found.values.values() if value == value
    )


# How a network answers: each odd manner is measured


def manners(answer):
    """The findings of a network without hidden layers that answers so."""
    chart = Chart(lambda params, x: [answer(x)], (X, Y), (X_VAL, Y_VAL))
    params = [np.ones((CLASSES, 5))]
    chart.note(params, BATCH, [np.zeros((CLASSES, 5))], params)
    return chart.report()


def softmax(x, axis=1):
    e = np.exp(x[:, :CLASSES])
    return e / e.sum(axis=axis, keepdims=True)


def test_rows_that_do_not_sum_to_one_show():
    few = X_VAL[:8]
    found = manners(lambda x: softmax(x, axis=0))
    gap = max(abs(row.sum() - 1) for row in softmax(few, axis=0))
    assert found["row sum, off 1 by"] == pytest.approx(gap)
    alone = [softmax(row[None], axis=0)[0] for row in few]
    apart = np.abs(np.array(alone) - softmax(few, axis=0)).max()
    assert found["alone or in a batch"] == pytest.approx(apart)


def test_influence_of_other_rows_is_a_share_of_the_own():
    def centered(x):
        return x - x.mean(axis=0)

    found = manners(centered)
    moves = row_influence(centered, X_VAL[:8], np.random.default_rng(0))
    others = max(moves[i, j] for i in range(8) for j in range(8) if i != j)
    own = max(moves[i, i] for i in range(8))
    assert found["other rows / own"] == pytest.approx(others / own)
    assert 0 < found["other rows / own"] < 1


def test_an_answer_that_reads_no_row_has_no_influence_to_share():
    found = manners(lambda x: np.full((len(x), CLASSES), 1 / 3))
    assert np.isnan(found["other rows / own"])
    assert found["spread over rows"] == found["blank row, spread"] == 0
    assert found["distinct units"] == 1, "there is no hidden layer"
    assert np.isnan(found["gradient, first/last"])
    assert np.isnan(found["slope/gradient, start"])


def test_an_answer_that_changes_with_every_asking_shows():
    asked = count(1)
    found = manners(lambda x: softmax(x) + 0.001 * next(asked))
    assert found["twice the same row"] > 0.0005


def test_rows_of_the_clinic_are_five_and_three_hundred():
    (x, y), (x_val, y_val) = rows(np.random.default_rng(3))
    assert x.shape == (500, 64) and y.shape == (500,)
    assert x_val.shape == (300, 64) and y_val.shape == (300,)


def test_chart_without_a_step_says_so_in_full():
    message = r"^Chart\.report: no step noted, expected one or more$"
    with pytest.raises(ValueError, match=message):
        Chart(forward, (X, Y), (X_VAL, Y_VAL)).report()


# The rules

#: Fault, its finding, a value that just names it, one that just does not.
RULES = [
    ("leaked validation data", "val rows in train", 1e-9, 0.0),
    ("shuffled labels", "neighbors agree", 0.4999, 0.5),
    ("unscaled inputs", "inputs, std", 2.0001, 2.0),
    ("unscaled inputs", "inputs, std", 0.4999, 0.5),
    ("dropout left on", "twice the same row", 1e-9, 0.0),
    ("wrong axis in softmax", "row sum, off 1 by", 1e-9, 0.0),
    ("batch norm in the wrong mode", "alone or in a batch", 1e-9, 0.0),
    ("zero initialization", "distinct units", 0.4999, 0.5),
    ("dead units", "dead at the start", 0.5001, 0.5),
    ("too large a rate", "update/weight, start", 0.1001, 0.1),
    ("too small a rate", "update/weight, most", 0.9999e-3, 1e-3),
    ("exploding loss", "not finite at step", 0.0, np.nan),
    ("off-by-one in labels", "accuracy, shifted", 0.5001, 0.5),
    ("missing bias", "blank row, spread", 0.9999e-8, 1e-8),
    ("transposed weights", "slope/gradient, start", 1.0151, 1.0149),
    ("transposed weights", "slope/gradient, start", 0.9849, 0.9851),
    ("forgotten gradient reset", "slope/gradient, end", 1.0151, 1.0149),
    ("forgotten gradient reset", "slope/gradient, end", 0.9849, 0.9851),
]
HEALTHY = {name: high for name, (_, high) in USUAL.items()}


def test_what_is_usual_everywhere_is_healthy():
    assert diagnose(Findings(HEALTHY)) == "healthy"


@pytest.mark.parametrize(("fault", "finding", "ill", "well"), RULES)
def test_a_fault_is_named_from_its_limit_on(fault, finding, ill, well):
    assert diagnose(Findings(HEALTHY | {finding: ill})) == fault
    assert diagnose(Findings(HEALTHY | {finding: well})) in ("healthy", "unknown")


def test_of_two_faults_the_one_that_needs_less_of_the_network_is_named():
    for i in range(len(RULES)):
        for j in range(i + 1, len(RULES)):
            (first, one, ill, _), (_, other, ill_too, _) = RULES[i], RULES[j]
            if one != other:
                both = HEALTHY | {one: ill, other: ill_too}
                assert diagnose(Findings(both)) == first


# The figure


def test_figure_shows_the_three_curves_over_their_steps(run):
    _, found = run
    top, middle, bottom = found.draw().axes
    curves = found.curves
    shown = {
        (axes.get_ylabel(), line.get_label()): line.get_xydata()
        for axes in (top, middle, bottom)
        for line in axes.get_lines()[:2]
    }
    steps = curves.step
    for at, name in enumerate(("training", "validation")):
        expected = np.column_stack([steps, curves.loss[:, at]])
        assert np.array_equal(shown["loss", name], expected)
    for at, name in enumerate(("first weight", "last weight")):
        expected = np.column_stack([steps[:2], curves.gradient[:, at]])
        assert np.array_equal(shown["gradient norm", name], expected)
    for at, name in enumerate(("layer 0", "layer 1")):
        expected = np.column_stack([steps, curves.dead[:, at]])
        assert np.array_equal(shown["dead units", name], expected)
    assert bottom.get_xlabel() == "step"


def test_figure_tells_the_curves_apart_without_color_and_marks_chance(run):
    _, found = run
    for axes in found.draw().axes:
        one, other = axes.get_lines()[:2]
        assert one.get_marker() != other.get_marker()
        assert one.get_linestyle() != other.get_linestyle()
        assert (one.get_color(), other.get_color()) == (draw.FORWARD, draw.THIRD)
        names = [text.get_text() for text in axes.get_legend().get_texts()]
        assert names == [one.get_label(), other.get_label()]
    chance = found.draw().axes[0].get_lines()[2]
    assert np.allclose(chance.get_ydata(), np.log(10))
    assert (chance.get_color(), chance.get_linewidth()) == (draw.MUTED, 0.8)


def test_figure_has_the_same_axes_for_every_patient(run):
    _, found = run
    for gradient, highest in ((0.0, 100.0), (50.0, 500.0)):
        curves = replace(found.curves, gradient=np.full((2, 2), gradient))
        top, middle, bottom = Findings(found.values, curves).draw().axes
        assert top.get_ylim()[0] == 0
        assert middle.get_yscale() == "log"
        assert middle.get_ylim() == pytest.approx((FLOOR / 2, highest))
        assert middle.get_lines()[0].get_ydata() == pytest.approx(max(gradient, FLOOR))
        assert bottom.get_ylim() == pytest.approx((-0.05, 1.05))
        assert bottom.get_xlim() == (-2, 102)
