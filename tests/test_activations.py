"""Activations against differences, closed forms and limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, off_kinks, recorded, same_slopes, seeds, sizes

from nnnotes.activations import (
    ACTIVATIONS,
    activation,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    tanh,
    tanh_grad,
)

SHAPES = [(1,), (5,), (1, 1), (8, 3), (2, 3, 4), (0, 3)]
each_activation = pytest.mark.parametrize("name", ACTIVATIONS)


def away_from_the_kink(shape, seed=0):
    z = np.random.default_rng(seed).normal(scale=2.0, size=shape)
    return z + np.where(z >= 0, 0.01, -0.01)


@each_activation
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_the_grad_of_an_activation_is_its_slope(name, shape, seed):
    phi, phi_grad = ACTIVATIONS[name]
    z = away_from_the_kink(shape, seed)
    eps = 1e-5
    slope = (phi(z + eps) - phi(z - eps)) / (2 * eps)
    np.testing.assert_allclose(phi_grad(z), slope, rtol=0, atol=1e-9)


@each_activation
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_an_activation_and_its_grad_keep_shape_and_float64(name, shape):
    z = away_from_the_kink(shape)
    for function in ACTIVATIONS[name]:
        assert function(z).shape == shape
        assert function(z).dtype == np.float64


@each_activation
def test_an_activation_leaves_its_argument_alone(name):
    z = away_from_the_kink((4, 3))
    before = z.copy()
    for function in ACTIVATIONS[name]:
        function(z)
    np.testing.assert_array_equal(z, before)


@each_activation
def test_an_activation_is_elementwise(name):
    phi, _ = ACTIVATIONS[name]
    z = away_from_the_kink((4, 3))
    changed = z.copy()
    changed[1, 2] += 0.5
    differs = phi(changed) != phi(z)
    assert np.argwhere(differs).tolist() == [[1, 2]]


@each_activation
def test_an_activation_and_its_grad_stay_finite_at_the_largest_floats(name):
    z = np.array([-1.7e308, -1e154, -1000.0, 1000.0, 1e154, 1.7e308])
    for function in ACTIVATIONS[name]:
        assert np.isfinite(function(z)).all()


@each_activation
def test_an_activation_and_its_grad_agree_with_pytorch(name):
    known, (phi, phi_grad) = recorded("activations"), ACTIVATIONS[name]
    z, case = np.array(known["z"]), known["elementwise"][name]
    # PyTorch takes 1 + erf or 1 + tanh, which have no digits left far below 0.
    atol = 2e-15 if name.startswith("gelu") else 1e-300
    np.testing.assert_allclose(phi(z), case["value"], rtol=2e-14, atol=atol)
    np.testing.assert_allclose(phi_grad(z), case["grad"], rtol=2e-14, atol=2e-15)


@few
@given(
    name=st.sampled_from(list(ACTIVATIONS)),
    n=sizes,
    d=sizes,
    seed=seeds,
    scale=st.sampled_from([0.0, 1.0, 30.0]),
)
def test_the_grad_of_an_activation_is_its_slope_at_any_shape_and_size(
    name, n, d, seed, scale
):
    phi, phi_grad = ACTIVATIONS[name]
    z = off_kinks(normal(seed, n, d, scale=scale))
    same_slopes(phi_grad(z), lambda v: np.sum(phi(v)), z)


@each_activation
def test_an_activation_hands_on_nan(name):
    phi, _ = ACTIVATIONS[name]
    assert np.isnan(phi(np.array([np.nan]))).all()


@each_activation
def test_an_activation_takes_a_single_number_too(name):
    phi, phi_grad = ACTIVATIONS[name]
    assert phi(2.0) == phi(np.array([2.0]))[0]
    assert phi_grad(2.0) == phi_grad(np.array([2.0]))[0]


def test_the_identity_returns_what_it_gets_with_slope_one():
    phi, phi_grad = ACTIVATIONS["identity"]
    z = np.array([[-2.0, 0.0, 3.0]])
    np.testing.assert_array_equal(phi(z), z)
    np.testing.assert_array_equal(phi_grad(z), [[1.0, 1.0, 1.0]])
    assert phi_grad(np.array([1, 2])).dtype == np.float64


def test_sigmoid_has_its_known_values():
    values = sigmoid(np.array([0.0, 1.0, 5.0, 10.0]))
    known = [0.5, 0.7310585786300049, 0.9933071490757153, 0.9999546021312976]
    np.testing.assert_allclose(values, known, rtol=1e-15)


def test_sigmoid_equals_the_textbook_quotient():
    z = np.linspace(-30, 30, 61)
    textbook = [1 / (1 + math.exp(-float(value))) for value in z]
    np.testing.assert_allclose(sigmoid(z), textbook, rtol=4e-16)


def test_sigmoid_of_minus_z_is_one_minus_sigmoid():
    z = np.linspace(-30, 30, 61)
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), rtol=0, atol=2e-16)


def test_sigmoid_reaches_its_limits_without_nan():
    np.testing.assert_array_equal(sigmoid(np.array([-1e4, 1e4])), [0.0, 1.0])
    np.testing.assert_array_equal(sigmoid(np.array([-np.inf, np.inf])), [0.0, 1.0])


def test_sigmoid_is_above_zero_down_to_minus_745():
    assert sigmoid(np.array([-745.0]))[0] > 0


def test_sigmoid_grad_has_its_known_values_and_is_a_quarter_at_most():
    slopes = sigmoid_grad(np.array([0.0, 1.0, 5.0]))
    np.testing.assert_allclose(slopes, [0.25, 0.1966119332, 0.0066480567], rtol=1e-8)
    assert sigmoid_grad(np.linspace(-50, 50, 1001)).max() == 0.25


def test_sigmoid_grad_keeps_its_digits_where_sigmoid_rounds_to_one():
    # sigmoid' = e^-z / (1 + e^-z)^2, and at 40 the denominator is 1 to 17 digits.
    assert sigmoid(np.array([40.0]))[0] == 1.0
    np.testing.assert_allclose(sigmoid_grad(np.array([40.0])), math.exp(-40), 1e-15)


def test_tanh_is_a_stretched_sigmoid():
    z = np.linspace(-20, 20, 81)
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, rtol=0, atol=5e-16)


def test_tanh_is_odd():
    z = np.linspace(-20, 20, 81)
    np.testing.assert_array_equal(tanh(-z), -tanh(z))


def test_tanh_grad_is_one_over_the_square_of_cosh():
    z = np.array([0.0, 1.0, 2.0, 5.0])
    known = [1 / math.cosh(float(value)) ** 2 for value in z]
    np.testing.assert_allclose(tanh_grad(z), known, rtol=0, atol=2e-16)


def test_relu_is_zero_below_zero_and_the_identity_above():
    z = np.array([-1e300, -2.0, -0.0, 0.0, 3.0, 1e300])
    np.testing.assert_array_equal(relu(z), [0.0, 0.0, 0.0, 0.0, 3.0, 1e300])


def test_relu_of_z_minus_relu_of_minus_z_is_z():
    z = np.random.default_rng(0).normal(size=(5, 4))
    np.testing.assert_array_equal(relu(z) - relu(-z), z)


def test_relu_grad_at_the_kink_is_zero():
    np.testing.assert_array_equal(relu_grad(np.array([0.0, -0.0])), [0.0, 0.0])


def test_relu_grad_is_open_from_the_smallest_positive_number():
    np.testing.assert_array_equal(relu_grad(np.array([-5e-324, 5e-324])), [0.0, 1.0])


def test_leaky_relu_with_slope_zero_is_relu_and_with_slope_one_the_identity():
    z = np.random.default_rng(0).normal(size=(5, 4))
    np.testing.assert_array_equal(leaky_relu(z, slope=0.0), relu(z))
    np.testing.assert_array_equal(leaky_relu_grad(z, slope=0.0), relu_grad(z))
    np.testing.assert_array_equal(leaky_relu(z, slope=1.0), z)


def test_leaky_relu_lets_a_hundredth_through_below_zero():
    z = np.array([-2.0, 0.0, 3.0])
    np.testing.assert_allclose(leaky_relu(z), [-0.02, 0.0, 3.0], rtol=1e-15)
    np.testing.assert_array_equal(leaky_relu_grad(z), [0.01, 0.01, 1.0])


def test_looking_up_an_activation_gives_the_function_and_its_grad():
    assert activation("tanh") == (tanh, tanh_grad)


@pytest.mark.parametrize("name", ["softmax", "Relu", ""])
def test_an_unknown_activation_is_refused_with_the_known_names(name):
    with pytest.raises(ValueError) as caught:
        activation(name)
    assert str(caught.value) == (
        f"activation: no elementwise {name!r}; "
        "known: identity, sigmoid, tanh, relu, leaky_relu, "
        "softplus, elu, gelu, gelu_tanh, silu"
    )
