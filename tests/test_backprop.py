"""Layer gradients against differences, hand calculations and identities.

The oracle is :func:`oracles.slopes`, a difference quotient of its own, and what PyTorch
gave. Planted bugs show that ``check_gradient`` fails where it must.
"""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, recorded, same_slopes, seeds, sizes, slopes

from nnnotes.activations import ACTIVATIONS, sigmoid
from nnnotes.backprop import (
    activation_grad,
    affine_grad,
    backward,
    check_gradient,
    numeric_grad,
    relative_error,
)
from nnnotes.forward import Cache, Layer, affine, forward
from nnnotes.losses import (
    mse,
    mse_grad,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)

SHAPES = [(1, 1, 1), (1, 3, 2), (4, 1, 3), (4, 5, 3), (3, 3, 3), (6, 2, 1)]
STACKS = [(1, [1, 1]), (1, [3, 4, 2]), (5, [1, 3, 1]), (4, [3, 5, 4, 2])]


def affine_case(n, d_in, d_out, seed):
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=(n, d_in)), rng.normal(size=(d_out, d_in))
    return x, w, rng.normal(size=d_out), rng.normal(size=(n, d_out))


def stack(widths, hidden="tanh", seed=0):
    rng = np.random.default_rng(seed)
    names = [hidden] * (len(widths) - 2) + ["identity"]
    return [
        Layer(rng.normal(size=(d_out, d_in)), rng.normal(size=d_out), name)
        for d_in, d_out, name in zip(widths, widths[1:], names, strict=False)
    ]


def replaced(layers, number, w=None, b=None):
    old = layers[number]
    new = Layer(old.w if w is None else w, old.b if b is None else b, old.activation)
    return [*layers[:number], new, *layers[number + 1 :]]


# One layer


@pytest.mark.parametrize("n, d_in, d_out", SHAPES)
@pytest.mark.parametrize("seed", range(3))
def test_affine_grad_gives_the_slopes_of_a_weighted_sum_of_outputs(
    n, d_in, d_out, seed
):
    x, w, b, dz = affine_case(n, d_in, d_out, seed)
    dx, dw, db = affine_grad(x, w, dz)
    assert (dx.shape, dw.shape, db.shape) == (x.shape, w.shape, b.shape)
    for grad, f, at in (
        (dx, lambda v: np.sum(dz * affine(v, w, b)), x),
        (dw, lambda v: np.sum(dz * affine(x, v, b)), w),
        (db, lambda v: np.sum(dz * affine(x, w, v)), b),
    ):
        np.testing.assert_allclose(grad, slopes(f, at), rtol=0, atol=2e-8)


@pytest.mark.parametrize("n, d_in, d_out", SHAPES)
def test_dw_is_the_sum_of_one_outer_product_an_example(n, d_in, d_out):
    x, w, _, dz = affine_case(n, d_in, d_out, seed=1)
    outer = sum(np.outer(dz[i], x[i]) for i in range(n))
    np.testing.assert_allclose(affine_grad(x, w, dz)[1], outer, rtol=0, atol=1e-14)


def test_one_example_can_be_read_back_from_its_gradient():
    x, w, _, dz = affine_case(1, 5, 3, seed=2)
    _, dw, db = affine_grad(x, w, dz)
    np.testing.assert_allclose(dw[0] / db[0], x[0], rtol=1e-15)


def test_zero_inputs_leave_weights_alone_and_still_move_biases():
    x, w, _, dz = affine_case(4, 5, 3, seed=3)
    dx, dw, db = affine_grad(np.zeros_like(x), w, dz)
    np.testing.assert_array_equal(dw, np.zeros_like(w))
    np.testing.assert_allclose(db, [dz[:, j].sum() for j in range(3)], rtol=1e-14)
    np.testing.assert_array_equal(dx, affine_grad(x, w, dz)[0])


