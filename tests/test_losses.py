"""Losses against closed forms, differences, identities and limits."""

import math
import re

import numpy as np
import pytest

from nnnotes.losses import (
    mse,
    mse_grad,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)


def slope(f, x, k, eps=1e-6):
    step = np.zeros(x.shape)
    step[k] = eps
    return (f(x + step) - f(x - step)) / (2 * eps)


def logits(n, n_classes, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n_classes)) * 2, rng.integers(0, n_classes, n)


def test_mse_is_the_mean_over_rows_of_squared_distances():
    y_hat, y = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    assert mse(y_hat, y) == (4 + 25) / 2


def test_mse_has_the_delivery_times_known_minimum_at_their_mean():
    times = np.array([28.0, 30, 31, 32, 33, 36, 150])
    constant = np.full(7, times.mean())
    assert times.mean() == pytest.approx(48.571, abs=1e-3)
    assert mse(constant, times) == pytest.approx(float(np.var(times)), rel=1e-14)
    assert mse_grad(constant, times).sum() == pytest.approx(0.0, abs=1e-13)


def test_the_seed_network_has_its_known_loss():
    y_hat, y = np.array([[-0.13]]), np.array([[1.0]])
    assert mse(y_hat, y) == pytest.approx(1.2769, abs=1e-15)
    assert mse_grad(y_hat, y).item() == pytest.approx(-2.26, abs=1e-15)


def test_a_perfect_prediction_has_mse_zero_and_no_gradient():
    y = np.random.default_rng(0).normal(size=(5, 3))
    assert mse(y, y) == 0.0
    np.testing.assert_array_equal(mse_grad(y, y), np.zeros((5, 3)))


