"""Sure and wrong, cross-entropy pushes with full force and squared error hardly at all.

Two panels. Top, what one example with the answer yes costs, against its logit. To the
left squared error levels off at 1, cross-entropy goes on rising along a straight line;
at the logit -8 their slopes are {slope[1]:.4f} and {slope[0]:.4f}. Bottom, the
probability of yes while the example is trained from there. With cross-entropy it
passes one half and then 0.9 within {passed} steps, with squared error it stays near 0.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.activations import sigmoid, sigmoid_grad
from nnnotes.cross_entropy import binary_cross_entropy, binary_cross_entropy_grad

yes, start = np.array([1.0]), np.array([-8.0])


def squared_grad(z, y):  # of (p - y)**2 in the logit: the slope of the sigmoid joins
    return 2 * (sigmoid(z) - y) * sigmoid_grad(z)


grads = binary_cross_entropy_grad, squared_grad
cost = binary_cross_entropy(start, yes), (sigmoid(start)[0] - 1) ** 2
slope = [grad(start, yes)[0] for grad in grads]
path = np.full((2, 301), start)  # the logit of one example, trained by either loss
for row, grad in zip(path, grads, strict=True):
    for step in range(300):
        row[step + 1] = row[step] - 0.5 * grad(row[[step]], yes)[0]
p, passed = sigmoid(path), np.argmax(sigmoid(path[0]) > 0.9)
print("                  cost      slope  p, step 300")

fig, (top, low) = plt.subplots(2, figsize=(5.2, 4.6))
z = np.linspace(-9.5, 3, 126)
curves = [binary_cross_entropy(z[[i]], yes) for i in range(126)], (sigmoid(z) - 1) ** 2
looks = ("cross-entropy", draw.RIGHT, "-"), ("squared", draw.GRADIENT, "--")
for i, (name, color, line) in enumerate(looks):
    print(f"{name:13} {cost[i]:8.6f} {slope[i]:10.6f} {p[i, 300]:12.6f}")
    top.plot(z, curves[i], line, color=color)
    top.text(-7.8, cost[i] + 0.5, f"{name}, slope {slope[i]:.4f}", color=color)
    low.plot(range(0, 301, 3), p[i, ::3], line, color=color)
    low.text(60, 0.75 * p[i, 300] + 0.06, name, color=color)
top.plot([-8, -8], cost, "o", color=draw.INK)
top.set(xlabel="logit z of an example whose answer is yes", ylabel="cost")
low.set(xlabel="steps of training from z = -8", ylabel="p of yes")
assert passed == 38 and p[1, 300] < 0.0004 and slope[0] / slope[1] > 1490
