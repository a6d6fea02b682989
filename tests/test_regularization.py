"""Dropout, decay, L1 and early stopping: closed forms, statistics, identities."""

import math
import re
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, seeds, sizes, slopes

from nnnotes import regularization
from nnnotes.regularization import (
    EarlyStopping,
    dropout,
    dropout_grad,
    early_stopping,
    l1_shrink,
    weight_decay,
)


def rng(seed=0):
    return np.random.default_rng(seed)


# Dropout


def test_what_dropout_makes_of_a_five_is_what_pytorch_makes_of_it():
    found = recorded("regularization")
    out, mask = dropout(np.full(1000, 5.0), 0.2, rng())
    assert sorted(set(out.tolist())) == found["dropout of 5 at 0.2"] == [0.0, 6.25]
    assert sorted(set(mask.tolist())) == found["its gradient"] == [0.0, 1.25]


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
def test_the_rate_is_the_share_that_is_dropped_and_the_mean_stays(rate):
    n = 200_000
    out, _ = dropout(np.ones(n), rate, rng(1))
    # Five standard deviations of a share, and of a mean with variance p / (1 - p).
    assert np.mean(out == 0) == pytest.approx(
        rate, abs=5 * math.sqrt(rate * (1 - rate) / n)
    )
    assert out.mean() == pytest.approx(1, abs=5 * math.sqrt(rate / (1 - rate) / n))


def test_the_mean_of_masked_means_scatters_as_predicted():
    h = np.arange(1.0, 9.0)
    means = dropout(np.tile(h, (20_000, 1)), 0.5, rng(2))[0].mean(axis=1)
    deviation = math.sqrt(np.sum(h**2)) / 8  # p / (1 - p) = 1: 1.785
    assert deviation == pytest.approx(1.785, abs=5e-4)
    assert means.mean() == pytest.approx(4.5, abs=5 * deviation / math.sqrt(20_000))
    # The standard deviation of a standard deviation is at most deviation / sqrt(2 n).
    assert means.std() == pytest.approx(deviation, abs=5 * deviation / 200)


def test_every_example_and_unit_has_a_draw_of_its_own():
    _, mask = dropout(np.ones((50, 40)), 0.5, rng(3))
    assert len(np.unique(mask, axis=0)) == 50
    assert len(np.unique(mask, axis=1).T) == 40


def test_a_rate_of_zero_drops_nothing_and_changes_nothing():
    h = normal(0, 4, 3)
    out, mask = dropout(h, 0.0, rng())
    np.testing.assert_array_equal(out, h)
    np.testing.assert_array_equal(mask, np.ones((4, 3)))


def test_a_rate_of_zero_keeps_even_what_draws_a_zero():
    class Zeros:
        def random(self, shape):
            return np.zeros(shape)

    np.testing.assert_array_equal(dropout(np.ones(3), 0.0, Zeros())[0], np.ones(3))


@few
@given(seed=seeds, n=sizes, d=sizes)
def test_dropout_grad_is_the_slope_under_the_same_mask(seed, n, d):
    h, d_out = normal(seed, n, d), normal(seed + 1, n, d)
    _, mask = dropout(h, 0.4, rng(seed))
    grad = dropout_grad(d_out, mask)
    measured = slopes(lambda v: np.sum(d_out * dropout(v, 0.4, rng(seed))[0]), h, 1e-3)
    np.testing.assert_allclose(grad, measured, rtol=0, atol=1e-10)
    assert np.all((grad == 0) == (mask == 0))


def test_the_same_generator_drops_the_same_and_then_others():
    h, source = np.ones(100), rng(5)
    first, second = dropout(h, 0.5, source)[0], dropout(h, 0.5, source)[0]
    np.testing.assert_array_equal(dropout(h, 0.5, rng(5))[0], first)
    assert np.any(first != second)
    np.testing.assert_array_equal(h, np.ones(100))


# Weight decay


def test_decay_shrinks_weights_by_one_factor_and_leaves_biases_and_gains():
    w, b = np.array([[1.0, -2.0]]), np.array([1.0])
    shrunk = weight_decay([w, b], lr=0.1, decay=0.5)
    np.testing.assert_array_equal(shrunk[0], [[0.95, -1.9]])
    np.testing.assert_array_equal(shrunk[1], b)
    assert not np.shares_memory(shrunk[1], b)
    np.testing.assert_array_equal(w, [[1.0, -2.0]])


def test_a_thousand_steps_at_a_tenth_of_a_thousandth_leave_about_nine_tenths():
    params = [np.ones((1, 1))]
    for _ in range(1000):
        params = weight_decay(params, 0.001, 0.1)
    assert params[0].item() == pytest.approx(0.9999**1000, rel=1e-12, abs=0)


