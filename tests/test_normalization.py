"""Normalization against PyTorch's recorded passes, differences and invariances."""

import re
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, seeds, sizes, slopes

from nnnotes import normalization
from nnnotes.normalization import (
    RunningStatistics,
    batch_norm,
    batch_norm_eval,
    batch_norm_eval_grad,
    batch_norm_grad,
    layer_norm,
    layer_norm_grad,
    rms_norm,
    rms_norm_grad,
    running_init,
    running_update,
)

CASES = ["two rows, one unit", "five rows", "large and far from zero", "small"]


def case(name):
    found = recorded("normalization")[name]
    arrays = {
        key: np.array(found[key]) for key in ("x", "gamma", "beta", "dy", "later")
    }
    return found, arrays, found["eps"]


def close(ours, theirs, rtol=1e-12, atol=0.0):
    """Compare with PyTorch's numbers, the small among them by the largest."""
    atol = max(atol, rtol * np.abs(theirs).max())
    np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=atol)


def running_of(seed, d):
    return RunningStatistics(normal(seed, d), 0.1 + normal(seed + 1, d) ** 2)


# Name -> forward(x, gamma, beta), backward(x, gamma, dy).
RUNNING = {d: running_of(40, d) for d in range(1, 6)}
NORMS = {
    "batch_norm": (batch_norm, batch_norm_grad),
    "layer_norm": (layer_norm, layer_norm_grad),
    "rms_norm": (lambda x, gamma, beta, *eps: rms_norm(x, gamma, *eps), rms_norm_grad),
    "batch_norm_eval": (
        lambda x, gamma, beta, *eps: batch_norm_eval(
            x, gamma, beta, RUNNING[x.shape[1]], *eps
        ),
        lambda x, gamma, dy, *eps: batch_norm_eval_grad(
            x, gamma, dy, RUNNING[x.shape[1]], *eps
        ),
    ),
}


# Against PyTorch


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("norm", ["batch_norm", "layer_norm", "rms_norm"])
def test_forward_and_backward_are_those_of_pytorch(norm, name):
    found, a, eps = case(name)
    forward, backward = NORMS[norm]
    close(forward(a["x"], a["gamma"], a["beta"], eps), found[norm]["y"])
    grads = backward(a["x"], a["gamma"], a["dy"], eps)
    # A single unit has nothing to differ from: PyTorch's numbers are rounding there.
    atol = 1e-12 if a["x"].shape[1] == 1 else 0.0
    for ours, theirs in zip(grads, found[norm]["grads"], strict=True):
        close(ours, theirs, atol=atol)


@pytest.mark.parametrize("name", CASES)
def test_running_statistics_and_evaluation_are_those_of_pytorch(name):
    found, a, eps = case(name)
    running = running_init(a["x"].shape[1])
    for batch in (a["x"], a["later"]):
        running = running_update(batch, running, momentum=0.3)
    close(running.mean, found["running"]["mean"])
    close(running.var, found["running"]["var"])
    y = batch_norm_eval(a["x"], a["gamma"], a["beta"], running, eps)
    close(y, found["batch_norm_eval"]["y"])
    grads = batch_norm_eval_grad(a["x"], a["gamma"], a["dy"], running, eps)
    for ours, theirs in zip(grads, found["batch_norm_eval"]["grads"], strict=True):
        close(ours, theirs)


# Gradients against differences


@pytest.mark.parametrize("norm", NORMS)
@few
@given(seed=seeds, n=sizes, d=sizes)
def test_every_gradient_is_a_slope(norm, seed, n, d):
    forward, backward = NORMS[norm]
    x, dy = normal(seed, n, d), normal(seed + 1, n, d)
    gamma, beta = normal(seed + 2, d), normal(seed + 3, d)
    eps = 0.1  # with few units the variance may be tiny, and the slope all rounding
    grads = backward(x, gamma, dy, eps)
    tests = [
        (x, lambda v: np.sum(dy * forward(v, gamma, beta, eps))),
        (gamma, lambda v: np.sum(dy * forward(x, v, beta, eps))),
        (beta, lambda v: np.sum(dy * forward(x, gamma, v, eps))),
    ]
    assert len(grads) == (2 if norm == "rms_norm" else 3)
    for grad, (at, f) in zip(grads, tests, strict=False):
        assert grad.shape == at.shape
        np.testing.assert_allclose(grad, slopes(f, at, 1e-4), rtol=0, atol=1e-8)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("scale", [1e-3, 1e4])
