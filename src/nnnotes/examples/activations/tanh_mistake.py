"""The textbook quotient ends as nan, and tanh applied twice gives a wrong slope."""

import numpy as np

z = np.array([2.0, 1000.0])
with np.errstate(all="ignore"):  # the values tell
    quotient = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
print("z                      2    1000")
print(f"np.tanh           {np.tanh(z)[0]:.4f} {np.tanh(z)[1]:7.4f}")
print(f"textbook quotient {quotient[0]:.4f} {quotient[1]:7.4f}")
assert np.isclose(quotient[0], np.tanh(2)) and np.isnan(quotient[1])

h = np.tanh(z[0])  # what the forward pass has kept
right, wrong = 1 - h**2, 1 - np.tanh(h) ** 2
measured = (np.tanh(2 + 1e-6) - np.tanh(2 - 1e-6)) / 2e-6
print(f"slope at 2: measured   {measured:.4f}")
print(f"            1 - h**2   {right:.4f}")
print(f"      1 - tanh(h)**2   {wrong:.4f}")
assert abs(right - measured) < 1e-8 and wrong > 6 * measured