def test_duplicating_the_batch_changes_no_gradient_of_a_mean_loss():
    x, w, b, y = affine_case(4, 5, 3, seed=4)
    twice_x, twice_y = np.vstack([x, x]), np.vstack([y, y])
    _, dw, db = affine_grad(x, w, mse_grad(affine(x, w, b), y))
    dz = mse_grad(affine(twice_x, w, b), twice_y)
    _, twice_dw, twice_db = affine_grad(twice_x, w, dz)
    np.testing.assert_allclose(twice_dw, dw, rtol=1e-13)
    np.testing.assert_allclose(twice_db, db, rtol=1e-13)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 1), (5, 4)], ids=str)
def test_activation_grad_gives_the_slopes_of_a_weighted_sum(name, shape):
    rng = np.random.default_rng(5)
    z, da = rng.normal(size=(2, *shape))
    assert np.abs(z).min() > 1e-3  # away from the kink
    phi, _ = ACTIVATIONS[name]
    measured = slopes(lambda v: np.sum(da * phi(v)), z)
    dz = activation_grad(name, z, da)
    np.testing.assert_allclose(dz, measured, rtol=0, atol=1e-8)


# A stack of layers


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("n, widths", STACKS)
@pytest.mark.parametrize("seed", range(2))
def test_backward_gives_the_slopes_of_mse_in_every_parameter(hidden, n, widths, seed):
    layers = stack(widths, hidden, seed)
    rng = np.random.default_rng(seed + 10)
    x, y = rng.normal(size=(n, widths[0])), rng.normal(size=(n, widths[-1]))
    output, caches = forward(layers, x)
    grads, dx = backward(layers, caches, mse_grad(output, y))
    assert len(grads) == len(layers)

    def loss(layers, x=x):
        return mse(forward(layers, x)[0], y)

    measured_dx = slopes(lambda v: loss(layers, v), x)
    np.testing.assert_allclose(dx, measured_dx, rtol=1e-7, atol=1e-7)
    for i, (layer, (dw, db)) in enumerate(zip(layers, grads, strict=True)):
        measured_dw = slopes(lambda v, i=i: loss(replaced(layers, i, w=v)), layer.w)
        measured_db = slopes(lambda v, i=i: loss(replaced(layers, i, b=v)), layer.b)
        np.testing.assert_allclose(dw, measured_dw, rtol=1e-7, atol=1e-7)
        np.testing.assert_allclose(db, measured_db, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("n, widths", [(1, [3, 4, 2]), (6, [4, 6, 3]), (5, [2, 1, 4])])
def test_backward_gives_the_slopes_of_softmax_cross_entropy(n, widths):
    layers = stack(widths)
    rng = np.random.default_rng(3)
    x, labels = rng.normal(size=(n, widths[0])), rng.integers(0, widths[-1], n)
    output, caches = forward(layers, x)
    grads, _ = backward(layers, caches, softmax_cross_entropy_grad(output, labels))
    for i, (dw, _) in enumerate(grads):
        measured = slopes(
            lambda v, i=i: softmax_cross_entropy(
                forward(replaced(layers, i, w=v), x)[0], labels
            ),
            layers[i].w,
        )
        np.testing.assert_allclose(dw, measured, rtol=0, atol=1e-8)


@pytest.mark.parametrize("loss", ["mse", "softmax_cross_entropy"])
@pytest.mark.parametrize("case", range(8))
def test_the_gradients_of_a_network_agree_with_pytorch(case, loss):
    known = recorded("backprop")["networks"][case]
    arrays = [np.array(array) for array in known["params"]]
    names = [known["activation"]] * (len(arrays) // 2 - 1) + ["identity"]
    layers = [
        Layer(w, b, name)
        for w, b, name in zip(arrays[::2], arrays[1::2], names, strict=True)
    ]
    output, caches = forward(layers, np.array(known["x"]))
    target = np.array(known["y" if loss == "mse" else "labels"])
    value, d_out = {
        "mse": (mse, mse_grad),
        "softmax_cross_entropy": (softmax_cross_entropy, softmax_cross_entropy_grad),
    }[loss]
    assert value(output, target) == pytest.approx(
        known[loss]["value"], rel=1e-13, abs=0
    )
    pairs, dx = backward(layers, caches, d_out(output, target))
    grads = [grad for pair in pairs for grad in pair]
    for grad, expected in zip(grads, known[loss]["grads"], strict=True):
        np.testing.assert_allclose(grad, expected, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(dx, known[loss]["dx"], rtol=1e-12, atol=1e-13)


@few
@given(
    n=sizes,
    widths=st.lists(sizes, min_size=2, max_size=4),
    hidden=st.sampled_from(["tanh", "sigmoid", "softplus", "gelu", "silu", "identity"]),
    seed=seeds,
    scale=st.sampled_from([0.0, 1.0, 30.0]),
)
def test_backward_gives_the_slopes_at_any_shape_and_size(
    n, widths, hidden, seed, scale
):
    layers, x = stack(widths, hidden, seed), normal(seed, n, widths[0], scale=scale)
    y = normal(seed + 1, n, widths[-1])
    output, caches = forward(layers, x)
    grads, dx = backward(layers, caches, mse_grad(output, y))
    same_slopes(dx, lambda v: mse(forward(layers, v)[0], y), x, rtol=1e-5)
    for i, (layer, (dw, db)) in enumerate(zip(layers, grads, strict=True)):
        same_slopes(
            dw,
            lambda v, i=i: mse(forward(replaced(layers, i, w=v), x)[0], y),
            layer.w,
            rtol=1e-5,
        )
        same_slopes(
            db,
            lambda v, i=i: mse(forward(replaced(layers, i, b=v), x)[0], y),
            layer.b,
            rtol=1e-5,
        )


def seed_grads(w1, x):
    layers = [
        Layer(np.array([[w1]]), np.array([0.1]), "relu"),
        Layer(np.array([[-0.3]]), np.array([0.2])),
    ]
    output, caches = forward(layers, np.array([[x]]))
    d_out = mse_grad(output, np.array([[1.0]]))
    grads, _ = backward(layers, caches, d_out)
    return [float(g.item()) for pair in grads for g in pair]


def test_the_seed_network_has_its_known_gradients():
    known = [1.356, 0.678, -2.486, -2.26]
    assert seed_grads(0.5, 2.0) == pytest.approx(known, abs=1e-14)


def test_a_shut_relu_passes_nothing_and_only_the_last_bias_moves():
    assert seed_grads(-1.0, 2.0) == [0.0, 0.0, 0.0, -1.6]


def test_the_same_weights_learn_again_from_another_input():
    known = [-0.678, 0.678, -2.486, -2.26]
    assert seed_grads(-1.0, -1.0) == pytest.approx(known, abs=1e-14)


def test_a_linear_stack_sends_back_the_product_of_its_weights():
    layers = stack([3, 5, 4, 2], hidden="identity")
    x, d_out = np.ones((2, 3)), np.array([[1.0, -2.0], [0.5, 3.0]])
    _, caches = forward(layers, x)
    _, dx = backward(layers, caches, d_out)
    product = layers[2].w @ layers[1].w @ layers[0].w
    np.testing.assert_allclose(dx, d_out @ product, rtol=0, atol=1e-13)


def test_backward_is_linear_in_the_gradient_that_comes_in():
    layers = stack([3, 5, 2])
    _, caches = forward(layers, np.ones((2, 3)))
    one = np.array([[1.0, -2.0], [0.5, 3.0]])
    (dw, _), _ = backward(layers, caches, one)[0]
    (twice, _), _ = backward(layers, caches, 2 * one)[0]
    np.testing.assert_array_equal(twice, 2 * dw)
    _, dx = backward(layers, caches, np.zeros((2, 2)))
    np.testing.assert_array_equal(dx, np.zeros((2, 3)))


def test_backward_changes_none_of_its_arguments():
    layers = stack([3, 5, 2])
    x, d_out = np.ones((2, 3)), np.ones((2, 2))
    _, caches = forward(layers, x)
    arrays = [x, d_out, *(c.z for c in caches), *(layer.w for layer in layers)]
    before = [array.copy() for array in arrays]
    backward(layers, caches, d_out)
    for old, new in zip(before, arrays, strict=True):
        np.testing.assert_array_equal(old, new)


def test_backward_through_no_layers_hands_the_gradient_on():
    d_out = np.ones((2, 3))
    grads, dx = backward([], [], d_out)
    assert grads == []
    np.testing.assert_array_equal(dx, d_out)


# Measuring


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (2, 1, 2), (0,)], ids=str)
def test_numeric_grad_of_a_sum_of_cubes_is_three_squares_up_to_eps_squared(shape):
    x = np.random.default_rng(0).normal(size=shape)
    eps = 1e-3
    grad = numeric_grad(lambda v: np.sum(v**3), np.asarray(x), eps)
    assert grad.shape == shape
    # (x+e)^3 - (x-e)^3 = 2e (3x^2 + e^2), exactly.
    np.testing.assert_allclose(grad, 3 * x**2 + eps**2, rtol=0, atol=1e-11)


def test_numeric_grad_of_a_constant_is_exactly_zero():
    grad = numeric_grad(lambda v: 1.0, np.ones((2, 2)))
    np.testing.assert_array_equal(grad, np.zeros((2, 2)))


def test_numeric_grad_calls_the_function_twice_an_entry_and_leaves_x_alone():
    seen = []
    x = np.arange(6.0).reshape(2, 3)
    numeric_grad(lambda v: seen.append(v) or 0.0, x)
    assert len(seen) == 12
    assert all(np.sum(v != x) == 1 for v in seen)
    np.testing.assert_array_equal(x, np.arange(6.0).reshape(2, 3))


def test_numeric_grad_takes_integer_points():
    x = np.array([1, -3], dtype=np.int64)
    grad = numeric_grad(lambda v: np.sum(v**2), x)
    np.testing.assert_allclose(grad, [2.0, -6.0], rtol=1e-9)


def test_numeric_grad_across_a_kink_is_neither_slope():
    grad = numeric_grad(lambda v: max(v.item(), 0.0), np.array([4e-6]))
    assert grad.item() == pytest.approx(0.7, abs=1e-9)


def test_relative_error_is_zero_for_equal_one_for_opposite_and_one_against_zero():
    a = np.array([[3.0, -4.0]])
    zero = np.zeros((1, 2))
    assert relative_error(a, a) == 0.0
    assert relative_error(a, -a) == 1.0
    assert relative_error(a, zero) == 1.0
    assert relative_error(zero, zero) == 0.0


def test_relative_error_does_not_depend_on_order_or_scale():
    a, b = np.random.default_rng(0).normal(size=(2, 3, 4))
    error = relative_error(a, b)
    assert relative_error(b, a) == error
    assert relative_error(1e-9 * a, 1e-9 * b) == pytest.approx(error, rel=1e-14, abs=0)


def test_relative_error_has_its_textbook_value():
    assert relative_error(np.array([1.0]), np.array([3.0])) == 0.5


def test_relative_error_of_nan_is_nan():
    assert np.isnan(relative_error(np.array([np.nan]), np.array([1.0])))


# Checking, and checking the check: planted bugs


def tiny_classifier():
    """A 4-6-3 tanh network with 20 examples: its loss, and its parts."""
    rng = np.random.default_rng(45)
    x, labels = rng.normal(size=(20, 4)), rng.integers(0, 3, 20)
    layers = stack([4, 6, 3], seed=46)
    output, caches = forward(layers, x)
    d_out = softmax_cross_entropy_grad(output, labels)

    def loss(number, **changed):
        moved = replaced(layers, number, **changed)
        return softmax_cross_entropy(forward(moved, x)[0], labels)

    return layers, caches, d_out, loss


def test_check_gradient_passes_every_parameter_of_the_right_backward():
    layers, caches, d_out, loss = tiny_classifier()
    grads, _ = backward(layers, caches, d_out)
    for i, (dw, db) in enumerate(grads):
        for error in (
            check_gradient(lambda v, i=i: loss(i, w=v), dw, layers[i].w),
            check_gradient(lambda v, i=i: loss(i, b=v), db, layers[i].b),
        ):
            assert type(error) is float
            assert 0 < error < 1e-8


def planted(bug):
    """Gradients of the tiny classifier, by a formula with one typical mistake."""
    layers, caches, d_out, _ = tiny_classifier()
    n = len(d_out)
    if bug == "the factor 1/n is missing":
        d_out = d_out * n
    if bug == "the factor 1/n is taken twice":
        d_out = d_out / n
    dh = d_out @ layers[1].w
    z, h = caches[0].z, np.tanh(caches[0].z)
    slope = {
        "tanh' is taken as 1 - h": 1 - h,
        "tanh' is taken as 1 - z^2": 1 - z**2,
        "tanh' is taken at the output": 1 - np.tanh(h) ** 2,
        "tanh' is left out": np.ones_like(h),
        "tanh' is taken for sigmoid'": sigmoid(z) * (1 - sigmoid(z)),
    }.get(bug, 1 - h**2)
    dz = dh * slope
    db = dz.mean(axis=0) if bug == "db is a mean" else dz.sum(axis=0)
    if bug == "the sign is wrong":
        dz = -dz
    return dz.T @ caches[0].x, db


DW_BUGS = [
    "the factor 1/n is missing",
    "the factor 1/n is taken twice",
    "tanh' is taken as 1 - h",
    "tanh' is taken as 1 - z^2",
    "tanh' is taken at the output",
    "tanh' is left out",
    "tanh' is taken for sigmoid'",
    "the sign is wrong",
]


def test_the_formula_without_a_planted_bug_passes():
    layers, _, _, loss = tiny_classifier()
    dw, db = planted("none")
    check_gradient(lambda v: loss(0, w=v), dw, layers[0].w)
    check_gradient(lambda v: loss(0, b=v), db, layers[0].b)


@pytest.mark.parametrize("bug", DW_BUGS)
def test_check_gradient_catches_a_planted_bug_in_dw(bug):
    layers, _, _, loss = tiny_classifier()
    dw, _ = planted(bug)
    with pytest.raises(AssertionError, match="relative error"):
        check_gradient(lambda v: loss(0, w=v), dw, layers[0].w, tolerance=1e-3)


def test_check_gradient_catches_a_db_that_is_a_mean():
    layers, _, _, loss = tiny_classifier()
    _, db = planted("db is a mean")
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda v: loss(0, b=v), db, layers[0].b)
    # One twentieth of the right gradient: (1 - 1/20) / (1 + 1/20) = 0.90.
    assert "relative error 0.9 is above 1e-07" in str(caught.value)


