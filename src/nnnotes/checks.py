"""What the public edge refuses: shapes that do not fit, entries that are no numbers.

A message gives the call, what it got and what it expected. Each check returns nothing.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]

#: The axes of a matrix, by the name it has everywhere in the package; else (n, d).
AXES = {"x": "(n, d_in)", "w": "(d_out, d_in)", "h": "(n, m)", "y": "(n, d_out)"}


def check_shape(
    call: str, name: str, array: Array, expected: tuple[int, ...], given: str
) -> None:
    """Refuse an array that has not the shape that follows from what is given.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    array : ndarray
        The argument.
    expected : tuple of int
        Its shape.
    given : str
        What that shape follows from, such as ``"w (5, 4)"``.

    Raises
    ------
    ValueError
        If the shape differs, if only by an axis of length 1.

    Examples
    --------
    >>> check_shape("affine", "b", np.ones(4), (5,), "w (5, 4)")
    Traceback (most recent call last):
    ValueError: affine: b is (4,), expected (5,); w (5, 4)
    """
    if array.shape != expected:
        raise ValueError(
            f"{call}: {name} is {array.shape}, expected {expected}; {given}"
        )


def check_matrix(call: str, name: str, array: Array) -> None:
    """Refuse an array that has not two axes.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    array : ndarray
        The argument.

    Raises
    ------
    ValueError
        If it has fewer or more axes.
    """
    if array.ndim != 2:
        axes = AXES.get(name, "(n, d)")
        raise ValueError(f"{call}: {name} is {array.shape}, expected {axes}")


def check_weights(call: str, w: Array, b: Array) -> None:
    """Refuse weights and biases that are not those of one layer.

    Parameters
    ----------
    call : str
        The function, for the message.
    w : ndarray (d_out, d_in)
        Weights.
    b : ndarray (d_out,)
        Biases.

    Raises
    ------
    ValueError
        If a shape differs.
    """
    check_matrix(call, "w", w)
    check_shape(call, "b", b, w.shape[:1], f"w {w.shape}")


def check_columns(call: str, x: Array, w: Array) -> None:
    """Refuse a batch that has not a column for each column of the weights.

    Parameters
    ----------
    call : str
        The function, for the message.
    x : ndarray (n, d_in)
        One example a row.
    w : ndarray (d_out, d_in)
        Weights.

    Raises
    ------
    ValueError
        If a rank or the number of columns differs.

    Examples
    --------
    >>> check_columns("affine", np.ones((8, 3)), np.ones((5, 4)))
    Traceback (most recent call last):
    ValueError: affine: x has 3 columns, w expects 4; x (8, 3), w (5, 4)
    """
    check_matrix(call, "x", x)
    check_matrix(call, "w", w)
    if x.shape[1] != w.shape[1]:
        raise ValueError(
            f"{call}: x has {x.shape[1]} columns, w expects {w.shape[1]}; "
            f"x {x.shape}, w {w.shape}"
        )


def check_finite(call: str, name: str, array: ArrayLike) -> None:
    """Refuse an array that holds a nan or an infinity.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    array : ndarray or number
        The argument.

    Raises
    ------
    ValueError
        If it does, with how many entries.

    Examples
    --------
    >>> check_finite("forward", "x", np.array([[1.0, np.nan]]))
    Traceback (most recent call last):
    ValueError: forward: 1 of 2 entries of x are nan or inf, expected numbers; x (1, 2)
    """
    finite = np.isfinite(array)
    if not finite.all():
        bad = finite.size - np.count_nonzero(finite)
        raise ValueError(
            f"{call}: {bad} of {finite.size} entries of {name} are nan or inf, "
            f"expected numbers; {name} {finite.shape}"
        )


def check_batch(call: str, y_hat: Array, y: Array, name: str = "y_hat") -> None:
    """Refuse predictions that do not stand entry by entry beside their targets.

    Parameters
    ----------
    call : str
        The function, for the message.
    y_hat, y : ndarray (n, d) or (n,)
        Predictions and targets.
    name : str
        What the function calls its predictions.

    Raises
    ------
    ValueError
        If the shapes differ, there is no example, or an entry is nan or inf.

    Examples
    --------
    >>> check_batch("mse", np.ones((7, 1)), np.ones(7))
    Traceback (most recent call last):
    ValueError: mse: y_hat is (7, 1), expected (7,); y (7,)
    """
    # (n, 1) minus (n,) would broadcast to (n, n), without an error.
    check_shape(call, name, y_hat, y.shape, f"y {y.shape}")
    if y.ndim == 0 or len(y) == 0:
        raise ValueError(f"{call}: no examples; y {y.shape}")
    check_finite(call, name, y_hat)
    check_finite(call, "y", y)


def check_labels(call: str, z: Array, labels: Array) -> None:
    """Refuse labels that are not one class of the logits' columns for each row.

    Parameters
    ----------
    call : str
        The function, for the message.
    z : ndarray (n, n_classes)
        Logits.
    labels : ndarray (n,) of integers
        Classes, from 0.

    Raises
    ------
    ValueError
        If a shape differs, a label is no integer or no class, there is no example,
        or a logit is nan or inf.

    Examples
    --------
    >>> check_labels("loss", np.ones((2, 3)), np.array([1, 3]))
    Traceback (most recent call last):
    ValueError: loss: labels run from 1 to 3, expected 0 to 2; z (2, 3)
    """
    if z.ndim != 2 or z.size == 0:
        raise ValueError(f"{call}: z is {z.shape}, expected (n, n_classes)")
    check_shape(call, "labels", labels, z.shape[:1], f"z {z.shape}")
    check_integers(call, labels)
    if labels.min() < 0 or labels.max() >= z.shape[1]:
        raise ValueError(
            f"{call}: labels run from {labels.min()} to {labels.max()}, "
            f"expected 0 to {z.shape[1] - 1}; z {z.shape}"
        )
    check_finite(call, "z", z)


def check_integers(call: str, labels: Array) -> None:
    """Refuse labels that are floats or truth values.

    Parameters
    ----------
    call : str
        The function, for the message.
    labels : ndarray
        Classes.

    Raises
    ------
    ValueError
        If their type is no integer type.
    """
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"{call}: labels are {labels.dtype}, expected integers")


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
