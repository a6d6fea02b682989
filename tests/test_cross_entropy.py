"""Cross-entropy against closed forms, differences, identities and PyTorch's values."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, recorded, same_slopes, scales, seeds, sizes

from nnnotes.activations import sigmoid
from nnnotes.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
    targets,
)


def logits(n, n_classes, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n_classes)) * 2, rng.integers(0, n_classes, n)


# Softmax cross-entropy


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
    assert softmax_cross_entropy(z, labels) == pytest.approx(expected, rel=1e-14, abs=0)


def test_two_classes_give_binary_cross_entropy_of_the_difference():
    z, labels = logits(9, 2)
    margin = np.where(labels == 1, z[:, 1] - z[:, 0], z[:, 0] - z[:, 1])
    binary = np.mean([math.log1p(math.exp(-float(m))) for m in margin])
    assert softmax_cross_entropy(z, labels) == pytest.approx(binary, rel=1e-13, abs=0)


def test_softmax_cross_entropy_does_not_see_a_shift():
    z, labels = logits(5, 3)
    shifted = softmax_cross_entropy(z + 1000.0, labels)
    assert shifted == pytest.approx(softmax_cross_entropy(z, labels), rel=1e-11, abs=0)


def test_huge_logits_cost_their_difference_and_stay_finite():
    z = np.array([[1e4, 0.0], [1e4, 0.0]])
    assert softmax_cross_entropy(z, np.array([0, 1])) == 5000.0
    grad = softmax_cross_entropy_grad(z, np.array([0, 1]))
    np.testing.assert_array_equal(grad, [[0.0, 0.0], [0.5, -0.5]])


def test_rows_of_the_softmax_cross_entropy_grad_sum_to_zero():
    grad = softmax_cross_entropy_grad(*logits(6, 5))
    np.testing.assert_allclose(grad.sum(axis=1), np.zeros(6), rtol=0, atol=1e-16)


def test_doubling_the_batch_leaves_the_loss_and_halves_each_row_of_the_grad():
    z, labels = logits(3, 4)
    twice, both = np.vstack([z, z]), np.concatenate([labels, labels])
    loss = softmax_cross_entropy(twice, both)
    assert loss == pytest.approx(softmax_cross_entropy(z, labels), rel=1e-14, abs=0)
    half = softmax_cross_entropy_grad(z, labels) / 2
    grad = softmax_cross_entropy_grad(twice, both)
    np.testing.assert_allclose(grad[:3], half, rtol=1e-14)


def test_a_vocabulary_of_50257_classes_starts_at_10_82_nats():
    z, labels = np.zeros((2, 50257)), np.array([0, 50256])
    assert softmax_cross_entropy(z, labels) == pytest.approx(10.8249, abs=1e-4)
    grad = softmax_cross_entropy_grad(z, labels)
    assert grad[1, 50256] == pytest.approx((1 / 50257 - 1) / 2, rel=1e-12, abs=0)
    assert grad[1, 0] == pytest.approx(1 / 50257 / 2, rel=1e-12, abs=0)


@pytest.mark.parametrize("dtype", [np.int32, np.int64, np.uint8])
def test_labels_of_any_integer_type_give_the_same(dtype):
    z, labels = logits(5, 3)
    expected = softmax_cross_entropy(z, labels)
    assert softmax_cross_entropy(z, labels.astype(dtype)) == expected


@pytest.mark.parametrize(
    "case", ["classes", "classes, smoothing 0.1", "classes, smoothing 1"]
)
def test_softmax_cross_entropy_agrees_with_pytorch(case):
    smoothing = float(case.split()[-1]) if "smoothing" in case else 0.0
    known = recorded("losses")[case]
    z, labels = np.array(known["z"]), np.array(known["labels"], dtype=np.int64)
    loss = softmax_cross_entropy(z, labels, smoothing)
    assert loss == pytest.approx(known["value"], rel=1e-14, abs=0)
    grad = softmax_cross_entropy_grad(z, labels, smoothing)
    np.testing.assert_allclose(grad, known["grad"], rtol=0, atol=1e-16)


@few
@given(
    n=sizes,
    classes=sizes,
    seed=seeds,
    scale=scales,
    smoothing=st.sampled_from([0, 0.1, 1]),
)
def test_softmax_cross_entropy_grad_is_the_slope(n, classes, seed, scale, smoothing):
    z = normal(seed, n, classes, scale=scale)
    labels = np.random.default_rng(seed).integers(0, classes, n)
    grad = softmax_cross_entropy_grad(z, labels, smoothing)
    same_slopes(grad, lambda v: softmax_cross_entropy(v, labels, smoothing), z)


def test_smoothing_mixes_the_loss_of_the_label_with_that_of_every_class():
    z, labels = logits(5, 4)
    every = [softmax_cross_entropy(z, np.full(5, k, dtype=np.int64)) for k in range(4)]
    mixed = 0.7 * softmax_cross_entropy(z, labels) + 0.3 * np.mean(every)
    assert softmax_cross_entropy(z, labels, 0.3) == pytest.approx(
        mixed, rel=1e-14, abs=0
    )


def test_full_smoothing_forgets_the_labels():
    z, labels = logits(5, 4)
    others = (labels + 1) % 4
    loss = softmax_cross_entropy(z, labels, 1.0)
    assert loss == softmax_cross_entropy(z, others, 1.0)
    assert loss > softmax_cross_entropy(np.zeros((5, 4)), labels, 1.0)


def test_with_smoothing_the_gradient_is_zero_at_the_smoothed_targets():
    labels = np.array([2, 0, 1])
    z = np.log(targets(labels, 3, 0.2))
    grad = softmax_cross_entropy_grad(z, labels, 0.2)
    np.testing.assert_allclose(grad, np.zeros((3, 3)), rtol=0, atol=1e-16)


def test_targets_are_one_hot_without_smoothing():
    one_hot = targets(np.array([1, 0, 2], dtype=np.uint8), 3)
    np.testing.assert_array_equal(one_hot, [[0, 1, 0], [1, 0, 0], [0, 0, 1]])
    assert one_hot.dtype == np.float64


def test_a_loss_without_surprise_is_plus_zero():
    loss = softmax_cross_entropy(np.array([[1e4, 0.0]]), np.array([0]))
    assert (loss, math.copysign(1, loss)) == (0.0, 1.0)


# Binary cross-entropy


def test_a_logit_of_zero_costs_the_logarithm_of_two_either_way():
    z, y = np.zeros(4), np.array([0.0, 1.0, 0.3, 1.0])
    assert binary_cross_entropy(z, y) == pytest.approx(math.log(2), rel=1e-14, abs=0)


def test_being_confidently_wrong_costs_the_logit_and_pulls_with_full_force():
    z, y = np.array([-8.0]), np.array([1.0])
    assert binary_cross_entropy(z, y) == pytest.approx(8.000335406, abs=1e-9)
    assert binary_cross_entropy_grad(z, y)[0] == pytest.approx(-0.999664650, abs=1e-9)


def test_binary_cross_entropy_is_the_textbook_formula_of_the_probability():
    z, y = normal(0, 6, 2), np.random.default_rng(1).uniform(size=(6, 2))
    p = [[1 / (1 + math.exp(-float(v))) for v in row] for row in z]
    cost = [
        -(t * math.log(q) + (1 - t) * math.log(1 - q))
        for row, goal in zip(p, y, strict=True)
        for q, t in zip(row, goal, strict=True)
    ]
    assert binary_cross_entropy(z, y) == pytest.approx(sum(cost) / 6, rel=1e-14, abs=0)


def test_binary_cross_entropy_is_softmax_cross_entropy_of_the_logit_and_zero():
    z, y = normal(2, 7), np.array([0, 1, 1, 0, 1, 0, 0])
    two = softmax_cross_entropy(np.column_stack([np.zeros(7), z]), y)
    assert binary_cross_entropy(z, y) == pytest.approx(two, rel=1e-14, abs=0)


def test_binary_cross_entropy_does_not_care_which_answer_is_called_yes():
    z, y = normal(3, 7), np.random.default_rng(3).uniform(size=7)
    swapped = binary_cross_entropy(-z, 1 - y)
    assert binary_cross_entropy(z, y) == pytest.approx(swapped, rel=1e-14, abs=0)


def test_binary_cross_entropy_is_finite_and_keeps_its_digits_far_out():
    z, y = np.array([1e4, -1e4, 1e4, -1e4]), np.array([1.0, 0.0, 0.0, 1.0])
    assert binary_cross_entropy(z, y) == 5000.0
    np.testing.assert_array_equal(binary_cross_entropy_grad(z, y), [0, 0, 0.25, -0.25])
    right = binary_cross_entropy(np.array([40.0]), np.array([1.0]))
    assert right == pytest.approx(math.exp(-40), rel=1e-14, abs=0)


def test_answers_may_be_truth_values_or_integers():
    z, y = normal(4, 5), np.array([0, 1, 1, 0, 1])
    expected = binary_cross_entropy(z, y.astype(np.float64))
    grad = binary_cross_entropy_grad(z, y.astype(np.float64))
    for kind in (np.bool_, np.int8, np.int64):
        assert binary_cross_entropy(z, y.astype(kind)) == expected
        np.testing.assert_array_equal(
            binary_cross_entropy_grad(z, y.astype(kind)), grad
        )


@pytest.mark.parametrize("case", ["binary", "binary, soft"])
def test_binary_cross_entropy_agrees_with_pytorch(case):
    known = recorded("losses")[case]
    z, y = np.array(known["z"]), np.array(known["y"])
    assert binary_cross_entropy(z, y) == pytest.approx(known["value"], rel=1e-14, abs=0)
    grad = binary_cross_entropy_grad(z, y)
    np.testing.assert_allclose(grad, known["grad"], rtol=0, atol=2e-17)


@few
@given(n=sizes, d=st.integers(0, 3), seed=seeds, scale=scales)
def test_binary_cross_entropy_grad_is_the_slope(n, d, seed, scale):
    shape = (n, d) if d else (n,)
    z = normal(seed, *shape, scale=scale)
    y = np.random.default_rng(seed).uniform(size=shape).round(1)
    grad = binary_cross_entropy_grad(z, y)
    same_slopes(grad, lambda v: binary_cross_entropy(v, y), z)


def test_the_gradient_is_the_probability_minus_the_answer():
    z, y = normal(5, 4, 2), np.random.default_rng(5).uniform(size=(4, 2))
    np.testing.assert_array_equal(binary_cross_entropy_grad(z, y), (sigmoid(z) - y) / 4)


def test_cross_entropies_change_none_of_their_arguments():
    z, labels = logits(5, 3)
    y = np.random.default_rng(0).uniform(size=(5, 3))
    before = z.copy(), labels.copy(), y.copy()
    for smoothing in (0.0, 0.1):
        softmax_cross_entropy(z, labels, smoothing)
        softmax_cross_entropy_grad(z, labels, smoothing)
    binary_cross_entropy(z, y)
    binary_cross_entropy_grad(z, y)
    for old, new in zip(before, (z, labels, y), strict=True):
        np.testing.assert_array_equal(new, old)


def test_cross_entropies_are_plain_numbers():
    assert type(softmax_cross_entropy(np.zeros((2, 3)), np.array([0, 1]))) is float
    assert type(binary_cross_entropy(np.zeros(2), np.array([0, 1]))) is float


# What is refused

Z = np.zeros((3, 4))
LABELS_REFUSED = {
    "labels is (2,), expected (3,); z (3, 4)": (Z, np.array([0, 1])),
    "labels is (3, 1), expected (3,); z (3, 4)": (Z, np.array([[0], [1], [2]])),
    "labels is (3, 4), expected (3,); z (3, 4)": (Z, np.zeros((3, 4), dtype=np.int64)),
    "labels are float64, expected integers": (Z, np.array([0.0, 1.0, 2.0])),
    "labels run from 0 to 4, expected 0 to 3; z (3, 4)": (Z, np.array([0, 4, 1])),
    "z is (4,), expected (n, n_classes)": (np.zeros(4), np.array([0])),
    "12 of 12 entries of z are nan or inf, expected numbers; z (3, 4)": (
        Z + np.inf,
        np.array([0, 1, 2]),
    ),
    "smoothing is -0.1, expected 0 to 1": (Z, np.array([0, 1, 2]), -0.1),
    "smoothing is 1.1, expected 0 to 1": (Z, np.array([0, 1, 2]), 1.1),
}
ANSWERS_REFUSED = {
    "z is (3, 1), expected (3,); y (3,)": (np.zeros((3, 1)), np.zeros(3)),
    "no examples; y (0,)": (np.zeros(0), np.zeros(0)),
    "1 of 1 entries of z are nan or inf, expected numbers; z (1,)": (
        np.array([np.nan]),
        np.zeros(1),
    ),
    "1 of 1 entries of y are nan or inf, expected numbers; y (1,)": (
        np.zeros(1),
        np.array([np.nan]),
    ),
    "y runs from -1 to 1, expected 0 to 1; y (2,)": (np.zeros(2), np.array([-1, 1])),
    "y runs from 0 to 2, expected 0 to 1; y (2,)": (np.zeros(2), np.array([0, 2])),
}


@pytest.mark.parametrize("message", LABELS_REFUSED)
@pytest.mark.parametrize(
    "function", [softmax_cross_entropy, softmax_cross_entropy_grad]
)
def test_softmax_cross_entropy_refuses_labels_that_are_no_classes(function, message):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*LABELS_REFUSED[message])


@pytest.mark.parametrize("message", ANSWERS_REFUSED)
@pytest.mark.parametrize("function", [binary_cross_entropy, binary_cross_entropy_grad])
def test_binary_cross_entropy_refuses_answers_that_are_no_probabilities(
    function, message
):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*ANSWERS_REFUSED[message])


def test_targets_of_no_class_and_more_than_all_smoothing_are_refused():
    for labels in ([0, 3], [-1, 0]):
        with pytest.raises(ValueError, match=r"^targets: labels run from .* 0 to 2$"):
            targets(np.array(labels), 3)
    with pytest.raises(
        ValueError, match=r"^targets: smoothing is 1.5, expected 0 to 1$"
    ):
        targets(np.array([0]), 3, 1.5)
    with pytest.raises(ValueError, match=r"^targets: labels are float64"):
        targets(np.array([0.0]), 3)
    assert targets(np.array([], dtype=np.int64), 3).shape == (0, 3)