@pytest.mark.parametrize("last_write", ["x + 1", "x"])
def test_check_gradient_catches_an_overwritten_fan_out(last_write):
    x = np.array([3.0])
    overwritten = {"x + 1": x + 1, "x": x}[last_write]  # 4 or 3, the sum is 7
    with pytest.raises(AssertionError, match=r"\[0\] .* 7\.00000"):
        check_gradient(lambda v: np.sum(v * (v + 1)), overwritten, x)
    check_gradient(lambda v: np.sum(v * (v + 1)), x + (x + 1), x)


def test_check_gradient_catches_backward_when_an_activation_s_slope_is_wrong(
    monkeypatch,
):
    layers, caches, d_out, loss = tiny_classifier()
    monkeypatch.setitem(ACTIVATIONS, "tanh", (np.tanh, lambda z: 1 - np.tanh(z)))
    grads, _ = backward(layers, caches, d_out)
    with pytest.raises(AssertionError, match="relative error"):
        check_gradient(lambda v: loss(0, w=v), grads[0][0], layers[0].w)
    check_gradient(lambda v: loss(1, w=v), grads[1][0], layers[1].w)


def test_check_gradient_shows_analytic_and_numeric_side_by_side_worst_first():
    x = np.array([[0.5, -1.0], [0.0, 2.0]])
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda v: np.sum(np.tanh(v)), 1 - np.tanh(x), x)
    assert str(caught.value) == (
        "check_gradient: relative error 0.4 is above 1e-07; "
        "3 of 4 entries differ, worst first\n"
        "       index     analytic      numeric\n"
        "      [0, 1]      1.76159      0.41997\n"
        "      [0, 0]      0.53788      0.78645\n"
        "      [1, 1]      0.03597      0.07065"
    )


