"""Large initial weights make half of the sigmoids deaf before training starts."""

import numpy as np


def sigmoid_grad(z):
    h = 1 / (1 + np.exp(-z))
    return h * (1 - h)


rng = np.random.default_rng(5)
x = rng.normal(size=(200, 50))  # 200 examples, 50 inputs
print("sd of w   mean slope   below 0.01")
deaf = {}
for sd in (50**-0.5, 1.0, 5.0):
    z = x @ (sd * rng.normal(size=(20, 50))).T  # 20 units
    slope = sigmoid_grad(z)
    deaf[sd] = np.mean(slope < 0.01)
    print(f"{sd:7.2f}   {slope.mean():10.4f}   {deaf[sd]:10.2%}")

assert deaf[50**-0.5] < 0.001  # the right scale: z has standard deviation 1
assert deaf[1.0] > 0.5 and deaf[5.0] > 0.8  # the wrong ones
