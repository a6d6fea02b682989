"""Parameters: one flat list of arrays, and which of them are weights.

A network's parameters are a list (w1, b1, w2, b2, ...). Gradients, and whatever an
optimizer remembers, are lists of the same shapes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_finite, check_shape

Array = NDArray[np.float64]
Params = list[Array]

#: The largest entry that may be squared and summed: 1e150 squared is 1e300.
SQUARABLE = 1e150


def weight_mask(
    params: Sequence[Array], decayed: Sequence[bool] | None = None
) -> list[bool]:
    """Say which parameters are decayed: the weights, never biases and gains.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network.
    decayed : sequence of bool, optional
        The caller's own choice, one entry a parameter. Without it the number of
        axes decides: weights have two or more, biases and gains have one.

    Returns
    -------
    list of bool
        One entry a parameter: True if decay and penalties apply to it.

    Raises
    ------
    ValueError
        If ``decayed`` has not one entry a parameter.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 7.1.

    Examples
    --------
    >>> w, b, gain = np.ones((3, 2)), np.zeros(3), np.ones(3)
    >>> weight_mask([w, b, gain])
    [True, False, False]
    >>> weight_mask([w, b, gain], decayed=[True, True, False])
    [True, True, False]
    """
    if decayed is None:
        return [p.ndim >= 2 for p in params]
    if len(decayed) != len(params):
        raise ValueError(
            f"weight_mask: decayed has {len(decayed)} entries, "
            f"expected one for each of {len(params)} parameters"
        )
    return [bool(d) for d in decayed]


def each(f: Callable[..., Array], *lists: Sequence[Any]) -> Params:
    """Apply a function to the first of every list, to the second, and so on.

    Parameters
    ----------
    f : callable
        One array, or number, from each list -> array.
    *lists : sequence
        Lists of one length, such as parameters and their gradients.

    Returns
    -------
    list of ndarray
        One array a parameter.

    Raises
    ------
    ValueError
        If the lengths differ.

    Examples
    --------
    >>> each(lambda p, g: p - 0.5 * g, [np.array([3.0])], [np.array([2.0])])
    [array([2.])]
    """
    return [f(*arrays) for arrays in zip(*lists, strict=True)]


def check_params(
    call: str, name: str, params: Sequence[Array], limit: float = math.inf
) -> None:
    """Raise a ValueError unless params is a list of finite arrays."""
    if isinstance(params, np.ndarray):  # its rows would pass for parameters
        raise ValueError(
            f"{call}: {name} is one array {params.shape}, expected a list of arrays"
        )
    for number, array in enumerate(params):
        check_entries(call, f"{name}[{number}]", array, limit)


def check_like(
    call: str, name: str, arrays: Sequence[Array], params: Sequence[Array]
) -> None:
    """Raise a ValueError unless arrays has the lengths and shapes of params."""
    if len(arrays) != len(params):
        raise ValueError(
            f"{call}: {name} has {len(arrays)} arrays, params has {len(params)}"
        )
    for k, p in enumerate(params):
        check_shape(call, f"{name}[{k}]", arrays[k], p.shape, f"as params[{k}]")


def check_entries(call: str, name: str, array: Array, limit: float = math.inf) -> None:
    """Raise a ValueError unless all entries are finite and at most the limit."""
    check_finite(call, name, array)
    if limit < math.inf:
        largest = float(np.abs(array).max(initial=0.0))
        if largest > limit:
            raise ValueError(
                f"{call}: {name} has an entry of {largest:.0e}, "
                f"expected at most {limit:.0e}; {name} {array.shape}"
            )


def check_fraction(call: str, name: str, value: float) -> None:
    """Raise a ValueError unless 0 <= value < 1."""
    if not 0 <= value < 1:
        raise ValueError(f"{call}: {name} is {value}, expected 0 or more, less than 1")


def check_count(call: str, name: str, value: int, low: int) -> None:
    """Raise a ValueError unless the value is an integer and not below low."""
    if not isinstance(value, (int, np.integer)) or value < low:
        raise ValueError(
            f"{call}: {name} is {value}, expected an integer of {low} or more"
        )