def test_check_gradient_counts_all_wrong_entries_and_shows_five():
    x = np.arange(1.0, 21.0)
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda v: np.sum(v**2), 3 * x, x)
    head, _, *rows = str(caught.value).split("\n")
    assert "20 of 20 entries differ" in head
    assert [row.split()[0] for row in rows] == ["[19]", "[18]", "[17]", "[16]", "[15]"]


def test_check_gradient_finds_the_one_wrong_entry_of_many():
    x = np.random.default_rng(0).normal(size=(10, 20))
    grad = 2 * x
    grad[7, 13] += 0.3
    with pytest.raises(AssertionError, match=r"1 of 200 entries differ") as caught:
        check_gradient(lambda v: np.sum(v**2), grad, x)
    rows = str(caught.value).split("\n")[2:]
    assert len(rows) == 1
    assert rows[0].split("]")[0].strip() == "[7, 13"


def test_check_gradient_names_entries_that_are_wrong_only_together():
    x = np.concatenate([[1.0], np.zeros(1000)])
    grad = np.concatenate([[2.0], np.full(1000, 0.09)])  # 0.09 is below 0.1 * 2
    with pytest.raises(AssertionError, match="1000 of 1001 entries differ"):
        check_gradient(lambda v: np.sum(v**2), grad, x, tolerance=0.1)


