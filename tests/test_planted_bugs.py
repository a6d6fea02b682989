"""The implementation check of a topic catches the bugs that people make there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from fences import ROOT

from hooks import runner
from nnnotes import examples


@dataclass(frozen=True)
class Bug:
    """A wrong version of one line, and the check that must fail for it.

    ``where`` is a module of nnnotes, or "" for the check's own script.
    """

    check: str
    where: str
    right: str
    wrong: str


SIGMOID, TANH = "return sigmoid(z) * sigmoid(-z)", "return 1.0 - np.tanh(z) ** 2"
BUGS = [
    Bug("gradient_check", "backprop", "rise / (2 * eps)", "rise / eps"),
    Bug(
        "gradient_check", "backprop", "f(x + step) - f(x - step)", "f(x + step) - f(x)"
    ),
    Bug("gradient_check", "", "slope=lambda h: 1 - h**2", "slope=lambda h: 1 - h"),
    Bug("gradient_check", "", "right_class) / n", "right_class)"),
    Bug("gradient_check", "", "dz1.sum(0)", "dz1.mean(0)"),
    Bug("gradient_check", "", "dz2 @ p", "-dz2 @ p"),
    Bug("activation_derivative", "activations", SIGMOID, "return z * (1.0 - z)"),
    Bug("activation_derivative", "activations", TANH, "return 1.0 - z**2"),
    Bug("activation_derivative", "activations", TANH, "return 1.0 - np.tanh(z)"),
    Bug("activation_derivative", "activations", "z > 0, 1.0, 0.0", "z >= 0, 1.0, 0.0"),
    Bug("activation_derivative", "activations", "z > 0, 1.0, slope", "z > 0, 1.0, 0.0"),
    Bug("activation_derivative", "", "d_out * w2 * relu_grad(z)", "d_out * w2"),
    Bug("activation_derivative", "", "d_out * relu(z), d_out]", "d_out * z, d_out]"),
    Bug("reverse_accumulation", "autodiff", "node.grad = 0.0", "pass"),
    Bug("reverse_accumulation", "autodiff", "grad += node", "grad = node"),
    Bug("reverse_accumulation", "autodiff", "in reversed(tape)", "in tape"),
    Bug("reverse_accumulation", "autodiff", "elif node not in seen:", "else:"),
    Bug("reverse_accumulation", "autodiff", "self.data > 0", "self.data < 0"),
]

PATCH = """\
import importlib, inspect
def plant():
    module = importlib.import_module("nnnotes.{where}")
    text = inspect.getsource(module).replace({right!r}, {wrong!r})
    exec(compile(text, module.__file__, "exec"), module.__dict__)
plant()
"""


def planted(bug: Bug) -> str:
    """Return the code of the check with the bug in it, or in the package."""
    code = examples.load(f"backprop/{bug.check}_check").code
    if not bug.where:
        assert bug.right in code, "the line is no longer there"
        return code.replace(bug.right, bug.wrong)
    module = ROOT / "src" / "nnnotes" / f"{bug.where}.py"
    assert bug.right in module.read_text("utf-8"), "the line is no longer there"
    return PATCH.format(**vars(bug)) + code


@pytest.fixture(scope="module")
def runs() -> dict[Bug, runner.Run]:
    """Every check with its bug, in parallel."""
    codes = {f"bug/{number}": planted(bug) for number, bug in enumerate(BUGS)}
    found = runner.run_all(codes, cache=None)
    return {bug: found[f"bug/{number}"] for number, bug in enumerate(BUGS)}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.check}: {bug.wrong}")
def test_planted_bug_is_caught(bug: Bug, runs: dict[Bug, runner.Run]) -> None:
    assert "AssertionError" in runs[bug].error, f"passes: {runs[bug].printed}"
