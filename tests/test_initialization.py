"""Initializers by their moments, propagation by its measurement on random networks.

The tolerance of a moment is five times the standard deviation that sampling gives it.
Of n draws with variance s, the mean has sqrt(s / n) and the variance has
s sqrt((k - 1) / n), where k, the fourth moment over s squared, is 3 for normal and 9/5
for uniform draws.
"""

import inspect
import math
import re

import numpy as np
import pytest
from hypothesis import given
from oracles import few, recorded, seeds, sizes, slopes

from nnnotes import initialization
from nnnotes.activations import ACTIVATIONS, relu, tanh
from nnnotes.backprop import backward
from nnnotes.forward import Layer, forward
from nnnotes.initialization import (
    GAINS,
    INITIALIZERS,
    backward_moments,
    distinct_units,
    forward_moments,
    gain,
    he_normal,
    he_uniform,
    jacobian,
    lecun_normal,
    lecun_uniform,
    orthogonal,
    xavier_normal,
    xavier_uniform,
)
from nnnotes.propagation import normal_mean_square

KURTOSIS = {"normal": 3.0, "uniform": 9 / 5}
# Name in the record -> initializer, further arguments, n_out, n_in -> variance.
DRAWS = {
    "lecun_normal": (lecun_normal, {}, lambda out, n: 1 / n),
    "lecun_uniform": (lecun_uniform, {}, lambda out, n: 1 / n),
    "xavier_normal": (xavier_normal, {}, lambda out, n: 2 / (n + out)),
    "xavier_uniform": (xavier_uniform, {}, lambda out, n: 2 / (n + out)),
    "xavier_normal, gain 5/3": (
        xavier_normal, {"gain": 5 / 3}, lambda out, n: 50 / 9 / (n + out),
    ),
    "xavier_uniform, gain 5/3": (
        xavier_uniform, {"gain": 5 / 3}, lambda out, n: 50 / 9 / (n + out),
    ),
    "he_normal": (he_normal, {}, lambda out, n: 2 / n),
    "he_uniform": (he_uniform, {}, lambda out, n: 2 / n),
    "he_normal, fan out": (he_normal, {"fan": "out"}, lambda out, n: 2 / out),
    "he_uniform, fan out": (he_uniform, {"fan": "out"}, lambda out, n: 2 / out),
    "he_normal, slope 0.3": (he_normal, {"slope": 0.3}, lambda out, n: 2 / 1.09 / n),
    "he_uniform, slope 0.3": (he_uniform, {"slope": 0.3}, lambda out, n: 2 / 1.09 / n),
}  # fmt: skip


def draw(name, shape, seed=0):
    init, more, variance = DRAWS[name]
    w = init(np.random.default_rng(seed), shape, **more)
    kind = "normal" if "normal" in name else "uniform"
    return w, variance(*shape), kind


# Moments


@pytest.mark.parametrize("name", DRAWS)
@pytest.mark.parametrize("shape", [(100, 400), (400, 100), (300, 300)], ids=str)
def test_mean_and_variance_are_the_formula_s_up_to_five_deviations(name, shape):
    w, variance, kind = draw(name, shape)
    assert w.shape == shape
    n = w.size
    assert abs(w.mean()) < 5 * math.sqrt(variance / n)
    scatter = variance * math.sqrt((KURTOSIS[kind] - 1) / n)
    assert abs(np.mean(w**2) - variance) < 5 * scatter


@pytest.mark.parametrize("name", DRAWS)
def test_the_fourth_moment_tells_normal_from_uniform(name):
    w, variance, kind = draw(name, (400, 300))
    # w^4 / s^2 has the variance 105 - 9 for normal, 9 - 81/25 for uniform draws.
    scatter = math.sqrt({"normal": 96.0, "uniform": 144 / 25}[kind] / w.size)
    fourth = np.mean(w**4) / variance**2
    assert abs(fourth - KURTOSIS[kind]) < 5 * scatter


