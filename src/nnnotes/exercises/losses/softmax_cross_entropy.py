"""Softmax cross-entropy from logits."""

from __future__ import annotations

from nnnotes.cross_entropy import Labels, softmax_cross_entropy
from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source
from nnnotes.forward import Array


def batch(source: Source) -> Case:
    """Return logits and labels."""
    n, classes = source.size("row", 4), source.size("class", 4, least=2)
    z = source.numbers(n, classes)
    return {"z": z, "labels": source.labels(n, below=classes)}


def large(source: Source) -> Case:
    """Return logits of which exp overflows."""
    case = batch(source)
    return case | {"z": case["z"] * 1000.0}


def definition(answer: Functions, z: Array, labels: Labels) -> Compare:
    """Compare with the package's loss."""
    return Compare(answer.cross_entropy(z, labels), softmax_cross_entropy(z, labels))


def shifted(answer: Functions, z: Array, labels: Labels) -> Compare:
    """Compare with logits that are all higher by the same."""
    here = answer.cross_entropy(z, labels)
    return Compare(answer.cross_entropy(z + 7.0, labels), here)


EXERCISE = Exercise(
    title="Softmax cross-entropy",
    topic="losses/softmax_cross_entropy",
    statement=r"""
Write the loss of a classifier from its logits, the mean over the batch of $-\ln p_{i,y_i}$:

$$p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}$$

`z` has shape `(n, classes)`; `labels` has shape `(n,)` and holds the number of the right class of each row, from 0.
Return one number, in nats.
It has to be right for logits of any size: the check also tries some in the thousands.
""",
    starter='''
import numpy as np


def cross_entropy(z, labels):
    """Return the mean of -ln p of the right classes."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def cross_entropy(z, labels):
    """Return the mean of -ln p of the right classes."""
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(z)), labels].mean()
''',
    properties=(
        Property(
            "The loss is the mean of `-ln p` at the right classes.", batch, definition
        ),
        Property("It is right for logits in the thousands too.", large, definition),
        Property(
            "If all logits rise by 7, the probabilities and the loss stay.",
            batch,
            shifted,
        ),
    ),
    mistakes=(
        Mistake(
            "`exp` overflows for large logits. Subtract the largest logit of each row "
            "first: the probabilities stay the same.",
            {"    z = z - z.max(axis=1, keepdims=True)\n": ""},
        ),
        Mistake(
            "The softmax is stable and the logarithm is not: a probability that has "
            "become 0 has no logarithm. Write `log_p` as `z` minus the logarithm of the "
            "sum.",
            code="""
import numpy as np


def cross_entropy(z, labels):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(z)), labels]).mean()
""",
        ),
        Mistake(
            "The largest logit of the whole batch is subtracted. Rows far below it "
            "become 0 all over; each row needs its own.",
            {"z.max(axis=1, keepdims=True)": "z.max()"},
        ),
        Mistake(
            "The loss is a mean over the rows, and here it is a sum.",
            {".mean()": ".sum()"},
        ),
        Mistake(
            "The sum is divided by the number of entries. It is a mean over the rows.",
            {
                "-log_p[np.arange(len(z)), labels].mean()": "-log_p[np.arange(len(z)), labels].sum() / z.size"
            },
        ),
        Mistake("The minus is missing: a loss is at least 0.", {"-log_p[": "log_p["}),
        Mistake(
            "`log_p[:, labels]` takes these classes of every row. "
            "`log_p[np.arange(len(z)), labels]` takes one of each row.",
            {"np.arange(len(z)), labels": ":, labels"},
        ),
        Mistake(
            "The sum runs over the rows. The probabilities of one row sum to 1: "
            "`axis=1`.",
            {"np.exp(z).sum(axis=1, keepdims=True)": "np.exp(z).sum(axis=0)"},
        ),
        Mistake(
            "The logarithm has base 2. Nats take `np.log`.",
            {"    return -log_p": "    log_p = log_p / np.log(2)\n    return -log_p"},
        ),
        Mistake(
            "The probabilities are there and their logarithm is missing.",
            {
                "-log_p[np.arange(len(z)), labels]": "-np.exp(log_p[np.arange(len(z)), labels])"
            },
        ),
    ),
    hints=(
        "Begin with small logits: the logarithm of the softmax, then the entry of the "
        "right class in each row, then the mean.",
        r"$\ln p_{ik} = z_{ik} - \ln \sum_j e^{z_{ij}}$: there is no need to compute "
        "$p$ at all.",
        "Against overflow: subtract `z.max(axis=1, keepdims=True)` first, which changes "
        "no probability.",
        "`log_p[np.arange(len(z)), labels]` takes one entry of each row.",
    ),
)
