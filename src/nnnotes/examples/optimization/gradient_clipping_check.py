"""One factor for all tensors, none for short gradients, and an error for no number."""

import numpy as np

from nnnotes.clipping import clip_by_global_norm, clip_by_value


def cosine(left, right):
    a, b = (np.concatenate([g.ravel() for g in grads]) for grads in (left, right))
    return a @ b / np.linalg.norm(a) / np.linalg.norm(b)


grads = [np.array([3.0, 4.0]), np.array([[12.0]])]  # norms 5 and 12, together 13
clipped, norm = clip_by_global_norm(grads, 1.0)
print(f"norm {norm}, clipped to", *(np.round(g, 4).tolist() for g in clipped))
assert norm == 13 and all(map(np.allclose, clipped, [g / 13 for g in grads]))
assert [c.shape for c in clipped] == [g.shape for g in grads]

each = [g / np.linalg.norm(g) for g in grads]
turned = [cosine(grads, g) for g in (clipped, each, clip_by_value(grads, 1.0))]
print(
    "cosine with the gradient: global {:.4f}, each {:.4f}, value {:.4f}".format(*turned)
)
assert np.isclose(turned[0], 1) and turned[1] < 0.93 and turned[2] < 0.85

short, norm = clip_by_global_norm(grads, 20.0)
print(f"limit 20: norm {norm}, unchanged {np.array_equal(short[0], grads[0])}")
assert norm == 13 and all(map(np.array_equal, short, grads))
zero, norm = clip_by_global_norm([np.zeros(2)], 1.0)
assert norm == 0 and np.array_equal(zero[0], [0, 0])
large, norm = clip_by_global_norm([np.array([3e200, 4e200])], 1.0)
assert np.isclose(norm, 5e200) and np.allclose(large[0], [0.6, 0.8])

for bad in (np.nan, np.inf):
    try:
        clip_by_global_norm([np.array([bad, 1.0]), np.ones(2)], 1.0)
        refused = False
    except ValueError:
        refused = True
    print(f"{bad} is refused: {refused}")
    assert refused