@pytest.mark.parametrize("name", DRAWS)
def test_moments_are_those_that_pytorch_draws(name):
    found, shape = recorded("initialization")[name], (300, 200)
    w, variance, kind = draw(name, shape)
    n = w.size
    # Both are samples: their difference scatters sqrt(2) times as far as one.
    assert abs(w.mean() - found["mean"]) < 5 * math.sqrt(2 * variance / n)
    scatter = variance * math.sqrt(2 * (KURTOSIS[kind] - 1) / n)
    assert abs(w.var() - found["var"]) < 5 * scatter
    if kind == "uniform":
        # Of n draws none is in the last share s of the range with probability (1-s)^n.
        limit = math.sqrt(3 * variance)
        assert limit * (1 - 20 / n) < np.abs(w).max() <= limit
        assert limit * (1 - 20 / n) < found["largest"] <= limit


@pytest.mark.parametrize("name", ["orthogonal", "orthogonal, gain 2"])
def test_orthogonal_entries_have_pytorch_s_mean_square(name):
    size = 2.0 if "gain" in name else 1.0
    w = orthogonal(np.random.default_rng(0), (300, 200), size)
    found = recorded("initialization")[name]
    # 200 orthonormal columns of 300 entries: the mean square is fixed, 1/300.
    assert np.mean(w**2) == pytest.approx(size**2 / 300, rel=1e-13, abs=0)
    assert found["var"] + found["mean"] ** 2 == pytest.approx(
        size**2 / 300, rel=1e-9, abs=0
    )


@pytest.mark.parametrize("name", INITIALIZERS)
def test_the_same_seed_draws_the_same_and_rows_differ(name):
    init = INITIALIZERS[name]
    w = init(np.random.default_rng(7), (6, 5))
    np.testing.assert_array_equal(init(np.random.default_rng(7), (6, 5)), w)
    assert np.any(init(np.random.default_rng(8), (6, 5)) != w)
    assert distinct_units(w, np.zeros(6)) == 6
    assert w.dtype == np.float64
    assert init(np.random.default_rng(0), (1, 1)).shape == (1, 1)
    assert init.__name__ == name


def test_the_defaults_are_relu_fan_in_and_no_gain():
    for init in (he_normal, he_uniform):
        defaults = inspect.signature(init).parameters
        assert (defaults["slope"].default, defaults["fan"].default) == (0.0, "in")
    for init in (xavier_normal, xavier_uniform, orthogonal):
        assert inspect.signature(init).parameters["gain"].default == 1.0


# Gains


@pytest.mark.parametrize("name", GAINS)
def test_gains_are_pytorch_s(name):
    theirs = recorded("initialization")["gains"][name.replace("identity", "linear")]
    assert gain(name) == pytest.approx(theirs, rel=1e-15, abs=0)
    assert name in ACTIVATIONS


@pytest.mark.parametrize("name", ["identity", "relu", "leaky_relu"])
def test_these_gains_hold_the_mean_square_exactly(name):
    phi, _ = ACTIVATIONS[name]
    kept = normal_mean_square(phi, gain(name) ** 2)
    assert kept == pytest.approx(1.0, rel=1e-12, abs=0)


def test_a_gain_of_five_thirds_holds_tanh_near_0_43_and_none_lets_it_fall():
    u, weights = np.polynomial.hermite_e.hermegauss(100)  # another quadrature
    weights = weights / weights.sum()
    for variance, known in ((25 / 9, 0.433), (1.0, 1 / 100)):
        found = forward_moments([100] * 51, [variance / 100] * 50, "tanh")
        q = 1.0
        for layer in range(1, 51):
            q = np.sum(weights * np.tanh(np.sqrt(variance * q) * u) ** 2)
            assert found[layer] == pytest.approx(q, rel=1e-6, abs=0)
        # Without a gain, tanh(z)^2 is near z^2 - 2/3 z^4: q falls as 1 / (2 layers).
        assert q == pytest.approx(known, rel=0.03, abs=0)


