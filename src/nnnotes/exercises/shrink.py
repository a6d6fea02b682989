"""The smallest input that still fails: fewer rows, fewer features, rounder numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from nnnotes.exercises.source import Drawn, Numbers

#: How many inputs are tried at the most.
BUDGET = 1000
#: How many other numbers are tried for a smaller size.
OTHERS = 3

#: Tries an input; returns what was really drawn if it fails and is simpler, else None.
Try = Callable[[Drawn, Drawn], Drawn | None]


def smallest(
    drawn: Drawn, fails: Callable[[Drawn], Drawn | None], budget: int = BUDGET
) -> Drawn:
    """Return the smallest input that fails, found step by step.

    Parameters
    ----------
    drawn : Drawn
        An input that fails.
    fails : callable
        Tries an input; returns what was really drawn if it fails, else None.
    budget : int
        How many inputs are tried at the most.

    Returns
    -------
    Drawn
        An input that fails. Within the budget, no simpler neighbour of it does.
    """
    left = budget

    def attempt(now: Drawn, candidate: Drawn) -> Drawn | None:
        nonlocal left
        left -= 1
        found = fails(candidate) if left >= 0 else None
        return found if found and weight(found) < weight(now) else None

    before = None
    while drawn is not before:
        before = drawn
        for step in (fewer, plainer, rounder):
            drawn = step(drawn, attempt)
    return drawn


def weight(drawn: Drawn) -> tuple[float, ...]:
    """Return what is compared: sizes first, then choices, then numbers."""
    ranks = [rank(float(one)) for array in drawn.arrays for one in array.ravel()]
    columns = zip(*ranks, strict=True) if ranks else ()
    return (
        sum(drawn.sizes.values()),
        max(drawn.sizes.values(), default=0),
        sum(drawn.choices),
        *(sum(column) for column in columns),
    )


def rank(number: float) -> tuple[int, float, int]:
    """Return how simple a number is: its decimals, its size, its sign."""
    text = f"{number:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1, abs(number), int(number < 0)


def fewer(drawn: Drawn, attempt: Try) -> Drawn:
    """Try all smaller sizes, the smallest first: rows may depend on features.

    What makes an input fail may stand outside the corner that is left of its numbers;
    so others are tried too.
    """
    ways = [range(drawn.least[name], size + 1) for name, size in drawn.sizes.items()]
    for sizes in sorted(
        itertools.product(*ways), key=lambda one: (sum(one), max(one, default=0))
    ):
        if sum(sizes) >= sum(drawn.sizes.values()):
            break
        corner = replace(drawn, sizes=dict(zip(drawn.sizes, sizes, strict=True)))
        others = (replace(corner, seed=seed, arrays=()) for seed in range(OTHERS))
        for candidate in (corner, *others):
            if found := attempt(drawn, candidate):
                return found
    return drawn


def plainer(drawn: Drawn, attempt: Try) -> Drawn:
    """Try earlier options, as the first is the simplest."""
    for at in range(len(drawn.choices)):
        for less in range(drawn.choices[at]):
            choices = (*drawn.choices[:at], less, *drawn.choices[at + 1 :])
            if found := attempt(drawn, replace(drawn, choices=choices)):
                drawn = found
                break
        if at + 1 >= len(drawn.choices):  # an option may have asked for others
            break
    return drawn


def rounder(drawn: Drawn, attempt: Try) -> Drawn:
    """Try simpler numbers: all of an array at once, then one by one."""
    for at in range(len(drawn.arrays)):
        for wish in (whole, *places(drawn.arrays[at])):
            for other in wish(drawn.arrays[at], *drawn.bounds[at]):
                arrays = (*drawn.arrays[:at], other, *drawn.arrays[at + 1 :])
                if found := attempt(drawn, replace(drawn, arrays=arrays)):
                    drawn = found
                    break
    return drawn


def whole(array: Numbers, low: float, high: float) -> Iterator[Numbers]:
    """Yield simpler arrays: zeros, ones, whole numbers."""
    for other in (np.zeros_like(array), np.ones_like(array), array.round() + 0):
        inside = ((low <= other) & (other <= high)).all()
        if inside and not np.array_equal(other, array):
            yield other


def places(array: Numbers) -> Iterator[Callable[..., Iterator[Numbers]]]:
    """Yield, for each entry, what makes it simpler and leaves the others."""
    for place in np.ndindex(array.shape):
        yield lambda now, low, high, place=place: entry(now, low, high, place)


def entry(
    array: Numbers, low: float, high: float, place: tuple[int, ...]
) -> Iterator[Numbers]:
    """Yield arrays in which one entry is simpler."""
    now = float(array[place])
    for number in (0, 1, -1, 2, -2, round(now) + 0, round(now, 1)):
        if low <= number <= high and rank(number) < rank(now):
            other = array.copy()
            other[place] = number
            yield other