def test_gradients_of_tiny_and_large_inputs_are_slopes(norm, scale):
    forward, backward = NORMS[norm]
    x, dy = normal(0, 4, 3, scale=scale), normal(1, 4, 3)
    gamma, beta = normal(2, 3), normal(3, 3)
    dx = backward(x, gamma, dy)[0]
    measured = slopes(lambda v: np.sum(dy * forward(v, gamma, beta)), x, 1e-3 * scale)
    atol = 1e-7 * np.abs(measured).max()
    np.testing.assert_allclose(dx, measured, rtol=0, atol=atol)


@pytest.mark.parametrize("norm", ["batch_norm", "layer_norm", "rms_norm"])
def test_the_gradient_at_zero_is_finite_and_one_over_the_root_of_eps_long(norm):
    _, backward = NORMS[norm]
    x, dy = np.zeros((3, 2)), normal(0, 3, 2)
    axis = {"batch_norm": 0, "layer_norm": 1}.get(norm)
    centered = dy if axis is None else dy - dy.mean(axis=axis, keepdims=True)
    dx, dgamma, *_ = backward(x, np.ones(2), dy)
    np.testing.assert_allclose(dx, centered / np.sqrt(1e-5), rtol=1e-12)
    np.testing.assert_array_equal(dgamma, np.zeros(2))


# Known values


def test_layer_norm_and_rms_norm_have_their_known_values():
    x, ones = np.array([[1.0, 2.0, 3.0, 6.0]]), np.ones(4)
    known = [[-1.069, -0.5345, 0.0, 1.6036]]
    np.testing.assert_allclose(layer_norm(x, ones, 0 * ones), known, rtol=0, atol=5e-5)
    known = [[0.2828, 0.5657, 0.8485, 1.6971]]
    np.testing.assert_allclose(rms_norm(x, ones), known, rtol=0, atol=5e-5)


def test_eps_stands_under_the_root_beside_a_biased_variance():
    x = np.array([[1.0], [3.0]])  # mean 2, variance 1
    one, zero = np.ones(1), np.zeros(1)
    np.testing.assert_allclose(
        batch_norm(x, one, zero, 3.0), [[-0.5], [0.5]], rtol=1e-14
    )
    np.testing.assert_allclose(
        layer_norm(x.T, np.ones(2), np.zeros(2), 3.0), [[-0.5, 0.5]], rtol=1e-14
    )
    mean_square = rms_norm(x.T, np.ones(2), 11.0)  # mean square 5
    np.testing.assert_allclose(mean_square, [[0.25, 0.75]], rtol=1e-14)
    running = RunningStatistics(np.array([1.0]), np.array([1.0]))
    evaluated = batch_norm_eval(x, one, zero, running, 3.0)
    np.testing.assert_allclose(evaluated, [[0.0], [1.0]], rtol=1e-14)


@pytest.mark.parametrize("norm", NORMS)
def test_eps_is_one_part_in_a_hundred_thousand_unless_given(norm):
    forward, backward = NORMS[norm]
    x, gamma, beta, dy = normal(0, 4, 3), normal(1, 3), normal(2, 3), normal(3, 4, 3)
    np.testing.assert_array_equal(
        forward(x, gamma, beta), forward(x, gamma, beta, 1e-5)
    )
    for a, b in zip(backward(x, gamma, dy), backward(x, gamma, dy, 1e-5), strict=True):
        np.testing.assert_array_equal(a, b)


def test_running_statistics_move_by_a_tenth_towards_mean_and_unbiased_variance():
    running = running_update(np.array([[1.0], [3.0]]), running_init(1))
    np.testing.assert_allclose(running.mean, [0.2], rtol=1e-14)
    np.testing.assert_allclose(running.var, [0.9 * 1 + 0.1 * 2], rtol=1e-14)


