"""Cold or warm, the order of the three stays, and 1000 more on each changes nothing."""

import numpy as np

from nnnotes.softmax import softmax

scores = np.array([2.0, 1.0, 0.1])
print("temperature   cat    dog    fox")
for heat in (0.1, 0.5, 1.0, 2.0, 10.0):
    p = softmax(scores / heat)
    shifted = softmax((scores + 1000) / heat)
    print(f"{heat:11}", *(f"{one:6.4f}" for one in p))
    assert np.allclose(p, shifted, rtol=0, atol=1e-9)
    assert p[0] > p[1] > p[2]
    assert np.isclose(p[0] / p[1], np.exp(1 / heat))
