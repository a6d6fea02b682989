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
    """Refuse what is no list of finite arrays.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    params : sequence of ndarray
        The argument.
    limit : float
        Largest entry that passes.

    Raises
    ------
    ValueError
        If it is one array, or an entry is nan, inf or above the limit.

    Examples
    --------
    >>> check_params("sgd", "params", np.ones(3))
    Traceback (most recent call last):
    ValueError: sgd: params is one array (3,), expected a list of arrays
    """
    if isinstance(params, np.ndarray):  # its rows would pass for parameters
        raise ValueError(
            f"{call}: {name} is one array {params.shape}, expected a list of arrays"
        )
    for number, array in enumerate(params):
        check_entries(call, f"{name}[{number}]", array, limit)


def check_like(
    call: str, name: str, arrays: Sequence[Array], params: Sequence[Array]
) -> None:
    """Refuse arrays that have not the number and the shapes of the parameters.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    arrays : sequence of ndarray
        The argument.
    params : sequence of ndarray
        Parameters.

    Raises
    ------
    ValueError
        If the number or a shape differs.

    Examples
    --------
    >>> check_like("sgd", "grads", [np.ones(2)], [np.ones(3)])
    Traceback (most recent call last):
    ValueError: sgd: grads[0] is (2,), expected (3,); as params[0]
    """
    if len(arrays) != len(params):
        raise ValueError(
            f"{call}: {name} has {len(arrays)} arrays, params has {len(params)}"
        )
    for k, p in enumerate(params):
        check_shape(call, f"{name}[{k}]", arrays[k], p.shape, f"as params[{k}]")


def check_entries(call: str, name: str, array: Array, limit: float = math.inf) -> None:
    """Refuse an array with an entry that is nan, inf or above the limit.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    array : ndarray
        The argument.
    limit : float
        Largest size of an entry that passes.

    Raises
    ------
    ValueError
        If one does not pass.

    Examples
    --------
    >>> check_entries("adam", "grads[0]", np.array([1e200]), SQUARABLE)
    Traceback (most recent call last):
    ValueError: adam: grads[0] has an entry of 1e+200, expected at most 1e+150; \
grads[0] (1,)
    """
    # One pass that makes no array: a small sum of squares speaks for all entries.
    if float(np.vdot(array, array)) <= min(limit, SQUARABLE) ** 2:
        return
    check_finite(call, name, array)
    if limit < math.inf:
        largest = float(np.abs(array).max(initial=0.0))
        if largest > limit:
            raise ValueError(
                f"{call}: {name} has an entry of {largest:.0e}, "
                f"expected at most {limit:.0e}; {name} {array.shape}"
            )
