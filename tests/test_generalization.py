"""Approximation, capacity and inductive bias: closed forms, identities, known runs."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, same_slopes, seeds, sizes

from nnnotes import generalization
from nnnotes.approximation import (
    count_pieces,
    fold_network,
    hinge_bound,
    hinge_network,
    random_layer_error,
)
from nnnotes.capacity import minimum_norm, random_feature_sweep, width_sweep
from nnnotes.conv_network import ConvNetwork, conv_network
from nnnotes.convolution import (
    convolve,
    convolve_grad,
    max_pool,
    max_pool_grad,
    patches,
)
from nnnotes.data import moons
from nnnotes.forward import Layer
from nnnotes.inductive_bias import (
    learned_share,
    permute_inputs,
    row_space_share,
    shift_images,
)
from nnnotes.mlp import mlp
from nnnotes.network import Network
from nnnotes.optimization import gradient_descent
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

TURN = 2 * math.pi


def rng(seed=0):
    return np.random.default_rng(seed)


# Hinges


@pytest.mark.parametrize("pieces", [1, 2, 7, 16])
def test_hinges_meet_the_curve_at_the_knots_and_are_straight_between(pieces):
    network = hinge_network(np.cos, -1.0, 4.0, pieces)
    knots = np.linspace(-1.0, 4.0, pieces + 1)
    at = network.forward(knots[:, None]).ravel()
    np.testing.assert_allclose(at, np.cos(knots), atol=1e-13)
    middles = (knots[1:] + knots[:-1]) / 2
    between = network.forward(middles[:, None]).ravel()
    np.testing.assert_allclose(between, (at[1:] + at[:-1]) / 2, atol=1e-13)
    assert network.layers[0].w.shape == (pieces, 1)


def test_the_sine_is_missed_by_as_much_as_the_notes_say():
    grid = np.linspace(0.0, TURN, 20001)
    known = {4: 0.210514, 8: 0.070378, 16: 0.018846, 32: 0.004792, 64: 0.001203}
    for pieces, error in known.items():
        network = hinge_network(np.sin, 0.0, TURN, pieces)
        missed = np.abs(network.forward(grid[:, None]).ravel() - np.sin(grid)).max()
        assert missed == pytest.approx(error, abs=1e-6)
        assert missed <= hinge_bound(0.0, TURN, pieces, curvature=1.0)


def test_the_bound_is_reached_by_a_parabola_and_falls_with_the_square():
    grid = np.linspace(1.0, 3.0, 2001)
    for pieces in (1, 2, 8):
        network = hinge_network(lambda x: 3 * x**2, 1.0, 3.0, pieces)
        missed = np.abs(network.forward(grid[:, None]).ravel() - 3 * grid**2).max()
        assert missed == pytest.approx(
            hinge_bound(1.0, 3.0, pieces, 6.0), rel=1e-9, abs=0
        )
    assert hinge_bound(0.0, 1.0, 4, 1.0) == 4 * hinge_bound(0.0, 1.0, 8, 1.0)


def test_outside_of_the_interval_hinges_know_nothing():
    network = hinge_network(np.sin, 0.0, TURN, 128)
    outside = np.linspace(TURN, 2 * TURN, 500)
    missed = np.abs(network.forward(outside[:, None]).ravel() - np.sin(outside))
    assert missed.max() == pytest.approx(6.28, abs=0.005)


def test_a_polynomial_bend_never_gets_better_than_its_polynomial():
    x = np.linspace(0.0, TURN, 400)[:, None]
    quadratic = np.concatenate([x**0, x, x**2], axis=1)
    best = quadratic @ np.linalg.lstsq(quadratic, np.sin(x))[0]
    left = math.sqrt(np.mean((best - np.sin(x)) ** 2))
    for width in (4, 64, 256):
        error = random_layer_error(np.square, x, np.sin(x), width, rng())
        assert error == pytest.approx(left, abs=1e-9)
    assert random_layer_error(np.tanh, x, np.sin(x), 64, rng()) < 1e-6


def test_a_random_layer_draws_weights_then_biases_and_fits_with_an_offset():
    x, y = normal(0, 30, 2), normal(1, 30, 3)
    draw = rng(5)
    w, b = draw.standard_normal((4, 2)), draw.uniform(-2.0, 2.0, 4)
    h = np.concatenate([np.tanh(x @ w.T + b), np.ones((30, 1))], axis=1)
    left = y - h @ np.linalg.solve(h.T @ h, h.T @ y)
    error = random_layer_error(np.tanh, x, y, 4, rng(5), spread=2.0)
    assert error == pytest.approx(math.sqrt((left**2).mean()), rel=1e-10, abs=0)


# Folds


@pytest.mark.parametrize("folds", [1, 2, 3, 6])
def test_every_fold_doubles_the_pieces(folds):
    network = fold_network(folds)
    assert count_pieces(network, np.zeros(1), np.ones(1)) == 2**folds
    knots = np.linspace(0.0, 1.0, 2**folds + 1)
    saw = network.forward(knots[:, None]).ravel()
    np.testing.assert_array_equal(saw, np.arange(2**folds + 1) % 2)
    assert sum(len(layer.w) for layer in network.layers[:-1]) == 2 * folds


def test_pieces_of_one_layer_are_its_kinks_within_the_segment():
    hidden = Layer(np.ones((4, 1)), -np.array([0.2, 0.4, 0.9, 1.7]), "relu")
    network = Network((hidden, Layer(np.ones((1, 4)), np.zeros(1))), "mse")
    assert count_pieces(network, np.zeros(1), np.ones(1)) == 4
    assert count_pieces(network, np.ones(1), np.zeros(1)) == 4
    assert count_pieces(network, np.zeros(1), np.array([2.0])) == 5
    assert count_pieces(network, np.array([0.41]), np.array([0.5])) == 1


def pieces_on_a_grid(network, start, stop, points):
    """Count the changes of any unit's sign between neighbors on a fine grid."""
    t = np.linspace(0.0, 1.0, points)[:, None]
    h, found = start + t * (stop - start), 1
    changed = np.zeros(points - 1, dtype=bool)
    for layer in network.layers[:-1]:
        z = h @ layer.w.T + layer.b
        changed |= ((z[1:] > 0) != (z[:-1] > 0)).any(axis=1)
        h = np.maximum(z, 0.0)
    return found + int(changed.sum())


