"""Activations: one bend applied to every entry, and its slope beside it.

Every function takes an array of any shape and returns an array of that shape.
``name_grad(z)`` is the slope of ``name`` at the input ``z``, not at the output.
Entries are not looked at: nan stays nan. ReLU's smooth relatives stand in ``smooth``;
what is not elementwise, in ``softmax`` and ``swiglu``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnnotes import smooth

Array = NDArray[np.float64]
Elementwise = Callable[[Array], Array]


def identity(z: Array) -> Array:
    """Return ``z`` unchanged: the output layer of a regressor or classifier.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        ``z``.

    Examples
    --------
    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return z


def identity_grad(z: Array) -> Array:
    """Return the slope of the identity, 1 everywhere.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Ones, with the shape of ``z``.

    Examples
    --------
    >>> identity_grad(np.array([-2.0, 3.0]))
    array([1., 1.])
    """
    return np.ones_like(z, dtype=np.float64)


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + exp(-z)), a soft switch from 0 to 1.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Values in [0, 1]; 0 and 1 themselves only by rounding.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    # 1 / (1 + e^-z) = e^z / (1 + e^z): no exponent is ever positive.
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))


def sigmoid_grad(z: Array) -> Array:
    """Return the slope of the sigmoid, at most 1/4.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations (the input of the sigmoid, not its output).

    Returns
    -------
    ndarray
        ``sigmoid(z) * (1 - sigmoid(z))``, with the shape of ``z``.

    Examples
    --------
    >>> sigmoid_grad(np.array([0.0]))
    array([0.25])
    """
    # 1 - sigmoid(z) = sigmoid(-z), which keeps its digits where sigmoid(z) is near 1.
    return sigmoid(z) * sigmoid(-z)


def tanh(z: Array) -> Array:
    """Return the hyperbolic tangent: odd, from -1 to 1.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Values in [-1, 1]; -1 and 1 themselves only by rounding.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


def tanh_grad(z: Array) -> Array:
    """Return the slope of tanh: 1 at 0, less everywhere else.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations (the input of tanh, not its output).

    Returns
    -------
    ndarray
        ``1 - tanh(z)**2``, with the shape of ``z``.

    Examples
    --------
    >>> tanh_grad(np.array([0.0]))
    array([1.])
    """
    return 1.0 - np.tanh(z) ** 2


def relu(z: Array) -> Array:
    """Return max(0, z): a hinge, shut below 0.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Values of at least 0.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.3.1.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


def relu_grad(z: Array) -> Array:
    """Return the slope of ReLU: 1 where z > 0, else 0.

    ReLU has no slope at the kink. We choose 0 there, as PyTorch does.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.

    Returns
    -------
    ndarray
        Zeros and ones, with the shape of ``z``.

    Examples
    --------
    >>> relu_grad(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    return np.greater(z, 0.0).astype(np.float64)


def leaky_relu(z: Array, slope: float = 0.01) -> Array:
    """Return z where z > 0, else slope * z: a hinge that never shuts.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.
    slope : float
        Slope below 0.

    Returns
    -------
    ndarray
        With the shape of ``z``.

    References
    ----------
    Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural network
    acoustic models.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
    array([-0.02,  0.  ,  3.  ])
    """
    return np.where(z > 0, z, slope * z)


def leaky_relu_grad(z: Array, slope: float = 0.01) -> Array:
    """Return the slope of leaky ReLU: 1 where z > 0, else ``slope``, also at 0.

    Parameters
    ----------
    z : ndarray of any shape
        Pre-activations.
    slope : float
        Slope below 0.

    Returns
    -------
    ndarray
        With the shape of ``z``.

    Examples
    --------
    >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0]))
    array([0.01, 0.01, 1.  ])
    """
    return np.where(z > 0, 1.0, slope)


#: Name -> the function and its slope, elementwise both.
ACTIVATIONS: dict[str, tuple[Elementwise, Elementwise]] = {
    "identity": (identity, identity_grad),
    "sigmoid": (sigmoid, sigmoid_grad),
    "tanh": (tanh, tanh_grad),
    "relu": (relu, relu_grad),
    "leaky_relu": (leaky_relu, leaky_relu_grad),
    "softplus": (smooth.softplus, smooth.softplus_grad),
    "elu": (smooth.elu, smooth.elu_grad),
    "gelu": (smooth.gelu, smooth.gelu_grad),
    "gelu_tanh": (smooth.gelu_tanh, smooth.gelu_tanh_grad),
    "silu": (smooth.silu, smooth.silu_grad),
}


def activation(name: str) -> tuple[Elementwise, Elementwise]:
    """Look up an activation and its slope.

    Parameters
    ----------
    name : str
        A key of :data:`ACTIVATIONS`.

    Returns
    -------
    tuple of two functions
        The function and its slope.

    Raises
    ------
    ValueError
        If there is no elementwise activation of that name.

    Examples
    --------
    >>> phi, phi_grad = activation("relu")
    >>> phi(np.array([-1.0, 2.0])), phi_grad(np.array([-1.0, 2.0]))
    (array([0., 2.]), array([0., 1.]))
    """
    if name not in ACTIVATIONS:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"activation: no elementwise {name!r}; known: {known}")
    return ACTIVATIONS[name]
