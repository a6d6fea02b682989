"""Schedules against PyTorch's recorded rates, closed forms and their ends."""

import math
import re
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, recorded

from nnnotes.schedules import (
    SCHEDULES,
    constant,
    cosine,
    exponential,
    one_cycle,
    step_decay,
    warmup_cosine,
)

RUNS = {
    "step_decay": partial(step_decay, peak=0.2, factor=0.3, every=7),
    "exponential": partial(exponential, peak=0.2, factor=0.9),
    "cosine": partial(cosine, total=40, peak=0.2, end=0.01),
    "warmup_cosine": partial(
        warmup_cosine, total=40, peak=0.2, warmup=8, end=0.002
    ),
    "one_cycle": partial(one_cycle, total=40, peak=0.2),
    "one_cycle, other numbers": partial(
        one_cycle, total=40, peak=0.2, rise=0.26, start_divisor=10, end_divisor=100
    ),
}  # fmt: skip
ALL = {**RUNS, "constant": partial(constant, peak=0.2)}


@pytest.mark.parametrize("run", RUNS)
def test_forty_rates_are_those_of_pytorch(run):
    rates = [RUNS[run](step) for step in range(40)]
    np.testing.assert_allclose(
        rates, recorded("schedules")[run], rtol=1e-13, atol=1e-17
    )


@pytest.mark.parametrize("run", ALL)
def test_a_rate_is_a_float_between_zero_and_the_peak(run):
    for step in (*range(60), np.int64(5), 10**6):
        rate = ALL[run](step)
        assert type(rate) is float
        assert 0 <= rate <= 0.2


def test_a_constant_rate_does_not_look_at_the_step():
    assert {constant(step, 0.2) for step in range(50)} == {0.2}


def test_step_decay_has_its_known_drops():
    seen = [step_decay(step, 1.0, 0.5, 30) for step in (0, 29, 30, 59, 60, 99)]
    assert seen == [1.0, 1.0, 0.5, 0.5, 0.25, 0.125]


def test_exponential_decay_is_step_decay_at_every_step():
    for step in range(20):
        assert exponential(step, 0.3, 0.9) == step_decay(step, 0.3, 0.9, 1)
    assert exponential(3, 2.0, 0.5) == 0.25


def test_cosine_starts_at_the_peak_is_halfway_in_the_middle_and_stays_at_its_end():
    assert cosine(0, 100, 0.1) == 0.1
    assert cosine(50, 100, 0.1) == pytest.approx(0.05, rel=1e-14, abs=0)
    assert cosine(100, 100, 0.1) == cosine(101, 100, 0.1) == cosine(200, 100, 0.1) == 0
    assert cosine(100, 100, 0.1, 0.04) == cosine(500, 100, 0.1, 0.04) == 0.04
    assert cosine(50, 100, 0.1, 0.04) == pytest.approx(0.07, rel=1e-14, abs=0)
    assert cosine(1, 1, 0.1) == 0.0


def test_the_mean_of_a_cosine_is_a_little_over_half_of_its_peak():
    # Pairs from both ends add up to the peak; the first step has no partner.
    mean = np.mean([cosine(step, 100, 1.0) for step in range(100)])
    assert mean == pytest.approx(0.505, rel=1e-13, abs=0)


def test_warmup_starts_above_zero_and_reaches_the_peak_with_its_last_step():
    rates = [warmup_cosine(step, 100, 0.001, 10) for step in range(100)]
    np.testing.assert_allclose(rates[:10], 0.0001 * np.arange(1, 11), rtol=1e-14)
    assert rates[10] == 0.001
    assert np.all(np.diff(rates[10:]) < 0)
    assert 0 < rates[99] < 0.00001


@few
@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 45))
def test_after_the_warmup_comes_a_cosine_over_the_rest(warmup, rest, step):
    total = warmup + rest
    rate = warmup_cosine(warmup + step, total, 0.3, warmup, 0.1)
    assert rate == cosine(step, rest, 0.3, 0.1)


def test_one_cycle_rises_to_its_peak_and_ends_far_below_its_start():
    rates = [one_cycle(step, 100, 1.0) for step in range(100)]
    assert rates[0] == pytest.approx(1 / 25, rel=1e-14, abs=0)
    assert int(np.argmax(rates)) == 29
    assert rates[29] == 1.0
    assert rates[99] == pytest.approx(1 / 25 / 1e4, rel=1e-9, abs=0)
    assert np.all(np.diff(rates[:30]) > 0)
    assert np.all(np.diff(rates[29:]) < 0)
    assert one_cycle(100, 100, 1.0) == one_cycle(999, 100, 1.0) == rates[99]


