"""Which parameters are weights, and what the checks of parameters say."""

import re

import numpy as np
import pytest

from nnnotes.parameters import (
    SQUARABLE,
    check_entries,
    check_like,
    check_params,
    each,
    weight_mask,
)
from nnnotes.ranges import check_count, check_fraction

W, B = np.ones((3, 2)), np.ones(3)


def test_weights_have_two_axes_or_more_and_are_the_ones_that_are_decayed():
    params = [W, B, np.ones((4, 3, 2)), np.ones(()), np.ones((1, 1))]
    assert weight_mask(params) == [True, False, True, False, True]


def test_the_caller_s_own_choice_goes_before_the_number_of_axes():
    assert weight_mask([W, B], [False, True]) == [False, True]
    assert weight_mask([W, B], np.array([0, 1])) == [False, True]
    assert weight_mask([]) == []


def test_the_largest_entry_that_may_be_squared_has_a_square_with_room_to_sum():
    assert SQUARABLE == 1e150
    assert np.isfinite(np.sum(np.full(10**6, SQUARABLE) ** 2))


def test_what_fits_passes_in_silence():
    check_params("f", "params", [W, B])
    check_params("f", "params", (W, np.ones(0)))
    check_like("f", "grads", [W, B], [W, B])
    check_entries("f", "x", np.array([-5.0, 5.0]), 5.0)
    check_entries("f", "x", np.ones((0, 2)), 5.0)
    check_entries("f", "x", np.array([-0.1, 0.1]), 0.1)
    check_entries("f", "x", np.array([1e308]))
    for value in (0, 0.0, 0.999):
        check_fraction("f", "beta", value)
    for value in (2, np.int64(2), 10**30):
        check_count("f", "n", value, 2)


REFUSED = {
    "weight_mask: decayed has 1 entries, expected one for each of 2 parameters": (
        lambda: weight_mask([W, B], [True])
    ),
    "f: params is one array (3, 2), expected a list of arrays": (
        lambda: check_params("f", "params", W)
    ),
    "f: 1 of 3 entries of grads[1] are nan or inf, expected numbers; grads[1] (3,)": (
        lambda: check_params("f", "grads", [W, np.array([1.0, np.nan, 2.0])])
    ),
    "f: params[0] has an entry of 6e+00, expected at most 5e+00; params[0] (2,)": (
        lambda: check_params("f", "params", [np.array([1.0, -6.0])], 5.0)
    ),
    "f: 1 of 1 entries of x are nan or inf": (
        lambda: check_entries("f", "x", np.array([np.inf]))
    ),
    "f: grads has 1 arrays, params has 2": (
        lambda: check_like("f", "grads", [W], [W, B])
    ),
    "f: grads[1] is (3, 1), expected (3,); as params[1]": (
        lambda: check_like("f", "grads", [W, np.ones((3, 1))], [W, B])
    ),
    "f: beta is 1.0, expected 0 or more, less than 1": (
        lambda: check_fraction("f", "beta", 1.0)
    ),
    "f: beta is -0.1, expected 0 or more, less than 1": (
        lambda: check_fraction("f", "beta", -0.1)
    ),
    "f: beta is nan, expected 0 or more, less than 1": (
        lambda: check_fraction("f", "beta", np.nan)
    ),
    "f: n is 1, expected an integer of 2 or more": lambda: check_count("f", "n", 1, 2),
    "f: n is 2.0, expected an integer of 2 or more": (
        lambda: check_count("f", "n", 2.0, 2)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()


def test_each_takes_the_lists_side_by_side_and_refuses_two_lengths():
    sums = each(lambda p, n: p + n, [W, B], [1.0, 2.0])
    np.testing.assert_array_equal(sums[0], 2 * W)
    np.testing.assert_array_equal(sums[1], 3 * B)
    with pytest.raises(ValueError, match="zip"):
        each(lambda p, n: p + n, [W, B], [1.0])
