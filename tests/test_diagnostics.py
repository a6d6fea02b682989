"""Diagnostics: planted illnesses are named, healthy networks are left alone."""

import re

import numpy as np
import pytest
from oracles import normal

from nnnotes import diagnostics
from nnnotes.diagnostics import (
    activation_report,
    check_axes,
    gradient_norms,
    gradient_report,
    row_influence,
    update_ratios,
)
from nnnotes.forward import Layer
from nnnotes.mlp import mlp
from nnnotes.network import Network
from nnnotes.passes import run
from nnnotes.softmax import softmax
from nnnotes.splits import split_digits


def rng(seed=0):
    return np.random.default_rng(seed)


def one_layer(activation, w, b=None):
    w = np.atleast_2d(np.array(w, dtype=np.float64))
    b = np.zeros(len(w)) if b is None else np.array(b, dtype=np.float64)
    return Network((Layer(w, b, activation), Layer(np.ones((1, len(w))), np.zeros(1))))


# Shapes


def test_axes_bind_the_names_that_are_new_and_check_those_that_are_known():
    sizes = check_axes(np.zeros((8, 3)), "n d")
    assert sizes == {"n": 8, "d": 3}
    assert check_axes(np.zeros((3, 5)), "d m", **sizes) == {"n": 8, "d": 3, "m": 5}
    assert sizes == {"n": 8, "d": 3}
    assert check_axes(np.zeros(()), "") == {}
    check_axes(np.zeros((4, 4)), "k k")


@pytest.mark.parametrize(
    "shape, axes, sizes, message",
    [
        ((8,), "n 1", {}, 'check_axes: array is (8,), expected 2 axes "n 1"'),
        (
            (8, 2),
            "n 1",
            {},
            'check_axes: axis 1 is 2, expected 1; array (8, 2), axes "n 1"',
        ),
        (
            (8, 2),
            "n d",
            {"n": 7},
            'check_axes: axis n is 8, expected 7; array (8, 2), axes "n d"',
        ),
        ((4, 5), "k k", {}, "check_axes: axis k is 5, expected 4; "),
    ],
)
def test_another_shape_is_refused_with_both(shape, axes, sizes, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        check_axes(np.zeros(shape), axes, **sizes)


def test_a_network_moves_only_the_row_that_is_moved():
    network = mlp([64, 32, 10], rng())
    x = split_digits(rng(0)).val[0][:8]
    influence = row_influence(network.forward, x, rng())
    assert (np.diag(influence) > 1e-9).all()
    assert np.count_nonzero(influence - np.diag(np.diag(influence))) == 0


@pytest.mark.parametrize(
    "name", ["softmax over rows", "batch statistics", "reshape for transpose"]
)
def test_three_bugs_that_keep_the_shape_let_all_56_other_rows_move(name):
    network = mlp([64, 32, 10], rng())
    normed = mlp([64, 32, 10], rng(), norm="batch")
    bugs = {
        "softmax over rows": lambda x: softmax(network.forward(x).T).T,
        "batch statistics": lambda x: run(normed.blocks, x, 0.0, rng())[0],
        "reshape for transpose": lambda x: network.forward(x.reshape(64, len(x)).T),
    }
    x = split_digits(rng(0)).val[0][:8]
    moved = row_influence(bugs[name], x, rng()) > 1e-9
    assert moved.sum() - np.diag(moved).sum() == 56


def test_influence_is_the_largest_change_of_a_row_and_leaves_x_alone():
    x = np.zeros((3, 2))
    mix = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 4.0], [0.0, 0.0, 1.0]])
    found = row_influence(lambda rows: mix @ rows, x, rng(1), eps=0.5)
    moves = [np.abs(0.5 * g).max() for g in rng(1).standard_normal((3, 2))]
    np.testing.assert_allclose(found, mix * moves, rtol=1e-14)
    assert not x.any()
    small = row_influence(lambda rows: mix @ rows, x, rng(1))
    np.testing.assert_allclose(small, found / 500, rtol=1e-12)  # eps is 1e-3


def test_influence_takes_outputs_of_any_rank():
    x = normal(0, 4, 3)
    np.testing.assert_array_equal(
        row_influence(lambda rows: rows.sum(axis=1), x, rng()) > 0, np.eye(4) > 0
    )
    cube = row_influence(lambda rows: rows[:, :, None] * np.ones(2), x, rng())
    assert np.count_nonzero(cube) == 4


