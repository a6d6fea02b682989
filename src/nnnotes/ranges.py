"""What the public edge refuses of numbers: rates, shares and counts out of range.

As in ``checks``: a message gives the call, what it got and what it expected.
"""

from __future__ import annotations

import math

import numpy as np


def check_between(
    call: str, name: str, value: float, low: float = 0.0, high: float = math.inf
) -> None:
    """Refuse a number outside of [low, high], and nan and infinity.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    value : float
        The argument.
    low, high : float
        The smallest and the largest value that pass.

    Raises
    ------
    ValueError
        If the value does not pass.

    Examples
    --------
    >>> check_between("l2_penalty", "strength", -1.0)
    Traceback (most recent call last):
    ValueError: l2_penalty: strength is -1.0, expected 0 or more
    """
    if not (low <= value <= high and math.isfinite(value)):
        wanted = f"{low:g} or more" if high == math.inf else f"{low:g} to {high:g}"
        raise ValueError(f"{call}: {name} is {value}, expected {wanted}")


def check_above(call: str, name: str, value: float, low: float = 0.0) -> None:
    """Refuse a number that is not above ``low``, and nan and infinity.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    value : float
        The argument.
    low : float
        The largest value that does not pass.

    Raises
    ------
    ValueError
        If the value does not pass.

    Examples
    --------
    >>> check_above("huber", "delta", 0.0)
    Traceback (most recent call last):
    ValueError: huber: delta is 0.0, expected more than 0
    """
    if not low < value < math.inf:
        raise ValueError(f"{call}: {name} is {value}, expected more than {low:g}")


def check_fraction(call: str, name: str, value: float) -> None:
    """Refuse a number outside of [0, 1), such as a share that is kept per step.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    value : float
        The argument.

    Raises
    ------
    ValueError
        If the value is negative, 1 or more, or nan.

    Examples
    --------
    >>> check_fraction("momentum", "beta", 1.0)
    Traceback (most recent call last):
    ValueError: momentum: beta is 1.0, expected 0 or more, less than 1
    """
    if not 0 <= value < 1:
        raise ValueError(f"{call}: {name} is {value}, expected 0 or more, less than 1")


def check_count(call: str, name: str, value: int, low: int) -> None:
    """Refuse what is no whole number, or too small a one.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    value : int
        The argument.
    low : int
        The smallest value that passes.

    Raises
    ------
    ValueError
        If the value is no integer (2.0 is none either) or below ``low``.

    Examples
    --------
    >>> check_count("fit", "epochs", 0, 1)
    Traceback (most recent call last):
    ValueError: fit: epochs is 0, expected an integer of 1 or more
    """
    if not isinstance(value, (int, np.integer)) or value < low:
        raise ValueError(
            f"{call}: {name} is {value}, expected an integer of {low} or more"
        )
