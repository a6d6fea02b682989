"""GELU is z times an area under the bell curve; its slope needs both terms."""

import numpy as np

from nnnotes.smooth import gelu, gelu_grad, gelu_tanh, gelu_tanh_grad

# The area under the bell curve up to z, added up in strips: no error function.
z = np.linspace(-12.0, 6.0, 18_001)
bell = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
area = np.cumsum((bell[1:] + bell[:-1]) / 2) * 0.001
z, bell = z[1:], bell[1:]
inner = np.abs(z) <= 9
exact = gelu(z)
same = np.allclose(exact[inner], (z * area)[inner], rtol=1e-4, atol=0)
print(f"GELU is z times the area:   {same}")
print(f"GELU(z) - GELU(-z) is z:    {np.allclose(exact - gelu(-z), z)}")
assert same and np.allclose(exact - gelu(-z), z)


def slope(f):
    return (f(z + 1e-5) - f(z - 1e-5)) / 2e-5


right = np.abs(slope(gelu) - gelu_grad(z)).max()
of_tanh = np.abs(slope(gelu_tanh) - gelu_tanh_grad(z)).max()
halves = {"first term": area, "second term": z * bell}
print(f"both slopes right:          {max(right, of_tanh) < 1e-8}")
assert max(right, of_tanh) < 1e-8
for name, half in halves.items():
    off = np.abs(slope(gelu) - half).max()
    print(f"slope from its {name:11}  off by {off:.2f}")
    assert off > 0.2

forms = {"tanh": gelu_tanh(z), "sigmoid": z / (1 + np.exp(-1.702 * z))}
for name, form in forms.items():
    off = np.abs(form - exact)
    place = abs(z[off.argmax()])
    print(f"{name:7} form off by up to {off.max():.6f}, at ±{place:.2f}")
assert np.abs(forms["tanh"] - exact).max() < 0.0005
assert 0.02 < np.abs(forms["sigmoid"] - exact).max() < 0.021