def test_one_cycle_is_halfway_in_the_middle_of_its_rise():
    # rise * total - 1 = 20: the middle is step 10.
    rate = one_cycle(10, 42, 1.0, rise=0.5, start_divisor=4.0)
    assert rate == pytest.approx((1 + 1 / 4) / 2, rel=1e-14, abs=0)


def test_the_table_of_schedules_names_them_all():
    assert {name: f.__name__ for name, f in SCHEDULES.items()} == {
        name: name for name in SCHEDULES
    }
    assert len(SCHEDULES) == 6


def test_the_extreme_arguments_pass():
    assert constant(0, 0.0) == 0.0
    assert step_decay(5, 1.0, 0.0, 1) == 0.0
    assert step_decay(5, 1.0, 1.0, 1) == exponential(5, 1.0, 1.0) == 1.0
    assert exponential(0, 1.0, 0.0) == 1.0
    assert cosine(7, 10, 0.5, 0.5) == 0.5
    assert warmup_cosine(0, 1, 0.5, 0) == 0.5
    assert one_cycle(0, 3, 0.5, 0.5, 1.0, 1.0) == 0.5


REFUSED = {
    "constant: step is -1, expected an integer of 0 or more": (
        lambda: constant(-1, 0.1)
    ),
    "constant: step is 1.0, expected an integer of 0 or more": (
        lambda: constant(1.0, 0.1)
    ),
    "constant: peak is -0.1, expected 0 or more": lambda: constant(0, -0.1),
    "step_decay: peak is nan, expected 0 or more": (
        lambda: step_decay(0, math.nan, 0.5, 3)
    ),
    "step_decay: factor is 1.5, expected 0 to 1": lambda: step_decay(0, 0.1, 1.5, 3),
    "step_decay: factor is -0.5, expected 0 to 1": lambda: step_decay(0, 0.1, -0.5, 3),
    "step_decay: every is 0, expected an integer of 1 or more": (
        lambda: step_decay(0, 0.1, 0.5, 0)
    ),
    "exponential: step is -2, expected": lambda: exponential(-2, 0.1, 0.5),
    "exponential: factor is 2, expected 0 to 1": lambda: exponential(0, 0.1, 2),
    "exponential: factor is -1, expected 0 to 1": lambda: exponential(0, 0.1, -1),
    "cosine: step is -1, expected": lambda: cosine(-1, 10, 0.1),
    "cosine: peak is inf, expected 0 or more": lambda: cosine(0, 10, math.inf),
    "cosine: total is 0, expected an integer of 1 or more": (lambda: cosine(0, 0, 0.1)),
    "cosine: end is 0.2, expected 0 to 0.1": lambda: cosine(0, 10, 0.1, 0.2),
    "cosine: end is -0.1, expected 0 to 0.1": lambda: cosine(0, 10, 0.1, -0.1),
    "warmup_cosine: warmup is -1, expected an integer of 0 or more": (
        lambda: warmup_cosine(0, 10, 0.1, -1)
    ),
    "warmup_cosine: total is 10, expected an integer of 11 or more": (
        lambda: warmup_cosine(0, 10, 0.1, 10)
    ),
    "warmup_cosine: step is 0.5, expected": lambda: warmup_cosine(0.5, 10, 0.1, 2),
    "warmup_cosine: end is 0.5, expected 0 to 0.1": (
        lambda: warmup_cosine(0, 10, 0.1, 2, 0.5)
    ),
    "one_cycle: step is -1, expected": lambda: one_cycle(-1, 10, 0.1),
    "one_cycle: total is 2.5, expected an integer of 1 or more": (
        lambda: one_cycle(0, 2.5, 0.1)
    ),
    "one_cycle: total is 0, expected an integer of 1 or more": (
        lambda: one_cycle(0, 0, 0.1)
    ),
    "one_cycle: start_divisor is 0.5, expected 1 or more": (
        lambda: one_cycle(0, 10, 0.1, start_divisor=0.5)
    ),
    "one_cycle: end_divisor is 0.5, expected 1 or more": (
        lambda: one_cycle(0, 10, 0.1, end_divisor=0.5)
    ),
    "one_cycle: rise is 0.1, total 10, expected rise * total between 1 and 10": (
        lambda: one_cycle(0, 10, 0.1, rise=0.1)
    ),
    "one_cycle: rise is 1.0, total 10, expected rise * total between 1 and 10": (
        lambda: one_cycle(0, 10, 0.1, rise=1.0)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_out_of_range_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()
