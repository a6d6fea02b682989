"""Records PyTorch's least squares for the linear head, with a column of ones."""

import numpy as np
import torch
from recording import tensor, write

rng = np.random.default_rng(1)


def head(n, m, d_out):
    h, y = rng.normal(size=(n, m)) + 3, rng.normal(size=(n, d_out)) - 2
    ones = np.column_stack([h, np.ones(n)])
    options = {"driver": "gelsd"}
    found = torch.linalg.lstsq(tensor(ones, False), tensor(y, False), **options)
    return {"h": h, "y": y, "w": found.solution[:-1].T, "b": found.solution[-1]}


write(
    "linear", {"heads": [head(*sizes) for sizes in ((9, 1, 1), (20, 4, 1), (30, 5, 3))]}
)
