"""The mean of batch means is another number when the batches differ in size."""

import numpy as np

cost = np.arange(10.0) ** 2  # of ten examples
batches = cost[:4], cost[4:8], cost[8:]
right = sum(len(batch) / 10 * batch.mean() for batch in batches)
wrong = np.mean([batch.mean() for batch in batches])
print(f"ten examples in batches of 4, 4, 2: {right:.2f}")
print(f"mean of the three means:            {wrong:.2f}")

short, long = np.full(2, 1.0), np.full(8, 3.0)  # the tokens of two sequences
per_token = np.concatenate([short, long]).mean()
per_sequence = (short.mean() + long.mean()) / 2
weight = (1 / len(short)) / (1 / len(long))
print(f"two sequences, mean over tokens:    {per_token:.2f}")
print(f"mean of the two means:              {per_sequence:.2f}")
print(f"a short one's token counts          {weight:.0f} times")
assert np.isclose(right, cost.mean()) and wrong > 1.2 * right
assert per_sequence < 0.8 * per_token
