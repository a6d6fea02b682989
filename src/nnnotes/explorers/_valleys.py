"""512 examples that each see two valleys, shifted by their own amount."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.optimization import minibatches, optimizer

Array = NDArray[np.float64]
Rows = NDArray[np.int64]

N = 512
NARROW, WIDE = np.array([-1.0, 0.0]), np.array([1.2, 0.0])
START = np.array([-1.6, 0.6])
#: Right of this x a run is in the wide valley.
RIDGE = 0.2
RUNS, UPDATES = 40, 600


@dataclass(frozen=True)
class Valleys:
    """Depth and width of the narrow and of the wide valley of each example."""

    depths: tuple[float, float]
    widths: tuple[float, float]

    def loss(self, place: Array, shifts: Array) -> Array:
        """Return the mean loss of examples at places (..., 2), with shifts (..., n, 2).

        A weak bowl around 0 keeps runs from getting lost.
        """
        loss: Array = 0.05 * np.sum(place**2, axis=-1)
        for hole, _, _ in self.holes(place, shifts):
            loss = loss - hole.mean(axis=-1)
        return loss

    def grads(self, place: Array, shifts: Array) -> tuple[Array, Array]:
        """Return both parts of each example's gradient at places (..., 2): (..., n)."""
        across, up = 0.1 * place[..., :1], 0.1 * place[..., 1:]
        holes = self.holes(place, shifts)
        for (hole, x, y), width in zip(holes, self.widths, strict=True):
            steep = hole / width**2
            across, up = across + steep * x, up + steep * y
        return across, up

    def grad(self, place: Array, shifts: Array) -> Array:
        """Return the mean gradient of examples at places (..., 2)."""
        parts = [part.mean(axis=-1) for part in self.grads(place, shifts)]
        grad: Array = np.stack(parts, axis=-1)
        return grad

    def holes(
        self, place: Array, shifts: Array
    ) -> Iterator[tuple[Array, Array, Array]]:
        """Yield each valley's depth at the places, and the way from its middle."""
        for depth, width, middle in zip(
            self.depths, self.widths, (NARROW, WIDE), strict=True
        ):
            # Each coordinate alone: sums over a last axis of two would be slow.
            x = place[..., :1] - middle[0] - shifts[..., 0]
            y = place[..., 1:] - middle[1] - shifts[..., 1]
            yield depth * np.exp((x * x + y * y) * (-0.5 / width**2)), x, y


@functools.cache
def examples() -> Array:
    """Return the shift of each example; their mean is 0."""
    shifts = 0.35 * np.random.default_rng(0).standard_normal((N, 2))
    centered: Array = shifts - shifts.mean(axis=0)
    return centered


def batches(size: int, shuffle: bool, rng: np.random.Generator) -> Iterator[Rows]:
    """Yield batches: epoch after epoch, or each drawn from all examples anew."""
    while True:
        if shuffle:
            yield from minibatches(N, size, rng)
        else:
            yield rng.integers(0, N, size)


@functools.cache
def runs(valleys: Valleys, rate: float, size: int, shuffle: bool) -> Array:
    """Return where every run is after each update: (UPDATES + 1, RUNS, 2).

    Where a batch is all examples, nothing is left to chance, and there is one run.
    """
    count = 1 if shuffle and size == N else RUNS
    rngs = [np.random.default_rng([1, run]) for run in range(count)]
    streams = [batches(size, shuffle, rng) for rng in rngs]
    start, step = optimizer("sgd")
    params, shifts = [np.tile(START, (count, 1))], examples()
    state, path = start(params), [params[0]]
    for _ in range(UPDATES):
        rows = np.array([next(stream) for stream in streams])
        grad = valleys.grad(params[0], shifts[rows])
        params, state = step(params, [grad], state, rate)
        path.append(params[0])
    return np.array(path)