@pytest.mark.parametrize("widths", [[32], [8, 8], [4, 4, 4, 4]])
def test_pieces_of_random_networks_are_those_on_a_fine_grid(widths):
    for seed in range(3):
        start = mlp([3, *widths, 1], rng(seed), loss="mse")
        params = [
            p if p.ndim == 2 else 0.3 * normal(seed + k, *p.shape)
            for k, p in enumerate(start.params)
        ]
        network = start.with_params(params)
        ends = normal(seed + 20, 2, 3, scale=3.0)
        exact = count_pieces(network, *ends)
        assert exact == pieces_on_a_grid(network, *ends, 60_001)
        assert 1 < exact <= sum(widths) + 20


def test_a_random_network_has_about_as_many_pieces_as_units():
    # A power of the depth takes special weights: the mean of ten 8 x 8 nets is 37.
    counts = []
    for seed in range(10):
        draw = rng(seed)
        along, across = (v / np.linalg.norm(v) for v in draw.standard_normal((2, 8)))
        layers = []
        for _ in range(8):
            w = math.sqrt(2 / 8) * draw.standard_normal((8, 8))
            layers.append(Layer(w, 0.3 * draw.standard_normal(8), "relu"))
        network = Network((*layers, Layer(np.ones((1, 8)), np.zeros(1))), "mse")
        ends = [side * 3 * along + 0.3 * across for side in (-1, 1)]
        counts.append(count_pieces(network, *ends))
    assert np.mean(counts) == pytest.approx(37.3, abs=0.05)


# Capacity


@few
@given(n=sizes, m=sizes, d=sizes, seed=seeds)
def test_minimum_norm_is_the_pseudoinverse(n, m, d, seed):
    f, y = normal(seed, n, m), normal(seed + 1, n, d)
    wanted = np.linalg.pinv(f) @ y
    size = np.abs(wanted).max()
    np.testing.assert_allclose(minimum_norm(f, y), wanted, atol=1e-8 * size)


