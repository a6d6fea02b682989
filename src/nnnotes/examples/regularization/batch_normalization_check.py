"""Both modes and the gradient are right; in depth the gradient grows 21 % a layer."""

import numpy as np

from nnnotes import batch_norm
from nnnotes.backprop import numeric_grad, relative_error

norm, norm_grad = batch_norm.batch_norm, batch_norm.batch_norm_grad
rng = np.random.default_rng(81)
x, dy, gamma, beta = (rng.normal(size=s) for s in ((6, 4), (6, 4), 4, 4))
y = norm(x, gamma, beta)
assert np.allclose(y.mean(axis=0), beta)
assert np.allclose(y.std(axis=0), np.abs(gamma), rtol=1e-3)

inputs, grads = np.vstack([x, gamma, beta]), np.vstack(norm_grad(x, gamma, dy))
measured = numeric_grad(lambda v: np.sum(dy * norm(v[:6], v[6], v[7])), inputs)
error = relative_error(grads, measured)
print(f"gradients agree with differences: {error < 1e-7}")

kept = batch_norm.running_update(x, batch_norm.running_init(4))
assert np.allclose(kept.mean, 0.1 * x.mean(axis=0))
assert np.allclose(kept.var, 0.9 + 0.1 * x.var(axis=0, ddof=1))
alone = [batch_norm.batch_norm_eval(row[None], gamma, beta, kept)[0] for row in x]
expected = gamma * (x - kept.mean) / np.sqrt(kept.var + 1e-5) + beta
print(f"in evaluation rows stand alone: {np.allclose(alone, expected)}")
assert error < 1e-7 and np.allclose(alone, expected)

one, h, zs = np.ones(128), rng.normal(size=(128, 128)), []
ws = rng.normal(size=(20, 128, 128)) / 128**0.5
for w in ws:
    zs.append(h @ w.T)
    h = np.maximum(norm(zs[-1], one, 0 * one), 0)
d, sizes = rng.normal(size=(128, 128)), []
for w, z in zip(ws[:0:-1], zs[:0:-1], strict=True):  # down to layer 2
    d = norm_grad(z, one, d * (z > z.mean(axis=0)))[0] @ w
    sizes.append(np.linalg.norm(d))
factor, theory = (sizes[-1] / sizes[0]) ** (1 / 18), (np.pi / (np.pi - 1)) ** 0.5
print(f"gradient a layer: {factor:.2f}, theory {theory:.2f}")
assert abs(factor - theory) < 0.02
