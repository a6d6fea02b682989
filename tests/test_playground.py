"""The playground trains as `fit` does, and what it shows is what the network does."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from nnnotes import explorers
from nnnotes.activations import sigmoid
from nnnotes.data import rings
from nnnotes.explorers import _live
from nnnotes.mlp import mlp
from nnnotes.training import fit

EXPLORER = explorers.load("playground")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    _live.kept.clear()


def shown(**state: Any) -> dict[str, Any]:
    """Return the values of a state, the rest at its start."""
    return explorers.values(EXPLORER, explorers.start(EXPLORER) | state)


def same(one: _live.Session, other: _live.Session) -> bool:
    """Tell whether two runs are at the same place, to the last bit."""
    pairs = zip(one.network.params, other.network.params, strict=True)
    return one.losses == other.losses and all((p == q).all() for p, q in pairs)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_three_passes_over_the_points_are_three_epochs_of_fit(activation: str) -> None:
    x, y = rings(200, 0.12, np.random.default_rng(7))
    x, y = 1.2 * x, y[:, None].astype(float)
    how = "he_normal" if activation == "relu" else "xavier_normal"
    rng = np.random.default_rng(7)
    start = mlp([2, 5, 5, 1], rng, activation, how, loss="binary_cross_entropy")
    train, val = (x[:100], y[:100]), (x[100:], y[100:])
    network, history = fit(start, train, val, epochs=3, rng=np.random.default_rng(0),
                           optimizer="sgd", lr=0.3, batch_size=10)  # fmt: skip
    run = _live.run(_live.Settings(depth=2, width=5, activation=activation, seed=7), 30)
    for p, q in zip(run.network.params, network.params, strict=True):
        np.testing.assert_array_equal(p, q)
    np.testing.assert_array_equal(
        [row[1] for row in run.losses[1:]], history.train_loss
    )
    np.testing.assert_array_equal([row[2] for row in run.losses[1:]], history.val_loss)


def test_a_run_that_goes_on_is_the_run_from_its_start() -> None:
    settings = _live.Settings(width=3, rate=0.1)
    at_once = _live.begin(settings)
    _live.advance(at_once, 57)
    for updates in (0, 1, 13, 40, 57):
        in_parts = _live.run(settings, updates)
    assert in_parts.updates == at_once.updates == 57
    assert same(in_parts, at_once)
    back = _live.run(settings, 20)
    assert back.updates == 20
    assert back is not in_parts


@pytest.mark.parametrize(
    ("penalty", "pull"),
    [("L1", lambda w: 0.1 * np.sign(w)), ("L2", lambda w: 0.2 * w)],
)
def test_a_penalty_pulls_at_the_weights_and_not_at_the_biases(
    penalty: str, pull: Any
) -> None:
    settings = {"depth": 1, "rate": 0.5, "seed": 3}
    free = _live.begin(_live.Settings(**settings))
    held = _live.begin(_live.Settings(**settings, penalty=penalty, strength=0.1))
    start = free.network.params
    _live.advance(free, 1)
    _live.advance(held, 1)
    w, b = free.network.params[0], free.network.params[1]
    expected = w - 0.5 * pull(start[0])
    np.testing.assert_allclose(held.network.params[0], expected, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(held.network.params[1], b)


def test_the_surface_is_the_answer_in_tenths() -> None:
    session = _live.run(_live.Settings(), 100)
    surface = np.array(shown(updates=100.0)["surface"])
    middle = 1.75 - 3.5 / 60
    for row, column, point in ((0, 0, (-middle, middle)), (29, 0, (-middle, -middle)),
                               (12, 29, (middle, middle - 12 * 3.5 / 30))):  # fmt: skip
        z = session.network.forward(np.array([point])).item()
        p = float(sigmoid(np.array(z)))
        assert surface[row, column] == pytest.approx(2 * p - 1, abs=0.0501)
    assert np.abs(surface).max() <= 1


def test_pictures_and_wires_have_one_of_each() -> None:
    found = shown(depth=2.0, width=3.0, features="with products")
    names = [unit[2] for unit in found["units"]]
    assert names == ["x₁", "x₂", "x₁²", "x₁x₂", "x₂²"] + [""] * 7
    assert len(found["wires"]) == 5 * 3 + 3 * 3 + 3 * 1
    assert found["numbers"] == 5 * 3 + 3 + 3 * 3 + 3 + 3 + 1
    for *_, picture in found["units"]:
        size = np.abs(picture).max()
        assert size <= 1
    right_of_x1 = np.array(found["units"][0][3])
    assert (np.diff(right_of_x1, axis=1) >= 0).all()
    top_of_x2 = np.array(found["units"][1][3])
    assert (np.diff(top_of_x2, axis=0) <= 0).all()


def test_a_gradient_is_the_slope_of_the_loss_along_it() -> None:
    """Each layer's norm, measured: the loss's slope in the gradient's direction."""
    session = _live.run(_live.Settings(depth=2), 40)
    x, y = session.train
    _, grads = session.network.loss_and_grads(x, y)
    found = shown(updates=40.0, depth=2.0)
    for layer, norm in ((0, found["first_gradient"]), (2, found["last_gradient"])):
        ends = []
        for sign in (1, -1):
            moved = [p.copy() for p in session.network.params]
            for k in (2 * layer, 2 * layer + 1):
                moved[k] += sign * 1e-5 * grads[k] / norm
            ends.append(session.network.with_params(moved).evaluate(x, y)[0])
        assert (ends[0] - ends[1]) / 2e-5 == pytest.approx(norm, rel=1e-6)