def test_influence_refuses_a_function_that_loses_rows_and_a_move_of_nothing():
    x = np.ones((4, 3))
    with pytest.raises(
        ValueError, match=r"^row_influence: f gives 3 rows, expected 4; "
    ):
        row_influence(lambda rows: rows[1:], x, rng())
    with pytest.raises(ValueError, match=r"^row_influence: eps is 0, expected more"):
        row_influence(lambda rows: rows, x, rng(), eps=0)


# Activations


def columns_of(network, x):
    return {k: v.tolist() for k, v in activation_report(network, x).columns.items()}


def test_the_columns_are_moments_of_the_activations():
    network, x = mlp([3, 5, 4, 2], rng(2)), normal(1, 50, 3)
    _, kept = run(network.blocks, x)
    columns = activation_report(network, x).columns
    for k in range(2):
        a = kept[k].a
        assert columns["mean"][k] == pytest.approx(a.sum() / a.size, rel=1e-12, abs=0)
        square = (a**2).sum() / a.size
        spread = [np.sqrt(((u - u.mean()) ** 2).mean()) for u in a.T]
        assert columns["std"][k] ** 2 == pytest.approx(
            square - columns["mean"][k] ** 2, rel=1e-10, abs=0
        )
        assert columns["spread"][k] == pytest.approx(np.mean(spread), rel=1e-12, abs=0)
        assert columns["zero"][k] == np.count_nonzero(a == 0) / a.size


def test_a_unit_is_dead_if_no_row_at_all_wakes_it():
    network = one_layer("relu", [[1.0], [1.0], [1.0], [1.0]], [0.0, -5.0, -0.5, 5.0])
    x = np.array([[-1.0], [0.0], [1.0]])
    assert columns_of(network, x)["dead"] == [0.25]
    assert columns_of(network, x[:2])["dead"] == [0.75]  # fewer rows, more seem dead
    assert activation_report(network, x[:2]).verdict == "dead: layer 0"


def test_zeros_are_not_dead_units():
    network, x = mlp([64, 64, 10], rng(0)), split_digits(rng(0)).train[0]
    columns = columns_of(network, x)
    assert columns["zero"][0] == pytest.approx(0.46, abs=0.01)
    assert columns["dead"] == [0.0]
    assert columns_of(network, x[:20])["dead"] == [2 / 64]


def test_saturated_is_above_097_for_tanh_and_as_steep_for_the_sigmoid():
    z = np.array([[np.arctanh(0.969)], [np.arctanh(0.971)], [-np.arctanh(0.971)], [0]])
    assert columns_of(one_layer("tanh", [[1.0]]), z)["saturated"] == [0.5]
    # sigmoid(2 z) = (1 + tanh(z)) / 2
    assert columns_of(one_layer("sigmoid", [[2.0]]), z)["saturated"] == [0.5]
    relu = activation_report(one_layer("relu", [[1.0]]), z)
    assert np.isnan(relu.columns["saturated"]).all()


def test_pixels_that_are_not_standardized_saturate_tanh():
    x = split_digits(rng(0)).train[0]
    raw = 6.0 * x + 5.0
    network = mlp([64, 64, 64, 10], rng(0), "tanh", "xavier_normal")
    report = activation_report(network, raw)
    assert report.verdict == "saturated: layer 0"
    assert report.columns["saturated"][0] > 0.7
    assert activation_report(network, x).columns["saturated"][0] < 0.05


def test_a_layer_that_says_the_same_to_all_rows_is_called_constant():
    network = one_layer("tanh", [[1e-9], [2e-9]], [0.5, 0.25])
    report = activation_report(network, normal(0, 10, 1))
    assert report.verdict == "constant: layer 0"
    assert report.columns["spread"][0] > 0
    dead = one_layer("relu", [[0.0]], [-1.0])
    assert activation_report(dead, normal(0, 10, 1)).verdict == "dead: layer 0"


def test_constant_is_judged_by_the_size_of_the_mean():
    small = one_layer(
        "identity", [[5e-7]], [1e-3]
    )  # small, and yet it tells rows apart
    verdict = activation_report(small, normal(0, 50, 1)).verdict
    assert verdict == "no layer is dead, saturated or constant"
    large = one_layer("identity", [[5e-7]], [1e3])
    assert activation_report(large, normal(0, 50, 1)).verdict == "constant: layer 0"


