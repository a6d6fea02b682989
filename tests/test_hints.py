"""Each mistake is made, and its sentence names what helps."""

from __future__ import annotations

import pytest

from nnnotes import browser, hints

START = "import numpy as np\n"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("np.ones(3) + np.ones(4)", "(3,) and (4,) do not fit"),
        ("np.ones((2, 3)) @ np.ones((2, 3))", "here 3 and 2"),
        ("np.dot(np.ones((2, 3)), np.ones((2, 3)))", "(2,3) and (2,3) do not fit"),
        ("x = np.arange(3)\nx -= 0.5", "x.astype(float)"),
        ("x = np.ones(3)\nx.flags.writeable = False\nx[0] = 2", "x.copy()"),
        ("np.ones(3)[3]", "last index is one less"),
        ("import torch", "torch is not here"),
        ("plt.subplots()", "import matplotlib.pyplot as plt"),
        ("w = w - 1", "w has to be defined in this one"),
        ("import sys\nsys.exit()", "ended the run itself"),
        ("def f():\n    f()\nf()", "a case in which it stops"),
        ("await f", "asyncio.run"),
        ("np.ones(10**16)", "larger than the memory"),
        ("np.ones((2**40, 2**40))", "larger than the memory"),
        ('raise RuntimeError("can\'t start new thread")', "one thread"),
        ("raise OSError(29, 'I/O error')", "Is there a network?"),
    ],
)
def test_a_mistake_gets_a_plain_sentence(code: str, part: str) -> None:
    result = browser.run(START + code, "demo", lambda text: None)
    assert result["error"]
    assert part in result["hint"]


def test_nan_and_inf_in_the_result_are_explained_as_no_warning_comes() -> None:
    def hint(code: str, printed: str | None = None) -> str:
        result = browser.run(START + code, "demo", lambda text: None, printed)
        return str(result["hint"])

    silent = "with np.errstate(all='ignore'): print(np.array([0.0]) / 0, np.log([0.0]))"
    assert hint(silent) == (
        "The result has nan in it. NumPy gives no warning in the browser: 0 / 0, "
        "inf - inf or the logarithm of a negative number gives it. "
        "np.isfinite(x).all() tells for each step."
    )
    assert "browser: a division by 0, log(0) or exp of a large number gives it. " in (
        hint("print(np.array([np.inf]))")
    )
    assert hint("print('banana, information')") == ""
    assert hint("print(np.nan)", "nan") == "", "the page shows it and speaks of it"


def test_other_errors_speak_for_themselves() -> None:
    assert hints.of_error("line 1: 1 / 0\nZeroDivisionError: division by zero") == ""