# Orthogonal


@few
@given(seed=seeds, d_out=sizes, d_in=sizes)
def test_the_shorter_side_of_an_orthogonal_matrix_is_orthonormal(seed, d_out, d_in):
    w = orthogonal(np.random.default_rng(seed), (d_out, d_in))
    assert w.shape == (d_out, d_in)
    gram = w.T @ w if d_out >= d_in else w @ w.T
    np.testing.assert_allclose(gram, np.eye(len(gram)), rtol=0, atol=1e-14)


def test_the_gain_of_an_orthogonal_matrix_is_every_singular_value():
    w = orthogonal(np.random.default_rng(0), (7, 4), gain=3.0)
    np.testing.assert_allclose(np.linalg.svd(w)[1], [3.0] * 4, rtol=1e-14)
    assert w.flags.c_contiguous
    assert orthogonal(np.random.default_rng(0), (4, 7)).flags.c_contiguous


def test_no_direction_of_an_orthogonal_matrix_is_preferred():
    rng = np.random.default_rng(0)
    draws = np.array([orthogonal(rng, (2, 2)) for _ in range(4000)])
    # Entries of a uniform rotation: mean 0, mean square 1/2. Without the sign of r,
    # LAPACK makes w[0, 0] negative always. Five standard deviations of each mean.
    assert np.all(np.abs(draws.mean(axis=0)) < 5 * math.sqrt(0.5 / 4000))
    np.testing.assert_allclose((draws**2).mean(axis=0), 0.5, rtol=0, atol=0.028)
    determinants = np.linalg.det(draws)
    assert abs(np.mean(determinants > 0) - 0.5) < 5 * 0.5 / math.sqrt(4000)


# Propagation, predicted


def test_normal_mean_squares_have_their_closed_forms():
    assert normal_mean_square(relu, 3.0) == pytest.approx(1.5, rel=1e-13, abs=0)
    assert normal_mean_square(lambda z: z, 7.0) == pytest.approx(7.0, rel=1e-13, abs=0)
    assert normal_mean_square(lambda z: z**2, 2.0) == pytest.approx(
        12.0, rel=1e-13, abs=0
    )
    assert normal_mean_square(np.exp, 0.5) == pytest.approx(math.e, rel=1e-13, abs=0)
    assert normal_mean_square(np.cos, 1.0) == pytest.approx(
        (1 + math.exp(-2)) / 2, rel=1e-13, abs=0
    )
    assert normal_mean_square(tanh, 0.0) == 0.0
    assert normal_mean_square(tanh, 1.0) == pytest.approx(0.394294, abs=1e-6)


def test_forward_moments_of_relu_multiply_by_half_the_fan_in_times_the_variance():
    widths, variances = [10, 20, 30, 5], [0.3, 0.1, 0.05]
    factors = [10 * 0.3 / 2, 20 * 0.1 / 2, 30 * 0.05 / 2]
    expected = 4.0 * np.cumprod([1.0, *factors])
    found = forward_moments(widths, variances, "relu", q=4.0)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


@pytest.mark.parametrize(
    "rule, forward_factor, backward_factor",
    [
        (lambda out, n: 1 / n, 1.0, 1 / 32),
        (lambda out, n: 1 / out, 32.0, 1.0),
        (lambda out, n: 2 / (n + out), 4.214, 0.1317),
    ],
    ids=["lecun", "one over fan-out", "xavier"],
)
def test_one_variance_serves_both_ways_only_where_layers_are_square(
    rule, forward_factor, backward_factor
):
    widths = [512, 256, 128, 64, 32, 16]
    pairs = list(zip(widths[1:], widths[:-1], strict=True))
    variances = [rule(out, n) for out, n in pairs]
    q, d = forward_moments(widths, variances), backward_moments(widths, variances)
    assert q[-1] == pytest.approx(forward_factor, rel=2e-4, abs=0)
    assert d[0] == pytest.approx(backward_factor, rel=4e-4, abs=0)
    assert q[-1] / d[0] == pytest.approx(32.0, rel=1e-12, abs=0)
    assert len(q) == len(d) == 6


