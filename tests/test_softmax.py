"""Softmax against closed forms, differences, identities and PyTorch's values."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, same_slopes, scales, seeds, sizes, slopes

from nnnotes.softmax import (
    log_softmax,
    log_softmax_grad,
    softmax,
    softmax_grad,
    softmax_jacobian,
)


def logits(n, n_classes, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n_classes)) * 2, rng.integers(0, n_classes, n)


def test_softmax_gives_its_known_probabilities():
    p = softmax(np.array([[2.0, 1.0, 0.1]]))
    np.testing.assert_allclose(p, [[0.6590, 0.2424, 0.0986]], rtol=0, atol=5e-5)


def test_softmax_rows_sum_to_one_along_the_last_axis():
    z = np.random.default_rng(0).normal(size=(2, 3, 5))
    np.testing.assert_allclose(softmax(z).sum(axis=-1), np.ones((2, 3)), rtol=1e-15)


def test_softmax_does_not_see_a_shift():
    z, _ = logits(4, 3)
    np.testing.assert_allclose(softmax(z + 1000.0), softmax(z), rtol=1e-12)


def test_softmax_of_two_scores_is_the_sigmoid_of_their_difference():
    z, _ = logits(6, 2)
    sigmoid = [1 / (1 + math.exp(-float(row[0] - row[1]))) for row in z]
    np.testing.assert_allclose(softmax(z)[:, 0], sigmoid, rtol=1e-14)


def test_softmax_is_finite_at_ten_thousand():
    np.testing.assert_array_equal(softmax(np.array([[1e4, 0.0, -1e4]])), [[1, 0, 0]])


def test_softmax_sharpens_at_a_low_temperature_and_levels_at_a_high_one():
    z = np.array([2.0, 1.0, 0.1])
    np.testing.assert_allclose(softmax(z / 0.5), [0.8638, 0.1169, 0.0193], atol=5e-5)
    np.testing.assert_allclose(softmax(z / 2.0), [0.5017, 0.3043, 0.1940], atol=5e-5)


def test_the_difference_of_two_logits_is_the_logarithm_of_the_odds():
    z, _ = logits(6, 3)
    p = softmax(z)
    odds = np.log(p[:, 0] / p[:, 2])
    np.testing.assert_allclose(odds, z[:, 0] - z[:, 2], rtol=0, atol=1e-13)


def test_log_softmax_is_the_logarithm_of_softmax():
    for shape in ((5,), (3, 5), (2, 3, 5), (2, 1, 5)):
        z = normal(1, *shape, scale=3.0)
        expected = np.log(softmax(z))
        np.testing.assert_allclose(log_softmax(z), expected, rtol=0, atol=1e-14)


def test_log_softmax_keeps_its_digits_where_the_probability_is_zero():
    z = np.array([[0.0, -1e4, -745.5]])
    assert softmax(z)[0, 1] == 0.0
    np.testing.assert_array_equal(log_softmax(z), [[0.0, -1e4, -745.5]])


def test_log_softmax_does_not_see_a_shift():
    z = normal(2, 4, 3)
    moved = log_softmax(z + 1000.0)
    np.testing.assert_allclose(moved, log_softmax(z), rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmax_and_its_logarithm_agree_with_pytorch_in_value_and_gradient(name):
    function, grad = {
        "softmax": (softmax, softmax_grad),
        "log_softmax": (log_softmax, log_softmax_grad),
    }[name]
    case, z = recorded("activations")[name], np.array(recorded("activations")["scores"])
    np.testing.assert_allclose(function(z), case["value"], rtol=4e-15, atol=1e-300)
    found = grad(z, np.array(case["upstream"]))
    np.testing.assert_allclose(found, case["grad"], rtol=0, atol=2e-15)


@few
@given(n=sizes, classes=sizes, seed=seeds, scale=scales)
def test_what_goes_back_through_softmax_is_the_slope_of_a_weighted_sum(
    n, classes, seed, scale
):
    z, upstream = normal(seed, n, classes, scale=scale), normal(seed + 1, n, classes)
    for function, grad in ((softmax, softmax_grad), (log_softmax, log_softmax_grad)):
        found = grad(z, upstream)
        same_slopes(found, lambda v, f=function: np.sum(upstream * f(v)), z, rtol=1e-5)
        np.testing.assert_allclose(found.sum(axis=-1), np.zeros(n), rtol=0, atol=1e-14)


@few
@given(n=sizes, classes=sizes, seed=seeds)
def test_the_jacobian_of_softmax_holds_the_slope_of_every_output(n, classes, seed):
    z = normal(seed, n, classes)
    jacobian = softmax_jacobian(z)
    assert jacobian.shape == (n, classes, classes)
    for row, matrix in zip(z, jacobian, strict=True):
        for i in range(classes):
            measured = slopes(lambda v, i=i: softmax(v)[i], row, eps=1e-4)
            np.testing.assert_allclose(matrix[i], measured, rtol=0, atol=1e-10)


def test_the_jacobian_is_full_symmetric_and_its_columns_sum_to_zero():
    jacobian = softmax_jacobian(np.array([2.0, 1.0, 0.1]))
    p = softmax(np.array([2.0, 1.0, 0.1]))
    np.testing.assert_allclose(np.diag(jacobian), p * (1 - p), rtol=1e-15)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    np.testing.assert_allclose(jacobian.sum(axis=0), np.zeros(3), rtol=0, atol=1e-16)
    assert np.all(jacobian[~np.eye(3, dtype=bool)] < 0)


def test_the_gradient_through_softmax_is_the_upstream_gradient_times_the_jacobian():
    z, upstream = normal(3, 2, 3, 4), normal(4, 2, 3, 4)
    product = np.einsum("abi,abij->abj", upstream, softmax_jacobian(z))
    found = softmax_grad(z, upstream)
    np.testing.assert_allclose(found, product, rtol=0, atol=1e-15)


def test_rows_may_be_stacked_in_any_number_of_axes():
    z, upstream = normal(3, 2, 1, 4), normal(4, 2, 1, 4)
    for grad in (softmax_grad, log_softmax_grad):
        rows = [grad(z[i, 0], upstream[i, 0]) for i in range(2)]
        stacked = grad(z, upstream)
        np.testing.assert_array_equal(stacked[:, 0], rows)


def test_an_equal_pull_on_all_probabilities_moves_no_score():
    grad = softmax_grad(normal(5, 3, 4), np.ones((3, 4)))
    np.testing.assert_allclose(grad, np.zeros((3, 4)), rtol=0, atol=1e-15)


def test_softmax_changes_none_of_its_arguments():
    z, upstream = normal(6, 3, 4), normal(7, 3, 4)
    before = z.copy(), upstream.copy()
    softmax(z), log_softmax(z), softmax_jacobian(z)
    softmax_grad(z, upstream), log_softmax_grad(z, upstream)
    np.testing.assert_array_equal(z, before[0])
    np.testing.assert_array_equal(upstream, before[1])


EMPTY, HOLE = np.ones((2, 0)), np.array([[1.0, np.nan]])
WORDS = "1 of 2 entries of z are nan or inf, expected numbers; z (1, 2)"
REFUSED = {
    "softmax: z is (2, 0), expected (..., n_classes)": lambda: softmax(EMPTY),
    "softmax: z is (), expected (..., n_classes)": lambda: softmax(np.array(1.0)),
    f"softmax: {WORDS}": lambda: softmax(HOLE),
    "log_softmax: z is (2, 0), expected (..., n_classes)": lambda: log_softmax(EMPTY),
    f"log_softmax: {WORDS}": lambda: log_softmax(HOLE),
    "softmax_grad: dp is (3,), expected (2, 3); z (2, 3)": (
        lambda: softmax_grad(np.ones((2, 3)), np.ones(3))
    ),
    "log_softmax_grad: dlog_p is (2, 1), expected (2, 3); z (2, 3)": (
        lambda: log_softmax_grad(np.ones((2, 3)), np.ones((2, 1)))
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_scores_that_are_none_are_refused(message):
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        REFUSED[message]()


def test_the_jacobian_of_no_numbers_is_refused_too():
    with pytest.raises(ValueError, match="^" + re.escape(f"softmax: {WORDS}") + "$"):
        softmax_jacobian(HOLE)
