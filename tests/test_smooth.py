"""Softplus, ELU, GELU and SiLU against identities, limits, extremes and simulation.

Slopes and PyTorch's values are in test_activations, for all activations at once.
"""

import math

import numpy as np
import pytest
from oracles import normal, recorded, same_slopes

from nnnotes.activations import relu, sigmoid, sigmoid_grad, tanh
from nnnotes.smooth import (
    elu,
    elu_grad,
    gelu,
    gelu_grad,
    gelu_tanh,
    gelu_tanh_grad,
    normal_cdf,
    silu,
    silu_grad,
    softplus,
    softplus_grad,
)

Z = np.linspace(-30, 30, 601)
FINE = np.linspace(-5, 5, 100_001)


def test_softplus_is_the_logarithm_of_one_plus_e_to_the_z():
    expected = [math.log(1 + math.exp(value)) for value in np.linspace(-5, 5, 21)]
    values = softplus(np.linspace(-5, 5, 21))
    np.testing.assert_allclose(values, expected, rtol=0, atol=2e-15)


def test_softplus_keeps_its_digits_on_both_sides():
    low = softplus(np.array([-700.0]))[0]
    assert low == pytest.approx(math.exp(-700), rel=1e-14, abs=0)
    assert softplus(np.array([1000.0]))[0] == 1000.0


def test_softplus_of_z_minus_softplus_of_minus_z_is_z():
    np.testing.assert_allclose(softplus(Z) - softplus(-Z), Z, rtol=0, atol=4e-15)


def test_softplus_lies_above_relu_by_ln_two_at_the_most():
    gap = softplus(Z) - relu(Z)
    assert gap.min() >= 0
    assert gap.max() == gap[300] == pytest.approx(math.log(2), rel=1e-14, abs=0)


def test_the_slope_of_softplus_is_the_sigmoid_to_the_last_bit():
    np.testing.assert_array_equal(softplus_grad(Z), sigmoid(Z))


def test_silu_is_z_times_the_sigmoid_to_the_last_bit():
    np.testing.assert_array_equal(silu(Z), Z * sigmoid(Z))


def test_silu_of_z_minus_silu_of_minus_z_is_z():
    np.testing.assert_allclose(silu(Z) - silu(-Z), Z, rtol=0, atol=4e-15)


def test_silu_has_its_known_values_slopes_and_least_value():
    z = np.array([-1.0, 1.0])
    np.testing.assert_allclose(silu(z), [-0.268941, 0.731059], atol=5e-7)
    np.testing.assert_allclose(silu_grad(z), [0.072329, 0.927671], atol=5e-7)
    values = silu(FINE)
    assert values.min() == pytest.approx(-0.27846, abs=5e-6)
    assert FINE[values.argmin()] == pytest.approx(-1.27846, abs=1e-4)


def test_the_slope_of_silu_follows_the_product_rule_and_its_bounds():
    rule = sigmoid(Z) + Z * sigmoid_grad(Z)
    np.testing.assert_allclose(silu_grad(Z), rule, rtol=1e-13, atol=1e-16)
    slopes = silu_grad(FINE)
    assert slopes.min() == pytest.approx(-0.0998, abs=5e-5)
    assert slopes.max() == pytest.approx(1.0998, abs=5e-5)


def test_elu_is_the_identity_on_the_right_and_levels_at_minus_alpha():
    z = np.array([-1000.0, 0.0, 3.0, 1e308])
    np.testing.assert_array_equal(elu(z, alpha=0.3), [-0.3, 0.0, 3.0, 1e308])
    np.testing.assert_array_equal(elu(z), [-1.0, 0.0, 3.0, 1e308])


def test_elu_keeps_its_digits_next_to_zero():
    # e^z - 1 = z + z^2/2 + ..., of which exp(z) - 1 keeps four digits at 1e-12.
    assert elu(np.array([-1e-12]))[0] == pytest.approx(-1e-12 + 5e-25, rel=1e-14, abs=0)


def test_the_slope_of_elu_is_alpha_more_than_its_value_on_the_left():
    left = np.linspace(-20, -0.01, 50)
    expected = elu(left, 0.3) + 0.3
    np.testing.assert_allclose(elu_grad(left, 0.3), expected, rtol=0, atol=1e-16)


def test_the_slope_of_elu_at_zero_is_alpha():
    z = np.array([0.0, 5e-324])
    np.testing.assert_array_equal(elu_grad(z, 0.3), [0.3, 1.0])
    np.testing.assert_array_equal(elu_grad(z), [1.0, 1.0])


def test_elu_of_another_depth_agrees_with_pytorch():
    known, z = recorded("activations")["elu, alpha 0.3"], recorded("activations")["z"]
    np.testing.assert_allclose(elu(np.array(z), 0.3), known["value"], rtol=4e-15)
    np.testing.assert_allclose(
        elu_grad(np.array(z), 0.3), known["grad"], rtol=4e-15, atol=1e-300
    )


