"""Five properties of softmax over logits; each of five wrong versions breaks one."""

import numpy as np

from nnnotes.softmax import softmax

rng = np.random.default_rng(25)
z = rng.normal(size=(5, 3))  # five examples, three classes
far = z + np.array([[0.0], [1000.0], [-1000.0], [0.0], [0.0]])  # a shift for each row


def faults(f):
    p = f(z)
    log_odds = np.log(p[:, 0] / p[:, 1])
    found = {
        "rows": np.allclose(p.sum(axis=-1), 1),
        "shift": np.allclose(f(far), p),  # also: finite at logits of 1000
        "odds": np.allclose(log_odds, z[:, 0] - z[:, 1]),
        "alone": np.allclose(f(z[:1]), p[:1]),
        "winner": np.array_equal(p.argmax(axis=-1), z.argmax(axis=-1)),
    }
    return [name for name, good in found.items() if not good]


def rescaled(z, shift, axis=-1):
    scores = np.exp(z - shift)
    return scores / scores.sum(axis=axis, keepdims=True)


versions = {
    "softmax": softmax,
    "over the batch": lambda z: rescaled(z, z.max(axis=0), axis=0),
    "nothing subtracted": lambda z: rescaled(z, 0.0),
    "one maximum for all": lambda z: rescaled(z, z.max()),
    "no exponential": lambda z: np.abs(z) / np.abs(z).sum(axis=-1, keepdims=True),
    "sigmoid of each": lambda z: 1 / (1 + np.exp(-z)),
}
with np.errstate(all="ignore"):  # two of them overflow or divide 0 by 0
    found = {name: faults(f) for name, f in versions.items()}
for name, broken in found.items():
    print(f"{name:19} breaks: {', '.join(broken) or 'nothing'}")
    assert bool(broken) == (versions[name] is not softmax)
