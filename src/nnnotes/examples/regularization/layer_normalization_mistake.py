"""Over the wrong axis the first fifteen words of a text give away the sixteenth."""

import numpy as np


def normalized(x, axis):
    centered = x - x.mean(axis=axis, keepdims=True)
    return centered / np.sqrt((centered**2).mean(axis=axis, keepdims=True) + 1e-5)


# 500 texts of 16 words, 8 features a word, all of it noise: nothing can be foretold.
x = np.random.default_rng(82).normal(size=(500, 16, 8))
guess_from = {}
for name, axis in (("features", 2), ("words", 1)):
    h = normalized(x, axis)
    guess_from[name] = -h[:, :15].sum(axis=1)  # of the words before the last
h = normalized(x[:, :15], 1)  # in use, the last word is not there yet
guess_from["words, in use"] = -h.sum(axis=1)
last, error = x[:, 15], {}
for name, guess in guess_from.items():
    slope = np.sum(guess * last) / max(np.sum(guess**2), 1.0)  # the best factor
    error[name] = np.mean((last - slope * guess) ** 2) / np.mean(last**2)
    print(f"normalized over {name:14} error {error[name]:.2f}")
print("shapes", normalized(x, 2).shape, normalized(x, 1).shape)
assert error["features"] > 0.99 and error["words, in use"] > 0.99
assert error["words"] < 0.1  # wrong: less than the noise