def test_backward_moments_of_relu_hold_with_he_s_fan_out():
    widths = [30, 50, 20, 40]
    variances = [2 / 50, 2 / 20, 2 / 40]
    found = backward_moments(widths, variances, "relu", q=0.3, d=1.7)
    np.testing.assert_allclose(found, [1.7] * 4, rtol=1e-12)


def test_backward_moments_take_each_slope_at_the_size_of_its_own_sums():
    found = backward_moments([3, 4, 5], [0.2, 0.7], "tanh", q=1.5, d=2.0)
    _, slope = ACTIVATIONS["tanh"]
    z1 = 3 * 0.2 * 1.5
    z2 = 4 * 0.7 * normal_mean_square(tanh, z1)
    middle = 2.0 * 5 * 0.7 * normal_mean_square(slope, z2)
    first = middle * 4 * 0.2 * normal_mean_square(slope, z1)
    np.testing.assert_allclose(found, [first, middle, 2.0], rtol=1e-12)


def test_without_layers_moments_are_what_they_were():
    np.testing.assert_array_equal(forward_moments([4], [], q=3.0), [3.0])
    np.testing.assert_array_equal(backward_moments([4], [], d=5.0), [5.0])
    for moments in (forward_moments, backward_moments):  # one layer, by default linear
        np.testing.assert_allclose(moments([4, 4], [0.25]), [1.0, 1.0], rtol=1e-14)


# Propagation, measured


def random_layers(rng, widths, variances, name):
    sizes = zip(widths, widths[1:], variances, strict=False)
    return [
        Layer(rng.normal(0, math.sqrt(s), (out, n)), np.zeros(out), name)
        for n, out, s in sizes
    ]


@pytest.mark.parametrize("name", ["identity", "relu", "tanh"])
def test_predicted_moments_are_the_mean_over_random_networks(name):
    widths, variances = [200, 300, 100], [1.5 / 200, 1.5 / 300]
    rng = np.random.default_rng(0)
    signals, gradients = [], []
    for _ in range(40):
        layers = random_layers(rng, widths, variances, name)
        x, d_out = rng.normal(size=(5, 200)), rng.normal(size=(5, 100))
        output, caches = forward(layers, x)
        _, dx = backward(layers, caches, d_out)
        signals.append([np.mean(caches[1].x ** 2), np.mean(output**2)])
        gradients.append(np.mean(dx**2))
    q = forward_moments(widths, variances, name)
    d = backward_moments(widths, variances, name)
    # 40 networks: the mean scatters by the sample's deviation over sqrt(40). On top,
    # 3 % for tanh at a finite width, where sums are not quite independent.
    scatter = 5 * np.std(signals, axis=0) / math.sqrt(40)
    bias = 0.03 if name == "tanh" else 0.0
    assert np.all(np.abs(np.mean(signals, axis=0) - q[1:]) < scatter + bias * q[1:])
    scatter = 5 * np.std(gradients) / math.sqrt(40)
    assert abs(np.mean(gradients) - d[0]) < scatter + 0.03 * d[0]


def test_twice_the_weights_multiply_a_relu_net_s_mean_square_by_four_a_layer():
    rng, widths = np.random.default_rng(0), [8] * 6
    layers = random_layers(rng, widths, [0.25] * 5, "relu")
    doubled = [Layer(2 * layer.w, layer.b, "relu") for layer in layers]
    x = rng.normal(size=(4, 8))
    one, two = forward(layers, x)[0], forward(doubled, x)[0]
    assert np.mean(two**2) == 4**5 * np.mean(one**2) > 0


# Jacobian


