"""Fixed features against loops, layers and functions that they can and cannot fit."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, seeds, sizes

from nnnotes.features import check_rows, hinge_features, polynomial_features
from nnnotes.forward import affine


def test_features_of_one_column_are_its_powers():
    x = np.array([[2.0], [-1.0], [0.0]])
    powers = [[2, 4, 8], [-1, 1, -1], [0, 0, 0]]
    np.testing.assert_array_equal(polynomial_features(x, 3), powers)


def test_features_of_two_columns_are_all_products_by_number_of_factors():
    columns = polynomial_features(np.array([[2.0, 5.0]]), 3)
    assert columns.tolist() == [[2, 5, 4, 10, 25, 8, 20, 50, 125]]


@few
@given(n=sizes, d=sizes, degree=st.integers(1, 4), seed=seeds)
def test_there_are_as_many_features_as_monomials_without_the_constant(
    n, d, degree, seed
):
    x = normal(seed, n, d)
    count = 1
    for k in range(1, degree + 1):
        count = count * (d + k) // k  # binomial(d + degree, degree)
    features = polynomial_features(x, degree)
    assert features.shape == (n, count - 1)
    np.testing.assert_array_equal(features[:, :d], x)
    np.testing.assert_allclose(features[:, -1], x[:, -1] ** degree, rtol=1e-14)


def test_the_product_of_two_columns_makes_xor_linear():
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    columns = polynomial_features(x, 2)  # x1, x2, x1^2, x1 x2, x2^2
    xor = affine(columns, np.array([[1.0, 1, 0, -2, 0]]), np.zeros(1))
    np.testing.assert_array_equal(xor[:, 0], [0, 1, 1, 0])


def test_a_hinge_is_shut_up_to_its_knot_and_rises_with_slope_one_behind():
    x, knots = np.array([[-3.0], [-1.0], [0.5], [2.0]]), np.array([-1.0, 1.0])
    expected = [[0, 0], [0, 0], [1.5, 0], [3, 1]]
    np.testing.assert_array_equal(hinge_features(x, knots), expected)


def test_hinges_of_several_columns_stand_column_by_column():
    x, knots = np.array([[1.0, 10.0]]), np.array([0.0, 0.5, 20.0])
    expected = [[1, 0.5, 0, 10, 9.5, 0]]
    np.testing.assert_array_equal(hinge_features(x, knots), expected)


@few
@given(n=sizes, m=sizes, seed=seeds)
def test_hinges_are_a_relu_layer_with_fixed_weights(n, m, seed):
    x, knots = normal(seed, n, 1), normal(seed + 1, m)
    layer = np.maximum(affine(x, np.ones((m, 1)), -knots), 0)
    np.testing.assert_allclose(hinge_features(x, knots), layer, rtol=0, atol=1e-15)


def test_features_leave_their_arguments_alone():
    x, knots = normal(0, 4, 2), np.array([0.0, 1.0])
    before = x.copy()
    polynomial_features(x, 3)[:] = 0
    hinge_features(x, knots)[:] = 0
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(knots, [0.0, 1.0])


X = np.ones((2, 1))
REFUSED = {
    "polynomial_features: x is (2,), expected (n, d_in)": (
        lambda: polynomial_features(X[:, 0], 2)
    ),
    "polynomial_features: degree is 0, expected an integer of 1 or more": (
        lambda: polynomial_features(X, 0)
    ),
    "polynomial_features: x is (0, 1), expected at least one row and column": (
        lambda: polynomial_features(X[:0], 2)
    ),
    "polynomial_features: 2 of 2 entries of x are nan or inf, expected numbers; "
    "x (2, 1)": lambda: polynomial_features(X * np.inf, 2),
    "hinge_features: x is (2,), expected (n, d_in)": (
        lambda: hinge_features(X[:, 0], np.ones(1))
    ),
    "hinge_features: knots is (2, 1), expected (m,)": lambda: hinge_features(X, X),
    "hinge_features: knots is (0,), expected (m,)": (
        lambda: hinge_features(X, np.ones(0))
    ),
    "hinge_features: 1 of 1 entries of knots are nan or inf, expected numbers; "
    "knots (1,)": lambda: hinge_features(X, np.array([np.nan])),
    "f: h is (2, 0), expected at least one row and column": (
        lambda: check_rows("f", "h", np.ones((2, 0)))
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_no_table_of_numbers_is_refused(message):
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        REFUSED[message]()