def test_descent_with_decay_ends_at_ridge_regression():
    x, y = normal(0, 40, 3), normal(1, 40)
    w = [np.zeros((1, 3))]
    for _ in range(2000):
        grad = (x @ w[0][0] - y) @ x / 40
        w = [weight_decay(w, 0.1, 0.3)[0] - 0.1 * grad]
    ridge = np.linalg.solve(x.T @ x / 40 + 0.3 * np.eye(3), x.T @ y / 40)
    np.testing.assert_allclose(w[0][0], ridge, rtol=0, atol=1e-13)


def test_the_caller_can_say_what_decays():
    params = [np.ones((1, 1)), np.ones(1)]
    for decayed, expected in (([False, True], [1, 0.5]), ([True, True], [0.5, 0.5])):
        shrunk = weight_decay(params, 1.0, 0.5, decayed)
        assert [p.item() for p in shrunk] == expected
        shrunk = l1_shrink(params, 1.0, 0.5, decayed)
        assert [p.item() for p in shrunk] == expected


def test_decay_of_one_in_one_step_leaves_nothing_and_of_zero_everything():
    w = [np.array([[3.0, -4.0]])]
    np.testing.assert_array_equal(weight_decay(w, 0.5, 2.0)[0], [[0.0, 0.0]])
    np.testing.assert_array_equal(weight_decay(w, 0.5, 0.0)[0], w[0])
    np.testing.assert_array_equal(weight_decay(w, 0.0, 2.0)[0], w[0])


# L1


def test_l1_shrink_is_pytorch_s_soft_threshold():
    found = recorded("regularization")
    (shrunk,) = l1_shrink([np.array([found["numbers"]])], 0.25, 2.0)
    np.testing.assert_array_equal(shrunk[0], found["soft threshold 0.5"])


@few
@given(seed=seeds)
def test_l1_shrink_minimizes_distance_and_penalty_together(seed):
    (v, lr, strength), w = np.abs(normal(seed, 3)), normal(seed, 1, 1)

    def cost(u):
        return (u - w.item()) ** 2 / 2 + lr * strength * abs(u)

    (found,) = l1_shrink([w], lr, strength)
    grid = np.linspace(-4, 4, 801) + v * 1e-3
    assert cost(found.item()) <= min(cost(u) for u in grid) + 1e-15


def test_l1_makes_exact_zeros_and_leaves_biases():
    w, b = normal(0, 20, 20), normal(1, 20)
    shrunk, same = l1_shrink([w, b], 0.1, 5.0)
    np.testing.assert_array_equal(shrunk == 0, np.abs(w) <= 0.5)
    np.testing.assert_array_equal(same, b)
    assert 0 < np.sum(shrunk == 0) < 400


# Early stopping


def watch(losses, patience, **more):
    """Feed losses until told to stop; the parameters are the number of the loss."""
    state = EarlyStopping(patience, **more)
    for number, loss in enumerate(losses, 1):
        state = early_stopping(state, loss, [np.array([float(number)])])
        if state.stop:
            break
    return state


@pytest.mark.parametrize(
    "patience, seen, best",
    [(1, 3, 2), (2, 4, 2), (3, 9, 6), (4, 10, 6), (5, 10, 6)],
)
def test_patience_counts_evaluations_since_the_best(patience, seen, best):
    losses = [0.9, 0.5, 0.6, 0.7, 0.49, 0.4, 0.45, 0.41, 0.4, 0.5]
    state = watch(losses, patience)
    assert (state.evaluations, state.best_evaluation) == (seen, best)
    assert state.best_loss == losses[best - 1]
    assert state.best_params[0].item() == best
    assert state.stop is (state.waited >= patience)
    assert state.waited == seen - best


def test_slow_decline_is_measured_from_the_best_and_not_from_the_evaluation_before():
    state = watch([1.0, 3.0, 2.9, 2.8, 2.7], patience=3)
    assert (state.evaluations, state.best_evaluation) == (4, 1)


def test_what_is_restored_is_a_copy():
    weights = np.array([1.0])
    state = early_stopping(EarlyStopping(3), 0.5, [weights])
    weights += 100.0
    state = early_stopping(state, 0.7, [weights])
    assert state.best_params[0].item() == 1.0


def test_running_statistics_are_restored_with_the_parameters():
    params = [np.ones((2, 2)), np.ones(2), np.full(2, 7.0), np.full(2, 8.0)]
    state = early_stopping(EarlyStopping(3), 0.5, params)
    for kept, given_array in zip(state.best_params, params, strict=True):
        np.testing.assert_array_equal(kept, given_array)


