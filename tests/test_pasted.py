"""Pasted curves and layers: read as they stand, or refused with line and column."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from nnnotes import examples
from nnnotes.curves import curve_report
from nnnotes.diagnostics import activation_report, gradient_report
from nnnotes.history import History
from nnnotes.mlp import mlp
from nnnotes.pasted import read_curves, read_layers
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

NAMES = ("epoch", "rate", "train_loss", "val_loss", "train_accuracy", "val_accuracy")


def columns_of(history: History) -> dict[str, np.ndarray]:
    return {name: getattr(history, name) for name in NAMES}


def trained() -> History:
    """The run that the page's sample comes from."""
    rng = np.random.default_rng(0)
    parts = split_digits(rng, 500, 300)
    x, y = parts.train
    noisy = redraw_labels(y, 0.4, 10, rng)
    network = mlp([64, 64, 10], rng)
    settings = {"epochs": 40, "every": 4, "lr": 0.01}
    return fit(network, (x, noisy), parts.val, rng=rng, **settings)[1]


def sample(name: str) -> str:
    code = examples.load(f"clinic/{name}").code
    found = re.search(r'text = """\n(.*?)"""', code, re.S)
    assert found
    return found[1]


@pytest.mark.parametrize("mark", [",", ";", "\t", ", ", " ; "])
def test_history_that_is_written_and_read_is_the_same(mark: str) -> None:
    values = np.arange(1.0, 13.0).reshape(2, 6) / 8
    values[:, 0] = 3, 7
    lines = [mark.join(NAMES), *(mark.join(map(repr, row)) for row in values.tolist())]
    found = columns_of(read_curves("\n".join(lines)))
    for name, column in zip(NAMES, values.T, strict=True):
        np.testing.assert_array_equal(found[name], column)


def test_names_of_keras_epochs_counted_and_lines_of_windows() -> None:
    found = read_curves("\r\nLoss,accuracy\r\n2.0,\r\nnan,0.5\r\n\r\n")
    assert found.epoch.tolist() == [1, 2]
    np.testing.assert_array_equal(found.train_loss, [2, np.nan])
    np.testing.assert_array_equal(found.train_accuracy, [np.nan, 0.5])
    assert np.isnan(found.val_loss).all()
    assert found.ended == "no train loss in line 3"


def test_verdict_of_a_pasted_curve_is_that_of_the_run() -> None:
    history = trained()
    rows = np.transpose([getattr(history, name) for name in NAMES]).tolist()
    text = "\n".join([",".join(NAMES), *(",".join(map(repr, row)) for row in rows)])
    chance = math.log(10)
    pasted = curve_report(read_curves(text), chance)
    assert pasted.verdict == curve_report(history, chance).verdict
    assert pasted.verdict.startswith("overfits")


def test_sample_of_a_curve_is_a_real_run() -> None:
    given, real = read_curves(sample("your_curve")), trained()
    assert given.epoch.tolist() == real.epoch.tolist()
    # The text has three digits; other machines train a little differently.
    for name in NAMES[2:]:
        np.testing.assert_allclose(getattr(given, name), getattr(real, name), rtol=0.05)


def test_sample_of_layers_is_a_real_network() -> None:
    rng = np.random.default_rng(0)
    x, y = split_digits(rng, 500, 300).train
    rng = np.random.default_rng(0)
    network = mlp([64, *[48] * 6, 10], rng, "sigmoid", "xavier_normal")
    given = read_layers(sample("your_layers"))
    activations = activation_report(network, x).columns
    gradients = gradient_report(network, x, y)
    for name in ("spread", "saturated"):
        np.testing.assert_allclose(
            given.columns[name][:-1], activations[name], rtol=6e-3, atol=1e-9
        )
    norms = gradients.columns["gradient"]
    np.testing.assert_allclose(given.columns["gradient"], norms, rtol=6e-3)
    assert gradients.verdict.split(":")[0] in given.verdict


def test_each_kind_of_columns_has_its_verdict() -> None:
    for text, verdict in (
        ("layer,saturated\na,0.1\nb,0.8", "saturated: layer 1"),
        ("layer,mean,spread\na,0.5,0.1\nb,0.5,0", "constant: layer 1"),
        ("layer,gradient\na,1\nb,2", "gradients arrive at every layer"),
        ("layer,gradient,update/weight\na,1,0\nb,2,0.001", "layer 0 without a move"),
        ("layer,weight\na,1", "no gradient given: nothing said about weights"),
    ):
        assert read_layers(text).verdict == verdict
    both = read_layers("layer,dead,gradient\na,0.9,1\nb,0,1").verdict
    assert both == "dead: layer 0; gradients arrive at every layer"


def test_layers_draw_one_panel_for_each_kind() -> None:
    report = read_layers("layer,mean,dead,gradient\na,1,0,1\nb,1,0,1")
    assert report.panels == (("mean",), ("dead",), ("gradient",))


def test_layers_keep_their_names() -> None:
    report = read_layers("layer,dead\nfirst,0.02\nsecond,0.91")
    assert (report.title, report.rows) == ("layer", ("first", "second"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text, expected a line of names and lines of numbers"),
        ("loss", "line 2: no text, expected numbers below the names"),
        ("epoch\n1", "line 1: no column train_loss or loss; there are epoch"),
        ("loss,los\n1,2", "line 1, column 2: 'los', expected one of: epoch, rate"),
        ("loss,train loss\n1,2", "line 1, column 2: train_loss for the second time"),
        ("loss\n1\nx", "line 3, column 1 (loss): 'x', expected a number"),
        ("loss,val_loss\n1,2\n1", "line 3: 1 cells, expected 2 as in line 1: loss"),
        ("epoch,loss\n1.5,2", "line 2: epoch is 1.5, expected a whole number"),
        ("epoch,loss\n1,2\n,2", "line 3: epoch is nan, expected a whole number"),
        ("epoch,loss\ninf,2", "line 2: epoch is inf, expected a whole number"),
    ],
)  # fmt: skip
def test_curve_that_cannot_be_read_is_refused_with_its_place(
    text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_curves(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("layer\na", "line 1: layer, expected one more of: mean, std, spread, zero"),
        ("dead\n0", "line 1: no column layer; there are dead"),
        ("layer,dead\na,0\nb,-x", "line 3, column 2 (dead): '-x', expected a number"),
    ],
)
def test_layers_that_cannot_be_read_are_refused_with_their_place(
    text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_layers(text)
