"""Batch norm: each unit standardized over the batch, in training and in evaluation.

The variance that divides is biased (1/n), the one in the running statistics unbiased,
as in PyTorch. ``gamma`` is the gain and ``beta`` the shift, one a unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnnotes.parameters import Array
from nnnotes.ranges import check_between, check_count
from nnnotes.standardize import check_dy, check_norm, standardize, standardize_grad


@dataclass(frozen=True, eq=False)
class RunningStatistics:
    """What batch norm uses in evaluation instead of the batch.

    Parameters
    ----------
    mean : ndarray (d,)
        Moving average of the batches' means.
    var : ndarray (d,)
        Moving average of the batches' unbiased variances.

    Examples
    --------
    >>> RunningStatistics(np.zeros(1), np.ones(1))
    RunningStatistics(mean=array([0.]), var=array([1.]))
    """

    mean: Array
    var: Array


def batch_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """Standardize each unit over the batch, then scale and shift: training.

    A row's output depends on its neighbors. A batch of one gives ``beta``.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    gamma, beta : ndarray (d,)
        Gain and shift of each unit.
    eps : float
        Added to the variance, under the root; above 0.

    Returns
    -------
    ndarray (n, d)
        ``gamma * (x - mean) / sqrt(var + eps) + beta``, statistics of each column.

    Raises
    ------
    ValueError
        If shapes do not fit, the batch is empty, an entry is not finite or too large
        to be squared, or ``eps`` is not above 0.

    References
    ----------
    Ioffe & Szegedy (2015), Batch normalization.

    Examples
    --------
    >>> x = np.array([[1.0, 10.0], [3.0, 30.0]])
    >>> batch_norm(x, np.ones(2), np.zeros(2)).round(4)
    array([[-1., -1.],
           [ 1.,  1.]])
    """
    check_norm("batch_norm", x, eps, gamma=gamma, beta=beta)
    x_hat, _ = standardize(x, 0, eps)
    return gamma * x_hat + beta


def batch_norm_grad(
    x: Array, gamma: Array, dy: Array, eps: float = 1e-5
) -> tuple[Array, Array, Array]:
    """Send a gradient back through :func:`batch_norm`, statistics included.

    Parameters
    ----------
    x : ndarray (n, d)
        Input of the forward pass.
    gamma : ndarray (d,)
        Gain of each unit.
    dy : ndarray (n, d)
        Gradient of the loss in the output.
    eps : float
        As in the forward pass.

    Returns
    -------
    dx : ndarray (n, d)
        Gradient in ``x``. Each column sums to 0: a shift of all rows changes nothing.
    dgamma, dbeta : ndarray (d,)
        Gradients in gain and shift.

    Raises
    ------
    ValueError
        As for :func:`batch_norm`.

    References
    ----------
    Ioffe & Szegedy (2015), Batch normalization.

    Examples
    --------
    >>> x, dy = np.array([[1.0], [3.0], [5.0]]), np.array([[1.0], [0.0], [0.0]])
    >>> dx, dgamma, dbeta = batch_norm_grad(x, np.ones(1), dy)
    >>> dx.ravel().round(4), dgamma.round(4), dbeta
    (array([ 0.1021, -0.2041,  0.1021]), array([-1.2247]), array([1.]))
    """
    check_norm("batch_norm_grad", x, eps, gamma=gamma)
    check_dy("batch_norm_grad", dy, x)
    x_hat, scale = standardize(x, 0, eps)
    dx = standardize_grad(gamma * dy, x_hat, scale, 0)
    return dx, (dy * x_hat).sum(axis=0), dy.sum(axis=0)


def running_init(d: int) -> RunningStatistics:
    """Return the running statistics before the first batch: mean 0, variance 1.

    Parameters
    ----------
    d : int
        Number of units; 1 or more.

    Returns
    -------
    RunningStatistics
        With which evaluation changes next to nothing.

    Raises
    ------
    ValueError
        If ``d`` is less than 1 or no integer.

    Examples
    --------
    >>> running_init(2)
    RunningStatistics(mean=array([0., 0.]), var=array([1., 1.]))
    """
    check_count("running_init", "d", d, 1)
    return RunningStatistics(np.zeros(d), np.ones(d))


def running_update(
    x: Array, running: RunningStatistics, momentum: float = 0.1
) -> RunningStatistics:
    """Move the running statistics towards those of a batch: once a training step.

    Parameters
    ----------
    x : ndarray (n, d)
        The batch that :func:`batch_norm` saw; two rows or more.
    running : RunningStatistics
        From :func:`running_init` or the step before.
    momentum : float
        Share of the new batch, as in PyTorch: from 0 to 1.

    Returns
    -------
    RunningStatistics
        ``(1 - momentum) * old + momentum * batch``, with the unbiased variance.

    Raises
    ------
    ValueError
        If shapes do not fit, there is one row only, which has no unbiased variance,
        an entry is not finite, or ``momentum`` is outside [0, 1].

    References
    ----------
    Ioffe & Szegedy (2015), Batch normalization.

    Examples
    --------
    >>> running_update(np.array([[1.0], [3.0]]), running_init(1))
    RunningStatistics(mean=array([0.2]), var=array([1.1]))
    """
    check_norm("running_update", x, 1.0, mean=running.mean, var=running.var)
    check_between("running_update", "momentum", momentum, 0, 1)
    if len(x) < 2:
        raise ValueError(f"running_update: x is {x.shape}, expected 2 rows or more")
    mean = (1 - momentum) * running.mean + momentum * x.mean(axis=0)
    var = (1 - momentum) * running.var + momentum * x.var(axis=0, ddof=1)
    return RunningStatistics(mean, var)


def batch_norm_eval(
    x: Array,
    gamma: Array,
    beta: Array,
    running: RunningStatistics,
    eps: float = 1e-5,
) -> Array:
    """Normalize by the running statistics: evaluation, the same affine map for all.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row; rows do not see one another.
    gamma, beta : ndarray (d,)
        Gain and shift of each unit.
    running : RunningStatistics
        As training left them; not changed.
    eps : float
        Added to the variance, under the root; above 0.

    Returns
    -------
    ndarray (n, d)
        ``gamma * (x - running.mean) / sqrt(running.var + eps) + beta``.

    Raises
    ------
    ValueError
        As for :func:`batch_norm`, or if a running variance is negative.

    References
    ----------
    Ioffe & Szegedy (2015), Batch normalization.

    Examples
    --------
    >>> running = RunningStatistics(np.array([2.0]), np.array([4.0]))
    >>> batch_norm_eval(np.array([[8.0]]), np.ones(1), np.zeros(1), running).round(4)
    array([[3.]])
    """
    _check_eval("batch_norm_eval", x, running, eps, gamma=gamma, beta=beta)
    return gamma * (x - running.mean) / np.sqrt(running.var + eps) + beta


def batch_norm_eval_grad(
    x: Array,
    gamma: Array,
    dy: Array,
    running: RunningStatistics,
    eps: float = 1e-5,
) -> tuple[Array, Array, Array]:
    """Send a gradient back through :func:`batch_norm_eval`.

    Parameters
    ----------
    x : ndarray (n, d)
        Input of the forward pass.
    gamma : ndarray (d,)
        Gain of each unit.
    dy : ndarray (n, d)
        Gradient of the loss in the output.
    running : RunningStatistics
        As in the forward pass; constants here.
    eps : float
        As in the forward pass.

    Returns
    -------
    dx : ndarray (n, d)
        Gradient in ``x``.
    dgamma, dbeta : ndarray (d,)
        Gradients in gain and shift.

    Raises
    ------
    ValueError
        As for :func:`batch_norm_eval`.

    Examples
    --------
    >>> running = RunningStatistics(np.array([2.0]), np.array([4.0]))
    >>> x, dy = np.array([[8.0]]), np.array([[1.0]])
    >>> grads = batch_norm_eval_grad(x, np.ones(1), dy, running)
    >>> [g.round(4).tolist() for g in grads]
    [[[0.5]], [3.0], [1.0]]
    """
    _check_eval("batch_norm_eval_grad", x, running, eps, gamma=gamma)
    check_dy("batch_norm_eval_grad", dy, x)
    scale = 1 / np.sqrt(running.var + eps)
    dgamma = (dy * (x - running.mean) * scale).sum(axis=0)
    return gamma * dy * scale, dgamma, dy.sum(axis=0)


def _check_eval(
    call: str, x: Array, running: RunningStatistics, eps: float, **units: Array
) -> None:
    """Raise a ValueError unless x is a batch and running belongs to its columns."""
    check_norm(call, x, eps, mean=running.mean, var=running.var, **units)
    check_between(call, "smallest running variance", float(running.var.min()))
