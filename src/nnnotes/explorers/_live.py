"""A small network, trained update by update: the numerics of the playground.

One update is one step of :func:`nnnotes.training.fit` with ``sgd``; after whole epochs
the parameters are the same to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes import data
from nnnotes.descent import sgd, sgd_init
from nnnotes.features import polynomial_features
from nnnotes.mlp import mlp
from nnnotes.network import Network
from nnnotes.objective import l1_penalty_grad, l2_penalty_grad
from nnnotes.optimization import minibatches
from nnnotes.parameters import Array, each
from nnnotes.ranges import check_above, check_between, check_count

Rows = tuple[Array, Array]

#: Rows to train on and as many new ones; rows in a batch; updates between two losses.
TRAINED, BATCH, EVERY = 100, 10, 10
#: More updates, units or points would make a reader wait.
LAST, WIDEST, DEEPEST, MOST = 3000, 8, 3, 60
#: A parameter beyond it ends a run; outputs and their squares are finite until then.
LARGEST = 1e6
#: The plane that is shown: from -EDGE to EDGE.
EDGE = 1.75
#: Name -> points and labels, and how these come to lie in the middle of the plane.
DATA: dict[str, tuple[Callable[..., data.Examples], float, tuple[float, float], float]]
DATA = {
    "rings": (data.rings, 0.12, (0.0, 0.0), 1.2),
    "xor": (data.xor, 0.3, (0.0, 0.0), 0.9),
    "moons": (data.moons, 0.15, (0.5, 0.25), 1.0),
    "spirals": (data.spirals, 0.03, (0.0, 0.0), 1.5),
}
ONLY = "only my points"
PENALTIES = {"none": None, "L1": l1_penalty_grad, "L2": l2_penalty_grad}


@dataclass(frozen=True)
class Settings:
    """All that decides a run, beside the number of its updates."""

    data: str = "rings"
    features: str = "plain"
    depth: int = 1
    width: int = 4
    activation: str = "tanh"
    rate: float = 0.3
    penalty: str = "none"
    strength: float = 0.01
    seed: int = 0
    points: str = ""

    def __post_init__(self) -> None:
        for name, low, high in (("depth", 0, DEEPEST), ("width", 1, WIDEST)):
            check_between("playground", name, getattr(self, name), low, high)
        check_above("playground", "rate", self.rate)
        check_between("playground", "strength", self.strength)
        check_count("playground", "seed", self.seed, 0)


@dataclass(eq=False)
class Session:
    """A run on its way; :func:`advance` moves it."""

    settings: Settings
    train: Rows
    new: Rows
    network: Network
    rng: np.random.Generator
    updates: int = 0
    waiting: list[NDArray[np.int64]] = field(default_factory=list)
    #: Updates, loss in training, loss on new points.
    losses: list[tuple[float, float, float]] = field(default_factory=list)
    ended: bool = False


def begin(settings: Settings) -> Session:
    """Return a run before its first update: rows, and a network with random weights.

    Raises
    ------
    ValueError
        If there is no row to train on, or a point is not written as three numbers.
    """
    train, new = rows(settings)
    sizes = [features(settings, train[0]).shape[1]]
    sizes += [settings.width] * settings.depth + [1]
    start = "he_normal" if settings.activation == "relu" else "xavier_normal"
    rng = np.random.default_rng(settings.seed)
    network = mlp(sizes, rng, settings.activation, start, loss="binary_cross_entropy")
    session = Session(settings, train, new, network, np.random.default_rng(0))
    session.losses.append((0.0, measure(session, train)[0], measure(session, new)[0]))
    return session


def advance(session: Session, updates: int) -> None:
    """Take updates: each a step against the gradient of one batch and the penalty.

    The run has ended, with the network before, if a parameter grows beyond all use.
    """
    penalty, rate = PENALTIES[session.settings.penalty], session.settings.rate
    x, (_, y) = features(session.settings, session.train[0]), session.train
    for _ in range(updates):
        if session.ended:
            break
        batch, now = following(session), session.network.params
        _, grads = session.network.loss_and_grads(x[batch], y[batch])
        if penalty is not None:
            grads = each(np.add, grads, penalty(now, session.settings.strength))
        new = sgd(now, grads, sgd_init(now), rate)[0]
        if max(np.abs(one).max() for one in new) > LARGEST:
            session.ended = True
            break
        session.network = session.network.with_params(new)
        session.updates += 1
        if session.updates % EVERY == 0:
            pair = [measure(session, part)[0] for part in (session.train, session.new)]
            session.losses.append((float(session.updates), pair[0], pair[1]))


def following(session: Session) -> NDArray[np.int64]:
    """Return the rows of the next batch; after each pass they are shuffled anew."""
    if not session.waiting:
        count = len(session.train[0])
        session.waiting = minibatches(count, BATCH, session.rng)
    return session.waiting.pop(0)


def measure(session: Session, part: Rows) -> tuple[float, float]:
    """Return loss and share of right answers; nan if there are no rows."""
    x, y = part
    if not len(x):
        return math.nan, math.nan
    return session.network.evaluate(features(session.settings, x), y)


def features(settings: Settings, x: Array) -> Array:
    """Return what the network is given of each point."""
    return polynomial_features(x, 2) if settings.features == "with products" else x


# -- Points ----------------------------------------------------------------------


def rows(settings: Settings) -> tuple[Rows, Rows]:
    """Return the rows to train on, the reader's own among them, and new rows."""
    own, labels = written(settings.points)
    x, y = np.zeros((0, 2)), np.zeros((0, 1))
    if settings.data != ONLY:
        draw, noise, middle, scale = DATA[settings.data]
        rng = np.random.default_rng(settings.seed)
        found, classes = draw(2 * TRAINED, noise, rng)
        x, y = scale * (found - np.array(middle)), classes[:, None].astype(float)
    elif not len(own):
        raise ValueError("there is no point yet: add some to the picture")
    train = np.concatenate([x[:TRAINED], own]), np.concatenate([y[:TRAINED], labels])
    return train, (x[TRAINED:], y[TRAINED:])