#: State, value, between which numbers: what the page's experiments say.
SAID: list[tuple[dict[str, Any], str, float, float]] = [
    ({"updates": 1000.0, "width": 2.0}, "right", 75, 85),
    ({"updates": 1000.0, "width": 3.0}, "right", 97, 100),
    ({"updates": 300.0, "activation": "identity", "depth": 3.0, "width": 8.0},
     "right", 45, 62),
    ({"updates": 300.0, "depth": 0.0}, "right", 45, 62),
    ({"updates": 300.0, "depth": 0.0}, "numbers", 3, 3),
    ({"updates": 100.0, "data": "xor", "depth": 0.0}, "right", 40, 60),
    ({"updates": 100.0, "data": "xor", "depth": 0.0, "features": "with products"},
     "right", 100, 100),
    ({"updates": 300.0, "data": "xor"}, "right", 97, 100),
    ({"updates": 1000.0, "activation": "sigmoid", "depth": 3.0}, "loss", 0.68, 0.695),
    ({"updates": 1000.0, "depth": 3.0}, "right", 91, 100),
    ({"updates": 500.0, "activation": "relu", "rate": 10.0}, "silent", 4, 4),
    ({"updates": 500.0, "activation": "relu", "rate": 10.0}, "first_gradient", 0, 0),
    ({"updates": 1000.0, "activation": "relu"}, "silent", 1, 1),
    ({"updates": 1000.0, "activation": "relu"}, "right", 75, 85),
    ({"updates": 1000.0, "activation": "relu", "seed": 2.0}, "right", 97, 100),
    ({"updates": 1000.0, "activation": "relu", "width": 8.0}, "right", 97, 100),
]  # fmt: skip


@pytest.mark.parametrize(("state", "name", "low", "high"), SAID)
def test_what_the_experiments_say_is_so(
    state: dict[str, Any], name: str, low: float, high: float
) -> None:
    assert low <= shown(**state)[name] <= high


def test_a_deep_sigmoid_network_hears_little_in_its_first_layer() -> None:
    found = shown(activation="sigmoid", depth=3.0)
    assert 80 < found["last_gradient"] / found["first_gradient"] < 150


def test_a_penalty_keeps_the_loss_on_new_points_lower() -> None:
    moons = {"updates": 3000.0, "data": "moons", "activation": "relu", "depth": 2.0,
             "width": 8.0}  # fmt: skip
    free = shown(**moons)
    held = shown(**moons, penalty="L2", strength=0.003)
    flat = shown(**moons, penalty="L2", strength=0.1)
    assert 6 < free["new_loss"] / free["loss"] < 14
    assert free["loss"] < held["loss"] < held["new_loss"] < 0.7 * free["new_loss"]
    assert flat["loss"] == pytest.approx(math.log(2), abs=1e-3)


def test_points_of_the_reader_are_trained_on() -> None:
    own = "0,0,1 0.1,0,1 -0.1,0,1"
    few = _live.run(_live.Settings(points=own), 1000)
    assert len(few.train[0]) == 103
    assert few.network.predict(np.zeros((1, 2))).item() == 0
    many = _live.run(_live.Settings(points=own, depth=2, width=8), 3000)
    assert many.network.predict(np.zeros((1, 2))).item() == 1
    alone = shown(data="only my points", points="1,1,1 -1,-1,0", updates=100.0)
    assert (alone["x1"], alone["y0"]) == ([1.0], [-1.0])
    assert alone["new_loss"] is None
    assert alone["say"] == ("After 100 updates, 2 of 2 points are on the right side.")


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"points": "1,2"}, "'1,2' is no point, expected x,y,class"),
        ({"points": "nan,0,1"}, "'nan,0,1' is no point"),
        ({"points": "0,0,2"}, "class 0 or 1"),
        ({"points": "0,0,1 " * 61}, "61 are too many, expected up to 60"),
        ({"data": "only my points"}, "there is no point yet"),
        ({"updates": 3001.0}, "updates is 3001, expected 0 to 3000"),
        ({"width": 9.0}, "width is 9, expected 1 to 8"),
        ({"depth": -1.0}, "depth is -1, expected 0 to 3"),
        ({"rate": 0.0}, "rate is 0.0"),
    ],
)
def test_what_would_not_train_is_refused(state: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        shown(**state)


def test_steps_that_grow_beyond_use_end_a_run_and_say_so() -> None:
    found = shown(updates=100.0, rate=1e9)
    assert found["say"].startswith("At update 0 the steps became too large")
    assert all(
        np.isfinite(p).all() for p in next(iter(_live.kept.values())).network.params
    )