def test_half_of_the_units_dead_or_saturated_is_not_yet_named():
    half = one_layer("relu", [[1.0], [1.0]], [0.0, -9.0])
    report = activation_report(half, normal(0, 50, 1))
    assert report.columns["dead"].tolist() == [0.5]
    assert report.verdict == "no layer is dead, saturated or constant"
    flat = one_layer("tanh", [[1.0], [1.0]], [0.0, 9.0])
    report = activation_report(flat, np.array([[-0.1], [0.1]]))
    assert report.columns["saturated"].tolist() == [0.5]
    assert report.verdict == "no layer is dead, saturated or constant"


def test_two_illnesses_are_both_named():
    first = Layer(np.array([[5.0], [9.0]]), np.zeros(2), "tanh")
    second = Layer(np.zeros((2, 2)), np.full(2, -1.0), "relu")
    network = Network((first, second, Layer(np.ones((1, 2)), np.zeros(1))))
    report = activation_report(network, np.array([[-1.0], [1.0]]))
    assert report.verdict == "dead: layer 1; saturated: layer 0"
    assert report.title == "layer"


def test_a_healthy_network_is_left_alone_and_all_layers_are_named():
    x = split_digits(rng(0)).train[0]
    healthy = activation_report(mlp([64, 32, 32, 10], rng()), x)
    assert healthy.verdict == "no layer is dead, saturated or constant"
    assert healthy.rows == ("0", "1")
    large = mlp([64, 64, 64, 10], rng(), "tanh", lambda g, shape: g.normal(size=shape))
    assert activation_report(large, 9 * x).verdict == "saturated: layer 0, 1"


def test_the_norm_stands_before_the_bend_that_is_looked_at():
    network = mlp([3, 5, 2], rng(), norm="layer")
    x = normal(0, 20, 3)
    _, kept = run(network.blocks, x)
    report = activation_report(network, x)
    dead = np.mean((kept[0].bent <= 0).all(axis=0))
    assert report.columns["dead"][0] == dead


def test_a_network_without_hidden_layers_has_nothing_to_look_at():
    report = activation_report(mlp([3, 2], rng()), np.ones((2, 3)))
    assert report.rows == () and report.verdict.startswith("no layer is dead")


def test_no_rows_are_refused():
    message = r"^activation_report: no rows; x \(0, 3\)$"
    with pytest.raises(ValueError, match=message):
        activation_report(mlp([3, 4, 2], rng()), np.ones((0, 3)))


# Gradients


def test_gradient_norms_are_those_of_weights_not_of_biases():
    grads = [np.array([[3.0, 4.0]]), np.array([7.0]), np.array([[12.0]])]
    np.testing.assert_allclose(gradient_norms(grads), [5.0, 12.0], rtol=1e-15)


def test_update_ratios_are_shares_of_the_weights_length():
    before = [np.array([[3.0, 4.0]]), np.ones(1), np.zeros((2, 1)), np.zeros((1, 1))]
    after = [np.array([[3.0, 4.5]]), np.zeros(1), np.ones((2, 1)), np.zeros((1, 1))]
    np.testing.assert_allclose(update_ratios(before, after), [0.1, np.inf, 0.0])
    with pytest.raises(ValueError, match=r"^update_ratios: after has 1 arrays"):
        update_ratios(before, after[:1])


def deep(activation="relu", initializer="he_normal"):
    parts = split_digits(rng(0))
    return mlp([64, *[48] * 6, 10], rng(0), activation, initializer), *parts.train


def test_the_columns_are_the_norms_of_weights_gradients_and_steps():
    network, x, y = deep()
    _, grads = network.loss_and_grads(x, y)
    after = [p - 0.01 * g for p, g in zip(network.params, grads, strict=True)]
    report = gradient_report(network, x, y, after)
    weights = network.params[::2]
    for k, (w, g) in enumerate(zip(weights, grads[::2], strict=True)):
        size, slope = np.sqrt((w**2).sum()), np.sqrt((g**2).sum())
        assert report.columns["weight"][k] == pytest.approx(size, rel=1e-12, abs=0)
        assert report.columns["gradient"][k] == pytest.approx(slope, rel=1e-12, abs=0)
        assert report.columns["update/weight"][k] == pytest.approx(
            0.01 * slope / size, rel=1e-9, abs=0
        )
    assert report.verdict == "gradients arrive at every layer"
    assert report.panels == (("gradient",), ("update/weight",))
    short = gradient_report(network, x, y)
    assert list(short.columns) == ["weight", "gradient"]
    assert short.panels == (("gradient",),)


