"""What an optimizer remembers between steps: explicit, frozen, and it prints.

An optimizer takes a state and returns a new one; none is changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from nnnotes.parameters import Array, Params, check_like, check_params
from nnnotes.ranges import check_between, check_fraction
from nnnotes.tables import number, table


@dataclass(frozen=True, eq=False, repr=False)
class State:
    """What an optimizer remembers; printed, the mean size of each buffer's entries.

    Parameters
    ----------
    step : int
        Steps taken so far.

    Examples
    --------
    >>> State(3)
    State, step 3: remembers nothing else
    """

    step: int

    def buffers(self) -> dict[str, Params]:
        """Return what is remembered beside the step, by name.

        Returns
        -------
        dict of str to list of ndarray
            Empty for plain descent.

        Examples
        --------
        >>> MomentumState(3, [np.array([1.0, -3.0])]).buffers()
        {'velocity': [array([ 1., -3.])]}
        """
        names = [field.name for field in fields(self) if field.name != "step"]
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        buffers = self.buffers()
        head = f"{type(self).__name__}, step {self.step}"
        if not buffers:
            return f"{head}: remembers nothing else"
        rows = [[str(a.shape)] for a in next(iter(buffers.values()))]
        for arrays in buffers.values():
            for k, a in enumerate(arrays):
                rows[k].append(number(float(np.abs(a).sum()) / max(a.size, 1)))
        return f"{head}: mean size of entries\n" + table(["parameter", *buffers], rows)


@dataclass(frozen=True, eq=False, repr=False)
class SGDState(State):
    """Steps taken: plain descent remembers nothing of the gradients.

    Parameters
    ----------
    step : int
        Steps taken so far.

    Examples
    --------
    >>> SGDState(3)
    SGDState, step 3: remembers nothing else
    """


@dataclass(frozen=True, eq=False, repr=False)
class MomentumState(State):
    """Velocity of every parameter: the past gradients with fading weights.

    Parameters
    ----------
    step : int
        Steps taken so far.
    velocity : list of ndarray
        One array a parameter, with its shape; zeros at the start.

    Examples
    --------
    >>> MomentumState(3, [np.array([1.0, -3.0])])
    MomentumState, step 3: mean size of entries
    parameter  velocity
    (2,)              2
    """

    velocity: Params


@dataclass(frozen=True, eq=False, repr=False)
class AdaGradState(State):
    """Sum of every squared gradient so far.

    Parameters
    ----------
    step : int
        Steps taken so far.
    total : list of ndarray
        One array a parameter, with its shape; zeros at the start. It only grows.

    Examples
    --------
    >>> AdaGradState(3, [np.array([1.0, 3.0])])
    AdaGradState, step 3: mean size of entries
    parameter  total
    (2,)           2
    """

    total: Params


@dataclass(frozen=True, eq=False, repr=False)
class RMSPropState(State):
    """Moving average of the squared gradients.

    Parameters
    ----------
    step : int
        Steps taken so far.
    v : list of ndarray
        One array a parameter, with its shape; zeros at the start.

    Examples
    --------
    >>> RMSPropState(3, [np.array([1.0, 3.0])])
    RMSPropState, step 3: mean size of entries
    parameter  v
    (2,)       2
    """

    v: Params


@dataclass(frozen=True, eq=False, repr=False)
class AdamState(State):
    """Moving averages of the gradients and of their squares.

    Both start at zero and are kept as they are: the correction for that start is
    made where they are used.

    Parameters
    ----------
    step : int
        Steps taken so far.
    m : list of ndarray
        First moment, one array a parameter, with its shape.
    v : list of ndarray
        Second moment, about zero and not about the mean: no variance.

    Examples
    --------
    >>> AdamState(3, [np.array([-0.5, 0.5])], [np.array([1.0, 3.0])])
    AdamState, step 3: mean size of entries
    parameter      m  v
    (2,)       0.500  2
    """

    m: Params
    v: Params


def check_update(
    call: str,
    params: Sequence[Array],
    grads: Sequence[Array],
    state: State,
    kind: type[State],
    lr: float,
    limit: float = math.inf,
    **fractions: float,
) -> None:
    """Refuse a step whose state and gradients do not belong to the parameters.

    Parameters
    ----------
    call : str
        The optimizer, for the message.
    params, grads : sequence of ndarray
        Parameters and the gradients in them.
    state : State
        What the optimizer was given.
    kind : type
        What it expects.
    lr : float
        Rate; 0 or more.
    limit : float
        Largest entry of a gradient that passes.
    **fractions : float
        Shares that are kept per step, by name; in [0, 1).

    Raises
    ------
    ValueError
        If one of them does not fit.

    Examples
    --------
    >>> one = [np.ones(1)]
    >>> check_update("adam", one, one, SGDState(0), AdamState, lr=0.1)
    Traceback (most recent call last):
    ValueError: adam: state is SGDState, expected AdamState
    """
    if not isinstance(state, kind):
        raise ValueError(
            f"{call}: state is {type(state).__name__}, expected {kind.__name__}"
        )
    check_params(call, "params", params)
    check_params(call, "grads", grads, limit)
    check_like(call, "grads", grads, params)
    for name, arrays in state.buffers().items():
        check_like(call, f"state.{name}", arrays, params)
    check_between(call, "lr", lr)
    for name, value in fractions.items():
        check_fraction(call, name, value)
