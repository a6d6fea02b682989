"""What the public edge refuses: shapes that do not fit, entries that are no numbers.

A message gives the call, what it got and what it expected. Each check returns nothing.
"""

from __future__ import annotations

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

    Examples
    --------
    >>> check_matrix("affine", "x", np.ones(4))
    Traceback (most recent call last):
    ValueError: affine: x is (4,), expected (n, d_in)
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

    Examples
    --------
    >>> check_weights("Layer", np.ones((5, 4)), np.ones(4))
    Traceback (most recent call last):
    ValueError: Layer: b is (4,), expected (5,); w (5, 4)
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


def check_examples(call: str, x: Array, y: Array) -> None:
    """Refuse inputs and targets that are not as many rows, and at least one.

    Parameters
    ----------
    call : str
        The function, for the message.
    x : ndarray (n, d)
        Inputs.
    y : ndarray (n, ...)
        Labels or targets.

    Raises
    ------
    ValueError
        If the rows differ in number or there is none.

    Examples
    --------
    >>> check_examples("fit", np.ones((3, 2)), np.ones(2))
    Traceback (most recent call last):
    ValueError: fit: y is (2,), expected 3 rows; x (3, 2)
    """
    if x.ndim != 2 or len(x) == 0:
        raise ValueError(f"{call}: x is {x.shape}, expected (n, d) with n above 0")
    if y.ndim == 0 or len(y) != len(x):
        raise ValueError(f"{call}: y is {y.shape}, expected {len(x)} rows; x {x.shape}")


def check_classes(call: str, labels: Array, n_classes: int, given: str = "") -> None:
    """Refuse labels that are no integers from 0 to the last class.

    Parameters
    ----------
    call : str
        The function, for the message.
    labels : ndarray
        Classes.
    n_classes : int
        How many there are.
    given : str
        What that number follows from, for the end of the message.

    Raises
    ------
    ValueError
        If one is no integer or no class.

    Examples
    --------
    >>> check_classes("targets", np.array([0, 2]), 2)
    Traceback (most recent call last):
    ValueError: targets: labels run from 0 to 2, expected 0 to 1
    """
    check_integers(call, labels)
    if labels.size and (labels.min() < 0 or labels.max() >= n_classes):
        raise ValueError(
            f"{call}: labels run from {labels.min()} to {labels.max()}, "
            f"expected 0 to {n_classes - 1}{given}"
        )


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

    Examples
    --------
    >>> check_integers("loss", np.array([0.0, 1.0]))
    Traceback (most recent call last):
    ValueError: loss: labels are float64, expected integers
    """
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"{call}: labels are {labels.dtype}, expected integers")
