"""A convolution does not recognize a digit that is one pixel off; examples teach it."""

import numpy as np

from nnnotes.conv_network import conv_network
from nnnotes.inductive_bias import shift_images
from nnnotes.splits import split_digits
from nnnotes.training import fit

parts = split_digits(np.random.default_rng(0))
(x, y), (x_new, y_new) = (rows[:100] for rows in parts.train), parts.test
moves = (1, 0), (-1, 0), (0, 1), (0, -1)
copies = np.concatenate([x, *(shift_images(x, *move) for move in moves)])


def accuracies(x, y, epochs):
    rng, how = np.random.default_rng(0), {"lr": 0.005, "batch_size": 25}
    net, _ = fit(conv_network(16, 10, rng), (x, y), epochs=epochs, rng=rng, **how)
    seen = [shift_images(x_new, *move) for move in moves]
    moved = np.mean([net.evaluate(images, y_new)[1] for images in seen])
    return float(net.evaluate(x_new, y_new)[1]), float(moved)


plain, taught = accuracies(x, y, 30), accuracies(copies, np.tile(y, 5), 6)
print("120 steps with          as they are  moved by a pixel")
print(f"100 digits              {plain[0]:11.2f} {plain[1]:17.2f}")
print(f"and their moved copies  {taught[0]:11.2f} {taught[1]:17.2f}")
assert plain[1] < 0.6 < plain[0], "the filters move along, the answer does not stay"
assert taught[1] > plain[1] + 0.15
