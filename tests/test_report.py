"""Reports, curves and ablations: their numbers, their verdicts, their figures."""

import math
import re
import sys
from dataclasses import replace

import matplotlib
import numpy as np
import pytest

from nnnotes import draw
from nnnotes.ablation import ablate, paired_difference
from nnnotes.curves import compare_curves, curve_report
from nnnotes.history import History
from nnnotes.mlp import mlp
from nnnotes.report import Report
from nnnotes.splits import redraw_labels, split, split_digits
from nnnotes.training import fit

CHANCE = math.log(10)


def rng(seed=0):
    return np.random.default_rng(seed)


def report_of(n, name="value", **settings):
    columns = {name: np.arange(1.0, n + 1)}
    rows = tuple(str(k) for k in range(n))
    return Report("row", rows, columns, "fine", ((name,),), **settings)


# Reports


def test_up_to_20_rows_print_whole_and_more_are_thinned_out_with_both_ends():
    assert len(repr(report_of(20)).split("\n")) == 22
    lines = repr(report_of(21)).split("\n")
    assert len(lines) == 14
    assert (lines[1].split(), lines[-2].split(), lines[-1]) == (
        ["0", "1"],
        ["20", "21"],
        "fine",
    )


def test_a_report_without_rows_prints_its_header_and_verdict():
    assert repr(report_of(0)) == "row  value\nfine"


def test_a_name_of_two_words_stands_in_two_lines():
    columns = {"train loss": np.array([2.0]), "gap": np.array([0.5])}
    report = Report("epoch", ("1",), columns, "fine", ())
    assert repr(report) == (
        "       train\nepoch   loss    gap\n1          2  0.500\nfine"
    )


def test_a_verdict_is_broken_between_words_at_44_letters_or_at_a_wider_table():
    verdict = "gradients vanish towards the input: first/last 4.1e-04\nand so on"
    narrow = Report("k", ("0",), {"a": np.ones(1)}, verdict, ())
    first, second, third = repr(narrow).split("\n")[2:]
    assert f"{first} {second}\n{third}" == verdict
    assert len(first) <= 44 < len(f"{first} {second.split()[0]}")
    wide = Report("k", ("0",), {"a" * 60: np.ones(1)}, verdict, ())
    assert repr(wide).endswith(f"\n{verdict}")


@pytest.mark.parametrize("word", ["x" * 50, "-".join(["well"] * 12)])
def test_a_word_longer_than_a_line_stays_whole(word):
    report = Report("k", ("0",), {"a": np.ones(1)}, f"see {word} there", ())
    assert repr(report).split("\n")[2:] == ["see", word, "there"]


