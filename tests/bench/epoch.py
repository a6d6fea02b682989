"""Time of one training epoch: nnnotes beside PyTorch and scikit-learn, in one run.

The digits (1000 training rows, 397 validation rows), a 64-128-64-10 ReLU network, batch
64, Adam at 1e-3, one CPU thread. Each library draws its own weights and its own order
of the rows; its loop is the short one of its tutorial, without a data loader. The
libraries take turns, so that a busy machine slows all alike, and medians are compared.

    python tests/bench/epoch.py [rounds [epochs]]

PyTorch and scikit-learn are measured if they are installed.
"""

# ruff: noqa: E402 (the number of threads has to be set before NumPy is imported)

from __future__ import annotations

import os

for name in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise

import numpy as np

from nnnotes.mlp import mlp
from nnnotes.splits import split_digits
from nnnotes.training import fit

SIZES, BATCH, RATE = (64, 128, 64, 10), 64, 1e-3
PARTS = split_digits(np.random.default_rng(0))

#: (seed, epochs) -> validation accuracy.
Trainer = Callable[[int, int], float]


def with_nnnotes(seed: int, epochs: int) -> float:
    """Train by `fit`; accuracies are measured once, at the end."""
    network, rng = mlp(SIZES, np.random.default_rng(seed)), np.random.default_rng(seed)
    settings = {"batch_size": BATCH, "lr": RATE, "every": epochs}
    trained, _ = fit(network, PARTS.train, epochs=epochs, rng=rng, **settings)
    return trained.evaluate(*PARTS.val)[1]


def with_torch(dtype: str) -> Trainer:
    """Train as PyTorch's tutorials do, in float32 (its default) or float64."""
    import torch

    torch.set_num_threads(1)
    kind = getattr(torch, dtype)
    x, x_val = (torch.tensor(part[0], dtype=kind) for part in (PARTS.train, PARTS.val))
    y, y_val = (torch.tensor(part[1]) for part in (PARTS.train, PARTS.val))

    def train(seed: int, epochs: int) -> float:
        torch.manual_seed(seed)
        layers: list[torch.nn.Module] = []
        for d_in, d_out in pairwise(SIZES):
            layers += [torch.nn.Linear(d_in, d_out), torch.nn.ReLU()]
        network = torch.nn.Sequential(*layers[:-1]).to(kind)
        optimizer = torch.optim.Adam(network.parameters(), lr=RATE)
        loss = torch.nn.CrossEntropyLoss()
        for _ in range(epochs):
            for rows in torch.randperm(len(x)).split(BATCH):
                optimizer.zero_grad()
                loss(network(x[rows]), y[rows]).backward()
                optimizer.step()
        with torch.no_grad():
            return float((network(x_val).argmax(dim=1) == y_val).double().mean())

    return train


def with_scikit_learn(seed: int, epochs: int) -> float:
    """Train scikit-learn's classifier for a given number of epochs."""
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        SIZES[1:-1],
        alpha=0.0,
        batch_size=BATCH,
        learning_rate_init=RATE,
        max_iter=epochs,
        n_iter_no_change=epochs + 1,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it has not converged: as asked
        network.fit(*PARTS.train)
    return float(network.score(*PARTS.val))


def trainers() -> dict[str, Trainer]:
    """Return what is installed, by name; say what is not."""
    found: dict[str, Trainer] = {"nnnotes": with_nnnotes}
    if find_spec("torch"):
        for dtype in ("float32", "float64"):
            found[f"PyTorch {version('torch')}, {dtype}"] = with_torch(dtype)
    if find_spec("sklearn"):
        found[f"scikit-learn {version('scikit-learn')}"] = with_scikit_learn
    for module in ("torch", "sklearn"):
        if not find_spec(module):
            print(f"not installed, not measured: {module}")
    return found


def main(rounds: int = 15, epochs: int = 20) -> None:
    """Let the libraries take turns; print medians, ratios and accuracies."""
    found = trainers()
    times: dict[str, list[float]] = {name: [] for name in found}
    shares: dict[str, list[float]] = {name: [] for name in found}
    for seed in range(-1, rounds):
        for name, train in found.items():
            start = time.perf_counter()
            share = train(max(seed, 0), epochs)
            if seed >= 0:  # the first turn warms up
                times[name].append((time.perf_counter() - start) / epochs * 1e3)
                shares[name].append(share)
    own = next(iter(found))
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, one thread")
    print(f"{rounds} rounds of {epochs} epochs; milliseconds an epoch")
    print(f"{'':28} {'median':>7} {'best':>7} {'/ nnnotes':>10} {'val accuracy':>13}")
    for name, each in times.items():
        # Rounds are paired: what slowed one library down slowed its neighbors too.
        pairs = zip(each, times[own], strict=True)
        ratio = statistics.median(other / ours for other, ours in pairs)
        share = statistics.mean(shares[name])
        print(
            f"{name:28} {statistics.median(each):7.2f} {min(each):7.2f} "
            f"{ratio:10.2f} {share:13.3f}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
