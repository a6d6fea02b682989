"""The checks of the public edge: what they refuse, in which words, what passes."""

import math
import re

import numpy as np
import pytest

from nnnotes.checks import (
    check_batch,
    check_columns,
    check_finite,
    check_integers,
    check_matrix,
    check_shape,
    check_weights,
)
from nnnotes.cross_entropy import check_labels
from nnnotes.ranges import check_above, check_between

Z = np.zeros((3, 4))
REFUSED = {
    "f: b is (4,), expected (5,); w (5, 4)": (
        lambda: check_shape("f", "b", np.ones(4), (5,), "w (5, 4)")
    ),
    "f: b is (5, 1), expected (5,); w (5, 4)": (
        lambda: check_shape("f", "b", np.ones((5, 1)), (5,), "w (5, 4)")
    ),
    "f: x is (4,), expected (n, d_in)": lambda: check_matrix("f", "x", np.ones(4)),
    "f: w is (), expected (d_out, d_in)": (
        lambda: check_matrix("f", "w", np.array(1.0))
    ),
    "f: h is (1, 2, 3), expected (n, m)": (
        lambda: check_matrix("f", "h", np.ones((1, 2, 3)))
    ),
    "f: y is (4,), expected (n, d_out)": lambda: check_matrix("f", "y", np.ones(4)),
    "f: u is (4,), expected (n, d)": lambda: check_matrix("f", "u", np.ones(4)),
    "f: w is (5,), expected (d_out, d_in)": (
        lambda: check_weights("f", np.ones(5), np.ones(5))
    ),
    "f: b is (4,), expected (6,); w (6, 4)": (
        lambda: check_weights("f", np.ones((6, 4)), np.ones(4))
    ),
    "f: x is (3,), expected (n, d_in)": (
        lambda: check_columns("f", np.ones(3), np.ones((5, 4)))
    ),
    "f: w is (3,), expected (d_out, d_in)": (
        lambda: check_columns("f", np.ones((8, 3)), np.ones(3))
    ),
    "f: x has 3 columns, w expects 4; x (8, 3), w (5, 4)": (
        lambda: check_columns("f", np.ones((8, 3)), np.ones((5, 4)))
    ),
    "f: 1 of 1 entries of rate are nan or inf, expected numbers; rate ()": (
        lambda: check_finite("f", "rate", math.inf)
    ),
    "f: 3 of 6 entries of x are nan or inf, expected numbers; x (2, 3)": (
        lambda: check_finite("f", "x", np.array([[1, np.nan, 0], [np.inf, -np.inf, 2]]))
    ),
    "f: y_hat is (7, 1), expected (7,); y (7,)": (
        lambda: check_batch("f", np.ones((7, 1)), np.ones(7))
    ),
    "f: z is (7, 1), expected (7,); y (7,)": (
        lambda: check_batch("f", np.ones((7, 1)), np.ones(7), name="z")
    ),
    "f: no examples; y (0, 3)": (
        lambda: check_batch("f", np.ones((0, 3)), np.ones((0, 3)))
    ),
    "f: no examples; y ()": lambda: check_batch("f", np.array(1.0), np.array(1.0)),
    "f: 1 of 2 entries of y_hat are nan or inf, expected numbers; y_hat (2,)": (
        lambda: check_batch("f", np.array([1.0, np.nan]), np.ones(2))
    ),
    "f: 2 of 2 entries of y are nan or inf, expected numbers; y (2,)": (
        lambda: check_batch("f", np.ones(2), np.array([-np.inf, np.nan]))
    ),
    "f: z is (4,), expected (n, n_classes)": (
        lambda: check_labels("f", np.zeros(4), np.array([0]))
    ),
    "f: z is (0, 4), expected (n, n_classes)": (
        lambda: check_labels("f", np.zeros((0, 4)), np.zeros(0, dtype=np.int64))
    ),
    "f: labels is (2,), expected (3,); z (3, 4)": (
        lambda: check_labels("f", Z, np.array([0, 1]))
    ),
    "f: labels are bool, expected integers": (
        lambda: check_labels("f", Z, np.array([True, False, True]))
    ),
    "f: labels run from 0 to 4, expected 0 to 3; z (3, 4)": (
        lambda: check_labels("f", Z, np.array([0, 4, 1]))
    ),
    "f: labels run from -1 to 3, expected 0 to 3; z (3, 4)": (
        lambda: check_labels("f", Z, np.array([-1, 3, 1]))
    ),
    "f: 1 of 12 entries of z are nan or inf, expected numbers; z (3, 4)": (
        lambda: check_labels(
            "f", np.where(np.eye(3, 4, 3), np.nan, Z), np.array([0] * 3)
        )
    ),
    "f: labels are float64, expected integers": (
        lambda: check_integers("f", np.array([0.0]))
    ),
    "f: r is -0.1, expected 0 or more": lambda: check_between("f", "r", -0.1),
    "f: r is inf, expected 0 or more": lambda: check_between("f", "r", math.inf),
    "f: r is nan, expected 0 or more": lambda: check_between("f", "r", math.nan),
    "f: r is 1.5, expected 0 to 1": lambda: check_between("f", "r", 1.5, high=1.0),
    "f: r is 0.5, expected 1 to 2": lambda: check_between("f", "r", 0.5, 1.0, 2.0),
    "f: r is 0, expected more than 0": lambda: check_above("f", "r", 0),
    "f: r is -2.0, expected more than 0": lambda: check_above("f", "r", -2.0),
    "f: r is nan, expected more than 0": lambda: check_above("f", "r", math.nan),
    "f: r is inf, expected more than 0": lambda: check_above("f", "r", math.inf),
    "f: r is 1, expected more than 1": lambda: check_above("f", "r", 1, 1),
}


@pytest.mark.parametrize("message", REFUSED)
def test_a_refusal_names_the_call_what_it_got_and_what_it_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        REFUSED[message]()


PASSES = {
    "a shape that fits": lambda: check_shape("f", "b", np.ones(5), (5,), ""),
    "a matrix": lambda: check_matrix("f", "x", np.ones((1, 1))),
    "weights of one layer": lambda: check_weights("f", np.ones((5, 4)), np.ones(5)),
    "a batch for them": lambda: check_columns("f", np.ones((8, 4)), np.ones((5, 4))),
    "an empty batch": lambda: check_columns("f", np.ones((0, 4)), np.ones((5, 4))),
    "the largest float": lambda: check_finite("f", "x", np.array([1.7e308])),
    "no entries": lambda: check_finite("f", "x", np.ones((0, 3))),
    "integers": lambda: check_finite("f", "x", np.array([1, 2])),
    "one example": lambda: check_batch("f", np.ones(1), np.zeros(1)),
    "all classes": lambda: check_labels("f", Z, np.array([0, 3, 1])),
    "small integers": lambda: check_labels("f", Z, np.array([0, 3, 1], dtype=np.uint8)),
    "one class": lambda: check_labels("f", np.zeros((1, 1)), np.array([0])),
    "the ends": lambda: [check_between("f", "r", r, 0, 1) for r in (0, 0.5, 1)],
    "any size": lambda: check_between("f", "r", 1e308),
    "just above": lambda: check_above("f", "r", 5e-324),
}


@pytest.mark.parametrize("case", PASSES)
def test_what_fits_passes_in_silence(case):
    PASSES[case]()