@few
@given(seed=seeds, a=sizes, b=sizes, c=sizes)
def test_the_jacobian_is_the_slope_of_every_output_in_every_input(seed, a, b, c):
    rng = np.random.default_rng(seed)
    layers = [
        Layer(rng.normal(size=(b, a)), rng.normal(size=b), "tanh"),
        Layer(rng.normal(size=(c, b)), rng.normal(size=c), "sigmoid"),
        Layer(rng.normal(size=(2, c)), rng.normal(size=2)),
    ]
    x = rng.normal(size=a)
    found = jacobian(layers, x)
    assert found.shape == (2, a)
    for j in range(2):
        row = slopes(lambda v, j=j: forward(layers, v[None])[0][0, j], x, 1e-3)
        np.testing.assert_allclose(found[j], row, rtol=0, atol=1e-8)


def test_the_jacobian_times_a_gradient_is_backpropagation():
    rng = np.random.default_rng(1)
    layers = random_layers(rng, [5, 7, 3], [0.5, 0.5], "relu")
    x, d_out = rng.normal(size=5), rng.normal(size=3)
    _, caches = forward(layers, x[None])
    _, dx = backward(layers, caches, d_out[None])
    np.testing.assert_allclose(d_out @ jacobian(layers, x), dx[0], rtol=1e-12)


def test_the_jacobian_of_no_layers_is_the_identity():
    np.testing.assert_array_equal(jacobian([], np.array([3.0, 4.0])), np.eye(2))


def test_orthogonal_layers_without_a_bend_keep_every_length():
    rng = np.random.default_rng(2)
    layers = [Layer(orthogonal(rng, (6, 6)), np.zeros(6)) for _ in range(50)]
    singular = np.linalg.svd(jacobian(layers, rng.normal(size=6)))[1]
    np.testing.assert_allclose(singular, np.ones(6), rtol=1e-12)


# Symmetry


def test_equal_rows_with_equal_biases_count_once():
    w = np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 1.0], [1.0, 2.0]])
    assert distinct_units(w, np.zeros(4)) == 2
    assert distinct_units(w, np.array([0.0, 0.0, 0.0, 5.0])) == 3
    assert distinct_units(np.zeros((8, 3)), np.zeros(8)) == 1
    assert distinct_units(np.eye(5), np.zeros(5)) == 5


def test_units_are_equal_up_to_the_tolerance():
    w, b = np.array([[1.0], [1.0 + 2**-10]]), np.zeros(2)
    assert distinct_units(w, b, tolerance=2**-10) == 1
    assert distinct_units(w, b, tolerance=0.0009) == 2
    assert distinct_units(w, b) == 2
    assert distinct_units(w, b, tolerance=0.0) == 2
    assert distinct_units(np.array([[1.0], [1.0 + 1e-10]]), b) == 1


def test_units_that_start_alike_stay_alike_under_descent_and_random_ones_do_not():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(20, 2)), rng.normal(size=(20, 1))
    counts = {}
    for kind in ("equal", "random"):
        w = np.full((4, 2), 0.5) if kind == "equal" else rng.normal(size=(4, 2))
        layers = [
            Layer(w, np.zeros(4), "tanh"),
            Layer(np.full((1, 4), 0.5), np.zeros(1)),
        ]
        for _ in range(50):
            output, caches = forward(layers, x)
            grads, _ = backward(layers, caches, (output - y) / 20)
            layers = [
                Layer(layer.w - 0.1 * dw, layer.b - 0.1 * db, layer.activation)
                for layer, (dw, db) in zip(layers, grads, strict=True)
            ]
        counts[kind] = distinct_units(layers[0].w, layers[0].b)
    assert counts == {"equal": 1, "random": 4}


def test_the_module_s_list_of_names_is_complete():
    assert all(hasattr(initialization, name) for name in initialization.__all__)
    assert len(INITIALIZERS) == 7


# What is refused

