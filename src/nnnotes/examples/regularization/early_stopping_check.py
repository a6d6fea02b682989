"""It stops when it should, and gives back the weights of the best epoch."""

import numpy as np

from nnnotes.early_stopping import EarlyStopping, early_stopping


def train(losses, patience, min_delta=0.0):
    """Stop on given losses; weights written in place tell their epoch."""
    w, state, epoch = np.zeros(3), EarlyStopping(patience, min_delta), 0
    while not state.stop and epoch < len(losses):
        epoch += 1
        w[:] = epoch  # an optimizer that keeps its arrays
        state = early_stopping(state, losses[epoch - 1], [w])
    return epoch, state.best_evaluation, state.best_params[0]


def oracle(losses, patience):
    """Look back from every epoch to the first lowest loss."""
    ages = [t - np.argmin(losses[: t + 1]) for t in range(len(losses))]
    stop = ages.index(patience) + 1 if patience in ages else len(losses)
    return stop, stop - ages[stop - 1]


rng, right = np.random.default_rng(85), []
for _ in range(300):
    losses, patience = rng.integers(1, 20, size=30) / 10, int(rng.integers(1, 9))
    stop, best, w = train(losses, patience)
    right.append((stop, best) == oracle(losses, patience) and np.all(w == best))
print(f"300 runs stop and restore as they should: {all(right)}")
slow = [0.9, 0.8, 0.79, 0.78, 0.77, 0.6]
stops = [train(slow, 3, delta)[:2] for delta in (0.0, 0.05)]
print(f"stops after, keeps; without and with min_delta: {stops}")
assert all(right) and stops == [(6, 6), (5, 2)]