def test_vanishing_gradients_are_called_so():
    report = gradient_report(*deep("sigmoid", "xavier_normal"))
    share = report.columns["gradient"][0] / report.columns["gradient"][-1]
    assert 1e-4 < share < 1e-3
    expected = f"gradients vanish towards the input: first/last {share:.1e}"
    assert report.verdict == expected


def test_a_frozen_layer_and_too_large_a_step_are_named_by_their_layer():
    network, x, y = deep()
    after = [1.01 * p for p in network.params]
    after[4] = network.params[4]
    after[8], after[12] = 1.2 * network.params[8], 0.8 * network.params[12]
    assert gradient_report(network, x, y, after).verdict == (
        "layer 2 without a move; layer 4, 6 moved by more than a tenth of its length"
    )


def test_a_dead_network_gets_no_gradient_anywhere_but_in_its_last_biases():
    network, x, y = deep()
    params = network.params
    params[1] = np.full(48, -1e6)
    report = gradient_report(network.with_params(params), x, y)
    assert report.verdict == (
        "no gradient arrives anywhere: dead units, or a loss that is flat"
    )


def test_gradients_that_grow_towards_the_input_are_called_so():
    for factor, verdict in (
        (1e3, "gradients grow towards the input: first/last 1.0e+03"),
        (50.0, "gradients arrive at every layer"),
    ):
        layers = Layer(np.eye(2), np.zeros(2)), Layer(factor * np.eye(2), np.zeros(2))
        network = Network(layers, "mse")
        report = gradient_report(network, np.ones((1, 2)), np.zeros((1, 2)))
        assert report.verdict == verdict


def test_a_last_layer_without_gradient_is_an_infinite_share():
    # Both units of the first layer say the same, and the second takes their difference.
    first = Layer(np.ones((2, 1)), np.zeros(2), "tanh")
    second = Layer(np.array([[1.0, -1.0]]), np.zeros(1), "tanh")
    network = Network((first, second, Layer(np.ones((1, 1)), np.zeros(1))), "mse")
    report = gradient_report(network, np.ones((1, 1)), np.ones((1, 1)))
    assert (report.columns["gradient"] > 0).tolist() == [True, True, False]
    assert report.verdict == "gradients grow towards the input: first/last inf"
    assert (report.title, report.rows) == ("layer", ("0", "1", "2"))


def test_everything_of_part_ten_can_be_had_from_diagnostics():
    for name in diagnostics.__all__:
        assert getattr(diagnostics, name).__name__ == name


def test_a_row_is_moved_from_where_it_stands():
    hinge = [[10.0], [10.0], [-10.0]]  # far from its corner a small move is small

    influence = row_influence(lambda x: np.maximum(x, 0.0), np.array(hinge), rng())
    assert 0 < influence[0, 0] < 0.01 and 0 < influence[1, 1] < 0.01
    assert np.count_nonzero(influence) == 2


@pytest.mark.parametrize(
    "first, last, said",
    [(100.5, 1, "grow"), (99.5, 1, "arrive"), (1, 99, "arrive"), (1, 101, "vanish")],
)
def test_a_hundredfold_is_what_is_said_about_gradients(first, last, said):
    # One unit a layer: gradients of w1 and w2 are x w2 and h = w1 x, times the error.
    layers = [Layer(np.array([[float(w)]]), np.zeros(1)) for w in (last, first)]
    network = Network(tuple(layers), "mse")
    report = gradient_report(network, np.ones((1, 1)), np.zeros((1, 1)))
    norms = report.columns["gradient"]
    assert norms[0] / norms[1] == pytest.approx(first / last, rel=1e-12, abs=0)
    assert report.verdict.startswith(f"gradients {said}")


def test_a_step_of_exactly_a_tenth_is_not_too_large():
    network = Network((Layer(np.array([[10.0]]), np.zeros(1)),), "mse")
    x, y = np.ones((1, 1)), np.zeros((1, 1))
    for w, said in ((11.0, "gradients arrive"), (11.1, "layer 0 moved by more")):
        after = [np.array([[w]]), np.zeros(1)]
        assert gradient_report(network, x, y, after).verdict.startswith(said)
