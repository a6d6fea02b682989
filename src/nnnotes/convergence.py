"""What to expect of descent: the noise of a batch, its floor, the best momentum."""

from __future__ import annotations

import numpy as np

from nnnotes.checks import check_finite
from nnnotes.parameters import Array
from nnnotes.ranges import check_above, check_between, check_count


def batch_noise(grads: Array, size: int) -> float:
    """Return the mean squared distance of a mini-batch's gradient to the whole one.

    For batches drawn without replacement, as
    :func:`nnnotes.optimization.minibatches` does.

    Parameters
    ----------
    grads : ndarray (n, n_params)
        One row an example: the gradient of its own loss.
    size : int
        Examples in a batch, from 1 to n.

    Returns
    -------
    float
        ``(trace / size) (n - size) / (n - 1)``, with trace the mean over examples of
        the squared distance to the mean gradient. 0 for the whole batch.

    Raises
    ------
    ValueError
        If ``grads`` has not two axes, an entry is not finite, or ``size`` is not
        from 1 to n.

    Examples
    --------
    >>> grads = np.array([[1.0], [3.0], [5.0], [7.0]])
    >>> [round(batch_noise(grads, size), 6) for size in (1, 2, 4)]
    [5.0, 1.666667, 0.0]
    """
    if grads.ndim != 2:
        raise ValueError(f"batch_noise: grads is {grads.shape}, expected (n, n_params)")
    check_finite("batch_noise", "grads", grads)
    check_count("batch_noise", "size", size, 1)
    n = len(grads)
    check_between("batch_noise", "size", size, 1, n)
    trace = float(np.sum((grads - grads.mean(axis=0)) ** 2)) / n
    return trace / size * (n - size) / max(n - 1, 1)


def best_momentum(smallest: float, largest: float) -> tuple[float, float]:
    """Return the rate and beta with which momentum is fastest on a quadratic.

    Parameters
    ----------
    smallest, largest : float
        Curvatures, the extreme eigenvalues of the Hessian; above 0.

    Returns
    -------
    lr : float
        Rate, for :func:`nnnotes.descent.momentum`.
    beta : float
        Share of the velocity that is kept. The error falls by ``sqrt(beta)`` a step.

    Raises
    ------
    ValueError
        If ``smallest`` is not above 0 or ``largest`` is less.

    References
    ----------
    Polyak (1964), Some methods of speeding up the convergence of iteration methods.

    Examples
    --------
    >>> lr, beta = best_momentum(1.0, 100.0)
    >>> round(lr, 5), round(beta, 4)
    (0.03306, 0.6694)
    """
    check_above("best_momentum", "smallest", smallest)
    check_between("best_momentum", "largest", largest, smallest)
    low, high = float(np.sqrt(smallest)), float(np.sqrt(largest))
    return 4 / (low + high) ** 2, ((high - low) / (high + low)) ** 2


def noise_floor(lr: float, curvature: float, noise: float) -> float:
    """Return the mean square that descent on a noisy parabola ends at.

    The parabola is ``curvature / 2 * x**2``. Every gradient has a fresh error of mean
    0 and standard deviation ``noise``.

    Parameters
    ----------
    lr : float
        Constant rate; above 0 and below ``2 / curvature``.
    curvature : float
        Second derivative; above 0.
    noise : float
        Standard deviation of the gradient's error; 0 or more.

    Returns
    -------
    float
        ``lr noise^2 / (curvature (2 - lr curvature))``, the limit of the mean of x^2.

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(noise_floor(0.5, curvature=1.0, noise=1.0), 4)
    0.3333
    >>> round(noise_floor(0.05, curvature=1.0, noise=1.0), 4)
    0.0256
    """
    check_above("noise_floor", "curvature", curvature)
    check_between("noise_floor", "noise", noise)
    if not 0 < lr < 2 / curvature:
        raise ValueError(
            f"noise_floor: lr is {lr}, expected between 0 and {2 / curvature:g}"
        )
    return lr * noise**2 / (curvature * (2 - lr * curvature))
