"""Objective: the risk of a whole data set by mini-batches, and penalties on weights.

What training makes small is the empirical risk plus a penalty. Parameters and
gradients are lists of arrays (w1, b1, w2, b2, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nnnotes.parameters import Params, check_params, weight_mask
from nnnotes.ranges import check_between, check_count

Array = NDArray[np.float64]


def l2_penalty(params: Sequence[Array], strength: float) -> float:
    """Return strength times the sum of all squared weights.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network. Arrays with two or more axes are weights; biases and
        gains have one and are left out.
    strength : float
        Price of a squared weight, often written lambda; 0 or more.

    Returns
    -------
    float
        To be added to the loss.

    Raises
    ------
    ValueError
        If ``strength`` is below 0, or an entry is nan or inf.

    References
    ----------
    Hoerl & Kennard (1970), Ridge regression: biased estimation for nonorthogonal
    problems.

    Examples
    --------
    >>> w, b = np.array([[1.0, -2.0]]), np.array([100.0])
    >>> l2_penalty([w, b], strength=0.1)
    0.5
    """
    _check_penalty("l2_penalty", params, strength)
    return float(strength * sum(np.sum(w**2) for w in only_weights(params)))


def l2_penalty_grad(params: Sequence[Array], strength: float) -> Params:
    """Return the gradient of :func:`l2_penalty`: a pull in proportion to the weight.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network.
    strength : float
        As for :func:`l2_penalty`.

    Returns
    -------
    list of ndarray
        ``2 strength w`` for weights, zeros for biases and gains. The 2 stays: what
        ``torch`` calls ``weight_decay`` is 2 strength.

    Raises
    ------
    ValueError
        As for :func:`l2_penalty`.

    Examples
    --------
    >>> w, b = np.array([[1.0, -2.0]]), np.array([100.0])
    >>> l2_penalty_grad([w, b], strength=0.1)
    [array([[ 0.2, -0.4]]), array([0.])]
    """
    _check_penalty("l2_penalty_grad", params, strength)
    return [2.0 * strength * w for w in only_weights(params)]


def l1_penalty(params: Sequence[Array], strength: float) -> float:
    """Return strength times the sum of all absolute weights.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network; biases and gains are left out, as in
        :func:`l2_penalty`.
    strength : float
        Price of a weight, often written lambda; 0 or more.

    Returns
    -------
    float
        To be added to the loss.

    Raises
    ------
    ValueError
        If ``strength`` is below 0, or an entry is nan or inf.

    References
    ----------
    Tibshirani (1996), Regression shrinkage and selection via the lasso.

    Examples
    --------
    >>> w, b = np.array([[1.0, -2.0]]), np.array([100.0])
    >>> l1_penalty([w, b], strength=0.5)
    1.5
    """
    _check_penalty("l1_penalty", params, strength)
    return float(strength * sum(np.sum(np.abs(w)) for w in only_weights(params)))


def l1_penalty_grad(params: Sequence[Array], strength: float) -> Params:
    """Return the gradient of :func:`l1_penalty`: the same pull on every weight.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network.
    strength : float
        As for :func:`l1_penalty`.

    Returns
    -------
    list of ndarray
        ``strength sign(w)`` for weights, 0 at the kink; zeros for biases and gains.

    Raises
    ------
    ValueError
        As for :func:`l1_penalty`.

    Examples
    --------
    >>> w, b = np.array([[1.0, -2.0, 0.0]]), np.array([100.0])
    >>> l1_penalty_grad([w, b], strength=0.5)
    [array([[ 0.5, -0.5,  0. ]]), array([0.])]
    """
    _check_penalty("l1_penalty_grad", params, strength)
    return [strength * np.sign(w) for w in only_weights(params)]


def empirical_risk(
    loss: Callable[[Array, Array], float], x: Array, y: Array, batch_size: int
) -> float:
    """Return the mean loss over a data set, seen one mini-batch at a time.

    Parameters
    ----------
    loss : callable
        Inputs and targets of a batch -> mean loss of the model over that batch.
    x : ndarray (n, ...)
        All inputs.
    y : ndarray (n, ...)
        All targets or labels.
    batch_size : int
        Examples a batch. The last batch may be smaller and then counts less.

    Returns
    -------
    float
        ``(1/n) sum_i loss_i``, whatever the batch size. The mean of the batches'
        means is something else if their sizes differ.

    Raises
    ------
    ValueError
        If there is no example, x and y differ in number, or the size is below 1.

    References
    ----------
    Vapnik (1991), Principles of risk minimization for learning theory.

    Examples
    --------
    >>> x = np.arange(10.0)
    >>> empirical_risk(lambda x, y: np.mean((x - y) ** 2), x, np.zeros(10), 4)
    28.5
    """
    parts = batches("empirical_risk", x, y, batch_size)
    return sum(share * float(loss(xb, yb)) for share, xb, yb in parts)


def empirical_risk_grad(
    loss_grad: Callable[[Array, Array], Params], x: Array, y: Array, batch_size: int
) -> Params:
    """Return the gradient of :func:`empirical_risk`, accumulated over mini-batches.

    Parameters
    ----------
    loss_grad : callable
        Inputs and targets of a batch -> gradients of the mean loss over that batch,
        one array a parameter.
    x, y : ndarray (n, ...)
        All inputs and all targets.
    batch_size : int
        Examples a batch: fewer take less memory and give the same gradient.

    Returns
    -------
    list of ndarray
        Gradients of the mean over all n examples.

    Raises
    ------
    ValueError
        As for :func:`empirical_risk`.

    Examples
    --------
    >>> x, w = np.arange(10.0), 2.0  # the mean of (w x)^2 / 2 has slope 28.5 w
    >>> empirical_risk_grad(lambda x, y: [np.mean(w * x**2)], x, np.zeros(10), 4)
    [np.float64(57.0)]
    """
    total: Params = []
    for share, xb, yb in batches("empirical_risk_grad", x, y, batch_size):
        grads = [share * grad for grad in loss_grad(xb, yb)]
        total = [a + b for a, b in zip(total, grads, strict=True)] if total else grads
    return total


def batches(
    call: str, x: Array, y: Array, batch_size: int
) -> Iterator[tuple[float, Array, Array]]:
    """Cut a data set into consecutive batches, each with its share of the examples.

    Parameters
    ----------
    call : str
        The function, for the message.
    x, y : ndarray (n, ...)
        All inputs and all targets.
    batch_size : int
        Examples a batch.

    Yields
    ------
    share : float
        The part of all examples that is in the batch; shares sum to 1.
    xb, yb : ndarray
        The batch.

    Raises
    ------
    ValueError
        As for :func:`empirical_risk`.

    Examples
    --------
    >>> [(share, xb.tolist()) for share, xb, _ in batches("f", *np.ones((2, 4)), 3)]
    [(0.75, [1.0, 1.0, 1.0]), (0.25, [1.0])]
    """
    check_count(call, "batch_size", batch_size, 1)
    if x.ndim == 0 or len(x) == 0 or y.shape[:1] != x.shape[:1]:
        raise ValueError(
            f"{call}: x is {x.shape}, y is {y.shape}, expected one target an example"
        )
    for start in range(0, len(x), batch_size):
        xb, yb = x[start : start + batch_size], y[start : start + batch_size]
        yield len(xb) / len(x), xb, yb


def only_weights(params: Sequence[Array]) -> Params:
    """Put zeros where biases and gains are.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters of a network.

    Returns
    -------
    list of ndarray
        Of the same shapes.

    Examples
    --------
    >>> only_weights([np.ones((1, 2)), np.ones(1)])
    [array([[1., 1.]]), array([0.])]
    """
    pairs = zip(params, weight_mask(params), strict=True)
    return [p if is_weight else np.zeros(p.shape) for p, is_weight in pairs]


def _check_penalty(call: str, params: Sequence[Array], strength: float) -> None:
    """Raise a ValueError unless strength and entries are fit for a penalty."""
    check_between(call, "strength", strength)
    check_params(call, "params", params)