@pytest.mark.parametrize("shape", [(1,), (4,), (1, 1), (1, 3), (5, 1), (5, 3)], ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_mse_grad_is_the_slope_of_mse(shape, seed):
    y_hat, y = np.random.default_rng(seed).normal(size=(2, *shape))
    grad = mse_grad(y_hat, y)
    assert grad.shape == shape
    for k in np.ndindex(shape):
        assert grad[k] == pytest.approx(slope(lambda v: mse(v, y), y_hat, k), abs=1e-8)


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


@pytest.mark.parametrize("n_classes", [1, 2, 3, 10, 1000])
def test_equal_logits_cost_the_logarithm_of_the_number_of_classes(n_classes):
    labels = np.zeros(4, dtype=np.int64)
    loss = softmax_cross_entropy(np.zeros((4, n_classes)), labels)
    assert loss == pytest.approx(math.log(n_classes), abs=1e-12)


def test_softmax_cross_entropy_is_minus_log_of_the_probability_of_the_label():
    z, labels = logits(7, 4)
    weights = [[math.exp(float(v)) for v in row] for row in z]
    surprise = [-math.log(w[c] / sum(w)) for w, c in zip(weights, labels, strict=True)]
    expected = sum(surprise) / 7
    assert softmax_cross_entropy(z, labels) == pytest.approx(expected, rel=1e-14)


def test_two_classes_give_binary_cross_entropy_of_the_difference():
    z, labels = logits(9, 2)
    margin = np.where(labels == 1, z[:, 1] - z[:, 0], z[:, 0] - z[:, 1])
    binary = np.mean([math.log1p(math.exp(-float(m))) for m in margin])
    assert softmax_cross_entropy(z, labels) == pytest.approx(binary, rel=1e-13)


def test_softmax_cross_entropy_does_not_see_a_shift():
    z, labels = logits(5, 3)
    shifted = softmax_cross_entropy(z + 1000.0, labels)
    assert shifted == pytest.approx(softmax_cross_entropy(z, labels), rel=1e-11)


def test_huge_logits_cost_their_difference_and_stay_finite():
    z = np.array([[1e4, 0.0], [1e4, 0.0]])
    assert softmax_cross_entropy(z, np.array([0, 1])) == 5000.0
    grad = softmax_cross_entropy_grad(z, np.array([0, 1]))
    np.testing.assert_array_equal(grad, [[0.0, 0.0], [0.5, -0.5]])


@pytest.mark.parametrize("n, n_classes", [(1, 1), (1, 4), (5, 2), (6, 3)])
@pytest.mark.parametrize("seed", range(3))
def test_softmax_cross_entropy_grad_is_the_slope(n, n_classes, seed):
    z, labels = logits(n, n_classes, seed)
    grad = softmax_cross_entropy_grad(z, labels)
    assert grad.shape == z.shape
    for k in np.ndindex(z.shape):
        measured = slope(lambda v: softmax_cross_entropy(v, labels), z, k)
        assert grad[k] == pytest.approx(measured, abs=1e-8)


def test_rows_of_the_softmax_cross_entropy_grad_sum_to_zero():
    grad = softmax_cross_entropy_grad(*logits(6, 5))
    np.testing.assert_allclose(grad.sum(axis=1), np.zeros(6), rtol=0, atol=1e-16)


def test_doubling_the_batch_leaves_the_loss_and_halves_each_row_of_the_grad():
    z, labels = logits(3, 4)
    twice, both = np.vstack([z, z]), np.concatenate([labels, labels])
    loss = softmax_cross_entropy(twice, both)
    assert loss == pytest.approx(softmax_cross_entropy(z, labels), rel=1e-14)
    half = softmax_cross_entropy_grad(z, labels) / 2
    grad = softmax_cross_entropy_grad(twice, both)
    np.testing.assert_allclose(grad[:3], half, rtol=1e-14)


def test_a_vocabulary_of_50257_classes_starts_at_10_82_nats():
    z, labels = np.zeros((2, 50257)), np.array([0, 50256])
    assert softmax_cross_entropy(z, labels) == pytest.approx(10.8249, abs=1e-4)
    grad = softmax_cross_entropy_grad(z, labels)
    assert grad[1, 50256] == pytest.approx((1 / 50257 - 1) / 2, rel=1e-12)
    assert grad[1, 0] == pytest.approx(1 / 50257 / 2, rel=1e-12)


@pytest.mark.parametrize("dtype", [np.int32, np.int64, np.uint8])
def test_labels_of_any_integer_type_give_the_same(dtype):
    z, labels = logits(5, 3)
    expected = softmax_cross_entropy(z, labels)
    assert softmax_cross_entropy(z, labels.astype(dtype)) == expected


def test_losses_change_none_of_their_arguments():
    z, labels = logits(5, 3)
    before, labels_before = z.copy(), labels.copy()
    softmax_cross_entropy(z, labels)
    softmax_cross_entropy_grad(z, labels)
    mse(z, z + 1)
    mse_grad(z, z + 1)
    np.testing.assert_array_equal(z, before)
    np.testing.assert_array_equal(labels, labels_before)


def test_losses_are_plain_numbers():
    assert type(mse(np.ones((2, 1)), np.zeros((2, 1)))) is float
    assert type(softmax_cross_entropy(np.zeros((2, 3)), np.array([0, 1]))) is float


Z = np.zeros((3, 4))
MSE_REFUSED = {
    "y_hat is (7, 1), expected (7,); y (7,)": (np.ones((7, 1)), np.ones(7)),
    "y_hat is (7,), expected (7, 1); y (7, 1)": (np.ones(7), np.ones((7, 1))),
    "y_hat is (2, 3), expected (1, 3); y (1, 3)": (np.ones((2, 3)), np.ones((1, 3))),
    "no examples; y (0, 3)": (np.ones((0, 3)), np.ones((0, 3))),
    "no examples; y ()": (np.array(1.0), np.array(1.0)),
}
LABELS_REFUSED = {
    "labels is (2,), expected (3,); z (3, 4)": (Z, np.array([0, 1])),
    "labels is (3, 1), expected (3,); z (3, 4)": (Z, np.array([[0], [1], [2]])),
    "labels is (3, 4), expected (3,); z (3, 4)": (Z, np.zeros((3, 4), dtype=np.int64)),
    "labels are float64, expected integers": (Z, np.array([0.0, 1.0, 2.0])),
    "labels are bool, expected integers": (Z, np.array([True, False, True])),
    "labels run from 0 to 4, expected 0 to 3; z (3, 4)": (Z, np.array([0, 4, 1])),
    "labels run from -1 to 3, expected 0 to 3; z (3, 4)": (Z, np.array([-1, 3, 1])),
    "z is (4,), expected (n, n_classes)": (np.zeros(4), np.array([0])),
    "z is (0, 4), expected (n, n_classes)": (
        np.zeros((0, 4)),
        np.zeros(0, dtype=np.int64),
    ),
}


@pytest.mark.parametrize("message", MSE_REFUSED)
@pytest.mark.parametrize("function", [mse, mse_grad])
def test_mse_refuses_shapes_that_would_broadcast(function, message):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*MSE_REFUSED[message])


@pytest.mark.parametrize("message", LABELS_REFUSED)
@pytest.mark.parametrize(
    "function", [softmax_cross_entropy, softmax_cross_entropy_grad]
)
def test_softmax_cross_entropy_refuses_labels_that_are_no_classes(function, message):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*LABELS_REFUSED[message])