def test_ridge_solves_its_normal_equations():
    for n, m in ((20, 5), (5, 20)):
        f, y = normal(0, n, m), normal(1, n, 3)
        wanted = np.linalg.solve(f.T @ f + 0.7 * np.eye(m), f.T @ y)
        np.testing.assert_allclose(minimum_norm(f, y, ridge=0.7), wanted, rtol=1e-10)


def test_directions_that_are_only_rounding_are_left_alone():
    f = normal(0, 6, 3) @ normal(1, 3, 8)  # rank 3
    c = minimum_norm(f, f @ np.ones((8, 1)))
    np.testing.assert_allclose(f @ c, f @ np.ones((8, 1)), rtol=1e-10)
    assert np.linalg.norm(c) < np.linalg.norm(np.ones(8))
    np.testing.assert_array_equal(minimum_norm(np.zeros((2, 3)), np.ones((2, 1))), 0.0)


def test_descent_from_zero_ends_at_the_minimum_norm_and_from_elsewhere_not():
    draw = rng(0)
    a, y = draw.standard_normal((20, 50)), draw.standard_normal(20)[:, None]
    start = draw.standard_normal(50)[:, None]

    def end(w):
        def grad(params):
            return [a.T @ (a @ params[0] - y) / 20]

        return gradient_descent(grad, [w], lr=0.2, steps=3000)[-1][0]

    smallest = minimum_norm(a, y)
    assert np.linalg.norm(smallest) == pytest.approx(0.5982, abs=1e-4)
    np.testing.assert_allclose(end(np.zeros((50, 1))), smallest, atol=1e-13)
    elsewhere = end(start)
    assert np.linalg.norm(elsewhere) == pytest.approx(5.566, abs=1e-3)
    np.testing.assert_allclose(a @ elsewhere, y, atol=1e-12)
    unseen = start - row_space_share(a, start)
    np.testing.assert_allclose(elsewhere, smallest + unseen, atol=1e-12)


def test_the_part_in_the_row_space_is_a_projection():
    f, w = normal(0, 3, 7), normal(1, 7, 2)
    part = row_space_share(f, w)
    np.testing.assert_allclose(f @ part, f @ w, rtol=1e-10)
    np.testing.assert_allclose(row_space_share(f, part), part, rtol=1e-9)
    np.testing.assert_allclose(part.T @ (w - part), 0.0, atol=1e-12)


def digits(n):
    parts = split_digits(rng(0))
    return (parts.train[0][:n], parts.train[1][:n]), parts.test


def test_the_worst_model_has_as_many_features_as_rows():
    train, test = digits(200)
    report = random_feature_sweep(train, test, [100, 200, 400])
    errors = report.columns["test error"]
    np.testing.assert_allclose(errors, [0.140, 0.718, 0.070], atol=0.006)
    assert report.columns["test mse"][1] == pytest.approx(31.3, abs=0.1)
    assert report.columns["train mse"][2] < 1e-20
    assert report.columns["norm"][1] == pytest.approx(98, abs=1)
    assert report.verdict == "test mse is largest at 200 features; there are 200 rows"
    assert (report.title, report.rows) == ("features", ("100", "200", "400"))


def test_ridge_takes_the_peak_away():
    (x, y), test = digits(200)
    noisy = redraw_labels(y, 0.2, 10, rng(5))
    report = random_feature_sweep((x, noisy), test, [100, 200], ridge=10.0)
    np.testing.assert_allclose(report.columns["test error"], [0.102, 0.105], atol=0.006)


def test_more_rows_hurt_where_they_meet_the_number_of_features():
    errors = []
    for n in (100, 200, 300):
        train, test = digits(n)
        report = random_feature_sweep(train, test, [200])
        errors.append(report.columns["test error"][0])
    assert errors[1] > 3 * errors[0] > 0 and errors[2] < errors[0]


def test_a_point_of_the_sweep_does_not_depend_on_the_others():
    train, test = digits(40)
    one = random_feature_sweep(train, test, [10, 60], seeds=[4]).columns
    two = random_feature_sweep(train, test, [60], seeds=[4]).columns
    for name in one:
        assert one[name][1] == two[name][0]
    three = random_feature_sweep(train, test, [60], seeds=[3, 4, 5]).columns
    each = [
        random_feature_sweep(train, test, [60], seeds=[s]).columns for s in (3, 4, 5)
    ]
    for name in three:
        assert three[name][0] == np.median([c[name][0] for c in each])


