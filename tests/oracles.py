"""What the tests of the mathematics share: recorded values, random cases, slopes."""

import json
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

# Hypothesis keeps notes even without a database: not in the project's folder.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")

REFERENCE = Path(__file__).parent / "reference"

#: For tests over random shapes: the same cases in every run, and no files written.
few = settings(derandomize=True, max_examples=25, deadline=None, database=None)

seeds = st.integers(0, 10_000)
sizes = st.integers(1, 5)
scales = st.sampled_from([0.0, 1e-3, 1.0, 30.0, 1e4])


@cache
def recorded(name):
    """What PyTorch gave; written by tests/reference/record_<name>.py."""
    return json.loads((REFERENCE / f"{name}.json").read_text("utf-8"))


def normal(seed, *shape, scale=1.0):
    return scale * np.random.default_rng(seed).normal(size=shape)


def off_kinks(z, margin=0.01):
    """Push every entry away from 0, where a slope may jump."""
    return z + np.where(z >= 0, margin, -margin)


def slopes(f, x, eps=1e-6):
    """Differences of fourth order, one entry at a time: not the package's own."""
    grad = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        values = []
        for steps in (-2, -1, 1, 2):
            moved = np.array(x, dtype=np.float64)
            moved[k] += steps * eps
            values.append(f(moved))
        far_left, left, right, far_right = values
        grad[k] = (far_left - 8 * left + 8 * right - far_right) / (12 * eps)
    return grad


def same_slopes(grad, f, x, rtol=1e-6):
    """Assert that grad is the slope of f at x, for entries of any size."""
    size = max(1.0, float(np.max(np.abs(x), initial=0.0)))
    measured = slopes(f, x, eps=1e-4 if size == 1.0 else 1e-4 * size**0.5)
    assert grad.shape == x.shape
    largest = float(np.max(np.abs(measured), initial=0.0))
    np.testing.assert_allclose(grad, measured, rtol=0, atol=rtol * largest + 1e-9)
