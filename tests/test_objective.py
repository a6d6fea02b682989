"""Penalties and empirical risk against differences, PyTorch and plain means."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, off_kinks, recorded, same_slopes, seeds, sizes

from nnnotes.backprop import backward
from nnnotes.forward import Layer, affine, forward
from nnnotes.linear import linear_head
from nnnotes.losses import mse, mse_grad, softmax_cross_entropy
from nnnotes.objective import (
    batches,
    empirical_risk,
    empirical_risk_grad,
    l1_penalty,
    l1_penalty_grad,
    l2_penalty,
    l2_penalty_grad,
)

PENALTIES = {"l2": (l2_penalty, l2_penalty_grad), "l1": (l1_penalty, l1_penalty_grad)}
each_penalty = pytest.mark.parametrize("name", PENALTIES)


def network(seed=0):
    """w1, b1, gain, w2, b2 of a small network."""
    shapes = ((3, 2), (3,), (3,), (1, 3), (1,))
    return [normal(seed + k, *shape) for k, shape in enumerate(shapes)]


# Penalties


@each_penalty
def test_a_penalty_and_its_gradient_agree_with_pytorch(name):
    known, (penalty, grad) = recorded("objective"), PENALTIES[name]
    w, strength = np.array(known["w"]), known["strength"]
    value = penalty([w], strength)
    assert (value, type(value)) == (
        pytest.approx(known[name]["value"], rel=1e-14, abs=0),
        float,
    )
    np.testing.assert_allclose(grad([w], strength)[0], known[name]["grad"], rtol=1e-15)


def test_a_step_down_the_l2_penalty_is_pytorch_s_weight_decay_of_twice_the_strength():
    known = recorded("objective")
    w = np.array(known["w"])
    moved = w - 0.5 * l2_penalty_grad([w], known["strength"])[0]
    np.testing.assert_allclose(moved, known["one step of rate 0.5"], rtol=0, atol=1e-15)


@few
@given(
    name=st.sampled_from(list(PENALTIES)),
    d_in=sizes,
    d_out=sizes,
    seed=seeds,
    strength=st.sampled_from([0.0, 0.1, 2.0]),
)
def test_the_gradient_of_a_penalty_is_its_slope(name, d_in, d_out, seed, strength):
    penalty, grad = PENALTIES[name]
    w, b = off_kinks(normal(seed, d_out, d_in)), normal(seed + 1, d_out)
    dw, db = grad([w, b], strength)
    same_slopes(dw, lambda v: penalty([v, b], strength), w)
    same_slopes(db, lambda v: penalty([w, v], strength), b)


def test_penalties_have_their_hand_calculated_values():
    w, kernel = np.array([[1.0, -2.0]]), np.full((1, 2, 2), 3.0)
    assert l2_penalty([w, np.ones(1), kernel], 0.5) == 0.5 * (1 + 4 + 4 * 9)
    assert l1_penalty([w, np.ones(1), kernel], 0.5) == 0.5 * (1 + 2 + 4 * 3)


@each_penalty
def test_biases_and_gains_are_left_out(name):
    penalty, grad = PENALTIES[name]
    params = network()
    other = [p if p.ndim == 2 else p + 100 for p in params]
    assert penalty(params, 0.3) == penalty(other, 0.3) > 0
    for p, g in zip(params, grad(params, 0.3), strict=True):
        assert g.shape == p.shape
        assert bool(g.any()) == (p.ndim == 2)


@each_penalty
def test_the_gradient_of_a_penalty_is_a_new_array(name):
    params = network()
    before = [p.copy() for p in params]
    for g in PENALTIES[name][1](params, 1.0):
        g[:] = 7
    for old, new in zip(before, params, strict=True):
        np.testing.assert_array_equal(new, old)


def test_the_l1_pull_on_a_weight_of_zero_is_zero():
    assert l1_penalty_grad([np.zeros((2, 2))], 0.5)[0].tolist() == [[0, 0], [0, 0]]


def test_no_parameters_cost_nothing():
    assert l2_penalty([], 1.0) == l1_penalty([], 1.0) == 0.0


def test_at_the_ridge_solution_data_and_penalty_pull_equally_hard():
    x, strength = normal(0, 60, 6), 0.3
    y = x @ normal(1, 6, 1) + 10 + 0.5 * normal(2, 60, 1)
    # Rows sqrt(n strength) I with target 0 add the penalty to least squares.
    centered = np.vstack([x - x.mean(axis=0), np.sqrt(60 * strength) * np.eye(6)])
    target = np.vstack([y - y.mean(axis=0), np.zeros((6, 1))])
    w = np.linalg.lstsq(centered, target)[0].T
    b = y.mean(axis=0) - w @ x.mean(axis=0)
    d = mse_grad(affine(x, w, b), y)
    pull = l2_penalty_grad([w, b], strength)
    np.testing.assert_allclose(d.T @ x + pull[0], np.zeros((1, 6)), rtol=0, atol=1e-12)
    np.testing.assert_allclose(d.sum(axis=0) + pull[1], [0.0], rtol=0, atol=1e-12)
    assert np.linalg.norm(w) < np.linalg.norm(linear_head(x, y)[0])


PENALTY_REFUSED = {
    "strength is -0.1, expected 0 or more": ([np.ones((1, 1))], -0.1),
    "strength is nan, expected 0 or more": ([np.ones((1, 1))], np.nan),
    "params is one array (2, 2), expected a list of arrays": (np.ones((2, 2)), 0.1),
    "1 of 1 entries of params[1] are nan or inf, expected numbers; params[1] (1,)": (
        [np.ones((1, 1)), np.array([np.nan])],
        0.1,
    ),
}


@pytest.mark.parametrize("message", PENALTY_REFUSED)
@pytest.mark.parametrize("function", [f for pair in PENALTIES.values() for f in pair])
def test_a_penalty_refuses_what_is_no_price_or_no_list(function, message):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*PENALTY_REFUSED[message])


# Empirical risk


def squares(x, y):
    return float(np.mean((x - y) ** 2))


def test_the_risk_of_ten_squares_is_28_5_and_not_the_mean_of_batch_means():
    x, y = np.arange(10.0), np.zeros(10)
    assert empirical_risk(squares, x, y, 4) == 28.5
    parts = [squares(x[i : i + 4], y[i : i + 4]) for i in (0, 4, 8)]
    assert np.mean(parts) == pytest.approx(35.83, abs=5e-3)


@few
@given(n=st.integers(1, 12), size=st.integers(1, 15), seed=seeds)
def test_the_risk_does_not_depend_on_the_batch_size(n, size, seed):
    z, labels = normal(seed, n, 3), np.random.default_rng(seed).integers(0, 3, n)
    whole = softmax_cross_entropy(z, labels)
    risk = empirical_risk(softmax_cross_entropy, z, labels, size)
    assert risk == pytest.approx(whole, rel=1e-14, abs=0)
    assert type(risk) is float


@few
@given(n=st.integers(1, 9), size=st.integers(1, 10), seed=seeds)
def test_accumulated_gradients_are_those_of_the_whole_batch(n, size, seed):
    w1, b1, _, w2, b2 = network(seed)
    layers = [Layer(w1, b1, "tanh"), Layer(w2, b2)]
    x, y = normal(seed + 7, n, 2), normal(seed + 8, n, 1)

    def grads(x, y):
        output, caches = forward(layers, x)
        pairs, _ = backward(layers, caches, mse_grad(output, y))
        return [g for pair in pairs for g in pair]

    found = empirical_risk_grad(grads, x, y, size)
    for one, whole in zip(found, grads(x, y), strict=True):
        np.testing.assert_allclose(one, whole, rtol=0, atol=1e-12)


def test_the_gradient_of_the_risk_is_its_slope():
    x, y, w = normal(0, 7, 2), normal(1, 7, 1), normal(2, 1, 2)
    b = np.zeros(1)

    def grads(x, y):
        return [mse_grad(affine(x, w, b), y).T @ x]

    (dw,) = empirical_risk_grad(grads, x, y, 3)
    same_slopes(
        dw, lambda v: empirical_risk(lambda x, y: mse(affine(x, v, b), y), x, y, 3), w
    )


def test_batches_are_consecutive_cover_every_example_once_and_share_to_one():
    x, y = np.arange(10.0), np.arange(10.0) * 2
    parts = list(batches("f", x, y, 4))
    assert [part.tolist() for _, part, _ in parts] == [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
    ]
    assert [share for share, _, _ in parts] == [0.4, 0.4, 0.2]
    for _, xb, yb in parts:
        np.testing.assert_array_equal(yb, 2 * xb)


def test_batches_that_give_different_numbers_of_gradients_are_refused():
    def grads(x, y):
        return [x.sum()] * len(x)

    with pytest.raises(ValueError, match="zip"):
        empirical_risk_grad(grads, np.ones(5), np.ones(5), 3)


RISK_REFUSED = {
    "batch_size is 0, expected an integer of 1 or more": (np.ones(3), np.ones(3), 0),
    "x is (3,), y is (2,), expected one target an example": (
        np.ones(3),
        np.ones(2),
        2,
    ),
    "x is (0, 2), y is (0,), expected one target an example": (
        np.ones((0, 2)),
        np.ones(0),
        2,
    ),
    "x is (), y is (), expected one target an example": (
        np.array(1.0),
        np.array(1.0),
        2,
    ),
}


@pytest.mark.parametrize("message", RISK_REFUSED)
@pytest.mark.parametrize("function", [empirical_risk, empirical_risk_grad])
def test_a_risk_without_examples_or_targets_is_refused(function, message):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(squares, *RISK_REFUSED[message])