def test_one_feature_is_a_model_too():
    train, test = digits(20)
    report = random_feature_sweep(train, test, [1], seeds=[0])
    assert report.columns["test error"][0] > 0.5


def test_targets_are_one_hot_less_their_mean():
    # No feature at all gives 0 everywhere: (1 - 1/K)^2 + (K - 1) / K^2.
    train = np.zeros((4, 2)), np.array([0, 1, 2, 3])
    columns = random_feature_sweep(train, train, [3], seeds=[0]).columns
    np.testing.assert_allclose(columns["test mse"], 0.75**2 + 3 / 16, rtol=1e-12)


def test_errors_are_sums_over_the_classes_and_means_over_the_rows():
    (x, y), (x_new, y_new) = train, test = digits(30)
    columns = random_feature_sweep(train, test, [8], ridge=2.0, seeds=[3]).columns
    draw = rng(1000 * 3 + 8)
    w = draw.standard_normal((8, 64)) / 8
    h, h_new = np.maximum(x @ w.T, 0), np.maximum(x_new @ w.T, 0)
    y, y_new = np.eye(10)[y] - 0.1, np.eye(10)[y_new] - 0.1
    c = np.linalg.solve(h.T @ h + 2.0 * np.eye(8), h.T @ y)
    near, far = np.sum((h @ c - y) ** 2) / 30, np.sum((h_new @ c - y_new) ** 2)
    np.testing.assert_allclose(columns["train mse"], near, rtol=1e-9)
    np.testing.assert_allclose(columns["test mse"], far / len(x_new), rtol=1e-9)


def test_networks_written_down_are_regressors():
    assert hinge_network(np.sin, 0.0, 1.0, 3).loss == fold_network(2).loss == "mse"


def test_no_image_may_be_shifted():
    assert shift_images(np.ones((0, 64)), 1, 0).shape == (0, 64)


def test_the_convolution_prints_its_layers_and_parameters():
    assert repr(conv_network(2, 3, rng())) == (
        "layer      activation        w     b  parameters\n"
        "filters  relu, pooled   (2, 9)  (2,)          20\n"
        "last         identity  (3, 18)  (3,)          57\n"
        "total                                         77"
    )


def test_the_gradient_of_pooling_names_itself_when_it_refuses():
    with pytest.raises(ValueError, match=r"^max_pool_grad: "):
        max_pool_grad(np.ones((1, 35, 2)), np.ones((1, 9, 2)))


def test_the_same_network_learns_the_rule_or_the_noise():
    (x, y), test = digits(300)
    noise = rng(7).integers(0, 10, 300)
    settings = {"epochs": 100, "lr": 0.01}
    rule = width_sweep((x, y), test, [2, 64], **settings).columns
    lies = width_sweep((x, noise), test, [64], **settings).columns
    np.testing.assert_array_equal(rule["parameters"], [160, 4810])
    np.testing.assert_allclose(rule["parameters/row"], [160 / 300, 4810 / 300])
    np.testing.assert_allclose(rule["train accuracy"], [0.600, 1.0], atol=0.004)
    np.testing.assert_allclose(rule["test accuracy"], [0.497, 0.970], atol=0.004)
    assert lies["train accuracy"][0] == 1.0 and lies["test accuracy"][0] < 0.12


def test_a_width_does_not_depend_on_the_others_and_the_best_is_named():
    train, test = moons(40, 0.1, rng(0)), moons(100, 0.1, rng(1))
    both = width_sweep(train, test, [1, 12], epochs=40, lr=0.05)
    alone = width_sweep(train, test, [12], epochs=40, lr=0.05)
    assert both.columns["test accuracy"][1] == alone.columns["test accuracy"][0]
    assert (both.title, both.rows) == ("width", ("1", "12"))
    assert both.verdict == "test accuracy is highest at width 12"
    other = width_sweep(train, test, [12], epochs=40, lr=0.05, seed=3)
    settings = {"epochs": 40, "rng": rng(3), "lr": 0.05}
    _, history = fit(mlp([2, 12, 2], rng(3)), train, test, **settings)
    assert other.columns["train accuracy"][0] == history.train_accuracy[-1]
    assert other.columns["test accuracy"][0] == history.val_accuracy[-1]