def test_check_gradient_measures_differences_against_both_gradients():
    # 0.1 is a tenth of the measured slope, and nothing beside the wrong 1000.
    x, grad = np.array([0.5, 0.5]), np.array([1000.0, 1.1])
    with pytest.raises(AssertionError, match="1 of 2 entries differ"):
        check_gradient(lambda v: np.sum(v**2), grad, x, tolerance=1e-3)


def test_check_gradient_lists_equal_differences_by_place():
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda v: 0.0, np.ones((40, 3)), np.zeros((40, 3)))
    rows = str(caught.value).split("\n")[2:]
    places = [row.split("]")[0].strip() for row in rows]
    assert places == ["[0, 0", "[0, 1", "[0, 2", "[1, 0", "[1, 1"]


def test_check_gradient_shows_large_entries_without_decimals():
    x = np.array([1e7])
    with pytest.raises(AssertionError, match=r"\[0\] +30000000 +20000000$"):
        check_gradient(lambda v: np.sum(v**2), 3 * x, x, eps=1.0)


def test_check_gradient_shows_six_digits_also_of_a_vanishing_gradient():
    x = np.array([1.0, 2.0])
    with pytest.raises(AssertionError, match=r"0\.00000000300000 0\.00000000200000"):
        check_gradient(lambda v: 1e-9 * v[0] ** 2, np.array([3e-9, 0.0]), x)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_check_gradient_fails_on_a_gradient_that_is_not_finite(bad):
    x = np.array([1.0, 2.0])
    with pytest.raises(
        AssertionError, match=rf"relative error nan.*\n.*\n +\[1\] .*{bad}"
    ):
        check_gradient(lambda v: np.sum(v**2), np.array([2.0, bad]), x)


