"""Head, composition, collapse and probe against normal equations and PyTorch."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, recorded, seeds, sizes, slopes

from nnnotes import features, linear
from nnnotes.forward import Layer, affine, forward
from nnnotes.linear import (
    additivity_gap,
    collapse,
    compose,
    head_hessian,
    linear_head,
    linear_probe,
)
from nnnotes.losses import mse


def stack(widths, hidden="identity", seed=0):
    names = [hidden] * (len(widths) - 2) + ["identity"]
    return [
        Layer(
            normal(seed + k, widths[k + 1], widths[k]),
            normal(seed + 50 + k, widths[k + 1]),
            name,
        )
        for k, name in enumerate(names)
    ]


# The head


@few
@given(n=st.integers(1, 12), m=sizes, d_out=sizes, seed=seeds)
def test_the_residual_of_a_head_is_orthogonal_to_features_and_ones(n, m, d_out, seed):
    h, y = normal(seed, n, m) + 2, normal(seed + 1, n, d_out) - 1
    w, b = linear_head(h, y)
    assert (w.shape, b.shape) == ((d_out, m), (d_out,))
    residual = affine(h, w, b) - y
    columns = np.column_stack([h, np.ones(n)])
    np.testing.assert_allclose(columns.T @ residual, 0, rtol=0, atol=1e-10)


@pytest.mark.parametrize("case", range(3))
def test_the_head_agrees_with_pytorch_s_least_squares(case):
    known = {key: np.array(v) for key, v in recorded("linear")["heads"][case].items()}
    w, b = linear_head(known["h"], known["y"])
    np.testing.assert_allclose(w, known["w"], rtol=0, atol=1e-13)
    np.testing.assert_allclose(b, known["b"], rtol=0, atol=2e-13)


def test_no_other_head_has_a_smaller_error():
    h, y = normal(0, 20, 3), normal(1, 20, 2)
    w, b = linear_head(h, y)
    best = mse(affine(h, w, b), y)
    for seed in range(20):
        dw, db = normal(seed, 2, 3, scale=0.1), normal(seed + 99, 2, scale=0.1)
        assert mse(affine(h, w + dw, b + db), y) > best


def test_gradient_descent_on_the_head_reaches_least_squares():
    h, y = normal(2, 30, 2), normal(3, 30, 1)
    w, b = linear_head(h, y)
    theta = np.zeros(3)
    a = np.column_stack([h, np.ones(30)])
    rate = 1.9 / np.linalg.eigvalsh(head_hessian(h))[-1]
    for _ in range(2000):
        theta = theta - rate * 2 / 30 * a.T @ (a @ theta - y[:, 0])
    np.testing.assert_allclose(theta, [*w[0], *b], rtol=0, atol=1e-12)


def test_of_many_heads_that_fit_the_one_with_the_smallest_weights_is_taken():
    h = np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]])  # twice the same column
    w, b = linear_head(h, 3 * h[:, :1] + 7)
    np.testing.assert_allclose(w, [[1.5, 1.5]], rtol=0, atol=1e-13)
    np.testing.assert_allclose(b, [7.0], rtol=0, atol=1e-13)


def test_a_large_offset_costs_the_weights_no_digits():
    h = np.array([[0.0], [1.0], [2.0]])
    w, b = linear_head(h + 1e6, h + 1e9)
    assert w.item() == pytest.approx(1.0, abs=1e-14)
    assert b.item() == pytest.approx(1e9 - 1e6, abs=1e-6)


def test_a_constant_feature_gets_no_weight_and_the_bias_the_mean():
    w, b = linear_head(np.full((4, 1), 5.0), np.array([[1.0], [2.0], [3.0], [6.0]]))
    np.testing.assert_array_equal(w, [[0.0]])
    np.testing.assert_array_equal(b, [3.0])


def test_the_best_affine_map_of_xor_says_one_half_everywhere():
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.array([[0.0], [1], [1], [0]])
    w, b = linear_head(x, y)
    np.testing.assert_allclose(w, [[0, 0]], rtol=0, atol=1e-15)
    np.testing.assert_allclose(b, [0.5], rtol=0, atol=1e-15)
    assert mse(affine(x, w, b), y) == pytest.approx(0.25, abs=1e-15)


def test_the_hessian_is_the_curvature_of_the_mean_squared_error():
    h, y, theta = normal(4, 7, 2), normal(5, 7, 1), normal(6, 3)

    def loss(theta):
        return mse(affine(h, theta[np.newaxis, :2], theta[2:]), y)

    measured = [
        slopes(lambda v, k=k: slopes(loss, v, 1e-2)[k], theta, 1e-2) for k in range(3)
    ]
    np.testing.assert_allclose(head_hessian(h), measured, rtol=0, atol=1e-9)


def test_above_the_rate_limit_of_the_hessian_descent_runs_away():
    h, y = normal(7, 30, 2), normal(8, 30, 1)
    a = np.column_stack([h, np.ones(30)])
    limit = 2 / np.linalg.eigvalsh(head_hessian(h))[-1]
    for rate, grows in ((0.95 * limit, False), (1.05 * limit, True)):
        theta = np.zeros(3)
        for _ in range(300):
            theta = theta - rate * 2 / 30 * a.T @ (a @ theta - y[:, 0])
        assert (np.abs(theta).max() > 1e3) == grows


# Composition and collapse


def test_the_right_most_function_of_a_composition_acts_first():
    f = compose(lambda x: x * 2, lambda x: x + 1)
    assert f(3.0) == 8.0
    assert compose()(3.0) == 3.0
    assert compose(f, f)(3.0) == 18.0


def test_the_order_of_a_composition_matters():
    def fold(x):
        return np.abs(x)

    def shift(x):
        return x - 1

    x = np.array([-3.0, 0.0, 0.5])
    np.testing.assert_array_equal(compose(fold, shift)(x), [4.0, 1.0, 0.5])
    np.testing.assert_array_equal(compose(shift, fold)(x), [2.0, -1.0, -0.5])


@few
@given(widths=st.lists(sizes, min_size=2, max_size=6), n=sizes, seed=seeds)
def test_a_stack_without_bends_equals_the_one_layer_it_collapses_to(widths, n, seed):
    layers, x = stack(widths, seed=seed), normal(seed + 7, n, widths[0])
    one = collapse(layers)
    assert one.activation == "identity"
    assert one.w.shape == (widths[-1], widths[0])
    output = forward(layers, x)[0]
    size = 1 + np.abs(output).max()
    np.testing.assert_allclose(affine(x, one.w, one.b), output, atol=1e-12 * size)


def test_249_parameters_without_a_bend_are_three():
    layers = stack([2, 8, 8, 8, 8, 1])
    one = collapse(layers)
    assert sum(layer.w.size + layer.b.size for layer in layers) == 249
    assert one.w.size + one.b.size == 3


def test_a_single_layer_collapses_to_itself():
    layer = Layer(normal(0, 2, 3), normal(1, 2))
    one = collapse([layer])
    np.testing.assert_array_equal(one.w, layer.w)
    np.testing.assert_array_equal(one.b, layer.b)


def test_the_additivity_gap_is_rounding_for_a_linear_stack_and_not_for_a_bent_one():
    u, v = normal(1, 20, 2), normal(2, 20, 2)
    gaps = [
        additivity_gap(lambda x, n=name: forward(stack([2, 8, 1], n), x)[0], u, v)
        for name in ("identity", "relu")
    ]
    assert gaps[0] < 1e-13
    assert gaps[1] > 0.1


def test_the_additivity_gap_is_that_of_the_worst_entry():
    u, v = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 1.0], [1.0, 5.0]])
    # (u + v)^2 - u^2 - v^2 + 0^2 = 2uv, and the largest |2uv| is 10.
    assert additivity_gap(lambda x: x**2 + 7, u, v) == 10.0
    assert additivity_gap(lambda x: -(x**2), u, v) == 10.0
    assert type(additivity_gap(lambda x: x**2, u, v)) is float


# The probe


def rings(n, seed):
    rng = np.random.default_rng(seed)
    angle, labels = rng.uniform(0, 2 * np.pi, n), rng.integers(0, 2, n)
    radius = np.where(labels == 1, 2.0, 0.8) + 0.1 * rng.normal(size=n)
    points = radius[:, np.newaxis] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points, labels


def test_a_probe_reads_rings_off_squares_and_not_off_coordinates():
    x, labels = rings(200, 0)
    new, new_labels = rings(400, 1)
    assert linear_probe(x, labels, new, new_labels) < 0.65
    assert linear_probe(x**2, labels, new**2, new_labels) > 0.98


def test_a_probe_of_shuffled_labels_does_not_fit_them():
    x, labels = rings(400, 2)
    shuffled = np.random.default_rng(0).permutation(labels)
    assert linear_probe(x**2, shuffled, x**2, shuffled) < 0.65


def test_a_probe_tells_three_classes_apart():
    centers = np.array([[5.0, 0], [0, 5.0], [-5.0, -5.0]])
    labels = np.arange(30, dtype=np.int64) % 3
    h = centers[labels] + normal(3, 30, 2)
    assert linear_probe(h[:15], labels[:15], h[15:], labels[15:]) == 1.0


def test_the_score_of_a_probe_is_the_share_of_right_answers():
    h, labels = np.array([[-1.0], [1.0]]), np.array([0, 1])
    new, truth = np.array([[-2.0], [2.0], [3.0], [4.0]]), np.array([0, 1, 1, 0])
    score = linear_probe(h, labels, new, truth)
    assert (score, type(score)) == (0.75, float)


def test_a_class_that_the_probe_never_saw_is_wrong():
    h, labels = np.array([[-1.0], [1.0]]), np.array([0, 1], dtype=np.uint8)
    assert linear_probe(h, labels, h, np.array([0, 7])) == 0.5


def test_linear_functions_change_none_of_their_arguments():
    h, y, labels = normal(0, 6, 2), normal(1, 6, 1), np.array([0, 1, 0, 1, 1, 0])
    before = h.copy(), y.copy()
    linear_head(h, y)
    head_hessian(h)
    linear_probe(h, labels, h, labels)
    additivity_gap(lambda x: x, h, h)
    np.testing.assert_array_equal(h, before[0])
    np.testing.assert_array_equal(y, before[1])
    np.testing.assert_array_equal(labels, [0, 1, 0, 1, 1, 0])


def test_fixed_features_can_be_had_from_linear():
    assert linear.polynomial_features is features.polynomial_features
    assert linear.hinge_features is features.hinge_features
    assert all(hasattr(linear, name) for name in linear.__all__)


H, Y, LABELS = np.ones((4, 3)), np.ones((4, 2)), np.array([0, 1, 0, 1])
BENT = [Layer(np.ones((2, 2)), np.ones(2)), Layer(np.ones((2, 2)), np.ones(2), "relu")]
REFUSED = {
    "linear_head: y is (4,), expected (n, d_out)": lambda: linear_head(H, Y[:, 0]),
    "linear_head: h is (4,), expected (n, m)": lambda: linear_head(H[:, 0], Y),
    "linear_head: y is (3, 2), expected (4, 2); h (4, 3)": (
        lambda: linear_head(H, Y[:3])
    ),
    "linear_head: h is (0, 3), expected at least one row and column": (
        lambda: linear_head(H[:0], Y[:0])
    ),
    "linear_head: 12 of 12 entries of h are nan or inf, expected numbers; h (4, 3)": (
        lambda: linear_head(H * np.nan, Y)
    ),
    "linear_head: 8 of 8 entries of y are nan or inf, expected numbers; y (4, 2)": (
        lambda: linear_head(H, Y * np.inf)
    ),
    "head_hessian: h is (3,), expected (n, m)": lambda: head_hessian(H[0]),
    "collapse: no layers": lambda: collapse([]),
    "collapse: layers[1] has relu, expected identity": lambda: collapse(BENT),
    "collapse: layers[0] gives 2 columns, layers[1] expects 3": (
        lambda: collapse([BENT[0], Layer(np.ones((1, 3)), np.ones(1))])
    ),
    "additivity_gap: v is (3, 3), expected (4, 3); u (4, 3)": (
        lambda: additivity_gap(np.abs, H, H[:3])
    ),
    "additivity_gap: u is (3,), expected (n, d)": (
        lambda: additivity_gap(np.abs, H[0], H[0])
    ),
    "additivity_gap: 3 of 3 entries of v are nan or inf, expected numbers; v (1, 3)": (
        lambda: additivity_gap(np.abs, H[:1], H[:1] * np.inf)
    ),
    "linear_probe: h is (3,), expected (n, m)": (
        lambda: linear_probe(H[0], LABELS, H, LABELS)
    ),
    "linear_probe: labels is (3,), expected (4,); h (4, 3)": (
        lambda: linear_probe(H, LABELS, H, LABELS[:3])
    ),
    "linear_probe: labels are float64, expected integers": (
        lambda: linear_probe(H, LABELS * 1.0, H, LABELS)
    ),
    "linear_probe: labels run from -1, expected 0 or more": (
        lambda: linear_probe(H, LABELS - 1, H, LABELS)
    ),
    "linear_probe: a row of h_new is (2,), expected (3,); as of h": (
        lambda: linear_probe(H, LABELS, H[:, :2], LABELS)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused(message):
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        REFUSED[message]()


def test_a_probe_takes_a_single_row():
    one = np.array([[1.0, 2.0]])
    assert linear_probe(one, np.array([0]), one, np.array([0])) == 1.0