# Convolution


def test_patches_are_the_36_windows_of_an_image():
    image = np.arange(64).reshape(8, 8)
    found = patches()
    for place in range(36):
        r, c = divmod(place, 6)
        np.testing.assert_array_equal(found[place], image[r : r + 3, c : c + 3].ravel())


def test_a_convolutional_network_gives_pytorchs_output_and_gradients():
    found = recorded("network")["convolution"]
    x, labels = np.array(found["x"]), np.array(found["labels"])
    network = ConvNetwork([np.array(p) for p in found["params"]])
    np.testing.assert_allclose(network.forward(x), found["output"], rtol=1e-12)
    assert network.evaluate(x, labels)[0] == pytest.approx(
        found["loss"], rel=1e-12, abs=0
    )
    same, grads = network.training_pass(x, labels, rng())
    assert same is network
    for ours, theirs in zip(grads, found["grads"], strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-13)


@few
@given(n=sizes, c=sizes, seed=seeds)
def test_gradients_of_convolution_and_pooling_are_slopes(n, c, seed):
    x, w, b = normal(seed, n, 64), normal(seed + 1, c, 9), normal(seed + 2, c)
    dz, d = normal(seed + 3, n, 36, c), normal(seed + 4, n, 9, c)
    dw, db = convolve_grad(x, dz)
    same_slopes(dw, lambda v: np.sum(dz * convolve(x, v, b)), w)
    same_slopes(db, lambda v: np.sum(dz * convolve(x, w, v)), b)
    a = rng(seed).permutation(n * 36 * c).reshape(n, 36, c) / 10.0  # no ties
    if n * c <= 4:
        same_slopes(max_pool_grad(a, d), lambda v: np.sum(d * max_pool(v)), a)


def test_ties_share_the_gradient_of_their_square():
    a = np.zeros((1, 36, 1))
    a[0, 0, 0] = a[0, 7, 0] = 1.0
    da = max_pool_grad(a, np.full((1, 9, 1), 4.0))
    assert da[0, [0, 1, 6, 7], 0].tolist() == [2.0, 0.0, 0.0, 2.0]
    assert da[0, [2, 3, 8, 9], 0].tolist() == [1.0] * 4
    assert da.sum() == 36.0


def test_shifting_an_image_shifts_its_map():
    x = np.zeros((1, 64))
    x[0, [27, 28, 36]] = [1.0, 2.0, 3.0]
    w = normal(0, 2, 9)
    z = convolve(x, w, np.zeros(2)).reshape(6, 6, 2)
    moved = convolve(shift_images(x, 1, 0), w, np.zeros(2)).reshape(6, 6, 2)
    np.testing.assert_allclose(moved[:, 1:], z[:, :-1], atol=1e-15)


def test_a_convolution_cares_about_shuffled_pixels_and_an_mlp_does_not():
    (x, y), (x_test, y_test) = digits(100)
    order = rng(9).permutation(64)

    def accuracy(network, by):
        settings = {"epochs": 20, "lr": 0.005, "batch_size": 25, "every": 20}
        trained, _ = fit(network, (x[:, by], y), rng=rng(0), **settings)
        return trained.evaluate(x_test[:, by], y_test)[1]

    straight = np.arange(64)
    conv = [accuracy(conv_network(16, 10, rng(0)), by) for by in (straight, order)]
    dense = [accuracy(mlp([64, 64, 10], rng(0)), by) for by in (straight, order)]
    assert conv[0] - conv[1] > 0.05
    assert abs(dense[0] - dense[1]) < 0.02


def test_a_convolutional_network_starts_with_its_own_draws_and_prints_its_size():
    network = conv_network(16, 10, rng(2))
    draw = rng(2)
    first = math.sqrt(2 / 9) * draw.standard_normal((16, 9))
    last = math.sqrt(1 / 144) * draw.standard_normal((10, 144))
    for p, wanted in zip(
        network.params, (first, np.zeros(16), last, np.zeros(10)), strict=True
    ):
        np.testing.assert_allclose(p, wanted, rtol=1e-14)
    assert repr(network).split("\n")[3].split() == ["total", "1610"]
    assert repr(network).split("\n")[1:3] == [
        "filters  relu, pooled    (16, 9)  (16,)         160",
        "last         identity  (10, 144)  (10,)        1450",
    ]


