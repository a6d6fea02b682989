"""A column minus a row is a table, and training on it ruins a perfect prediction."""

import numpy as np

y = np.array([28.0, 30, 31, 32, 33, 36, 150])  # shape (7,)
y_hat = y[:, np.newaxis].copy()  # shape (7, 1), and every entry is right

wrong = np.mean((y_hat - y) ** 2)
right = np.mean((y_hat[:, 0] - y) ** 2)
print(f"shape of y_hat - y    {(y_hat - y).shape}")
print(f"loss, should be {right:.0f}     {wrong:.1f}")

for _ in range(60):  # gradient descent on the predictions themselves
    y_hat -= 1.0 * 2 / 7 * np.mean(y_hat - y, axis=1, keepdims=True)
trained = np.mean((y_hat - y) ** 2)
print(f"loss after training   {trained:.1f}")
print(f"predictions           {y_hat.min():.2f} to {y_hat.max():.2f}")
print(f"mean of the targets   {y.mean():.2f}")
assert right == 0 and np.isclose(wrong, 2 * y.var()) and np.isclose(trained, y.var())
assert np.allclose(y_hat, y.mean())