@pytest.mark.parametrize(
    "make, message",
    [
        (
            lambda: Report("row", ("0",), {"a": np.ones(2)}, "", ()),
            "Report: a is (2,), expected (1,); 1 rows",
        ),
        (
            lambda: Report("row", ("0",), {"a": np.ones(1)}, "", (("b",),)),
            "Report: no column 'b'; known: a",
        ),
        (
            lambda: Report("row", ("0",), {"a": np.ones(1)}, "", (), {"a": "e"}),
            "Report: no column 'e'; known: a",
        ),
        (
            lambda: Report("row", ("0",), {"a": np.ones(1)}, "", (), {"e": "a"}),
            "Report: no column 'e'; known: a",
        ),
    ],
)
def test_what_is_no_column_is_refused(make, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        make()


def lines_of(axes):
    return [line.get_ydata().tolist() for line in axes.get_lines()]


def test_numbered_rows_are_drawn_as_lines_from_left_to_right():
    columns = {"a": np.array([1.0, 2.0, 4.0]), "b": np.array([0.5, 0.2, 0.1])}
    columns["c"] = np.array([1.0, np.nan, 1000.0])
    report = Report("layer", ("0", "1", "2"), columns, "", (("a", "b"), ("c",)))
    first, second = report.draw().axes
    assert lines_of(first) == [[1.0, 2.0, 4.0], [0.5, 0.2, 0.1]]
    assert [text.get_text() for text in first.get_legend().get_texts()] == ["a", "b"]
    assert (first.get_yscale(), second.get_yscale()) == ("linear", "log")
    assert (first.get_ylabel(), second.get_ylabel()) == ("", "c")
    assert second.get_xlabel() == "layer" and second.get_legend() is None
    assert [text.get_text() for text in second.get_xticklabels()] == ["0", "1", "2"]


def test_lines_of_one_panel_differ_in_color_and_mark():
    columns = {name: np.ones(2) for name in "abc"}
    report = Report("layer", ("0", "1"), columns, "", (("a", "b", "c"),))
    looks = [
        (line.get_color(), line.get_marker())
        for line in report.draw().axes[0].get_lines()
    ]
    assert len({c for c, _ in looks}) == len({m for _, m in looks}) == 3


def test_a_panel_with_a_zero_in_it_stays_linear():
    columns = {"a": np.array([0.0, 1.0, 1000.0])}
    report = Report("layer", ("0", "1", "2"), columns, "", (("a",),))
    assert report.draw().axes[0].get_yscale() == "linear"


@pytest.mark.parametrize("largest, scale", [(300.0, "linear"), (301.0, "log")])
def test_more_than_a_hundredfold_takes_a_logarithmic_axis(largest, scale):
    columns = {"a": np.array([3.0, largest])}
    report = Report("layer", ("0", "1"), columns, "", (("a",),))
    assert report.draw().axes[0].get_yscale() == scale


def test_panels_stand_one_below_the_other_and_names_get_a_line_each():
    width, height = 5.2, 3.2
    with matplotlib.rc_context({"figure.figsize": (width, height)}):
        columns = {"a": np.ones(2), "b": np.ones(2)}
        two = Report("layer", ("0", "1"), columns, "", (("a",), ("b",))).draw()
        named = [f"variant {k}" for k in range(20)]
        many = Report("v", tuple(named), {"a": np.ones(20)}, "", (("a",),)).draw()
        few = Report("v", tuple(named[:2]), columns, "", (("a",),)).draw()
    np.testing.assert_allclose(two.get_size_inches(), [width, 2 * 0.7 * height])
    np.testing.assert_allclose(many.get_size_inches(), [width, 20 * 0.3])
    np.testing.assert_allclose(few.get_size_inches(), [width, height])
    upper, lower = (axes.get_position() for axes in two.axes)
    assert upper.y0 > lower.y0 and upper.x0 == lower.x0


@pytest.mark.parametrize("row, named", [("1024", False), ("10240", True)])
def test_rows_of_more_than_four_letters_are_names(row, named):
    report = Report("width", (row,), {"a": np.ones(1)}, "", (("a",),))
    (axes,) = report.draw().axes
    labels = axes.get_yticklabels() if named else axes.get_xticklabels()
    assert report.named == named
    assert [text.get_text() for text in labels] == [row]
    zero = [line for line in axes.get_lines() if set(line.get_xdata()) == {0.0}]
    assert not named or len(zero) == 1


def test_many_rows_get_eight_labels_or_fewer():
    ticks = report_of(100).draw().axes[0].get_xticklabels()
    assert [text.get_text() for text in ticks] == [str(k) for k in range(0, 100, 13)]


def test_named_rows_are_drawn_as_dots_with_bars_of_two_errors():
    columns = {"difference": np.array([0.0, -0.5]), "error": np.array([0.0, 0.1])}
    errors = {"difference": "error"}
    report = Report("v", ("first", "second"), columns, "", (("difference",),), errors)
    (axes,) = report.draw().axes
    dots = axes.containers[0]
    np.testing.assert_array_equal(dots[0].get_xdata(), [0.0, -0.5])
    bars = dots[2][0].get_segments()
    np.testing.assert_allclose(bars[1][:, 0], [-0.7, -0.3])
    assert [text.get_text() for text in axes.get_yticklabels()] == ["first", "second"]
    assert axes.yaxis_inverted() and axes.get_xlabel() == "difference"


def test_dots_of_one_panel_differ_in_color_and_mark_and_a_quiet_line_stands_at_zero():
    columns = {"a": np.array([1.0, 2.0]), "b": np.array([3.0, 4.0])}
    report = Report("v", ("first", "second"), columns, "", (("a", "b"),))
    (axes,) = report.draw().axes
    dots = [container[0] for container in axes.containers]
    looks = [(line.get_color(), line.get_marker()) for line in dots]
    assert looks == [(draw.FORWARD, "o"), (draw.GRADIENT, "s")]
    assert [line.get_linestyle() for line in dots] == ["None", "None"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["a", "b"]
    assert axes.get_xlabel() == ""
    (zero,) = [line for line in axes.get_lines() if line not in dots]
    assert list(zero.get_xdata()) == [0.0, 0.0]
    assert (zero.get_color(), zero.get_linewidth()) == (draw.MUTED, 0.8)


def test_a_report_is_made_and_printed_without_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    report = report_of(3)
    assert "fine" in repr(report)
    with pytest.raises(ModuleNotFoundError):
        report.draw()


# Curves


def history_of(train, val, ended=""):
    share = np.full(len(train), 0.5)
    epochs = np.arange(1, len(train) + 1)
    train, val = np.array(train, dtype=float), np.array(val, dtype=float)
    return History(epochs, np.full(len(train), 0.1), train, val, share, share, ended)


@pytest.mark.parametrize(
    "train, val, reading",
    [
        ([2.0, 1.0, np.nan], [2.0, 1.1, np.nan], "diverged: overflow"),
        (
            [2.0, 0.5, 0.6, 0.2, 0.3],
            [2.1, 0.9, 0.9, 0.9, 0.9],
            "rate too large: train loss rises in 2 of 4 steps",
        ),
        (
            [2.0, 1.0, 0.4, 0.5],
            [2.1, 1.2, 0.6, 0.6],
            "healthy: val loss ends at 0.60, 0.10 above train loss",
        ),
        (
            [2.0, 0.4, 0.5],
            [2.1, 0.6, 0.6],
            "healthy: val loss ends at 0.60, 0.10 above train loss",
        ),
        ([2.0, 1.0], [np.nan, np.nan], "no val loss: nothing said about new rows"),
        (  # one step more than three, and it rises in two of them
            [2.0, 0.4, 0.5, 0.6],
            [2.1, 0.6, 0.6, 0.6],
            "rate too large: train loss rises in 2 of 3 steps",
        ),
        (
            [2.0, 0.4, 0.4, 0.4, 0.4],  # level is not rising
            [2.1, 0.6, 0.6, 0.6, 0.6],
            "healthy: val loss ends at 0.60, 0.20 above train loss",
        ),
        (
            [2.0, 0.5, 0.1],
            [5.0, 1.0, 0.9],
            "val rows prepared otherwise: val loss starts at 5.00, train loss at 2.00, "
            "chance is 2.30",
        ),
        (
            [0.3, 0.1, 0.01],  # below chance, though far above training at once
            [1.5, 1.4, 1.4],
            "val rows prepared otherwise: val loss starts at 1.50, train loss at 0.30, "
            "chance is 2.30",
        ),
        (
            [0.1, 0.08, 0.05],  # both are small: a factor of two is nothing yet
            [0.5, 0.45, 0.45],
            "healthy: val loss ends at 0.45, 0.40 above train loss",
        ),
        (
            [1.0, 0.3, 0.01],  # known by heart, and so are the validation rows
            [1.1, 0.35, 0.011],
            "no gap: val loss is 1.10 of train loss; rows shared, "
            "or not measured the same way",
        ),
        (
            [1.0, 0.3, 0.1],  # not by heart: such a small gap may be honest
            [1.1, 0.35, 0.11],
            "healthy: val loss ends at 0.11, 0.01 above train loss",
        ),
        (
            [2.4, 2.2, 0.1],
            [2.5, 3.0, 4.0],
            "nothing carries over: val loss is never below chance, 2.30; "
            "look at labels and split",
        ),
        (
            [2.4, 2.2, 1.0],
            [2.5, 2.6, 2.7],
            "nothing carries over: val loss is never below chance, 2.30; "
            "look at labels and split",
        ),
        (
            [2.0, 0.5, 0.1],
            [2.0, 0.5, 0.1],
            "no gap: val loss is 1.00 of train loss; rows shared, "
            "or not measured the same way",
        ),
        (
            [2.4, 2.2, 2.1],
            [2.5, 2.4, 2.35],
            "slow or too small: train loss ends at 2.10, val loss at 2.35; "
            "larger rate, more steps or more units",
        ),
        (
            [2.0, 1.9, 1.8],
            [2.1, 2.0, 1.9],
            "slow or too small: train loss ends at 1.80, val loss at 1.90; "
            "larger rate, more steps or more units",
        ),
        (
            [3.0, 0.5, 0.1],  # both start badly: the weights, not the rows
            [5.5, 1.0, 0.9],
            "healthy: val loss ends at 0.90, 0.80 above train loss",
        ),
        (
            [2.0, 0.5, 0.1],
            [2.1, 0.8, 1.2],
            "overfits: val loss is lowest in epoch 2 and 1.5 times that at the end",
        ),
        (
            [2.4, 1.8, 1.1],  # halfway at last
            [2.5, 2.0, 1.2],
            "healthy: val loss ends at 1.20, 0.10 above train loss",
        ),
        (
            [2.0, 0.5, 0.1],
            [2.1, 0.8, 0.85],
            "healthy: val loss ends at 0.85, 0.75 above train loss",
        ),
    ],
)
def test_each_pair_of_curves_has_its_reading(train, val, reading):
    history = history_of(train, val, "overflow")
    assert curve_report(history, CHANCE).verdict == reading


ACCUSATIONS = ("val rows prepared otherwise", "nothing carries over", "no gap")


@pytest.mark.parametrize("first, reading", [(1, "val rows"), (2, "healthy")])
def test_rows_met_more_than_once_may_be_known_by_heart(first, reading):
    """So after several epochs a loss of twice the training loss accuses nobody."""
    history = history_of([0.3, 0.1, 0.02], [0.9, 0.9, 0.9])
    history = replace(history, epoch=history.epoch + first - 1)
    assert curve_report(history, CHANCE).verdict.startswith(reading)


@pytest.mark.parametrize(
    "train, val, accused",
    [
        # After one epoch: more than twice the training loss, at the start.
        ([0.4, 0.2, 0.1], [0.85, 0.3, 0.2], "val rows prepared otherwise"),
        ([0.4, 0.2, 0.1], [0.79, 0.9, 0.2], None),
        ([2.5, 1.0, 0.5], [4.9, 6.0, 0.6], None),
        # Known by heart, below a fiftieth of chance: new rows lag behind.
        ([0.9, 0.5, 0.0398], [1.0, 0.6, 0.0457], "no gap"),
        ([0.9, 0.5, 0.0402], [1.0, 0.6, 0.0457], None),
        ([0.9, 0.5, 0.0398], [1.0, 0.6, 0.0460], None),
    ],
)
def test_a_reading_begins_where_its_rule_says(train, val, accused):
    verdict = compare_curves(history_of(train, val), chance=2.0)
    found = verdict.split(":")[0]
    assert found == accused if accused else found not in ACCUSATIONS


@pytest.mark.parametrize("first, accused", [(3.9, False), (4.1, True)])
def test_more_than_twice_chance_accuses_the_rows_after_any_epoch(first, accused):
    history = history_of([1.9, 1.0, 0.5], [first, 1.5, 0.6])
    verdict = compare_curves(replace(history, epoch=history.epoch + 1), chance=2.0)
    assert verdict.startswith("val rows prepared otherwise") == accused


def test_what_is_known_by_heart_is_compared_at_the_end():
    history = history_of([0.9, 0.5, 0.02], [1.0, 0.6, 0.021])
    assert "val loss is 1.05 of train loss" in compare_curves(history, chance=2.0)
    history = history_of([0.9, 0.5, 0.1], [0.9, 0.5, 0.09])
    assert "val loss is 0.99 of train loss" in compare_curves(history, chance=2.0)


def test_a_curve_report_holds_the_losses_their_gap_and_the_accuracies():
    report = curve_report(history_of([2.0, 0.5], [2.1, 0.75]), CHANCE)
    assert (report.title, report.rows) == ("epoch", ("1", "2"))
    np.testing.assert_allclose(report.columns["gap"], [0.1, 0.25], rtol=1e-12)
    assert report.columns["val accuracy"].tolist() == [0.5, 0.5]
    assert len(report.panels) == 2


def test_regression_curves_have_no_accuracies():
    history = history_of([2.0, 0.5], [2.1, 0.75])
    history.train_accuracy[:] = np.nan
    report = curve_report(history, CHANCE)
    assert list(report.columns) == ["train loss", "val loss", "gap"]
    assert report.panels == (("train loss", "val loss"),)


def test_a_chance_of_nothing_is_refused():
    message = "^curve_report: chance is 0.0, expected more than 0"
    with pytest.raises(ValueError, match=message):
        curve_report(history_of([1.0], [1.0]), 0.0)


def real_run(name, **other):
    """Real runs on the digits, each with one thing wrong."""
    parts = split_digits(rng(0))
    x, y = (column[:200] for column in parts.train)
    val, settings, hidden = parts.val, {"lr": 0.002}, [64]
    if name == "overfits":
        y, hidden = redraw_labels(y, 0.4, 10, rng(5)), [128, 128]
    if name == "slow or too small":
        settings = {"lr": 0.001, "optimizer": "sgd"}
    if name == "rate too large":
        x, y, settings = *(c[:500] for c in parts.train), {"lr": 0.1}
    if name == "nothing carries over":
        y, settings = rng(3).permutation(y), {"lr": 0.005}
    if name == "val rows prepared otherwise":
        val = 6.0 * val[0] + 4.9, val[1]
    if name == "no gap":
        val = x[:100], y[:100]
    network = mlp([64, *hidden, 10], rng(0))
    run = {"epochs": 30, "rng": rng(0), "batch_size": 25, **settings, **other}
    return fit(network, (x, y), val, **run)[1]


@pytest.mark.parametrize(
    "name",
    [
        "healthy",
        "overfits",
        "slow or too small",
        "rate too large",
        "nothing carries over",
        "val rows prepared otherwise",
        "no gap",
    ],
)
def test_a_real_run_with_one_thing_wrong_is_read_right(name):
    assert curve_report(real_run(name), CHANCE).verdict.split(":")[0] == name


@pytest.mark.parametrize("lr", [0.005, 0.02])
@pytest.mark.parametrize("name", ["healthy", "val rows prepared otherwise"])
def test_unscaled_validation_rows_are_told_from_sound_ones_at_large_rates(name, lr):
    said = curve_report(real_run(name, lr=lr), CHANCE).verdict.split(":")[0]
    assert ("otherwise" in said) == ("otherwise" in name)


def test_features_chosen_on_all_rows_look_right_on_pure_noise():
    # The leak that a split by rows alone does not stop.
    found = {"all rows": [], "train rows": []}
    for seed in range(20):
        draw = rng(seed)
        x, y = draw.standard_normal((60, 2000)), draw.integers(0, 2, 60)
        parts = split(x, y, 40, 0, draw)
        for name, (rows, labels) in (("all rows", (x, y)), ("train rows", parts.train)):
            score = np.abs((rows - rows.mean(axis=0)).T @ (labels - labels.mean()))
            best = np.argsort(score)[-20:]
            w = parts.train[0][:, best].T @ (2 * parts.train[1] - 1)
            right = (parts.test[0][:, best] @ w > 0) == parts.test[1]
            found[name].append(right.mean())
    assert np.mean(found["all rows"]) > 0.85
    assert 0.4 < np.mean(found["train rows"]) < 0.6


# Ablations


def test_a_paired_difference_is_the_mean_and_its_standard_error():
    full, changed = np.array([0.5, 0.6, 0.9]), np.array([0.4, 0.6, 0.6])
    mean, error = paired_difference(full, changed)
    differences = [-0.1, 0.0, -0.3]
    m = sum(differences) / 3
    sd = math.sqrt(sum((d - m) ** 2 for d in differences) / 2)
    assert mean == pytest.approx(m, rel=1e-12, abs=0)
    assert error == pytest.approx(sd / math.sqrt(3), rel=1e-12, abs=0)


@pytest.mark.parametrize("full, changed", [(1, 1), (2, 3), ((2, 1), (2, 1))])
def test_scores_that_are_no_pairs_are_refused(full, changed):
    message = (
        r"^paired_difference: full is \(.*expected the same \(n_seeds,\) with two "
    )
    with pytest.raises(ValueError, match=message + "seeds or more$"):
        paired_difference(np.ones(full), np.ones(changed))


def score(seed, level, noise, shift):
    return level + noise * rng(seed).normal() + shift * rng(seed + 1000).normal()


FULL = {"level": 0.9, "noise": 0.1, "shift": 0.0}


def test_each_change_is_compared_with_the_full_recipe_by_seed():
    calls = []

    def counted(seed, **recipe):
        calls.append((seed, recipe))
        return score(seed, **recipe)

    changes = {"lower": {"level": 0.7}, "wobbly": {"shift": 0.2}}
    report = ablate(counted, FULL, changes, seeds=[3, 4, 5])
    assert [seed for seed, _ in calls] == [3, 4, 5] * 3
    assert calls[0][1] == FULL and calls[3][1] == {**FULL, "level": 0.7}
    assert report.title == "variant"
    assert report.rows == ("full recipe", "lower", "wobbly")
    base = np.array([score(s, **FULL) for s in (3, 4, 5)])
    moved = np.array([0.2 * rng(s + 1000).normal() for s in (3, 4, 5)])
    columns = report.columns
    np.testing.assert_allclose(columns["score"][0], base.mean(), rtol=1e-12)
    np.testing.assert_allclose(columns["sd"][0], base.std(ddof=1), rtol=1e-12)
    # The noise of the seeds, 0.1, is in both and cancels.
    np.testing.assert_allclose(columns["difference"][:2], [0.0, -0.2], atol=1e-12)
    np.testing.assert_allclose(columns["error"][:2], 0.0, atol=1e-12)
    np.testing.assert_allclose(columns["difference"][2], moved.mean(), rtol=1e-9)
    wanted = moved.std(ddof=1) / math.sqrt(3)
    np.testing.assert_allclose(columns["error"][2], wanted, rtol=1e-9)
    assert report.verdict == ("clear: lower\nnot separable with these 3 seeds: wobbly")
    assert report.errors == {"difference": "error"}


def test_a_difference_below_a_hundredth_is_not_called_clear():
    changes = {"hair": {"level": 0.905}, "finger": {"level": 0.92}}
    report = ablate(score, FULL, changes, seeds=range(3))
    assert report.verdict == "clear: finger\nnot separable with these 3 seeds: hair"


def test_a_difference_of_exactly_a_hundredth_is_not_called_clear_either():
    full = {**FULL, "level": 0.0, "noise": 0.0}
    report = ablate(score, full, {"a": {"level": 0.01}}, range(2))
    assert report.columns["difference"][1] == 0.01
    assert report.verdict == "not separable with these 2 seeds: a"


@pytest.mark.parametrize("ratio, clear", [(3.9, False), (4.1, True), (-4.1, True)])
def test_clear_is_a_difference_of_more_than_four_standard_errors(ratio, clear):
    # Two seeds: differences of mean m and error e are m - e and m + e.
    def by_hand(seed, m):
        return m + (0.1 if seed else -0.1) if m else 0.0

    report = ablate(by_hand, {"m": 0.0}, {"a": {"m": 0.1 * ratio}}, [0, 1])
    assert report.columns["error"][1] == pytest.approx(0.1, rel=1e-12, abs=0)
    assert report.verdict.startswith("clear: a") == clear


def test_all_clear_and_none_clear_are_one_line_each():
    clear = ablate(score, FULL, {"a": {"level": 0.5}}, range(2)).verdict
    none = ablate(score, FULL, {"a": {"level": 0.9}}, range(2)).verdict
    assert (clear, none) == ("clear: a", "not separable with these 2 seeds: a")
    both = ablate(score, FULL, {"a": {"level": 0.5}, "b": {"level": 0.4}}, range(2))
    assert both.verdict == "clear: a, b"


@pytest.mark.parametrize(
    "changes, seeds, message",
    [
        ({}, [0, 1], "ablate: no changes, expected one or more"),
        ({"a": {"level": 1.0}}, [0], "ablate: 1 seeds, expected two or more"),
        (
            {"a": {"height": 1.0, "width": 2.0}},
            [0, 1],
            "ablate: 'a' changes height, width, expected parts of the full recipe: "
            "level, noise, shift",
        ),
        (
            {"full recipe": {}},
            [0, 1],
            "ablate: 'full recipe' changes nothing, expected",
        ),
    ],
)
def test_an_ablation_that_compares_nothing_is_refused(changes, seeds, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        ablate(score, FULL, changes, seeds)