def test_new_parameters_make_a_new_convolutional_network():
    network = conv_network(2, 3, rng())
    other = network.with_params([p + 1 for p in network.params])
    assert not np.array_equal(other.params[0], network.params[0])
    with pytest.raises(ValueError, match=r"^with_params: params has 3 arrays"):
        network.with_params(network.params[:3])


# Inductive bias


def test_a_network_with_its_first_columns_shuffled_learns_the_same_from_shuffled_rows():
    (x, y), _ = digits(60)
    order = rng(9).permutation(64)
    network = mlp([64, 16, 10], rng(0))
    settings = {"epochs": 5, "optimizer": "sgd", "lr": 0.05, "batch_size": 25}
    _, one = fit(network, (x, y), rng=rng(0), **settings)
    moved = permute_inputs(network, order)
    _, two = fit(moved, (x[:, order], y), rng=rng(0), **settings)
    np.testing.assert_allclose(one.train_loss, two.train_loss, rtol=1e-12)
    _, inverse = fit(
        permute_inputs(network, np.argsort(order)), (x[:, order], y), rng=rng(0),
        **settings,
    )  # fmt: skip
    assert abs(inverse.train_loss[-1] - one.train_loss[-1]) > 1e-3


@pytest.mark.parametrize("right, down", [(1, 0), (-2, 0), (0, 3), (0, -1), (2, -3)])
def test_a_shift_moves_every_pixel_and_leaves_paper_behind(right, down):
    x = normal(0, 3, 64)
    moved = shift_images(x, right, down).reshape(3, 8, 8)
    images = x.reshape(3, 8, 8)
    for r in range(8):
        for c in range(8):
            inside = 0 <= r - down < 8 and 0 <= c - right < 8
            wanted = images[:, r - down, c - right] if inside else x.min()
            np.testing.assert_array_equal(moved[:, r, c], wanted)


def test_a_shift_of_nothing_changes_nothing_and_x_is_left_alone():
    x = normal(0, 2, 64)
    held = x.copy()
    np.testing.assert_array_equal(shift_images(x, 0, 0), x)
    shift_images(x, 7, -7)
    np.testing.assert_array_equal(x, held)


def test_the_learned_share_is_the_factor_of_a_wave():
    x = np.linspace(-math.pi, math.pi, 256, endpoint=False)
    output = 0.3 * np.sin(x) - 0.5 * np.sin(8 * x) + 2.0 * np.cos(4 * x) + 1.0
    shares = [learned_share(output, x, k) for k in (1, 4, 8)]
    np.testing.assert_allclose(shares, [0.3, 0.0, -0.5], atol=1e-12)


def test_slow_waves_are_learned_before_fast_ones():
    x = np.linspace(-math.pi, math.pi, 256, endpoint=False)
    waves = sum(np.sin(k * x) for k in (1, 4, 8))[:, None]
    network = mlp([1, 128, 128, 1], rng(0), loss="mse")
    params = network.params
    params[1] = -params[0][:, 0] * rng(0).uniform(-math.pi, math.pi, 128)
    settings = {"epochs": 100, "batch_size": 256, "every": 100}
    trained, _ = fit(
        network.with_params(params), (x[:, None], waves), rng=rng(), **settings
    )
    output = trained.forward(x[:, None])[:, 0]
    shares = [learned_share(output, x, k) for k in (1, 4, 8)]
    np.testing.assert_allclose(shares, [1.03, 0.44, 0.17], atol=0.01)


# What does not fit


