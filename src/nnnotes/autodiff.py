"""Reverse-mode differentiation on a graph of scalars.

Every operation makes a node that remembers its parents and the local derivative
towards each. ``backward`` multiplies along the edges and adds where paths meet.
"""

from __future__ import annotations

import math
import operator
from typing import SupportsFloat


class Value:
    """One number of a computation, which knows how it was made.

    Sums, products, integer powers and the four methods below are nodes of their own;
    ``-a``, ``a - b`` and ``a / b`` are made of those.

    Parameters
    ----------
    data : float
        The number.
    parents : tuple of (Value, float)
        What it was computed from, each with the local derivative towards it.

    Attributes
    ----------
    data : float
        As given.
    parents : tuple of (Value, float)
        As given; empty for an input.
    grad : float
        Derivative of the node that :meth:`backward` was last called on; 0.0 before
        that, and for a node on no path to it.

    Raises
    ------
    TypeError
        If ``data`` is not one number, or an exponent is not an integer.

    References
    ----------
    Linnainmaa (1970), master's thesis, University of Helsinki.
    Griewank & Walther (2008), Evaluating Derivatives, second edition, chapter 3.

    Examples
    --------
    >>> x = Value(3.0)
    >>> f = x * (x + 1)
    >>> f.backward()
    >>> f.data, x.grad  # two paths: (x + 1) + x
    (12.0, 7.0)
    """

    # NumPy's scalars then leave `np.float64(2) * value` to __rmul__.
    __array_ufunc__ = None

    def __init__(
        self, data: float, parents: tuple[tuple[Value, float], ...] = ()
    ) -> None:
        if not isinstance(data, SupportsFloat):
            raise TypeError(f"Value: data is {type(data).__name__}, expected a number")
        self.data = float(data)
        self.parents = parents
        self.grad = 0.0

    def __repr__(self) -> str:
        return f"Value({self.data:.6g}, grad={self.grad:.6g})"

    def __add__(self, other: Value | float) -> Value:
        other = as_value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Value | float) -> Value:
        other = as_value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n: int) -> Value:
        n = operator.index(n)
        local = n * self.data ** (n - 1) if n else 0.0
        return Value(self.data**n, ((self, local),))

    def relu(self) -> Value:
        """Return max(0, self); the slope at 0 is 0.

        Returns
        -------
        Value
            0 or more.

        Examples
        --------
        >>> Value(-2.0).relu()
        Value(0, grad=0)
        """
        return Value(max(self.data, 0.0), ((self, 1.0 if self.data > 0 else 0.0),))

    def tanh(self) -> Value:
        """Return the hyperbolic tangent.

        Returns
        -------
        Value
            From -1 to 1.

        Examples
        --------
        >>> Value(0.0).tanh()
        Value(0, grad=0)
        """
        h = math.tanh(self.data)
        return Value(h, ((self, 1.0 - h**2),))

    def exp(self) -> Value:
        """Return e to the power of self.

        Returns
        -------
        Value
            0 or more.

        Raises
        ------
        OverflowError
            If the result is too large for a float.

        Examples
        --------
        >>> Value(0.0).exp()
        Value(1, grad=0)
        """
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def log(self) -> Value:
        """Return the natural logarithm.

        Returns
        -------
        Value
            In nats.

        Raises
        ------
        ValueError
            Unless self is above 0.

        Examples
        --------
        >>> Value(1.0).log()
        Value(0, grad=0)
        """
        if not self.data > 0:
            raise ValueError(f"Value.log: data is {self.data}, expected more than 0")
        return Value(math.log(self.data), ((self, 1.0 / self.data),))

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other: Value | float) -> Value:
        return self + -as_value(other)

    def __truediv__(self, other: Value | float) -> Value:
        return self * as_value(other) ** -1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: float) -> Value:
        return as_value(other) - self

    def __rtruediv__(self, other: float) -> Value:
        return as_value(other) / self

    def tape(self) -> list[Value]:
        """Return every node that self depends on, parents before children.

        Returns
        -------
        list of Value
            In topological order; self is the last.

        Examples
        --------
        >>> x = Value(3.0)
        >>> [node.data for node in (x * (x + 1)).tape()]
        [3.0, 1.0, 4.0, 12.0]
        """
        order: list[Value] = []
        seen: set[Value] = set()
        stack = [(self, False)]  # a stack, not recursion: graphs may be deep
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in reversed(node.parents))
        return order

    def backward(self) -> None:
        """Set ``grad`` of every node on the tape to d self / d node.

        Earlier gradients of these nodes are dropped, so that calling it twice gives
        the same. Nodes that are not on the tape are left alone.

        Examples
        --------
        >>> x = Value(2.0)
        >>> u = 3 * x
        >>> w = u * u + u
        >>> w.backward()
        >>> u.grad, x.grad
        (13.0, 39.0)
        """
        tape = self.tape()
        for node in tape:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(tape):  # children before parents
            for parent, local in node.parents:
                parent.grad += node.grad * local  # added: paths meet here


def as_value(number: Value | float) -> Value:
    """Return ``number`` as a node, itself if it is one.

    Parameters
    ----------
    number : Value or float
        An operand.

    Returns
    -------
    Value
        A node.

    Raises
    ------
    TypeError
        If it is neither.

    Examples
    --------
    >>> as_value(2)
    Value(2, grad=0)
    """
    return number if isinstance(number, Value) else Value(number)
