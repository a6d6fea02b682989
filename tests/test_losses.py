"""Losses of regressors against closed forms, differences and PyTorch's values."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, off_kinks, recorded, same_slopes, scales, seeds, sizes

from nnnotes import cross_entropy, losses, softmax
from nnnotes.losses import LOSSES, huber, huber_grad, mae, mae_grad, mse, mse_grad

TIMES = np.array([28.0, 30, 31, 32, 33, 36, 150])  # minutes of seven deliveries
REGRESSION = {
    "mse": (mse, mse_grad),
    "mae": (mae, mae_grad),
    "huber": (huber, huber_grad),
}
each_loss = pytest.mark.parametrize("name", REGRESSION)


def test_mse_is_the_mean_over_rows_of_squared_distances():
    y_hat, y = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    assert mse(y_hat, y) == (4 + 25) / 2


def test_mse_has_the_delivery_times_known_minimum_at_their_mean():
    times = np.array([28.0, 30, 31, 32, 33, 36, 150])
    constant = np.full(7, times.mean())
    assert times.mean() == pytest.approx(48.571, abs=1e-3)
    assert mse(constant, times) == pytest.approx(float(np.var(times)), rel=1e-14, abs=0)
    assert mse_grad(constant, times).sum() == pytest.approx(0.0, abs=1e-13)


def test_the_seed_network_has_its_known_loss():
    y_hat, y = np.array([[-0.13]]), np.array([[1.0]])
    assert mse(y_hat, y) == pytest.approx(1.2769, abs=1e-15)
    assert mse_grad(y_hat, y).item() == pytest.approx(-2.26, abs=1e-15)


def test_a_perfect_prediction_has_mse_zero_and_no_gradient():
    y = np.random.default_rng(0).normal(size=(5, 3))
    assert mse(y, y) == 0.0
    np.testing.assert_array_equal(mse_grad(y, y), np.zeros((5, 3)))


@few
@given(
    name=st.sampled_from(list(REGRESSION)),
    n=sizes,
    d=st.integers(0, 3),
    seed=seeds,
    scale=scales,
)
def test_the_gradient_of_a_loss_is_its_slope(name, n, d, seed, scale):
    loss, grad = REGRESSION[name]
    shape = (n, d) if d else (n,)
    y = normal(seed, *shape, scale=scale)
    y_hat = y + off_kinks(normal(seed + 1, *shape, scale=max(scale, 1.0)), margin=3.0)
    same_slopes(grad(y_hat, y), lambda v: loss(v, y), y_hat)


@pytest.mark.parametrize("case", ["mse", "mae", "huber", "huber, delta 0.3"])
def test_a_loss_and_its_gradient_agree_with_pytorch(case):
    name, _, delta = case.partition(", delta ")
    options = {"delta": float(delta)} if delta else {}
    known, (loss, grad) = recorded("losses")[case], REGRESSION[name]
    y_hat, y = np.array(known["y_hat"]), np.array(known["y"])
    assert loss(y_hat, y, **options) == pytest.approx(known["value"], rel=1e-14, abs=0)
    found = grad(y_hat, y, **options)
    np.testing.assert_allclose(found, known["grad"], rtol=1e-15, atol=0)


def test_the_absolute_error_of_the_deliveries_is_least_at_their_median():
    loss = {
        c: mae(np.full(7, c), TIMES) for c in (31.0, 31.9, 32.0, 32.1, 33.0, 48.571)
    }
    assert min(loss, key=loss.get) == 32.0
    assert mae_grad(np.full(7, 32.0), TIMES).sum() == 0.0


def test_huber_of_the_deliveries_is_least_between_median_and_mean():
    grid = np.linspace(28, 50, 2201)
    values = [huber(np.full(7, c), TIMES, delta=5.0) for c in grid]
    assert grid[np.argmin(values)] == pytest.approx(32.5, abs=1e-9)


def test_one_late_delivery_makes_85_percent_of_the_squared_error():
    error = (TIMES - TIMES.mean()) ** 2
    assert error[-1] / error.sum() == pytest.approx(0.854, abs=5e-4)
    assert mse(np.full(7, TIMES.mean()), TIMES) == pytest.approx(
        error.mean(), rel=1e-14, abs=0
    )


def test_mae_is_the_mean_over_rows_of_summed_absolute_errors():
    y_hat, y = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    assert mae(y_hat, y) == (2 + 7) / 2
    np.testing.assert_array_equal(mae_grad(y_hat, y), [[0.0, 0.5], [0.5, 0.5]])


def test_huber_is_half_the_square_near_and_a_line_far():
    zero = np.zeros(1)
    for error, loss, grad in ((0.5, 0.125, 0.5), (-1.0, 0.5, -1.0), (-4.0, 3.5, -1.0)):
        assert huber(np.array([error]), zero) == loss
        assert huber_grad(np.array([error]), zero)[0] == grad


def test_huber_has_no_step_and_no_kink_where_the_line_begins():
    zero, delta = np.zeros(1), 0.7
    for side in (-1e-9, 1e-9):
        at = np.array([delta + side])
        assert huber(at, zero, delta) == pytest.approx(delta**2 / 2, abs=1e-8)
        assert huber_grad(at, zero, delta)[0] == pytest.approx(delta, abs=1e-8)


def test_a_wide_huber_is_half_of_mse_and_a_narrow_one_a_small_mae():
    y_hat, y = normal(0, 5, 3), normal(1, 5, 3)
    assert huber(y_hat, y, 1e6) == pytest.approx(mse(y_hat, y) / 2, rel=1e-14, abs=0)
    assert huber(y_hat, y, 1e-9) / 1e-9 == pytest.approx(mae(y_hat, y), rel=1e-8, abs=0)


def test_the_absolute_error_has_no_slope_at_a_hit():
    np.testing.assert_array_equal(mae_grad(np.ones(3), np.ones(3)), np.zeros(3))


@each_loss
def test_a_loss_stays_finite_at_large_values(name):
    loss, grad = REGRESSION[name]
    y_hat, y = np.array([[1e150], [-1e150]]), np.zeros((2, 1))
    assert np.isfinite(loss(y_hat, y))
    assert np.isfinite(grad(y_hat, y)).all()


@each_loss
def test_doubling_the_batch_leaves_a_loss_and_halves_its_gradient(name):
    loss, grad = REGRESSION[name]
    y_hat, y = normal(2, 4, 3), normal(3, 4, 3)
    twice, both = np.vstack([y_hat, y_hat]), np.vstack([y, y])
    assert loss(twice, both) == pytest.approx(loss(y_hat, y), rel=1e-14, abs=0)
    np.testing.assert_allclose(grad(twice, both)[:4], grad(y_hat, y) / 2, rtol=1e-15)


@each_loss
def test_a_loss_changes_none_of_its_arguments_and_is_a_plain_number(name):
    loss, grad = REGRESSION[name]
    y_hat, y = normal(4, 4, 3), normal(5, 4, 3)
    before = y_hat.copy(), y.copy()
    assert type(loss(y_hat, y)) is float
    assert grad(y_hat, y).dtype == np.float64
    np.testing.assert_array_equal(y_hat, before[0])
    np.testing.assert_array_equal(y, before[1])


def test_every_loss_is_registered_under_its_own_name():
    assert list(LOSSES) == [
        "mse",
        "mae",
        "huber",
        "binary_cross_entropy",
        "softmax_cross_entropy",
    ]
    for name, (loss, grad) in LOSSES.items():
        assert (loss.__name__, grad.__name__) == (name, f"{name}_grad")


def test_what_moved_to_modules_of_its_own_can_still_be_had_from_losses():
    assert losses.softmax is softmax.softmax
    for name in ("binary_cross_entropy", "softmax_cross_entropy"):
        assert getattr(losses, name) is getattr(cross_entropy, name)
        assert getattr(losses, f"{name}_grad") is getattr(cross_entropy, f"{name}_grad")
    assert all(hasattr(losses, name) for name in losses.__all__)


BATCH_REFUSED = {
    "y_hat is (7, 1), expected (7,); y (7,)": (np.ones((7, 1)), np.ones(7)),
    "y_hat is (7,), expected (7, 1); y (7, 1)": (np.ones(7), np.ones((7, 1))),
    "y_hat is (2, 3), expected (1, 3); y (1, 3)": (np.ones((2, 3)), np.ones((1, 3))),
    "no examples; y (0, 3)": (np.ones((0, 3)), np.ones((0, 3))),
    "no examples; y ()": (np.array(1.0), np.array(1.0)),
    "1 of 2 entries of y_hat are nan or inf, expected numbers; y_hat (2,)": (
        np.array([1.0, np.inf]),
        np.ones(2),
    ),
    "2 of 2 entries of y are nan or inf, expected numbers; y (2,)": (
        np.ones(2),
        np.array([np.nan, -np.inf]),
    ),
}


@pytest.mark.parametrize("message", BATCH_REFUSED)
@pytest.mark.parametrize("function", [f for pair in REGRESSION.values() for f in pair])
def test_a_loss_refuses_batches_that_would_broadcast_or_hold_no_numbers(
    function, message
):
    pattern = "^" + re.escape(f"{function.__name__}: {message}") + "$"
    with pytest.raises(ValueError, match=pattern):
        function(*BATCH_REFUSED[message])


@pytest.mark.parametrize("delta", [0.0, -1.0, np.inf])
@pytest.mark.parametrize("function", [huber, huber_grad])
def test_huber_refuses_a_width_that_is_none(function, delta):
    message = f"^{function.__name__}: delta is {delta}, expected more than 0$"
    with pytest.raises(ValueError, match=message):
        function(np.ones(2), np.ones(2), delta)
