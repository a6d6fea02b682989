"""Plain sentences for the mistakes that people make in these notes' cells."""

from __future__ import annotations

import re

#: What the notes' code calls by a short name, and where it comes from.
NAMES = {
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "draw": "from nnnotes import draw",
    "rng": "rng = np.random.default_rng(0)",
}
HERE = "NumPy, Matplotlib, nnnotes and the standard library are."

#: Errors as Python words them, and what helps. `{1}` is the first group.
SENTENCES = {
    r"^ModuleNotFoundError: .*?[Mm]odule (?:named )?'([\w.]+)'": (
        f"{{1}} is not here. {HERE}"
    ),
    r"^SystemExit\b": "The code ended the run itself. Python and the page go on.",
    r"can't start new thread": (
        "Python in the browser has one thread: call the function directly."
    ),
    r"could not be broadcast together with shapes (\(.*?\)) (\(.*?\))": (
        "The shapes {1} and {2} do not fit. Compared from the right, two lengths have "
        "to be equal, or one of them 1."
    ),
    r"matmul: .*\(size (\d+) is different from (\d+)\)": (
        "In a @ b the rows of a are as long as the columns of b: here {2} and {1}. "
        "With rows as examples, that is x @ w.T."
    ),
    r"shapes (\(.*?\)) and (\(.*?\)) not aligned": (
        "The shapes {1} and {2} do not fit: the last length of the first has to be the "
        "first length of the second."
    ),
    r"Cannot cast ufunc '\w+' output from dtype\('(\w+)'\) to dtype\('(u?int\w*)'\)": (
        "The array holds whole numbers ({2}) and the result does not fit into it. "
        "Make it an array of floats: x = x.astype(float)."
    ),
    r"(?:assignment destination|output array) is read-only": (
        "This array may not be changed in place. Work on a copy: x = x.copy()."
    ),
    r"out of bounds for (?:axis (\d+) with )?size (\d+)": (
        "With length {2} the last index is one less: counting begins at 0."
    ),
    r"^SyntaxError: 'await' outside function": (
        "A cell is not a coroutine: put the await into an async function and call "
        "asyncio.run on it."
    ),
    r"^OSError: \[Errno 29\]": (
        "A part of Python that this code needs could not be fetched. "
        "Is there a network? Run tries again."
    ),
    r"urlopen error|TLS not supported|unknown url type: https": (
        "Code in the page cannot open addresses. Write the data into the code."
    ),
    r"^(?:numpy\S*)?_?(?:Array)?MemoryError": (
        "The array is larger than the memory that a page may use."
    ),
    r"^ValueError: Maximum allowed dimension exceeded|^ValueError: array is too big": (
        "The array is larger than the memory that a page may use."
    ),
    r"^RecursionError": (
        "A function called itself too often: does it have a case in which it stops?"
    ),
}
NAME = re.compile(r"^NameError: name '(\w+)' is not defined", re.M)
NOT_A_NUMBER = re.compile(r"(?<![\w.])-?(nan|inf)(?![\w])")


def of_error(error: str) -> str:
    """Return a sentence that helps with an error, or "".

    Parameters
    ----------
    error : str
        As a cell prints it: its line, then the error.

    Returns
    -------
    str
        What to do about it.

    Examples
    --------
    >>> of_error("ModuleNotFoundError: No module named 'torch'")
    'torch is not here. NumPy, Matplotlib, nnnotes and the standard library are.'
    >>> of_error("ZeroDivisionError: division by zero")
    ''
    """
    if found := NAME.search(error):
        name = found[1]
        if name in NAMES:
            return f"Every cell starts with nothing: it needs a line {NAMES[name]}"
        return f"Every cell starts with nothing: {name} has to be defined in this one."
    for pattern, sentence in SENTENCES.items():
        if found := re.search(pattern, error, re.M):
            return re.sub(r"\{(\d)\}", lambda group: found[int(group[1])], sentence)
    return ""


def of_text(text: str, shown: str | None) -> str:
    """Return a sentence on nan or inf in what was printed, unless the page has it too.

    Parameters
    ----------
    text : str
        What was printed.
    shown : str or None
        What the page shows as printed.

    Returns
    -------
    str
        Where it comes from, or "".

    Examples
    --------
    >>> of_text("loss nan", None)[:30]
    'The result has nan in it. NumP'
    """
    found = NOT_A_NUMBER.search(text)
    if not found or (shown and NOT_A_NUMBER.search(shown)):
        return ""
    why = (
        "0 / 0, inf - inf or the logarithm of a negative number gives it"
        if found[1] == "nan"
        else "a division by 0, log(0) or exp of a large number gives it"
    )
    return (
        f"The result has {found[1]} in it. NumPy gives no warning in the browser: "
        f"{why}. np.isfinite(x).all() tells for each step."
    )
