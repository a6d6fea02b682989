"""Propagation: what the size of random weights does to signals and gradients in depth.

A layer multiplies the mean square of what passes through it; depth turns that factor
into a power. The predictions hold in the mean over networks, for mean-0 weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnnotes.activations import activation as elementwise
from nnnotes.checks import check_finite
from nnnotes.forward import Layer, forward
from nnnotes.parameters import Array
from nnnotes.ranges import check_between, check_count


def forward_moments(
    widths: Sequence[int],
    variances: Sequence[float],
    activation: str = "identity",
    q: float = 1.0,
) -> Array:
    """Predict the mean square of the signal at the input and behind every layer.

    A layer with n inputs and weights of variance s makes pre-activations of variance
    ``n s q``; the activation hands on the mean of its square at a normal variable of
    that variance.

    Parameters
    ----------
    widths : sequence of L + 1 int
        Units of the input and of every layer.
    variances : sequence of L float
        Variance of the weights of each layer.
    activation : str
        A key of :data:`nnnotes.activations.ACTIVATIONS`, behind every layer.
    q : float
        Mean square of the input: not its variance, unless its mean is 0.

    Returns
    -------
    ndarray (L + 1,)
        Mean squares, the input's first.

    Raises
    ------
    ValueError
        If there is not one variance a layer, a width is less than 1, a number
        negative or not finite, or a mean square overflows.

    References
    ----------
    He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.
    Poole, Lahiri, Raghu, Sohl-Dickstein & Ganguli (2016), Exponential expressivity in
    deep neural networks through transient chaos.

    Examples
    --------
    >>> forward_moments([64, 64, 64], [2 / 64, 1 / 64], "relu").round(6)
    array([1. , 1. , 0.5])
    """
    sizes = forward_sizes("forward_moments", widths, variances, activation, q)
    return np.array([q, *(after for _, after in sizes)])


def backward_moments(
    widths: Sequence[int],
    variances: Sequence[float],
    activation: str = "identity",
    q: float = 1.0,
    d: float = 1.0,
) -> Array:
    """Predict the mean square of the gradient at the input and behind every layer.

    A layer with n outputs and weights of variance s multiplies it by n s and by the
    mean square of the activation's slope.

    Parameters
    ----------
    widths : sequence of L + 1 int
        Units of the input and of every layer.
    variances : sequence of L float
        Variance of the weights of each layer.
    activation : str
        A key of :data:`nnnotes.activations.ACTIVATIONS`, behind every layer.
    q : float
        Mean square of the input.
    d : float
        Mean square of the gradient in the output.

    Returns
    -------
    ndarray (L + 1,)
        Mean squares of the gradient, the input's first; the last is ``d``.

    Raises
    ------
    ValueError
        As for :func:`forward_moments`.

    References
    ----------
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks.
    He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.

    Examples
    --------
    >>> backward_moments([256, 128, 64], [1 / 256, 1 / 128])  # a funnel
    array([0.25, 0.5 , 1.  ])
    """
    check_between("backward_moments", "d", d)
    sizes = forward_sizes("backward_moments", widths, variances, activation, q)
    _, slope = elementwise(activation)
    gradients = [d]
    for k in reversed(range(len(sizes))):
        z, _ = sizes[k]
        stretch = widths[k + 1] * variances[k] * normal_mean_square(slope, z)
        gradients.append(stretch * gradients[-1])
    return np.array(gradients[::-1])


def normal_mean_square(f: Callable[[Array], Array], variance: float) -> float:
    """Return the mean of f(z)^2 for a normal z of mean 0.

    Parameters
    ----------
    f : callable
        Array -> array of that shape.
    variance : float
        Of z; 0 or more.

    Returns
    -------
    float
        To about 12 digits for what is smooth, for the ReLUs and their slopes; to
        about 6 for other bends.

    Raises
    ------
    ValueError
        If the variance is negative or not finite.

    Examples
    --------
    >>> from nnnotes.activations import relu, tanh
    >>> round(normal_mean_square(relu, 1.0), 6), round(normal_mean_square(tanh, 1.0), 4)
    (0.5, 0.3943)
    """
    check_between("normal_mean_square", "variance", variance)
    # Sums over an even grid are exact to rounding for smooth functions that die out.
    # 0 lies between two points: a jump there, such as ReLU's slope, is halved.
    u = (np.arange(-10_000.0, 10_000.0) + 0.5) / 1000
    weights = np.exp(-(u**2) / 2)
    values = f(np.sqrt(variance) * u) ** 2
    return float(np.sum(weights * values) / np.sum(weights))


def jacobian(layers: Sequence[Layer], x: Array) -> Array:
    """Return the derivative of a stack's output in its input, for one example.

    It is the product of one factor a layer, the last one first: the slopes of the
    activation times the weights. Its singular values are what depth does to lengths.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    x : ndarray (d_in,)
        One example.

    Returns
    -------
    ndarray (d_out, d_in)
        Entry (j, k) is the slope of output j in input k.

    Raises
    ------
    ValueError
        If ``x`` is not one example that the first layer takes, or not finite.

    References
    ----------
    Saxe, McClelland & Ganguli (2014), Exact solutions to the nonlinear dynamics of
    learning in deep linear neural networks.

    Examples
    --------
    >>> layer = Layer(np.array([[2.0, 0.0], [0.0, -3.0]]), np.zeros(2), "relu")
    >>> jacobian([layer], np.array([1.0, 1.0]))
    array([[2., 0.],
           [0., 0.]])
    """
    if x.ndim != 1:
        raise ValueError(f"jacobian: x is {x.shape}, expected (d_in,)")
    _, caches = forward(layers, x[None, :])
    product = np.eye(len(x))
    for k, layer in enumerate(layers):
        _, slope = elementwise(layer.activation)
        product = slope(caches[k].z[0])[:, None] * layer.w @ product
    return product


def distinct_units(w: Array, b: Array, tolerance: float = 1e-9) -> int:
    """Count the units of a layer that differ in weights or bias.

    Equal units get equal gradients, if what follows treats them equally, and then
    stay equal: the layer is as narrow as this number.

    Parameters
    ----------
    w : ndarray (d_out, d_in)
        Weights, or their gradients.
    b : ndarray (d_out,)
        Biases, or their gradients.
    tolerance : float
        Units count as equal if no entry differs by more; 0 or more.

    Returns
    -------
    int
        From 1 to d_out.

    Raises
    ------
    ValueError
        If shapes do not fit or an entry is not finite.

    Examples
    --------
    >>> distinct_units(np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 1.0]]), np.zeros(3))
    2
    """
    layer = Layer(w, b)
    check_between("distinct_units", "tolerance", tolerance)
    units = np.column_stack([layer.w, layer.b])
    check_finite("distinct_units", "w or b", units)
    gaps = np.abs(units[:, None] - units[None]).max(axis=2)
    # A unit is new if the first one that it equals is itself.
    first = np.argmax(gaps <= tolerance, axis=1)
    return int(np.sum(first == np.arange(len(units))))


def forward_sizes(
    call: str, widths: Sequence[int], variances: Sequence[float], name: str, q: float
) -> list[tuple[float, float]]:
    """Return, for each layer, the variance before and the mean square after.

    Parameters
    ----------
    call : str
        The function, for the message.
    widths, variances : sequence
        As for :func:`forward_moments`.
    name : str
        Of the activation.
    q : float
        Mean square of the input.

    Returns
    -------
    list of (float, float)
        Variance of the pre-activations, mean square of the activations.

    Raises
    ------
    ValueError
        As for :func:`forward_moments`.

    Examples
    --------
    >>> [(z, q)] = forward_sizes("f", [4, 4], [0.5], "relu", 1.0)
    >>> z, round(q, 6)
    (2.0, 1.0)
    """
    if len(widths) != len(variances) + 1:
        raise ValueError(
            f"{call}: {len(widths)} widths, {len(variances)} variances, "
            "expected one width more than variances"
        )
    check_between(call, "q", q)
    phi, _ = elementwise(name)
    sizes = []
    for k, s in enumerate(variances):
        check_count(call, "width", widths[k], 1)
        check_between(call, "variance", s)
        z = widths[k] * s * q
        check_between(call, "n * variance * q", z, 0, 1e300)  # squares stay finite
        q = normal_mean_square(phi, z)
        sizes.append((z, q))
    check_count(call, "width", widths[-1], 1)
    return sizes