@pytest.mark.parametrize(
    "make, message",
    [
        (
            lambda: hinge_network(np.sin, 1.0, 1.0, 4),
            "hinge_network: high is 1.0, expected more than 1",
        ),
        (
            lambda: hinge_network(np.sin, 0.0, 1.0, 0),
            "hinge_network: pieces is 0, expected an integer of 1 or more",
        ),
        (
            lambda: hinge_network(lambda x: x[1:], 0.0, 1.0, 2),
            "hinge_network: f(knots) is (2,), expected (3,); as the knots",
        ),
        (
            lambda: hinge_network(lambda x: x * np.inf, 1.0, 2.0, 2),
            "hinge_network: 3 of 3 entries of f(knots) are nan or inf",
        ),
        (
            lambda: hinge_bound(1.0, 0.0, 2, 1.0),
            "hinge_bound: high is 0.0, expected more than 1",
        ),
        (
            lambda: hinge_bound(0.0, 1.0, 0, 1.0),
            "hinge_bound: pieces is 0, expected an integer of 1 or more",
        ),
        (
            lambda: hinge_bound(0.0, 1.0, 2, -1.0),
            "hinge_bound: curvature is -1.0, expected 0 or more",
        ),
        (
            lambda: random_layer_error(
                np.tanh, np.ones((4, 1)), np.ones((3, 1)), 2, rng()
            ),
            "random_layer_error: y is (3, 1), expected (4, 1); x (4, 1)",
        ),
        (
            lambda: random_layer_error(
                np.tanh, np.ones((4, 1)), np.ones((4, 1)), 0, rng()
            ),
            "random_layer_error: width is 0, expected an integer of 1 or more",
        ),
        (
            lambda: random_layer_error(
                np.tanh, np.ones((4, 1)), np.ones((4, 1)), 2, rng(), spread=0.0
            ),
            "random_layer_error: spread is 0.0, expected more than 0",
        ),
        (
            lambda: random_layer_error(
                np.tanh, np.ones((4, 1)), np.full((4, 1), np.nan), 2, rng()
            ),
            "random_layer_error: 4 of 4 entries of y are nan or inf",
        ),
        (
            lambda: fold_network(0),
            "fold_network: folds is 0, expected an integer of 1 or more",
        ),
        (
            lambda: count_pieces(mlp([2, 3, 1], rng(), "tanh"), np.ones(2), np.ones(2)),
            "count_pieces: expected ReLU in all hidden layers, no norms",
        ),
        (
            lambda: count_pieces(
                mlp([2, 3, 1], rng(), norm="layer"), np.ones(2), np.ones(2)
            ),
            "count_pieces: expected ReLU in all hidden layers, no norms",
        ),
        (
            lambda: count_pieces(mlp([2, 3, 1], rng()), np.ones(3), np.ones(2)),
            "count_pieces: start is (3,), expected (2,); as the first layer",
        ),
        (
            lambda: count_pieces(mlp([2, 3, 1], rng()), np.ones(2), np.ones((1, 2))),
            "count_pieces: stop is (1, 2), expected (2,); as the first layer",
        ),
        (
            lambda: minimum_norm(np.ones(3), np.ones((3, 1))),
            "minimum_norm: features is (3,), expected two axes, neither 0",
        ),
        (
            lambda: minimum_norm(np.ones((3, 0)), np.ones((3, 1))),
            "minimum_norm: features is (3, 0), expected two axes, neither 0",
        ),
        (
            lambda: minimum_norm(np.ones((3, 2)), np.ones((2, 1))),
            "minimum_norm: targets is (2, 1), expected (3, 1); features (3, 2)",
        ),
        (
            lambda: minimum_norm(np.ones((3, 2)), np.full((3, 1), np.inf)),
            "minimum_norm: 3 of 3 entries of targets are nan or inf",
        ),
        (
            lambda: minimum_norm(np.ones((3, 2)), np.ones((3, 1)), ridge=-1.0),
            "minimum_norm: ridge is -1.0, expected 0 or more",
        ),
        (
            lambda: random_feature_sweep(*digits(9), []),
            "random_feature_sweep: counts [], seeds [0, 1, 2], expected one or more",
        ),
        (
            lambda: random_feature_sweep(*digits(9), [3], seeds=[]),
            "random_feature_sweep: counts [3], seeds [], expected one or more",
        ),
        (
            lambda: random_feature_sweep(*digits(9), [3, 0]),
            "random_feature_sweep: counts [3, 0], seeds [0, 1, 2], expected one or",
        ),
        (
            lambda: random_feature_sweep(
                (np.ones((3, 2)), np.ones(3)), digits(9)[1], [3]
            ),
            "random_feature_sweep: labels are float64, expected integers",
        ),
        (
            lambda: width_sweep(*digits(9), [], epochs=1),
            "width_sweep: no widths, expected one or more",
        ),
        (
            lambda: width_sweep(
                (np.ones((3, 2)), np.ones(3)), digits(9)[1], [3], epochs=1
            ),
            "width_sweep: labels are float64, expected integers",
        ),
        (
            lambda: convolve(np.ones((2, 63)), np.ones((1, 9)), np.ones(1)),
            "convolve: x has 63 columns, w expects 64",
        ),
        (
            lambda: convolve(np.ones((2, 64)), np.ones((1, 8)), np.ones(1)),
            "convolve: w is (1, 8), expected (1, 9); 3x3 filters",
        ),
        (
            lambda: convolve(np.ones((2, 64)), np.ones((1, 9)), np.ones(2)),
            "convolve: b is (2,), expected (1,); w (1, 9)",
        ),
        (
            lambda: convolve_grad(np.ones((2, 64)), np.ones((2, 35, 1))),
            "convolve_grad: dz is (2, 35, 1), expected (2, 36, 1); x (2, 64)",
        ),
        (
            lambda: convolve_grad(np.ones((2, 63)), np.ones((2, 36, 1))),
            "convolve_grad: x has 63 columns, w expects 64",
        ),
        (
            lambda: max_pool(np.ones((2, 35, 1))),
            "max_pool: a is (2, 35, 1), expected (2, 36, 1); 6x6 places",
        ),
        (
            lambda: max_pool_grad(np.ones((2, 36, 1)), np.ones((2, 9, 2))),
            "max_pool_grad: d is (2, 9, 2), expected (2, 9, 1); a (2, 36, 1)",
        ),
        (
            lambda: conv_network(0, 10, rng()),
            "conv_network: filters is 0, expected an integer of 1 or more",
        ),
        (
            lambda: conv_network(1, 0, rng()),
            "conv_network: n_classes is 0, expected an integer of 1 or more",
        ),
        (
            lambda: conv_network(1, 2, rng()).forward(np.full((1, 64), np.nan)),
            "ConvNetwork: 64 of 64 entries of x are nan or inf",
        ),
        (
            lambda: permute_inputs(mlp([3, 2], rng()), [0, 1, 1]),
            "permute_inputs: order has 3 entries, expected each of 0 to 2 once",
        ),
        (
            lambda: shift_images(np.ones((2, 63)), 0, 0),
            "shift_images: x is (2, 63), expected (2, 64); 8x8 images",
        ),
        (
            lambda: shift_images(np.ones(64), 0, 0),
            "shift_images: x is (64,), expected (n, d_in)",
        ),
        (
            lambda: shift_images(np.ones((2, 64)), 0, -8),
            "shift_images: right 0, down -8, expected -7 to 7 each",
        ),
        (
            lambda: learned_share(np.ones(3), np.ones(4), 1),
            "learned_share: output is (3,), expected (4,); x (4,)",
        ),
        (
            lambda: learned_share(np.ones((4, 1)), np.ones((4, 1)), 1),
            "learned_share: x is (4, 1), expected (4,); one axis",
        ),
        (
            lambda: row_space_share(np.ones((2, 3)), np.ones((2, 1))),
            "row_space_share: weights is (2, 1), expected (3, 1); features (2, 3)",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(make, message):
    with (
        np.errstate(invalid="ignore"),
        pytest.raises(ValueError, match="^" + re.escape(message)),
    ):
        make()


def test_a_convolutional_network_that_overflows_says_so():
    network = conv_network(1, 2, rng())
    network = network.with_params([1e200 * p for p in network.params])
    x = np.ones((1, 64))
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match=r"^the norm of output is"),
    ):
        network.training_pass(x, np.array([0]), rng())
    with np.errstate(all="ignore"):
        assert math.isnan(network.evaluate(x, np.array([0]))[0])


def test_everything_of_part_nine_can_be_had_from_generalization():
    for name in generalization.__all__:
        assert getattr(generalization, name).__name__ == name