def written(text: str) -> Rows:
    """Return the points of a text such as ``0.5,-1,1 0.2,0.3,0``.

    Examples
    --------
    >>> written("0.5,-1,1")
    (array([[ 0.5, -1. ]]), array([[1.]]))
    """
    found = [numbers(one) for one in text.split()]
    if len(found) > MOST:
        raise ValueError(f"points: {len(found)} are too many, expected up to {MOST}")
    table = np.array(found).reshape(-1, 3)
    return table[:, :2], table[:, 2:]


def numbers(text: str) -> list[float]:
    """Return the three numbers of a point, if these are what a point can have."""
    try:
        x, y, label = (float(one) for one in text.split(","))
    except ValueError:
        x = y = label = math.nan
    if not (abs(x) <= EDGE and abs(y) <= EDGE and label in (0, 1)):
        raise ValueError(
            f"points: {text!r} is no point, expected x,y,class such as 0.5,-1,1; "
            f"x and y up to {EDGE}, class 0 or 1"
        )
    return [x, y, label]


# -- Runs that go on -----------------------------------------------------------------

#: The run that was asked for last: the next picture of it need not begin anew.
kept: dict[Settings, Session] = {}


def run(settings: Settings, updates: int) -> Session:
    """Return a run after so many updates; it goes on from where it was left.

    Raises
    ------
    ValueError
        If there are too many updates, or as for :func:`begin`.
    """
    check_between("playground", "updates", updates, 0, LAST)
    session = kept.get(settings)
    if session is None or session.updates > updates:
        session = begin(settings)
        kept.clear()
        kept[settings] = session
    advance(session, updates - session.updates)
    return session


def settings_of(given: dict[str, Any]) -> Settings:
    """Return the settings that controls stand for; counts are whole."""
    counts = {name: int(given[name]) for name in ("depth", "width", "seed")}
    return Settings(**given | counts)
