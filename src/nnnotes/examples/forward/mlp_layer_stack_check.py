"""Output and caches agree with the formulas written out; four wrong loops do not."""

import numpy as np

from nnnotes.forward import Layer, forward

rng = np.random.default_rng(23)
x, bends = rng.normal(size=(5, 3)), ("relu", "relu", "identity")
shapes = (4, 3), (4, 4), (2, 4)
net = [
    Layer(rng.normal(size=shape), rng.normal(size=shape[0]), bend)
    for shape, bend in zip(shapes, bends, strict=True)
]
(w1, b1), (w2, b2), (w3, b3) = ((layer.w, layer.b) for layer in net)
h1 = np.maximum(z1 := x @ w1.T + b1, 0)
h2 = np.maximum(z2 := h1 @ w2.T + b2, 0)
z3 = h2 @ w3.T + b3
formulas = [x, z1, h1, z2, h2, z3]  # input and pre-activation of each layer


def loop(bends=bends, keep=lambda x, z, h: [x, z]):
    h, kept = x, []  # the same by hand, right by default
    for layer, bend in zip(net, bends, strict=True):
        inputs, z = h, h @ layer.w.T + layer.b
        h = np.maximum(z, 0) if bend == "relu" else z
        kept += keep(inputs, z, h)
    return h, kept


output, caches = forward(net, x)
runs = {"forward": (output, [a for c in caches for a in (c.x, c.z)]), "loop": loop()}
runs["bend on the output"] = loop(["relu"] * 3)
runs["no bend"] = loop(["identity"] * 3)
runs["keeps h for z"] = loop(keep=lambda x, z, h: [x, h])
runs["keeps h for x"] = loop(keep=lambda x, z, h: [h, z])
print(f"{'':18} output caches")
for name, (last, kept) in runs.items():
    pairs = zip(kept, formulas, strict=True)
    same = all(a.shape == b.shape and np.allclose(a, b) for a, b in pairs)
    print(f"{name:18} {np.allclose(last, z3)!s:6} {same}")
    assert (np.allclose(last, z3) and same) == (name in ("forward", "loop"))
assert output.min() < 0  # scores may be negative