def test_an_improvement_has_to_be_more_than_min_delta():
    losses = [1.0, 0.95, 0.75, 0.5]
    assert watch(losses, 9, min_delta=0.25).best_evaluation == 4
    assert watch(losses[:3], 9, min_delta=0.25).best_evaluation == 1
    assert watch(losses[:3], 9, min_delta=0.2).best_evaluation == 3
    assert watch([1.0, 1.0], 9).best_evaluation == 1


def test_a_state_is_not_changed_by_the_next():
    first = early_stopping(EarlyStopping(3), 0.5, [np.ones(1)])
    second = early_stopping(first, 0.4, [np.zeros(1)])
    assert (first.best_loss, first.evaluations, first.waited) == (0.5, 1, 0)
    assert (second.best_loss, second.evaluations, second.waited) == (0.4, 2, 0)
    assert type(early_stopping(first, np.float64(0.1), []).best_loss) is float


def test_a_state_is_frozen_and_equal_to_itself_only():
    state = early_stopping(EarlyStopping(3), 0.5, [np.ones(2)])
    with pytest.raises(FrozenInstanceError):
        state.best_loss = 0.0
    assert state != early_stopping(EarlyStopping(3), 0.5, [np.ones(2)])


def test_a_fresh_state_knows_nothing_and_does_not_stop():
    state = EarlyStopping(1)
    assert (state.best_loss, state.best_evaluation, state.evaluations) == (
        math.inf,
        0,
        0,
    )
    assert state.best_params == []
    assert state.min_delta == 0.0
    assert state.stop is False
    assert str(state) == "best loss inf at evaluation 0, 0 of 1 without improvement"


def test_a_state_prints_the_best_loss_and_how_long_ago():
    state = watch([0.9, 1 / 3, 0.6, 0.7], patience=10)
    assert str(state) == (
        "best loss 0.333333 at evaluation 2, 2 of 10 without improvement"
    )
    assert "array" not in repr(state)


def test_the_module_s_list_of_names_is_complete():
    assert all(hasattr(regularization, name) for name in regularization.__all__)


# What is refused

W, B, H = np.ones((2, 3)), np.ones(2), np.ones((2, 3))
REFUSED = {
    "dropout: rate is 1.0, expected 0 or more, less than 1": (
        lambda: dropout(H, 1.0, rng())
    ),
    "dropout: rate is -0.1, expected": lambda: dropout(H, -0.1, rng()),
    "dropout: 6 of 6 entries of h are nan or inf": (
        lambda: dropout(np.nan * H, 0.5, rng())
    ),
    "dropout_grad: d_out is (3, 2), expected (2, 3); mask (2, 3)": (
        lambda: dropout_grad(H.T, H)
    ),
    "weight_decay: lr is -0.1, expected 0 or more": (
        lambda: weight_decay([W, B], -0.1, 0.1)
    ),
    "weight_decay: decay is -0.1, expected 0 or more": (
        lambda: weight_decay([W, B], 0.1, -0.1)
    ),
    "weight_decay: lr is nan": lambda: weight_decay([W, B], np.nan, 0.0),
    "weight_decay: lr * decay is 1.5, expected 0 to 1": (
        lambda: weight_decay([W, B], 0.5, 3.0)
    ),
    "weight_decay: 1 of 1 entries of params[1] are nan or inf": (
        lambda: weight_decay([W, np.array([np.inf])], 0.1, 0.1)
    ),
    "weight_decay: params is one array (2, 3), expected a list": (
        lambda: weight_decay(W, 0.1, 0.1)
    ),
    "weight_mask: decayed has 1 entries, expected one for each of 2": (
        lambda: weight_decay([W, B], 0.1, 0.1, [True])
    ),
    "l1_shrink: lr is -1.0, expected 0 or more": lambda: l1_shrink([W], -1.0, 1.0),
    "l1_shrink: strength is -1.0, expected 0 or more": (
        lambda: l1_shrink([W], 1.0, -1.0)
    ),
    "l1_shrink: 1 of 1 entries of params[0] are nan or inf": (
        lambda: l1_shrink([np.array([np.nan])], 0.1, 0.1)
    ),
    "weight_mask: decayed has 2 entries, expected one for each of 1": (
        lambda: l1_shrink([W], 0.1, 0.1, [True, True])
    ),
    "EarlyStopping: patience is 0, expected an integer of 1 or more": (
        lambda: EarlyStopping(0)
    ),
    "EarlyStopping: min_delta is -0.1, expected 0 or more": (
        lambda: EarlyStopping(1, -0.1)
    ),
    "early_stopping: 1 of 1 entries of loss are nan or inf": (
        lambda: early_stopping(EarlyStopping(1), math.nan, [W])
    ),
    "early_stopping: 1 of 1 entries of params[0] are nan or inf": (
        lambda: early_stopping(EarlyStopping(1), 0.1, [np.array([np.nan])])
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_that_do_not_fit_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()
