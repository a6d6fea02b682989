"""A larger rate breaks the last of ten sigmoid layers before it moves the first."""

import numpy as np

from nnnotes import data

x, labels = data.digits()
rows = np.random.default_rng(0).permutation(len(x))[:1000]
x, y = (x[rows] - x[rows].mean()) / x[rows].std(), np.eye(10)[labels[rows]]


def train(depth, rate, relu):
    """Return the mean loss of the last 20 of 200 steps, and how far w[0] moved."""
    rng, n, losses = np.random.default_rng(65), [64] + [48] * depth + [10], []
    w = [rng.normal(size=(n[k + 1], n[k])) / n[k] ** 0.5 for k in range(depth + 1)]
    w = [2**0.5 * matrix for matrix in w] if relu else w
    start = w[0]
    for _ in range(200):
        batch = rng.integers(0, 1000, 50)
        h = [x[batch]]
        for k in range(depth):
            z = h[k] @ w[k].T
            h.append(np.maximum(z, 0) if relu else (1 + np.tanh(z / 2)) / 2)
        z = h[-1] @ w[-1].T
        q = np.exp(z - z.max(axis=1, keepdims=True)) + 1e-300
        q = q / q.sum(axis=1, keepdims=True)
        losses.append(-np.mean(np.sum(y[batch] * np.log(q), axis=1)))
        d = (q - y[batch]) / 50
        for k in range(depth, -1, -1):
            w[k], dh = w[k] - rate * d.T @ h[k], d @ w[k]
            d = dh * ((h[k] > 0) if relu else h[k] * (1 - h[k]))
    return np.mean(losses[-20:]), np.linalg.norm(w[0] - start) / np.linalg.norm(start)


print("layers       rate  verdict  first weights moved by")
for depth, rate, relu in (2, 1, 0), (10, 1, 0), (10, 10, 0), (10, 100, 0), (10, 0.1, 1):
    loss, moved = train(depth, rate, relu)
    verdict = "learns" if loss < 0.5 else "guesses" if loss < 2.7 else "broken"
    share = "over 10 %" if moved > 0.1 else "under 0.1 %"
    print(f"{depth:2} {'ReLU' if relu else 'sigmoid':8} {rate:5}  {verdict:8} {share}")
    learns = depth == 2 or relu
    assert learns == (verdict == "learns") == (moved > 0.1) == (moved > 1e-3)