def test_a_momentum_of_one_forgets_and_one_of_zero_learns_nothing():
    x, running = normal(0, 6, 3), running_of(1, 3)
    new = running_update(x, running, momentum=1.0)
    np.testing.assert_allclose(new.mean, x.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(new.var, 6 / 5 * x.var(axis=0), rtol=1e-14)
    same = running_update(x, running, momentum=0.0)
    np.testing.assert_array_equal(same.mean, running.mean)
    np.testing.assert_array_equal(same.var, running.var)


# Identities


def test_batch_norm_gives_every_unit_mean_beta_and_deviation_gamma():
    x, gamma, beta = 3 + 5 * normal(0, 50, 4), normal(1, 4), normal(2, 4)
    y = batch_norm(x, gamma, beta, 1e-12)
    np.testing.assert_allclose(y.mean(axis=0), beta, rtol=0, atol=1e-14)
    np.testing.assert_allclose(y.std(axis=0), np.abs(gamma), rtol=1e-12)


def test_layer_norm_gives_every_row_mean_zero_and_deviation_one():
    y = layer_norm(3 + 5 * normal(0, 4, 50), np.ones(50), np.zeros(50), 1e-12)
    np.testing.assert_allclose(y.mean(axis=1), 0, rtol=0, atol=1e-14)
    np.testing.assert_allclose(y.std(axis=1), 1, rtol=1e-12)


def test_rms_norm_gives_every_row_mean_square_one_and_keeps_its_mean_s_sign():
    x = 3 + normal(0, 4, 50)
    y = rms_norm(x, np.ones(50), 1e-12)
    np.testing.assert_allclose((y**2).mean(axis=1), 1, rtol=1e-12)
    assert np.all(y.mean(axis=1) > 0.5)


@few
@given(seed=seeds, n=sizes)
def test_layer_norm_does_not_see_scale_and_shift_of_a_row(seed, n):
    x, gamma, beta = normal(seed, n, 6), normal(seed + 1, 6), normal(seed + 2, 6)
    y = layer_norm(x, gamma, beta, 1e-14)
    moved = layer_norm(7 * x + 3, gamma, beta, 49e-14)  # eps scales with the square
    np.testing.assert_allclose(moved, y, rtol=0, atol=1e-12)


def test_rms_norm_does_not_see_scale_and_does_see_shift():
    x, gamma = normal(0, 3, 6), normal(1, 6)
    y = rms_norm(x, gamma, 1e-14)
    np.testing.assert_allclose(rms_norm(7 * x, gamma, 49e-14), y, rtol=1e-12)
    assert np.abs(rms_norm(x + 3, gamma, 1e-14) - y).max() > 0.1


def test_batch_norm_does_not_see_a_bias_or_a_scale_in_front_of_it():
    x, gamma, beta = normal(0, 8, 3), normal(1, 3), normal(2, 3)
    y = batch_norm(x, gamma, beta, 1e-14)
    moved = batch_norm(10 * x + np.array([5.0, -1.0, 2.0]), gamma, beta, 1e-12)
    np.testing.assert_allclose(moved, y, rtol=0, atol=1e-12)


def test_gradients_are_at_right_angles_to_what_is_not_seen():
    x, dy, ones = normal(0, 5, 4), normal(1, 5, 4), np.ones(4)
    for axis, backward in ((0, batch_norm_grad), (1, layer_norm_grad)):
        dx = backward(x, ones, dy, 1e-14)[0]
        np.testing.assert_allclose(dx.sum(axis=axis), 0, rtol=0, atol=1e-13)
        np.testing.assert_allclose((dx * x).sum(axis=axis), 0, rtol=0, atol=1e-12)
    dx = rms_norm_grad(x, ones, dy, 1e-14)[0]
    np.testing.assert_allclose((dx * x).sum(axis=1), 0, rtol=0, atol=1e-13)


def test_weights_ten_times_as_large_get_a_tenth_of_the_gradient():
    x, dy, ones = normal(0, 5, 4), normal(1, 5, 4), np.ones(4)
    dx = batch_norm_grad(x, ones, dy, 1e-14)[0]
    tenth = batch_norm_grad(10 * x, ones, dy, 1e-12)[0]
    np.testing.assert_allclose(tenth, dx / 10, rtol=0, atol=1e-13)


def test_layer_norm_and_rms_norm_of_a_row_do_not_depend_on_its_neighbors():
    x, gamma, beta = normal(0, 5, 4), normal(1, 4), normal(2, 4)
    np.testing.assert_array_equal(
        layer_norm(x, gamma, beta)[:1], layer_norm(x[:1], gamma, beta)
    )
    np.testing.assert_array_equal(rms_norm(x, gamma)[:1], rms_norm(x[:1], gamma))
    alone = batch_norm(x[:1], gamma, beta)
    np.testing.assert_array_equal(alone, beta[None])  # a batch of one is its mean
    assert np.abs(batch_norm(x, gamma, beta)[:1] - alone).max() > 0.1


def test_batch_norm_at_evaluation_is_affine_and_looks_at_one_row_at_a_time():
    gamma, beta, running = normal(1, 3), normal(2, 3), RUNNING[3]

    def f(x):
        return batch_norm_eval(x, gamma, beta, running)

    x, other = normal(3, 4, 3), normal(4, 4, 3)
    mixed = f(0.3 * x + 0.7 * other)
    np.testing.assert_allclose(mixed, 0.3 * f(x) + 0.7 * f(other), rtol=1e-12)
    slope = gamma / np.sqrt(running.var + 1e-5)
    np.testing.assert_allclose(f(x), slope * x + f(np.zeros((1, 3))), rtol=1e-12)
    np.testing.assert_array_equal(f(x)[2:3], f(x[2:3]))


def test_evaluation_with_the_batch_s_own_statistics_is_training():
    x, gamma, beta = normal(0, 6, 3), normal(1, 3), normal(2, 3)
    running = RunningStatistics(x.mean(axis=0), x.var(axis=0))
    np.testing.assert_allclose(
        batch_norm_eval(x, gamma, beta, running), batch_norm(x, gamma, beta), rtol=1e-12
    )


def test_at_the_start_evaluation_changes_next_to_nothing():
    x = normal(0, 5, 3)
    y = batch_norm_eval(x, np.ones(3), np.zeros(3), running_init(3))
    np.testing.assert_allclose(y, x / np.sqrt(1 + 1e-5), rtol=1e-14)


def test_inputs_of_a_hundred_digits_are_normalized_like_any_other():
    x = normal(0, 5, 4)
    for norm in ("batch_norm", "layer_norm", "rms_norm"):
        forward, _ = NORMS[norm]
        huge = forward(1e140 * x, np.ones(4), np.zeros(4))
        np.testing.assert_allclose(
            huge, forward(x, np.ones(4), np.zeros(4), 1e-300), rtol=0, atol=1e-12
        )


def test_running_statistics_are_frozen_and_equal_to_themselves_only():
    running = running_init(2)
    with pytest.raises(FrozenInstanceError):
        running.mean = np.ones(2)
    assert running != running_init(2)


@pytest.mark.parametrize("norm", NORMS)
def test_nothing_is_changed_in_place(norm):
    forward, backward = NORMS[norm]
    given_arrays = [normal(0, 4, 3), normal(1, 3), normal(2, 3), normal(3, 4, 3)]
    running = RUNNING[3]
    given_arrays += [running.mean, running.var]
    before = [a.copy() for a in given_arrays]
    x, gamma, beta, dy = given_arrays[:4]
    forward(x, gamma, beta)
    backward(x, gamma, dy)
    running_update(x, running)
    for old, array in zip(before, given_arrays, strict=True):
        np.testing.assert_array_equal(array, old)


def test_the_module_s_list_of_names_is_complete():
    assert all(hasattr(normalization, name) for name in normalization.__all__)


# What is refused

X, U, DY = np.ones((4, 3)), np.ones(3), np.ones((4, 3))
R = running_init(3)
REFUSED = {
    "batch_norm: x is (3,), expected (n, d), neither 0": (
        lambda: batch_norm(np.ones(3), U, U)
    ),
    "batch_norm: x is (0, 3), expected (n, d), neither 0": (
        lambda: batch_norm(np.ones((0, 3)), U, U)
    ),
    "layer_norm: x is (4, 0), expected (n, d), neither 0": (
        lambda: layer_norm(np.ones((4, 0)), np.ones(0), np.ones(0))
    ),
    "batch_norm: gamma is (4,), expected (3,); x (4, 3)": (
        lambda: batch_norm(X, np.ones(4), U)
    ),
    "batch_norm: beta is (1, 3), expected (3,); x (4, 3)": (
        lambda: batch_norm(X, U, np.ones((1, 3)))
    ),
    "batch_norm: 12 of 12 entries of x are nan or inf": (
        lambda: batch_norm(np.nan * X, U, U)
    ),
    "batch_norm: 3 of 3 entries of gamma are nan or inf": (
        lambda: batch_norm(X, np.inf * U, U)
    ),
    "batch_norm: x has an entry of 1e+200, expected at most 1e+150; x (4, 3)": (
        lambda: batch_norm(1e200 * X, U, U)
    ),
    "batch_norm: eps is 0.0, expected more than 0": lambda: batch_norm(X, U, U, 0.0),
    "batch_norm_grad: dy is (3, 4), expected (4, 3); x (4, 3)": (
        lambda: batch_norm_grad(X, U, DY.T)
    ),
    "batch_norm_grad: 12 of 12 entries of dy are nan or inf": (
        lambda: batch_norm_grad(X, U, np.nan * DY)
    ),
    "batch_norm_grad: gamma is (2,), expected (3,)": (
        lambda: batch_norm_grad(X, np.ones(2), DY)
    ),
    "layer_norm: beta is (2,), expected (3,)": lambda: layer_norm(X, U, np.ones(2)),
    "layer_norm: eps is -1.0, expected more than 0": (
        lambda: layer_norm(X, U, U, -1.0)
    ),
    "layer_norm_grad: dy is (3,), expected (4, 3)": (
        lambda: layer_norm_grad(X, U, np.ones(3))
    ),
    "layer_norm_grad: gamma is (2,), expected (3,)": (
        lambda: layer_norm_grad(X, np.ones(2), DY)
    ),
    "rms_norm: gamma is (2,), expected (3,)": lambda: rms_norm(X, np.ones(2)),
    "rms_norm_grad: gamma is (2,), expected (3,)": (
        lambda: rms_norm_grad(X, np.ones(2), DY)
    ),
    "rms_norm_grad: dy is (3,), expected (4, 3)": (
        lambda: rms_norm_grad(X, U, np.ones(3))
    ),
    "running_init: d is 0, expected an integer of 1 or more": lambda: running_init(0),
    "running_update: x is (1, 3), expected 2 rows or more": (
        lambda: running_update(X[:1], R)
    ),
    "running_update: mean is (3,), expected (2,); x (4, 2)": (
        lambda: running_update(X[:, :2], R)
    ),
    "running_update: var is (2,), expected (3,)": (
        lambda: running_update(X, RunningStatistics(U, np.ones(2)))
    ),
    "running_update: momentum is 1.1, expected 0 to 1": (
        lambda: running_update(X, R, 1.1)
    ),
    "running_update: momentum is -0.1, expected 0 to 1": (
        lambda: running_update(X, R, -0.1)
    ),
    "running_update: 12 of 12 entries of x are nan": (
        lambda: running_update(np.nan * X, R)
    ),
    "batch_norm_eval: mean is (3,), expected (2,); x (4, 2)": (
        lambda: batch_norm_eval(X[:, :2], U[:2], U[:2], R)
    ),
    "batch_norm_eval: gamma is (2,), expected (3,)": (
        lambda: batch_norm_eval(X, U[:2], U, R)
    ),
    "batch_norm_eval: beta is (2,), expected (3,)": (
        lambda: batch_norm_eval(X, U, U[:2], R)
    ),
    "batch_norm_eval: smallest running variance is -1.0, expected 0 or more": (
        lambda: batch_norm_eval(X, U, U, RunningStatistics(U, np.array([1.0, -1, 1])))
    ),
    "batch_norm_eval: 3 of 3 entries of var are nan or inf": (
        lambda: batch_norm_eval(X, U, U, RunningStatistics(U, np.nan * U))
    ),
    "batch_norm_eval_grad: dy is (3,), expected (4, 3)": (
        lambda: batch_norm_eval_grad(X, U, np.ones(3), R)
    ),
    "batch_norm_eval_grad: gamma is (2,), expected (3,)": (
        lambda: batch_norm_eval_grad(X, U[:2], DY, R)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_that_do_not_fit_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()


def test_layer_norm_refuses_a_gain_for_other_columns():
    with pytest.raises(ValueError, match=r"^layer_norm: gamma is \(1,\), expected \(3"):
        layer_norm(np.ones((2, 3)), np.ones(1), np.zeros(3))
