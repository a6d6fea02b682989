"""Cross-entropy: the surprise, in nats, at what turns out to be right.

Both losses take logits and do the sigmoid or softmax themselves, in a stable form.
Their gradient in the logits is a probability minus the truth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import sigmoid
from nnnotes.checks import check_batch, check_classes, check_finite, check_shape
from nnnotes.ranges import check_between
from nnnotes.softmax import log_softmax, softmax

Array = NDArray[np.float64]
Labels = NDArray[np.integer]


def binary_cross_entropy(z: Array, y: Array) -> float:
    """Return the mean surprise, in nats, of yes-or-no questions.

    Parameters
    ----------
    z : ndarray (n, d) or (n,)
        Logits: scores before the sigmoid. Do not apply sigmoid yourself.
    y : ndarray with the shape of ``z``
        1 for yes, 0 for no, or a probability between.

    Returns
    -------
    float
        ``-(1/n) sum [y ln p + (1 - y) ln(1 - p)]`` with ``p = sigmoid(z)``.

    Raises
    ------
    ValueError
        If a target is not from 0 to 1, or as for :func:`nnnotes.losses.mse`.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.2.

    Examples
    --------
    >>> round(binary_cross_entropy(np.array([-8.0]), np.array([1.0])), 6)
    8.000335
    """
    check_answers("binary_cross_entropy", z, y)
    # ln(1 + e^z) - z y, as max(z, 0) + ln(1 + e^-|z|) - z y: no exponent is positive.
    surprise = np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return float(np.sum(surprise) / len(y))


def binary_cross_entropy_grad(z: Array, y: Array) -> Array:
    """Return the gradient of :func:`binary_cross_entropy` in the logits.

    Parameters
    ----------
    z, y : ndarray (n, d) or (n,)
        Logits and answers.

    Returns
    -------
    ndarray with the shape of ``z``
        ``(p - y) / n`` with p the sigmoid of ``z``.

    Raises
    ------
    ValueError
        As for :func:`binary_cross_entropy`.

    Examples
    --------
    >>> binary_cross_entropy_grad(np.array([0.0, 0.0]), np.array([1.0, 0.0]))
    array([-0.25,  0.25])
    """
    check_answers("binary_cross_entropy_grad", z, y)
    return (sigmoid(z) - y) / len(y)


def softmax_cross_entropy(z: Array, labels: Labels, smoothing: float = 0.0) -> float:
    """Return the mean surprise, in nats, at the right class.

    Parameters
    ----------
    z : ndarray (n, n_classes)
        Logits: scores before the softmax. Do not apply softmax yourself.
    labels : ndarray (n,) of integers
        The right class of each example, from 0.
    smoothing : float
        Share of the target that is taken from the right class and spread evenly over
        all classes, itself included; 0 to 1.

    Returns
    -------
    float
        ``-(1/n) sum_i sum_k y_ik ln p_ik`` with p the softmax of ``z`` and y the
        targets; natural logarithm. Without smoothing: ``-(1/n) sum_i ln p_i,label``.

    Raises
    ------
    ValueError
        If the shapes do not fit, a label is no integer or no class, the batch is
        empty, an entry is nan or inf, or ``smoothing`` is not from 0 to 1.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.
    Szegedy, Vanhoucke, Ioffe, Shlens & Wojna (2016), Rethinking the Inception
    architecture for computer vision.

    Examples
    --------
    >>> loss = softmax_cross_entropy(np.zeros((2, 3)), np.array([0, 2]))
    >>> round(loss, 6)  # every class equally likely: ln 3
    1.098612
    """
    check_labels("softmax_cross_entropy", z, labels)
    check_between("softmax_cross_entropy", "smoothing", smoothing, high=1.0)
    y = targets(labels, z.shape[1], smoothing)
    return float(np.sum(y * -log_softmax(z)) / len(z))


def softmax_cross_entropy_grad(
    z: Array, labels: Labels, smoothing: float = 0.0
) -> Array:
    """Return the gradient of :func:`softmax_cross_entropy` in the logits.

    Parameters
    ----------
    z : ndarray (n, n_classes)
        Logits.
    labels : ndarray (n,) of integers
        The right class of each example, from 0.
    smoothing : float
        As for :func:`softmax_cross_entropy`.

    Returns
    -------
    ndarray (n, n_classes)
        ``(p - y) / n`` with p the softmax of ``z`` and y the targets; rows sum to 0.

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
    check_between("softmax_cross_entropy_grad", "smoothing", smoothing, high=1.0)
    return (softmax(z) - targets(labels, z.shape[1], smoothing)) / len(z)


def targets(labels: Labels, n_classes: int, smoothing: float = 0.0) -> Array:
    """Return a distribution over the classes for each label: one-hot, or smoothed.

    Parameters
    ----------
    labels : ndarray (n,) of integers
        The right class of each example, from 0 to ``n_classes - 1``.
    n_classes : int
        Number of classes.
    smoothing : float
        Share that is spread evenly over all classes.

    Returns
    -------
    ndarray (n, n_classes)
        Rows that sum to 1.

    Raises
    ------
    ValueError
        If a label is no integer or no class, or ``smoothing`` is not from 0 to 1.

    Examples
    --------
    >>> targets(np.array([2, 0]), 4, smoothing=0.2)
    array([[0.05, 0.05, 0.85, 0.05],
           [0.85, 0.05, 0.05, 0.05]])
    """
    check_classes("targets", labels, n_classes)
    check_between("targets", "smoothing", smoothing, high=1.0)
    y = np.full((len(labels), n_classes), smoothing / n_classes)
    y[np.arange(len(labels)), labels] += 1.0 - smoothing
    return y


def check_labels(call: str, z: Array, labels: Labels) -> None:
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
    check_classes(call, labels, z.shape[1], f"; z {z.shape}")
    check_finite(call, "z", z)


def check_answers(call: str, z: Array, y: Array) -> None:
    """Refuse answers that are no probabilities, or do not stand beside their logits.

    Parameters
    ----------
    call : str
        The function, for the message.
    z, y : ndarray (n, d) or (n,)
        Logits and answers.

    Raises
    ------
    ValueError
        If the shapes differ, there is no example, an entry is nan or inf, or an
        answer is not from 0 to 1.

    Examples
    --------
    >>> check_answers("loss", np.zeros(2), np.array([-1, 1]))
    Traceback (most recent call last):
    ValueError: loss: y runs from -1 to 1, expected 0 to 1; y (2,)
    """
    check_batch(call, z, y, name="z")
    if y.size and (y.min() < 0 or y.max() > 1):
        raise ValueError(
            f"{call}: y runs from {y.min()} to {y.max()}, expected 0 to 1; y {y.shape}"
        )
