"""Losses: one number for a batch, and its gradient beside it.

The mean over the batch is taken here: the factor 1/n enters once, in ``name_grad``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnnotes.forward import check_shape

Array = NDArray[np.float64]
Labels = NDArray[np.integer]


def mse(y_hat: Array, y: Array) -> float:
    """Return the mean over examples of the squared distance to the target.

    Parameters
    ----------
    y_hat : ndarray (n, d) or (n,)
        Predictions.
    y : ndarray with the shape of ``y_hat``
        Targets.

    Returns
    -------
    float
        ``(1/n) sum_i ||y_hat_i - y_i||^2``, in squared units of ``y``. It is d times
        what ``torch.nn.MSELoss`` gives, which also divides by d.

    Raises
    ------
    ValueError
        If the shapes differ, such as (n, 1) and (n,), or the batch is empty.

    Examples
    --------
    >>> mse(np.array([[1.0], [4.0]]), np.array([[1.0], [2.0]]))
    2.0
    """
    check_batch("mse", y_hat, y)
    return float(np.sum((y_hat - y) ** 2) / len(y))


def mse_grad(y_hat: Array, y: Array) -> Array:
    """Return the gradient of :func:`mse` with respect to the predictions.

    Parameters
    ----------
    y_hat : ndarray (n, d) or (n,)
        Predictions.
    y : ndarray with the shape of ``y_hat``
        Targets.

    Returns
    -------
    ndarray with the shape of ``y_hat``
        ``(2/n) (y_hat - y)``.

    Raises
    ------
    ValueError
        As for :func:`mse`.

    Examples
    --------
    >>> mse_grad(np.array([[1.0], [4.0]]), np.array([[1.0], [2.0]]))
    array([[0.],
           [2.]])
    """
    check_batch("mse_grad", y_hat, y)
    return 2.0 * (y_hat - y) / len(y)


def softmax(z: Array) -> Array:
    """Turn each row of scores into probabilities that sum to 1.

    Not elementwise: every entry depends on all scores of its row. Hence it is no
    activation of a layer; its gradient stands with the loss that it belongs to.

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits; the softmax is taken along the last axis.

    Returns
    -------
    ndarray with the shape of ``z``
        ``exp(z) / sum(exp(z))`` along the last axis.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1001.0, 1002.0]])).round(4)
    array([[0.09  , 0.2447, 0.6652]])
    """
    # softmax(z) = softmax(z - m) with m = max z: no exponent is positive.
    scores = np.exp(z - z.max(axis=-1, keepdims=True))
    p: Array = scores / scores.sum(axis=-1, keepdims=True)
    return p


def softmax_cross_entropy(z: Array, labels: Labels) -> float:
    """Return the mean surprise, in nats, at the right class.

    Parameters
    ----------
    z : ndarray (n, n_classes)
        Logits: scores before the softmax. Do not apply softmax yourself.
    labels : ndarray (n,) of integers
        The right class of each example, from 0.

    Returns
    -------
    float
        ``(1/n) sum_i (logsumexp(z_i) - z_i[labels_i])``; natural logarithm.

    Raises
    ------
    ValueError
        If the shapes do not fit, a label is no integer or no class, or the batch is
        empty.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> loss = softmax_cross_entropy(np.zeros((2, 3)), np.array([0, 2]))
    >>> round(loss, 6)  # every class equally likely: ln 3
    1.098612
    """
    check_labels("softmax_cross_entropy", z, labels)
    # logsumexp(z) = m + logsumexp(z - m) with m = max z: no exponent is positive.
    z = z - z.max(axis=1, keepdims=True)
    surprise = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels]
    return float(surprise.mean())


def softmax_cross_entropy_grad(z: Array, labels: Labels) -> Array:
    """Return the gradient of :func:`softmax_cross_entropy` in the logits.

    Parameters
    ----------
    z : ndarray (n, n_classes)
        Logits.
    labels : ndarray (n,) of integers
        The right class of each example, from 0.

    Returns
    -------
    ndarray (n, n_classes)
        ``(p - y) / n`` with p the softmax of ``z`` and y one-hot; rows sum to 0.

    Raises
    ------
    ValueError
        As for :func:`softmax_cross_entropy`.

    Examples
    --------
    >>> softmax_cross_entropy_grad(np.zeros((1, 2)), np.array([0]))
    array([[-0.5,  0.5]])
    """
    check_labels("softmax_cross_entropy_grad", z, labels)
    one_hot = np.zeros(z.shape)
    one_hot[np.arange(len(z)), labels] = 1.0
    return (softmax(z) - one_hot) / len(z)


def check_batch(call: str, y_hat: Array, y: Array) -> None:
    """Raise a ValueError unless both have one shape and there is an example."""
    # (n, 1) minus (n,) would broadcast to (n, n), without an error.
    check_shape(call, "y_hat", y_hat, y.shape, f"y {y.shape}")
    if y.ndim == 0 or len(y) == 0:
        raise ValueError(f"{call}: no examples; y {y.shape}")


def check_labels(call: str, z: Array, labels: Labels) -> None:
    """Raise a ValueError unless labels holds one class of z's columns per row."""
    if z.ndim != 2 or z.size == 0:
        raise ValueError(f"{call}: z is {z.shape}, expected (n, n_classes)")
    check_shape(call, "labels", labels, z.shape[:1], f"z {z.shape}")
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"{call}: labels are {labels.dtype}, expected integers")
    if labels.min() < 0 or labels.max() >= z.shape[1]:
        raise ValueError(
            f"{call}: labels run from {labels.min()} to {labels.max()}, "
            f"expected 0 to {z.shape[1] - 1}; z {z.shape}"
        )