def test_gelu_has_its_known_values_slopes_and_least_value():
    z = np.array([-2.0, -1.0, 1.0, 2.0])
    known = [-0.0455, -0.158655, 0.841345, 1.9545]
    np.testing.assert_allclose(gelu(z), known, atol=5e-5)
    assert gelu(FINE).min() == pytest.approx(-0.16997, abs=5e-6)
    assert FINE[gelu(FINE).argmin()] == pytest.approx(-0.7518, abs=1e-4)
    slopes = gelu_grad(FINE)
    assert slopes.max() == pytest.approx(1.1289, abs=5e-5)
    assert slopes.min() == pytest.approx(-0.1289, abs=5e-5)
    assert FINE[slopes.argmax()] == pytest.approx(math.sqrt(2), abs=1e-4)
    assert gelu_grad(np.zeros(1))[0] == 0.5


@pytest.mark.parametrize("form", [gelu, gelu_tanh])
def test_gelu_of_z_minus_gelu_of_minus_z_is_z(form):
    np.testing.assert_allclose(form(Z) - form(-Z), Z, rtol=0, atol=8e-15)


def test_gelu_is_z_times_the_share_of_normal_draws_below_z():
    draws = np.random.default_rng(0).normal(size=200_000)
    for z in (-1.0, 0.5, 1.0):
        share = np.mean(draws < z)
        assert gelu(np.array([z]))[0] == pytest.approx(z * share, abs=0.005)


def test_the_normal_distribution_function_keeps_its_digits_on_the_left():
    # Phi(z) = phi(z)/|z| (1 - 1/z^2 + 3/z^4 - 15/z^6 + 105/z^8 - ...) for z to -inf.
    z = 30.0
    series = 1 - z**-2 + 3 * z**-4 - 15 * z**-6 + 105 * z**-8 - 945 * z**-10
    density = math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    assert normal_cdf(np.array([-z]))[0] == pytest.approx(
        density / z * series, rel=1e-12, abs=0
    )


def test_the_normal_distribution_function_is_symmetric_and_rises_from_0_to_1():
    total = normal_cdf(Z) + normal_cdf(-Z)
    np.testing.assert_allclose(total, np.ones(601), rtol=0, atol=2e-16)
    assert np.all(np.diff(normal_cdf(FINE)) > 0)
    ends = normal_cdf(np.array([-np.inf, 0.0, np.inf]))
    np.testing.assert_array_equal(ends, [0.0, 0.5, 1.0])


def test_the_tanh_form_of_gelu_is_the_textbook_formula():
    z = np.linspace(-3, 3, 61)
    u = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
    expected = z / 2 * (1 + tanh(u))
    np.testing.assert_allclose(gelu_tanh(z), expected, rtol=0, atol=2e-15)


def test_the_tanh_form_is_off_by_473_millionths_at_the_most():
    gap = np.abs(gelu(FINE) - gelu_tanh(FINE))
    assert gap.max() == pytest.approx(4.73e-4, abs=5e-7)
    assert abs(FINE[gap.argmax()]) == pytest.approx(2.70, abs=5e-3)


def test_the_tanh_form_keeps_its_digits_where_tanh_rounds_to_minus_one():
    # 1 + tanh u = 2 e^2u / (1 + e^2u), and at -8 the denominator is 1 to 17 digits.
    z = -8.0
    u = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
    assert 1 + math.tanh(u) == 0.0
    value = gelu_tanh(np.array([z]))[0]
    assert value == pytest.approx(z * math.exp(2 * u), rel=1e-14, abs=0)


@pytest.mark.parametrize("grad", [gelu_grad, gelu_tanh_grad, silu_grad])
def test_slopes_of_a_gate_add_to_one_left_and_right(grad):
    # phi(z) - phi(-z) = z, hence phi'(z) + phi'(-z) = 1.
    total = grad(Z) + grad(-Z)
    np.testing.assert_allclose(total, np.ones(601), rtol=0, atol=2e-15)


@pytest.mark.parametrize("form, grad", [(gelu, gelu_grad), (gelu_tanh, gelu_tanh_grad)])
def test_a_gelu_has_left_its_tails_well_before_forty(form, grad):
    far = np.array([-41.0, -40.0, -39.9, 39.9, 40.0, 41.0])
    np.testing.assert_array_equal(form(far), relu(far))
    np.testing.assert_array_equal(grad(far), [0, 0, 0, 1, 1, 1])
    near = normal(0, 20, scale=3.0)
    same_slopes(grad(near), lambda v: np.sum(form(v)), near)
