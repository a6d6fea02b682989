"""Schedules: the rate as a function of the step, counted from 0 in updates, not epochs.

Each is a plain function with the step first. Fix the rest with ``functools.partial``:
``partial(cosine, total=200, peak=0.02)`` maps a step to its rate.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from nnnotes.ranges import check_between, check_count


def constant(step: int, peak: float) -> float:
    """Return the same rate at every step.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more.
    peak : float
        Rate; 0 or more.

    Returns
    -------
    float
        ``peak``.

    Raises
    ------
    ValueError
        If the step is no step or the rate negative.

    Examples
    --------
    >>> constant(7, peak=0.1)
    0.1
    """
    _check_step("constant", step, peak)
    return float(peak)


def step_decay(step: int, peak: float, factor: float, every: int) -> float:
    """Multiply the rate by ``factor`` after every so many steps.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more.
    peak : float
        Rate at the start; 0 or more.
    factor : float
        What the rate is multiplied by; from 0 to 1.
    every : int
        Steps between two drops; 1 or more.

    Returns
    -------
    float
        ``peak * factor ** (step // every)``.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [step_decay(step, peak=1.0, factor=0.5, every=30) for step in (0, 29, 30, 60)]
    [1.0, 1.0, 0.5, 0.25]
    """
    _check_step("step_decay", step, peak)
    check_between("step_decay", "factor", factor, 0, 1)
    check_count("step_decay", "every", every, 1)
    return float(peak * factor ** (step // every))


def exponential(step: int, peak: float, factor: float) -> float:
    """Multiply the rate by ``factor`` at every step.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more.
    peak : float
        Rate at the start; 0 or more.
    factor : float
        What the rate is multiplied by, per step; from 0 to 1.

    Returns
    -------
    float
        ``peak * factor ** step``.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [exponential(step, peak=1.0, factor=0.5) for step in range(4)]
    [1.0, 0.5, 0.25, 0.125]
    """
    _check_step("exponential", step, peak)
    check_between("exponential", "factor", factor, 0, 1)
    return float(peak * factor**step)


def cosine(step: int, total: int, peak: float, end: float = 0.0) -> float:
    """Fall from ``peak`` to ``end`` along half a cosine.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more.
    total : int
        Steps of the whole run; 1 or more. From there on the rate stays at ``end``:
        it does not turn up again.
    peak : float
        Rate at step 0; 0 or more.
    end : float
        Rate at step ``total``; from 0 to ``peak``.

    Returns
    -------
    float
        ``end + (peak - end) (1 + cos(pi step / total)) / 2``.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    References
    ----------
    Loshchilov & Hutter (2017), SGDR: stochastic gradient descent with warm restarts.

    Examples
    --------
    >>> [round(cosine(step, total=100, peak=0.1), 6) for step in (0, 50, 100, 150)]
    [0.1, 0.05, 0.0, 0.0]
    """
    _check_step("cosine", step, peak)
    check_count("cosine", "total", total, 1)
    check_between("cosine", "end", end, 0, peak)
    return half_cosine(peak, end, min(step, total) / total)


def warmup_cosine(
    step: int, total: int, peak: float, warmup: int, end: float = 0.0
) -> float:
    """Rise to ``peak`` in ``warmup`` equal steps, then fall as :func:`cosine` does.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more.
    total : int
        Steps of the whole run, with the warm-up; more than ``warmup``.
    peak : float
        Largest rate, reached at step ``warmup - 1``; 0 or more.
    warmup : int
        Steps of the rise; 0 or more. The first has the rate ``peak / warmup``, not 0.
    end : float
        Rate from step ``total`` on; from 0 to ``peak``.

    Returns
    -------
    float
        Rate.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    References
    ----------
    Goyal et al. (2017), Accurate, large minibatch SGD: training ImageNet in 1 hour.

    Examples
    --------
    >>> steps = (0, 9, 10, 55, 100)
    >>> [round(warmup_cosine(step, 100, peak=1.0, warmup=10), 6) for step in steps]
    [0.1, 1.0, 1.0, 0.5, 0.0]
    """
    _check_step("warmup_cosine", step, peak)
    check_count("warmup_cosine", "warmup", warmup, 0)
    check_count("warmup_cosine", "total", total, warmup + 1)
    check_between("warmup_cosine", "end", end, 0, peak)
    if step < warmup:
        return float(peak * (step + 1) / warmup)
    return cosine(step - warmup, total - warmup, peak, end)


def one_cycle(
    step: int,
    total: int,
    peak: float,
    rise: float = 0.3,
    start_divisor: float = 25.0,
    end_divisor: float = 1e4,
) -> float:
    """Rise to ``peak`` along half a cosine and fall far below the start.

    The rate alone: PyTorch's ``OneCycleLR`` also moves the momentum.

    Parameters
    ----------
    step : int
        Steps taken so far; 0 or more. From step ``total - 1`` on the rate stays.
    total : int
        Steps of the whole run.
    peak : float
        Largest rate, at step ``rise * total - 1`` if that is whole; 0 or more.
    rise : float
        Share of the steps that rise; ``rise * total`` is between 1 and ``total``.
    start_divisor : float
        The first rate is ``peak / start_divisor``; 1 or more.
    end_divisor : float
        The last rate is the first one divided by this; 1 or more.

    Returns
    -------
    float
        Rate.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    References
    ----------
    Smith & Topin (2019), Super-convergence: very fast training of neural networks using
    large learning rates.

    Examples
    --------
    >>> steps = (0, 29, 99)
    >>> [round(one_cycle(step, total=100, peak=1.0), 6) for step in steps]
    [0.04, 1.0, 4e-06]
    """
    _check_step("one_cycle", step, peak)
    check_count("one_cycle", "total", total, 1)
    check_between("one_cycle", "start_divisor", start_divisor, 1)
    check_between("one_cycle", "end_divisor", end_divisor, 1)
    if not 1 < rise * total < total:
        raise ValueError(
            f"one_cycle: rise is {rise}, total {total}, "
            f"expected rise * total between 1 and {total}"
        )
    start, top = peak / start_divisor, rise * total - 1
    if step <= top:
        return half_cosine(start, peak, step / top)
    fallen = min((step - top) / (total - 1 - top), 1.0)
    return half_cosine(peak, start / end_divisor, fallen)


#: Name -> step, and what the schedule needs beside it -> rate.
SCHEDULES: dict[str, Callable[..., float]] = {
    "constant": constant,
    "step_decay": step_decay,
    "exponential": exponential,
    "cosine": cosine,
    "warmup_cosine": warmup_cosine,
    "one_cycle": one_cycle,
}


def half_cosine(start: float, end: float, share: float) -> float:
    """Return the rate at a share of the way along half a cosine wave.

    Parameters
    ----------
    start, end : float
        Rates at both ends.
    share : float
        How far along, from 0 to 1.

    Returns
    -------
    float
        Between the two; flat at both ends.

    Examples
    --------
    >>> half_cosine(1.0, 0.0, 0.5)
    0.5
    """
    return float(end + (start - end) / 2 * (1 + math.cos(math.pi * share)))


def _check_step(call: str, step: int, peak: float) -> None:
    """Raise a ValueError unless step is a count and peak a rate."""
    check_count(call, "step", step, 0)
    check_between(call, "peak", peak)