RNG = np.random.default_rng(0)
LAYER = [Layer(np.ones((2, 3)), np.zeros(2))]
REFUSED = {
    "gain: no 'swish'; known: identity, sigmoid, tanh": lambda: gain("swish"),
    "lecun_normal: shape is (3,), expected (d_out, d_in)": (
        lambda: lecun_normal(RNG, (3,))
    ),
    "lecun_uniform: d_in is 0, expected an integer of 1 or more": (
        lambda: lecun_uniform(RNG, (3, 0))
    ),
    "xavier_normal: d_out is 0, expected an integer of 1 or more": (
        lambda: xavier_normal(RNG, (0, 3))
    ),
    "xavier_normal: gain is 0.0, expected more than 0": (
        lambda: xavier_normal(RNG, (2, 3), 0.0)
    ),
    "xavier_uniform: gain is -1.0, expected more than 0": (
        lambda: xavier_uniform(RNG, (2, 3), -1.0)
    ),
    "xavier_uniform: shape is (1, 2, 3), expected (d_out, d_in)": (
        lambda: xavier_uniform(RNG, (1, 2, 3))
    ),
    "he_normal: slope is -0.1, expected 0 or more": (
        lambda: he_normal(RNG, (2, 3), -0.1)
    ),
    "he_normal: fan is 'avg', expected 'in' or 'out'": (
        lambda: he_normal(RNG, (2, 3), fan="avg")
    ),
    "he_uniform: d_in is 2.5, expected an integer": lambda: he_uniform(RNG, (2, 2.5)),
    "he_uniform: slope is nan, expected 0 or more": (
        lambda: he_uniform(RNG, (2, 3), np.nan)
    ),
    "orthogonal: gain is 0, expected more than 0": (lambda: orthogonal(RNG, (2, 3), 0)),
    "orthogonal: d_out is -2, expected an integer of 1 or more": (
        lambda: orthogonal(RNG, (-2, 3))
    ),
    "forward_moments: 2 widths, 2 variances, expected one width more": (
        lambda: forward_moments([2, 3], [0.1, 0.2])
    ),
    "forward_moments: width is 0, expected an integer of 1 or more": (
        lambda: forward_moments([0, 3], [0.1])
    ),
    "forward_moments: width is 1.5, expected an integer of 1 or more": (
        lambda: forward_moments([3, 1.5], [0.1])
    ),
    "forward_moments: variance is -0.1, expected 0 or more": (
        lambda: forward_moments([2, 3], [-0.1])
    ),
    "forward_moments: q is -1.0, expected 0 or more": (
        lambda: forward_moments([2, 3], [0.1], q=-1.0)
    ),
    "forward_moments: n * variance * q is 2e+301, expected 0 to 1e+300": (
        lambda: forward_moments([2, 3], [1.0], q=1e301)
    ),
    "activation: no elementwise 'softmax'": (
        lambda: forward_moments([2, 3], [0.1], "softmax")
    ),
    "backward_moments: 1 widths, 1 variances, expected one width more": (
        lambda: backward_moments([2], [0.1])
    ),
    "backward_moments: d is -1.0, expected 0 or more": (
        lambda: backward_moments([2, 3], [0.1], d=-1.0)
    ),
    "normal_mean_square: variance is -1.0, expected 0 or more": (
        lambda: normal_mean_square(relu, -1.0)
    ),
    "jacobian: x is (1, 3), expected (d_in,)": lambda: jacobian(LAYER, np.ones((1, 3))),
    "forward: x has 2 columns, layers[0] expects 3": (
        lambda: jacobian(LAYER, np.ones(2))
    ),
    "distinct_units: tolerance is -1.0, expected 0 or more": (
        lambda: distinct_units(np.ones((2, 3)), np.ones(2), -1.0)
    ),
    "distinct_units: 2 of 8 entries of w or b are nan or inf": (
        lambda: distinct_units(np.ones((2, 3)), np.full(2, np.nan))
    ),
    "Layer: b is (3,), expected (2,)": (
        lambda: distinct_units(np.ones((2, 3)), np.ones(3))
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_that_do_not_fit_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()
