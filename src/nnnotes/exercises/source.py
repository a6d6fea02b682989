"""Where the inputs of an exercise come from: drawn by chance, and drawn again smaller.

A function of an exercise asks a :class:`Source` for sizes, numbers and choices. The
source remembers what it gave, so that the same function can be given less of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Drawn:
    """What a source gave, and what it is to give again.

    Parameters
    ----------
    seed : int
        For what is left to chance: the same seed gives the same.
    sizes : dict
        Name -> size, as they were asked for.
    choices : tuple of int
        Which of the options, each time.
    arrays : tuple of ndarray
        The numbers, each time.
    least : dict
        Name -> the smallest size allowed.
    bounds : tuple
        Lowest and highest number, of each array.
    """

    seed: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    choices: tuple[int, ...] = ()
    arrays: tuple[Numbers, ...] = ()
    least: dict[str, int] = field(default_factory=dict)
    bounds: tuple[tuple[float, float], ...] = ()


class Source:
    """Gives sizes, numbers and choices.

    Parameters
    ----------
    again : Drawn
        What to give, as far as it goes; the rest is left to its seed.
    """

    def __init__(self, again: Drawn) -> None:
        self.again = again
        self.rng = np.random.default_rng(again.seed)
        self.drawn = Drawn(again.seed)

    def size(self, name: str, most: int, least: int = 1) -> int:
        """Return how many there are of ``name``, a word in the singular."""
        chance = int(self.rng.integers(least, most, endpoint=True))
        size = min(max(self.again.sizes.get(name, chance), least), most)
        self.drawn = replace(
            self.drawn,
            sizes=self.drawn.sizes | {name: size},
            least=self.drawn.least | {name: least},
        )
        return size

    def numbers(self, *shape: int, low: float = -3.0, high: float = 3.0) -> Numbers:
        """Return numbers of two decimals; some are 0, if 0 may be."""
        chance = self.rng.uniform(low, high, shape).round(2)
        if low <= 0 <= high:
            chance = np.where(self.rng.random(shape) < 0.1, 0.0, chance)
        return self._take(np.asarray(chance), low, high)

    def number(self, low: float, high: float) -> float:
        """Return one number of two decimals."""
        return float(self.numbers(low=low, high=high))

    def labels(self, *shape: int, below: int) -> Numbers:
        """Return whole numbers from 0 to ``below``, which is left out."""
        return self._take(self.rng.integers(0, below, shape, np.int64), 0, below - 1)

    def choice(self, *options: Any) -> Any:
        """Return one of the options; the first is the simplest."""
        chance = int(self.rng.integers(len(options)))
        given, at = self.again.choices, len(self.drawn.choices)
        index = given[at] if at < len(given) else chance
        self.drawn = replace(self.drawn, choices=(*self.drawn.choices, index))
        return options[index]

    def _take(self, chance: Numbers, low: float, high: float) -> Numbers:
        """Return the numbers that are to be given again, or those of chance."""
        given, at = self.again.arrays, len(self.drawn.arrays)
        array = chance
        if at < len(given) and given[at].ndim == chance.ndim:
            # The corner of the old array, as far as the new one reaches.
            both = tuple(
                slice(0, min(old, new))
                for old, new in zip(given[at].shape, chance.shape, strict=True)
            )
            array = chance.copy()
            array[both] = np.clip(given[at][both], low, high)
        self.drawn = replace(
            self.drawn,
            arrays=(*self.drawn.arrays, array),
            bounds=(*self.drawn.bounds, (low, high)),
        )
        return array.copy()
