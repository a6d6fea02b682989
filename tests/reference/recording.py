"""Writes what PyTorch gives into a JSON file beside this one.

Needs PyTorch 2.13 and NumPy; the tests need neither this file nor PyTorch. Run each
`python tests/reference/record_<module>.py` anew when its cases change.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)


def tensor(array, wants_grad=True):
    return torch.tensor(array, requires_grad=wants_grad)


def plain(value):
    """Tensors and arrays as nested lists; floats keep all their digits in JSON."""
    if isinstance(value, torch.Tensor):
        return value.detach().tolist()
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value.tolist() if hasattr(value, "tolist") else value


def write(name, cases):
    recorded = {"torch": torch.__version__.split("+")[0], **plain(cases)}
    file = Path(__file__).parent / f"{name}.json"
    file.write_text(json.dumps(recorded) + "\n", "utf-8")
    print(f"{file.name}: {file.stat().st_size} bytes")
