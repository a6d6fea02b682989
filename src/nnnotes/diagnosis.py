"""The rules that name a fault from its findings, and from nothing else."""

from __future__ import annotations

from nnnotes.findings import Findings


def diagnose(findings: Findings) -> str:
    """Name the fault of a network from its findings.

    The rules know the faults of the clinic, one at a time. Another fault can give the
    same findings: "transposed weights" stands for every wrong backward pass.

    Parameters
    ----------
    findings : Findings
        From :meth:`nnnotes.clinic.Chart.report`.

    Returns
    -------
    str
        The first fault whose rule fits; else "healthy" if no finding is unusual, or
        "unknown".

    Examples
    --------
    >>> from nnnotes.findings import USUAL
    >>> healthy = {name: low for name, (low, high) in USUAL.items()}
    >>> diagnose(Findings(healthy))
    'healthy'
    >>> diagnose(Findings(healthy | {"inputs, std": 6.0}))
    'unscaled inputs'
    """
    f = findings
    rules = {
        # Facts about rows and labels need no network.
        "leaked validation data": f["val rows in train"] > 0,
        "shuffled labels": f["neighbors agree"] < 0.5,
        "unscaled inputs": f["inputs, std"] > 2 or f["inputs, std"] < 0.5,
        # One row, asked twice, beside other rows, alone.
        "dropout left on": f["twice the same row"] > 0,
        "wrong axis in softmax": f["row sum, off 1 by"] > 0,
        "batch norm in the wrong mode": f["alone or in a batch"] > 0,
        # The network before its first step, then its steps.
        "zero initialization": f["distinct units"] < 0.5,
        "dead units": f["dead at the start"] > 0.5,
        "too large a rate": f["update/weight, start"] > 0.1,
        "too small a rate": f["update/weight, most"] < 1e-3,
        "exploding loss": f["not finite at step"] >= 0,
        # The network that came out.
        "off-by-one in labels": f["accuracy, shifted"] > 0.5,
        "missing bias": f["blank row, spread"] < 1e-8,
        "transposed weights": abs(f["slope/gradient, start"] - 1) > 0.015,
        "forgotten gradient reset": abs(f["slope/gradient, end"] - 1) > 0.015,
    }
    found = [fault for fault, fits in rules.items() if fits]
    return found[0] if found else "unknown" if f.unusual else "healthy"
