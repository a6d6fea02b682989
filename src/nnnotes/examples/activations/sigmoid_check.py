"""The sigmoid keeps its digits far out, and its curve lies where the formulas say."""

import numpy as np

from nnnotes.activations import sigmoid, sigmoid_grad

z = np.linspace(-8, 8, 33)
far = np.array([-1000.0, -700.0, 1000.0])
assert np.allclose(sigmoid(-z), 1 - sigmoid(z), atol=1e-15)
assert sigmoid_grad(z).max() == sigmoid_grad(np.array([0.0]))[0] == 0.25
assert np.allclose(sigmoid(far), [0, np.exp(-700), 1], rtol=1e-12, atol=0)
assert np.allclose(sigmoid_grad(np.array([-40.0, 40])), np.exp(-40), rtol=1e-12, atol=0)
with np.errstate(all="ignore"):  # values tell: WebAssembly raises no such warning
    textbook = np.exp(far) / (1 + np.exp(far))
clipped = sigmoid(np.clip(far, -500, 500))
print(f"at     {far[0]:9.0f} {far[1]:9.0f} {far[2]:6.0f}")
for name, h in (("ours", sigmoid(far)), ("e^z / ..", textbook), ("clipped", clipped)):
    print(f"{name:8} {h[0]:8.0e} {h[1]:8.0e} {h[2]:6.0f}")
assert np.isnan(textbook[2]) and clipped[0] > 1e-220


def measure(w, b):
    """Read center, slope there and 10-90 width off the curve itself."""
    x = np.linspace(-20.0, 20.0, 8001)
    h = sigmoid(w * x + b)[:: 1 if w > 0 else -1]  # np.interp wants h to rise
    low, center, high = np.interp([0.1, 0.5, 0.9], h, x[:: 1 if w > 0 else -1])
    up, down = sigmoid(w * (center + np.array([1e-5, -1e-5])) + b)
    return np.array([center, (up - down) / 2e-5, abs(high - low)])


names = "-b/w, w/4, 2 ln 9/|w|", "center at -b", "slope w there"
worst = dict.fromkeys(names, 0.0)
for w, b in ((1, 0), (4, 0), (1, 3), (2, -3), (-2, 1)):
    right = np.array([-b / w, w / 4, 2 * np.log(9) / abs(w)])
    formulas = right, right * [w, 1, 1], right * [1, 4, 1]
    for name, formula in zip(names, formulas, strict=True):
        worst[name] = max(worst[name], np.max(np.abs(measure(w, b) - formula)))
for name, error in worst.items():
    print(f"{name:21} off by {error:.2f}")
assert [error < 0.001 for error in worst.values()] == [True, False, False]
