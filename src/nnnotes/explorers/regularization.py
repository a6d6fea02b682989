"""Capacity and three brakes: what a network makes of labels of which a third is wrong.

Every state is a real run of 60 epochs on 200 digits.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.data import Examples
from nnnotes.early_stopping import EarlyStopping, early_stopping
from nnnotes.explorers.view import (
    Axis,
    Choice,
    Explorer,
    Line,
    Mark,
    Panel,
    Row,
    Rule,
    Slider,
    Value,
)
from nnnotes.mlp import mlp
from nnnotes.network import Network
from nnnotes.softmax import softmax
from nnnotes.splits import redraw_labels, split_digits
from nnnotes.training import fit

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

EPOCHS = 60
PATIENCE = ("off", "1", "3", "5", "10", "20")
#: Where the network is asked between an image with a wrong label and a new one.
WAY = np.linspace(0.0, 1.0, 17)


@dataclass(frozen=True, eq=False)
class Digits:
    """200 digits, 65 of which have a wrong label, and new ones with right labels."""

    x: Array
    given: Labels
    true: Labels
    new: Examples

    @property
    def wrong(self) -> NDArray[np.bool_]:
        """Which labels are wrong."""
        wrong: NDArray[np.bool_] = self.given != self.true
        return wrong

    def line(self) -> Array:
        """Return the way from each wrongly labeled image to a new one of its digit."""
        x, y = self.new
        seen = [np.flatnonzero(y == digit) for digit in range(10)]
        ends = [x[seen[digit][k % 20]] for k, digit in enumerate(self.true[self.wrong])]
        way = WAY[:, None, None]
        between: Array = (1 - way) * self.x[self.wrong] + way * np.array(ends)
        return between


@functools.cache
def digits() -> Digits:
    """Return the digits of every run."""
    parts = split_digits(np.random.default_rng(0))
    x, y = parts.train
    true = y[:200].astype(np.int64)
    given = redraw_labels(true, 0.4, 10, np.random.default_rng(5))
    return Digits(x[:200], given.astype(np.int64), true, parts.val)


@dataclass(frozen=True, eq=False)
class Run:
    """What was measured after each epoch; and the kept epochs, for each patience."""

    train: list[float]
    new: list[float]
    right: list[float]
    learned: list[float]
    kept: dict[str, int]
    stopped: dict[str, int]
    along: dict[int, tuple[list[float], list[float]]]


@functools.cache
def run(width: int, dropout: float, decay: float) -> Run:
    """Train one network, and measure it after each epoch."""
    rows, rng = digits(), np.random.default_rng(1)
    networks: list[Network] = []
    _, history = fit(
        mlp([64, width, width, 10], rng, dropout=dropout),
        (rows.x, rows.given),
        rows.new,
        epochs=EPOCHS,
        rng=rng,
        optimizer="adamw",
        lr=0.003,
        batch_size=25,
        decay=decay,
        callbacks=[lambda network, _: networks.append(network)],
    )
    errors = rows.x[rows.wrong], rows.given[rows.wrong]
    pairs = {name: patient(history.val_loss, name) for name in PATIENCE}
    kept = {name: best for name, (best, _) in pairs.items()}
    return Run(
        short(history.train_loss),
        short(history.val_loss),
        short(history.val_accuracy),
        short(np.array([network.evaluate(*errors)[1] for network in networks])),
        kept,
        {name: last for name, (_, last) in pairs.items()},
        {epoch: answers(networks[epoch - 1]) for epoch in set(kept.values())},
    )


def short(numbers: Array) -> list[float]:
    """Return numbers with the digits that are shown."""
    rounded: list[float] = numbers.round(3).tolist()
    return rounded


def patient(losses: Array, patience: str) -> tuple[int, int]:
    """Return which epoch is kept, and which is the last."""
    if patience == "off":
        return EPOCHS, EPOCHS
    state = EarlyStopping(int(patience))
    for loss in losses:
        state = early_stopping(state, float(loss), [])
        if state.stop:
            break
    return state.best_evaluation, state.evaluations


def answers(network: Network) -> tuple[list[float], list[float]]:
    """Return the mean probability of the wrong and the true label on the way."""
    rows = digits()
    line = rows.line()
    p = softmax(network.forward(line.reshape(-1, line.shape[2])))
    p = p.reshape(*line.shape[:2], 10)
    each = np.arange(line.shape[1])
    wrong, true = (p[:, each, of[rows.wrong]] for of in (rows.given, rows.true))
    return short(wrong.mean(axis=1)), short(true.mean(axis=1))


def values(
    width: float, dropout: float, decay: float, patience: str
) -> dict[str, Value]:
    """Return the curves of a run, and the network that is kept.

    Parameters
    ----------
    width : float
        Units of each of the two hidden layers.
    dropout : float
        Rate, the probability of dropping.
    decay : float
        Strength of the decoupled weight decay.
    patience : str
        Epochs without a lower loss on new digits, or "off".
    """
    found = run(int(width), dropout, decay)
    kept, last = found.kept[patience], found.stopped[patience]
    wrong, true = found.along[kept]
    at = kept - 1
    return {
        "epochs": [float(epoch) for epoch in range(1, EPOCHS + 1)],
        "train": found.train,
        "new": found.new,
        "right": found.right,
        "learned": found.learned,
        "kept": float(kept),
        "last": float(last),
        "train_kept": found.train[at],
        "new_kept": found.new[at],
        "gap": round(found.new[at] - found.train[at], 3),
        "right_kept": found.right[at],
        "learned_kept": found.learned[at],
        "right_end": found.right[-1],
        "way": WAY.tolist(),
        "wrong_along": wrong,
        "true_along": true,
        "say": sentence(found, kept, last),
    }


def sentence(found: Run, kept: int, last: int) -> str:
    """Return what is to be seen, and what it means."""
    at = kept - 1
    learned, right = found.learned[at], found.right[at]
    how = (
        "Learned by heart"
        if learned > 0.8
        else "Held back too much, or too small: it does not learn the digits either"
        if right < 0.6
        else "Some errors are learned by heart"
        if learned > 0.4
        else "Few errors are learned"
    )
    facts = (
        f"{how}: it repeats {learned:.0%} of the wrong labels and is right on "
        f"{right:.0%} of new digits."
    )
    if kept == EPOCHS:
        return facts
    how = f"Stopped after epoch {last}" if last < EPOCHS else "It never had to stop"
    end = found.right[-1]
    than = "more than" if right > end else "as many as" if right == end else "less than"
    return (
        f"{how}; epoch {kept} is kept. {facts} That is {than} the {end:.0%} at the end."
    )


def panels() -> tuple[Panel, ...]:
    """Return the losses, the shares, and what is said around a wrong label."""
    rules: tuple[Mark, ...] = (
        Rule(x="last", role="faint"),
        Rule(x="kept", role="right"),
    )
    epoch = Axis("epoch", 0.0, EPOCHS)
    losses = (
        *rules,
        Line("epochs", "train", role="ink", dashed=True),
        Line("epochs", "new", role="forward"),
    )
    shares = (
        *rules,
        Line("epochs", "learned", role="gradient", dashed=True),
        Line("epochs", "right", role="forward"),
    )
    around = (
        Line("way", "wrong_along", role="gradient", dashed=True),
        Line("way", "true_along", role="forward"),
    )
    way = Axis("from a wrongly labeled image to a new one of its digit", 0.0, 1.0)
    return (
        Panel(
            "Loss: new digits, training (dashed)",
            losses,
            epoch,
            Axis("loss", 0.0, 2.6),
        ),
        Panel(
            "New digits right, errors repeated (dashed)",
            shares,
            epoch,
            Axis("share", 0.0, 1.05),
        ),
        Panel(
            "Near an error: true label, wrong one (dashed)",
            around,
            way,
            Axis("mean probability", 0.0, 1.05),
        ),
    )


EXPLORER = Explorer(
    title="Regularization",
    controls={
        "width": Slider("hidden units", (8.0, 32.0, 128.0), 128.0, between=False),
        "dropout": Slider("dropout rate", (0.0, 0.2, 0.5, 0.7), 0.0, between=False),
        "decay": Slider("weight decay", (0.0, 1.0, 3.0), 0.0, between=False),
        "patience": Choice("early stopping, patience", PATIENCE, "off"),
    },
    values=values,
    panels=panels(),
    table=(
        Row("epoch kept, last epoch", "{kept:.0f}, {last:.0f}"),
        Row("loss in training, on new digits", "{train_kept:.2f}, {new_kept:.2f}"),
        Row("gap between the two", "{gap:.2f}"),
        Row("new digits right", "{right_kept:.3f}"),
        Row("wrong labels repeated", "{learned_kept:.3f}"),
        Row("new digits right at epoch 60", "{right_end:.3f}"),
    ),
    presets={
        "Few units": {"width": 8.0},
        "Dropout": {"dropout": 0.5},
        "Weight decay": {"decay": 3.0},
        "Early stopping": {"patience": "5"},
        "Two brakes": {"dropout": 0.5, "decay": 1.0},
        "Too many": {"width": 32.0, "dropout": 0.7, "decay": 3.0},
    },
)
