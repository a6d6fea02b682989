"""Splits that never overlap, scales from the training rows, labels wrong on purpose."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, seeds

from nnnotes.data import digits
from nnnotes.splits import Split, redraw_labels, split, split_digits, standardize


def rng(seed=0):
    return np.random.default_rng(seed)


def numbered(n):
    """Rows that carry their number, and targets that carry it too."""
    return np.arange(2.0 * n).reshape(n, 2), np.arange(n, dtype=np.int64)


def parts_of(found):
    return [found.train, found.val, found.test]


@few
@given(
    sizes=st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)), seed=seeds
)
def test_every_row_is_in_exactly_one_part_beside_its_own_target(sizes, seed):
    x, y = numbered(sum(sizes))
    found = parts_of(split(x, y, *sizes[:2], rng(seed)))
    assert tuple(len(part[0]) for part in found) == sizes
    assert sorted(np.concatenate([part[1] for part in found])) == list(range(len(x)))
    for rows, labels in found:
        np.testing.assert_array_equal(rows, x[labels])


def test_a_split_is_one_cut_of_one_random_order():
    x, y = numbered(10)
    order = rng(4).permutation(10)
    found = parts_of(split(x, y, 5, 3, rng(4)))
    np.testing.assert_array_equal(np.concatenate([part[1] for part in found]), order)


def test_targets_of_several_columns_are_split_too():
    x, _ = numbered(6)
    found = split(x, 10 * x, 3, 2, rng())
    np.testing.assert_array_equal(found.test[1], 10 * found.test[0])


def test_a_split_prints_rows_columns_and_scale():
    found = Split(
        (np.array([[-1.0, 1.0]]), np.array([0])),
        (np.array([[2.0, 4.0], [6.0, 8.0]]), np.array([0, 1])),
        (np.full((1, 2), -1e-9), np.array([0])),
    )
    assert repr(found) == (
        "part   rows  columns   mean    std\n"
        "train     1        2  0.000  1.000\n"
        "val       2        2  5.000  2.236\n"
        "test      1        2  0.000  0.000"
    )


def test_an_empty_part_prints_without_a_scale():
    x, y = numbered(2)
    assert repr(split(x, y, 2, 0, rng())).split("\n")[2].split() == [
        "val", "0", "2", "-", "-",
    ]  # fmt: skip


def test_standardized_training_rows_have_mean_zero_and_deviation_one():
    (x,) = standardize(normal(0, 50, 3, scale=7.0) + 100)
    assert (x.mean(), x.std()) == (
        pytest.approx(0.0, abs=1e-12),
        pytest.approx(1.0, rel=1e-12, abs=0),
    )


def test_other_rows_follow_the_training_rows_and_have_no_say():
    train, val = normal(0, 50, 3) + 5, normal(1, 20, 3)
    one, moved = standardize(train, val)
    np.testing.assert_allclose(moved, (val - train.mean()) / train.std(), rtol=1e-14)
    far, _ = standardize(train, 1e6 * val)
    np.testing.assert_array_equal(one, far)


def test_one_mean_and_one_deviation_serve_all_columns():
    (x,) = standardize(np.array([[0.0, 10.0], [0.0, 30.0]]))
    np.testing.assert_allclose(x[:, 0], -10 / np.std([0, 10, 0, 30]), rtol=1e-14)


def test_the_digits_are_cut_by_the_seed_and_scaled_by_their_training_pixels():
    found = split_digits(rng(0))
    x, y = digits()
    order = rng(0).permutation(1797)
    pixels = x[order[:1000]]
    for (rows, labels), where in zip(
        parts_of(found), np.split(order, [1000, 1397]), strict=True
    ):
        np.testing.assert_array_equal(labels, y[where])
        wanted = (x[where] - pixels.mean()) / pixels.std()
        np.testing.assert_allclose(rows, wanted, rtol=1e-14)


def test_no_image_of_the_digits_is_in_two_parts():
    x, _ = digits()
    assert len(np.unique(x, axis=0)) == len(x)
    rows = np.concatenate([part[0] for part in parts_of(split_digits(rng(3)))])
    assert len(np.unique(rows.round(9), axis=0)) == 1797


def test_a_share_of_the_labels_is_drawn_anew():
    y = np.arange(20_000) % 10
    found = redraw_labels(y, 0.4, 10, rng())
    # A tenth of the new labels is right by chance.
    assert np.mean(found != y) == pytest.approx(0.36, abs=0.01)
    wrong = found[found != y]
    assert np.bincount(wrong, minlength=10).min() > 600
    assert found.dtype == np.int64


def test_200_noisy_digits_have_the_notes_65_wrong_labels():
    y = split_digits(rng(0)).train[1][:200]
    assert np.sum(redraw_labels(y, 0.4, 10, rng(5)) != y) == 65


@pytest.mark.parametrize("share, wrong", [(0.0, 0.0), (1.0, 0.5)])
def test_none_or_all_of_the_labels_may_be_drawn(share, wrong):
    y = np.zeros(5000, dtype=np.int64)
    held = y.copy()
    found = redraw_labels(y, share, 2, rng())
    assert np.mean(found != y) == pytest.approx(wrong, abs=0.03)
    np.testing.assert_array_equal(y, held)


@pytest.mark.parametrize(
    "make, message",
    [
        (
            lambda: split(*numbered(5), 0, 2, rng()),
            "split: 0 training and 2 validation rows, expected at least 1 and 0 out of "
            "5; x (5, 2)",
        ),
        (lambda: split(*numbered(5), 3, -1, rng()), "split: 3 training and -1"),
        (lambda: split(*numbered(5), 4, 2, rng()), "split: 4 training and 2"),
        (
            lambda: split(np.ones(5), np.ones(5), 3, 1, rng()),
            "split: x is (5,), expected (n, d) with n above 0",
        ),
        (
            lambda: split(np.ones((0, 2)), np.ones(0), 3, 1, rng()),
            "split: x is (0, 2), expected (n, d) with n above 0",
        ),
        (
            lambda: split(np.ones((5, 2)), np.ones(4), 3, 1, rng()),
            "split: y is (4,), expected 5 rows; x (5, 2)",
        ),
        (
            lambda: split(np.ones((5, 2)), np.float64(1), 3, 1, rng()),
            "split: y is (), expected 5 rows; x (5, 2)",
        ),
        (
            lambda: standardize(np.ones((3, 2))),
            "standardize: train has no spread, expected different entries; "
            "train (3, 2)",
        ),
        (
            lambda: standardize(np.array([[np.nan, 1.0]])),
            "standardize: 1 of 2 entries of train are nan or inf, expected numbers",
        ),
        (
            lambda: standardize(np.ones((0, 2))),
            "standardize: train has no spread, expected different entries; "
            "train (0, 2)",
        ),
        (
            lambda: redraw_labels(np.array([0, 1]), 1.5, 2, rng()),
            "redraw_labels: share is 1.5, expected 0 to 1",
        ),
        (
            lambda: redraw_labels(np.array([0, 2]), 0.5, 2, rng()),
            "redraw_labels: labels run from 0 to 2, expected 0 to 1",
        ),
        (
            lambda: redraw_labels(np.array([-1, 1]), 0.5, 2, rng()),
            "redraw_labels: labels run from -1 to 1, expected 0 to 1",
        ),
        (
            lambda: redraw_labels(np.array([0.0, 1.0]), 0.5, 2, rng()),
            "redraw_labels: labels are float64, expected integers",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(make, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        make()


def test_the_largest_split_leaves_no_test_rows():
    found = split(*numbered(5), 3, 2, rng())
    assert found.test[0].shape == (0, 2)


@pytest.mark.parametrize("counts", [(2.5, 1), (2, 1.0)])
def test_half_a_row_is_refused(counts):
    with pytest.raises(ValueError, match=r"^split: .* training and .* validation rows"):
        split(np.ones((5, 2)), np.ones(5), *counts, rng())
