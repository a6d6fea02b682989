"""Train and validation curves, and the verdict that they support.

Two curves tell a story only if both are measured the same way, on rows that never
meet. :func:`nnnotes.training.fit` measures both after the epoch, with nothing dropped.
"""

from __future__ import annotations

import numpy as np

from nnnotes.history import History
from nnnotes.ranges import check_above
from nnnotes.report import Report


def curve_report(history: History, chance: float) -> Report:
    """Lay train and validation curves side by side and say what they support.

    The verdict is one of nine readings, the first that fits: diverged, rate too
    large, validation rows prepared otherwise, nothing carries over, no gap, slow or
    too small, overfits, healthy; or that there is no validation loss. A reading says
    where to look; the curves alone do not prove a cause.

    Parameters
    ----------
    history : History
        From :func:`nnnotes.training.fit`, of classes or numbers.
    chance : float
        Loss of an answer that ignores the input; above 0. For K equally likely
        classes ln K, for regression the variance of the targets.

    Returns
    -------
    Report
        For each measurement the losses, the ``gap`` val - train, and the accuracies.

    Raises
    ------
    ValueError
        If ``chance`` is not above 0.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.2.
    Karpathy (2019), A recipe for training neural networks.

    Examples
    --------
    >>> falls = np.array([2.0, 0.6, 0.2, 0.1])
    >>> turns = np.array([2.1, 0.9, 0.7, 1.1])
    >>> share = np.array([0.3, 0.8, 0.9, 1.0])
    >>> history = History(np.arange(1, 5), falls, falls, turns, share, share, "")
    >>> print(curve_report(history, chance=np.log(10)).verdict)
    overfits: val loss is lowest in epoch 3 and 1.6 times that at the end
    """
    check_above("curve_report", "chance", chance)
    columns = {
        "train loss": history.train_loss,
        "val loss": history.val_loss,
        "gap": history.val_loss - history.train_loss,
        "train accuracy": history.train_accuracy,
        "val accuracy": history.val_accuracy,
    }
    panels = [("train loss", "val loss"), ("train accuracy", "val accuracy")]
    if np.isnan(history.train_accuracy).all():
        columns, panels = dict(list(columns.items())[:3]), panels[:1]
    labels = tuple(str(epoch) for epoch in history.epoch)
    return Report(
        "epoch", labels, columns, curve_verdict(history, chance), tuple(panels)
    )


def curve_verdict(history: History, chance: float) -> str:
    """Return the first reading that fits the curves.

    Parameters
    ----------
    history : History
        What was measured.
    chance : float
        Loss of an answer that ignores the input, as for :func:`curve_report`.

    Returns
    -------
    str
        A reading, a colon, and the numbers that it rests on.

    Examples
    --------
    >>> none = np.full(3, np.nan)
    >>> falls = np.array([2.0, 0.6, 0.2])
    >>> history = History(np.arange(1, 4), falls, falls, none, none, none, "")
    >>> curve_verdict(history, chance=2.3)
    'no val loss: nothing said about new rows'
    """
    train, val = history.train_loss, history.val_loss
    if not np.isfinite(train).all():
        return f"diverged: {history.ended}"
    rises = int(np.sum(np.diff(train) > 0))
    if len(train) > 3 and rises > (len(train) - 1) / 3:
        return f"rate too large: train loss rises in {rises} of {len(train) - 1} steps"
    if not np.isfinite(val).all():
        return "no val loss: nothing said about new rows"
    return compare_curves(history, chance)


def compare_curves(history: History, chance: float) -> str:
    """Return the first reading that fits two finite curves, train against validation.

    Parameters
    ----------
    history : History
        With a train and a validation loss for every measurement.
    chance : float
        Loss of an answer that ignores the input, as for :func:`curve_report`.

    Returns
    -------
    str
        A reading, a colon, and the numbers that it rests on.

    Examples
    --------
    >>> train, val = np.array([0.3, 0.1, 0.01]), np.array([1.5, 1.4, 1.4])
    >>> history = History(np.arange(1, 4), train, train, val, train, val, "")
    >>> compare_curves(history, chance=2.3).split(":")[0]
    'val rows prepared otherwise'
    """
    train, val = history.train_loss, history.val_loss
    ratio, low = float(np.mean(val) / np.mean(train)), float(val.min())
    # In one epoch each row is met once: too little to learn any by heart.
    once = history.epoch[0] <= 1 and val[0] > max(2 * train[0], chance / 4)
    if once or val[0] > 2 * max(chance, train[0]):
        return (
            f"val rows prepared otherwise: val loss starts at {val[0]:.2f}, "
            f"train loss at {train[0]:.2f}, chance is {chance:.2f}"
        )
    if low > chance and train[-1] < 0.9 * chance:
        return (
            f"nothing carries over: val loss is never below chance, {chance:.2f}; "
            "look at labels and split"
        )
    # New rows lag behind rows that are known by heart.
    by_heart = train[-1] < chance / 50 and val[-1] < 1.15 * train[-1]
    if ratio < 1.01 or by_heart:
        ratio = float(val[-1] / train[-1]) if by_heart else ratio
        return (
            f"no gap: val loss is {ratio:.2f} of train loss; rows shared, "
            "or not measured the same way"
        )
    return course_verdict(history, chance)


def course_verdict(history: History, chance: float) -> str:
    """Return how far training went, and whether validation turned around.

    Parameters
    ----------
    history : History
        With a train and a validation loss for every measurement.
    chance : float
        Loss of an answer that ignores the input, as for :func:`curve_report`.

    Returns
    -------
    str
        ``slow or too small``, ``overfits`` or ``healthy``, a colon, and the numbers.

    Examples
    --------
    >>> train, val = np.array([2.2, 2.1]), np.array([2.3, 2.2])
    >>> history = History(np.arange(1, 3), train, train, val, train, val, "")
    >>> course_verdict(history, chance=2.3).split(":")[0]
    'slow or too small'
    """
    train, val = history.train_loss, history.val_loss
    if train[-1] > 0.5 * min(chance, float(train[0])):
        return (
            f"slow or too small: train loss ends at {train[-1]:.2f}, val loss at "
            f"{val[-1]:.2f}; larger rate, more steps or more units"
        )
    if val[-1] > 1.1 * val.min():
        return (
            f"overfits: val loss is lowest in epoch {history.epoch[history.best]} "
            f"and {val[-1] / val.min():.1f} times that at the end"
        )
    gap = val[-1] - train[-1]
    return f"healthy: val loss ends at {val[-1]:.2f}, {gap:.2f} above train loss"
