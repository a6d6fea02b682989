"""Smooth relatives of ReLU: softplus, ELU, GELU, SiLU, each with its slope.

All four rise like z on the right and flatten on the left, without ReLU's kink.
They are elementwise and registered in :data:`nnnotes.activations.ACTIVATIONS`.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Beyond 40 the normal density is 0 in floats. Inputs are clipped there before they
#: are squared, which could overflow.
FAR = 40.0

_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def softplus(z: Array) -> Array:
    """Return ln(1 + e^z), ReLU with its corner rounded off.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Values above max(0, z), by ln 2 at the most.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau & Garcia (2001), Incorporating second-order
    functional knowledge for better option pricing.

    Examples
    --------
    >>> softplus(np.array([-1000.0, 0.0, 1000.0])).round(4)
    array([0.000e+00, 6.931e-01, 1.000e+03])
    """
    # ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|): no exponent is positive.
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def softplus_grad(z: Array) -> Array:
    """Return the slope of softplus, which is the sigmoid.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        ``sigmoid(z)``, with the shape of ``z``.

    Examples
    --------
    >>> softplus_grad(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    return _sigmoid(z)


def elu(z: Array, alpha: float = 1.0) -> Array:
    """Return z where z > 0, else alpha (e^z - 1): it levels off at -alpha.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.
    alpha : float
        Depth of the floor. With 1 the slope has no jump at 0.

    Returns
    -------
    ndarray
        Values above -alpha.

    References
    ----------
    Clevert, Unterthiner & Hochreiter (2016), Fast and accurate deep network learning
    by exponential linear units.

    Examples
    --------
    >>> elu(np.array([-1000.0, 0.0, 3.0]))
    array([-1.,  0.,  3.])
    """
    # expm1 keeps the digits of e^z - 1 near 0; the minimum keeps e^z from overflow.
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_grad(z: Array, alpha: float = 1.0) -> Array:
    """Return the slope of ELU: 1 where z > 0, else alpha e^z, also at 0.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.
    alpha : float
        Depth of the floor.

    Returns
    -------
    ndarray
        With the shape of ``z``.

    Examples
    --------
    >>> elu_grad(np.array([-1000.0, 0.0, 3.0]))
    array([0., 1., 1.])
    """
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def gelu(z: Array) -> Array:
    """Return z Phi(z): z times the chance that a standard normal lies below it.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        The exact form. Its least value is -0.16997, at -0.7518.

    References
    ----------
    Hendrycks & Gimpel (2016), Gaussian error linear units, arXiv:1606.08415.

    Examples
    --------
    >>> gelu(np.array([-1.0, 0.0, 1.0])).round(6)
    array([-0.158655,  0.      ,  0.841345])
    """
    return z * normal_cdf(z)


def gelu_grad(z: Array) -> Array:
    """Return the slope of GELU, between -0.129 and 1.129.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        ``Phi(z) + z phi(z)`` with phi the standard normal density.

    Examples
    --------
    >>> gelu_grad(np.array([-1.0, 0.0, 1.0])).round(6)
    array([-0.083315,  0.5     ,  1.083315])
    """
    near = np.clip(z, -FAR, FAR)
    return normal_cdf(z) + near * np.exp(-(near**2) / 2) / math.sqrt(2 * math.pi)


def gelu_tanh(z: Array) -> Array:
    """Return the tanh form of GELU, within 0.0005 of the exact one.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        ``z/2 (1 + tanh u)`` with ``u = sqrt(2/pi) (z + 0.044715 z^3)``.

    References
    ----------
    Hendrycks & Gimpel (2016), Gaussian error linear units, arXiv:1606.08415.

    Examples
    --------
    >>> gelu_tanh(np.array([-1.0, 0.0, 1.0])).round(6)
    array([-0.158808,  0.      ,  0.841192])
    """
    near = np.clip(z, -FAR, FAR)
    u = math.sqrt(2 / math.pi) * near * (1 + 0.044715 * near**2)
    # (1 + tanh u) / 2 = sigmoid(2u), which keeps its digits where tanh u is near -1.
    return z * _sigmoid(2 * u)


def gelu_tanh_grad(z: Array) -> Array:
    """Return the slope of the tanh form of GELU.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        With the shape of ``z``.

    Examples
    --------
    >>> gelu_tanh_grad(np.array([-1.0, 0.0, 1.0])).round(6)
    array([-0.082964,  0.5     ,  1.082964])
    """
    near = np.clip(z, -FAR, FAR)
    u = math.sqrt(2 / math.pi) * near * (1 + 0.044715 * near**2)
    u_grad = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * near**2)
    return _sigmoid(2 * u) * (1 + near * 2 * u_grad * _sigmoid(-2 * u))


def silu(z: Array) -> Array:
    """Return z sigmoid(z), also called swish.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        With the shape of ``z``. Its least value is -0.27846, at -1.27846.

    References
    ----------
    Elfwing, Uchibe & Doya (2018), Sigmoid-weighted linear units for neural network
    function approximation in reinforcement learning.
    Ramachandran, Zoph & Le (2017), Searching for activation functions.

    Examples
    --------
    >>> silu(np.array([-1.0, 0.0, 1.0])).round(6)
    array([-0.268941,  0.      ,  0.731059])
    """
    return z * _sigmoid(z)


def silu_grad(z: Array) -> Array:
    """Return the slope of SiLU, between -0.0998 and 1.0998.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        ``sigmoid(z) (1 + z sigmoid(-z))``, with the shape of ``z``.

    Examples
    --------
    >>> silu_grad(np.array([-1.0, 0.0, 1.0])).round(6)
    array([0.072329, 0.5     , 0.927671])
    """
    return _sigmoid(z) * (1.0 + z * _sigmoid(-z))


def normal_cdf(z: Array) -> Array:
    """Return Phi(z), the chance that a standard normal lies below ``z``.

    Parameters
    ----------
    z : ndarray of any shape
        Where to ask.

    Returns
    -------
    ndarray
        Values in [0, 1], by ``math.erfc``, entry by entry: right to the last digits
        on both sides, and slower than a NumPy function.

    Examples
    --------
    >>> normal_cdf(np.array([-1.0, 0.0, 1.0])).round(6)
    array([0.158655, 0.5     , 0.841345])
    """
    # erfc and not 1 + erf, which has no digits left where Phi is small.
    return 0.5 * np.asarray(_erfc(np.asarray(z) / -math.sqrt(2)))


def _sigmoid(z: Array) -> Array:
    """As :func:`nnnotes.activations.sigmoid`, whose module imports this one."""
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))
