"""Runs inside Pyodide: numbers drawn by chance, and numbers drawn from a seed."""

import json
import random
import secrets
import tempfile
import uuid

import numpy as np

# Readers may still write it.
legacy = np.random


def main(tell):
    """Return JSON: draws that nobody can foresee, then draws that everybody gets."""
    names = tempfile._get_candidate_names()
    chance = {
        "random": random.random(),
        "shuffle": random.sample(range(10**6), 3),
        "numpy, legacy": legacy.rand(),
        "numpy, legacy state": legacy.RandomState().rand(),
        "numpy": np.random.default_rng().random(),
        "uuid": str(uuid.uuid4()),
        "secrets": secrets.token_hex(),
        "tempfile": next(names),
    }
    random.seed(7)
    legacy.seed(7)
    rng = np.random.default_rng(7)
    seeded = {
        "random": [random.random(), random.gauss(), *random.sample(range(100), 3)],
        "numpy, legacy": [*legacy.randn(3), *legacy.permutation(5).tolist()],
        "numpy": [*rng.normal(size=3), *rng.permutation(5).tolist()],
    }
    return json.dumps({"chance": chance, "seeded": seeded})