def test_check_gradient_passes_what_the_tolerance_allows():
    x = np.array([1.0])
    error = check_gradient(lambda v: np.sum(v**2), np.array([2.2]), x, tolerance=0.05)
    assert error == pytest.approx(0.2 / 4.2, rel=1e-8, abs=0)
    with pytest.raises(AssertionError):
        check_gradient(lambda v: np.sum(v**2), np.array([2.2]), x, tolerance=0.04)


def test_check_gradient_passes_an_error_of_the_very_size_of_the_tolerance():
    x, grad = np.array([1.0]), np.array([2.2])
    error = check_gradient(lambda v: np.sum(v**2), grad, x, tolerance=1.0)
    assert check_gradient(lambda v: np.sum(v**2), grad, x, tolerance=error) == error


def test_check_gradient_passes_a_gradient_that_is_zero_everywhere():
    assert check_gradient(lambda v: 1.0, np.zeros(3), np.ones(3)) == 0.0


# What is refused

X, W, DZ = np.ones((4, 5)), np.ones((3, 5)), np.ones((4, 3))
LAYERS = [Layer(np.ones((3, 5)), np.ones(3)), Layer(np.ones((2, 3)), np.ones(2))]
CACHES = forward(LAYERS, X)[1]
REFUSED = {
    "affine_grad: x has 4 columns, w expects 5; x (4, 4), w (3, 5)": (
        lambda: affine_grad(np.ones((4, 4)), W, DZ)
    ),
    "affine_grad: x is (5,), expected (n, d_in)": (
        lambda: affine_grad(np.ones(5), W, np.ones((1, 3)))
    ),
    "affine_grad: w is (5,), expected (d_out, d_in)": (
        lambda: affine_grad(X, np.ones(5), DZ)
    ),
    "affine_grad: dz is (4, 2), expected (4, 3); x (4, 5), w (3, 5)": (
        lambda: affine_grad(X, W, np.ones((4, 2)))
    ),
    "affine_grad: dz is (3,), expected (4, 3); x (4, 5), w (3, 5)": (
        lambda: affine_grad(X, W, np.ones(3))
    ),
    "activation_grad: da is (3,), expected (4, 3); z (4, 3)": (
        lambda: activation_grad("tanh", DZ, np.ones(3))
    ),
    "activation: no elementwise 'softmax'; known: identity, sigmoid": (
        lambda: activation_grad("softmax", DZ, DZ)
    ),
    "backward: 2 layers, 1 caches": (
        lambda: backward(LAYERS, CACHES[:1], np.ones((4, 2)))
    ),
    "backward: d_out is (4,), expected (4, 2); as the output": (
        lambda: backward(LAYERS, CACHES, np.ones(4))
    ),
    "affine_grad: x has 3 columns, w expects 5; x (4, 3), w (3, 5)": (
        lambda: backward(LAYERS, [Cache(DZ, DZ), CACHES[1]], np.ones((4, 2)))
    ),
    "numeric_grad: eps is 0.0, expected more than 0": (
        lambda: numeric_grad(np.sum, X, 0.0)
    ),
    "numeric_grad: eps is -1e-05, expected more than 0": (
        lambda: numeric_grad(np.sum, X, -1e-5)
    ),
    "numeric_grad: eps is nan, expected more than 0": (
        lambda: numeric_grad(np.sum, X, np.nan)
    ),
    "numeric_grad: eps is inf, expected more than 0": (
        lambda: numeric_grad(np.sum, X, np.inf)
    ),
    "numeric_grad: 1 of 1 entries of x are nan or inf, expected numbers; x (1,)": (
        lambda: numeric_grad(np.sum, np.array([np.inf]))
    ),
    "numeric_grad: f gives (4, 5), expected one number": (
        lambda: numeric_grad(lambda v: v, X)
    ),
    "numeric_grad: f gives (1,), expected one number": (
        lambda: numeric_grad(lambda v: v, np.ones(1))
    ),
    "relative_error: b is (3,), expected (3, 1); a (3, 1)": (
        lambda: relative_error(np.ones((3, 1)), np.ones(3))
    ),
    "check_gradient: grad is (5, 4), expected (4, 5); as x": (
        lambda: check_gradient(np.sum, np.ones((5, 4)), X)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_that_do_not_fit_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()


def test_digits_in_the_table_are_those_of_the_finite_entries():
    x, grad = np.array([1.0, 1.0]), np.array([np.inf, 1e-3])
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda x: 1e-3 * x.sum(), grad, x)
    (row,) = [line for line in str(caught.value).split("\n") if "[0]" in line]
    assert row.split() == ["[0]", "inf", "0.00100000"]
