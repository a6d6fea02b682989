"""Records PyTorch's soft threshold, and the values that its dropout makes of a 5."""

import torch
from recording import tensor, write
from torch.nn import functional as F

numbers = [-3.0, -0.5, -0.4999, -0.1, 0.0, 0.2, 0.5, 0.75, 1e6]
torch.manual_seed(0)
fives = tensor([5.0] * 1000)
out = F.dropout(fives, 0.2)
out.sum().backward()
write(
    "regularization",
    {
        "numbers": numbers,
        "soft threshold 0.5": F.softshrink(tensor(numbers, False), 0.5),
        "dropout of 5 at 0.2": sorted(set(out.tolist())),
        "its gradient": sorted(set(fives.grad.tolist())),
    },
)
