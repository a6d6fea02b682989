"""What is wrong with an answer, on the smallest input that shows it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from nnnotes import cell, hints
from nnnotes.exercises import attempt, shrink, wording
from nnnotes.exercises.attempt import Answer, Slip, Trial, Unwritten
from nnnotes.exercises.exercise import Exercise, Mistake, Property
from nnnotes.exercises.gap import same
from nnnotes.exercises.source import Drawn, Source

#: Letters of what the code printed that are shown.
LETTERS = 10_000
#: What shows a mistake best, first.
KINDS = ("value", "shape", "slip", "error")


@dataclass(frozen=True)
class Verdict:
    """What the check says.

    Parameters
    ----------
    state : str
        "solved", "wrong" (the answer ran and is not right) or "error" (it did not run).
    says : str
        The specific mistake if it is a known one, else the property that does not hold.
    detail : str
        What is known beyond that, such as a shape; or the error with its lines.
    where : str
        The size of the smallest input that fails.
    case : tuple of (str, str)
        That input, by names.
    came, expected : str
        What the answer gives for it, and what it has to give.
    part : str
        Which part of that this is, such as "dw"; empty for the whole.
    printed : str
        What the code printed, and then what it printed for that input.
    holds : tuple of str
        If solved: what was tested.
    """

    state: str
    says: str
    detail: str = ""
    where: str = ""
    case: tuple[tuple[str, str], ...] = ()
    came: str = ""
    expected: str = ""
    part: str = ""
    printed: str = ""
    holds: tuple[str, ...] = ()


def check(exercise: Exercise, code: str, name: str = "your code") -> Verdict:
    """Test the properties of an exercise on a reader's code.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    code : str
        The answer, a script of Python.
    name : str
        Names the code in error messages.

    Returns
    -------
    Verdict
        The same for the same code.
    """
    answer = attempt.started(exercise, code, name)
    if answer.error:
        help = hints.of_error(answer.error)
        said = help or "The code does not run to its end."
        return Verdict("error", said, answer.error, printed=short(answer.text))
    if answer.slip:
        return Verdict("wrong", answer.slip, printed=short(answer.text))
    trials = list(tries(exercise, answer))
    failing = [(held, trial) for held, trial in trials if trial.kind]
    if not failing:
        holds = tuple(held.says for held in exercise.properties)
        said = f"Solved: everything holds, on {len(trials)} inputs."
        return Verdict("solved", said, printed=short(answer.text), holds=holds)
    mistake = recognised(exercise, [trial for _, trial in trials])
    held, trial = min(failing, key=lambda pair: KINDS.index(pair[1].kind))
    return told(answer, held, smallest(answer, held, trial), mistake)


def tries(exercise: Exercise, answer: Answer) -> Iterator[tuple[Property, Trial]]:
    """Try every property on its inputs, always the same ones, one after the other."""
    for held in exercise.properties:
        for seed in range(held.cases):
            with contextlib.redirect_stdout(attempt.Nowhere()):
                trial = attempt.tried(answer, held, Source(Drawn(seed)))
            yield held, trial


def recognised(exercise: Exercise, trials: list[Trial]) -> Mistake | None:
    """Return the typical mistake that does what the answer does, on every input.

    Where both end with an error, it has to be of the same type; and if the answer gives
    nothing else by which it could be known, in the same words.
    """
    known = any(trial.kind not in ("", "error") for trial in trials)
    for number, mistake in enumerate(exercise.mistakes):
        code = exercise.wrong(mistake)
        theirs = attempt.started(exercise, code, f"mistake {number}")
        pairs = zip(trials, tries(exercise, theirs), strict=True)
        if all(alike(mine, other, known) for mine, (_, other) in pairs):
            return mistake
    return None


def alike(mine: Trial, theirs: Trial, known: bool) -> bool:
    """Tell whether two answers did the same."""
    if mine.kind == "slip" or theirs.kind == "slip":
        return mine.kind == theirs.kind and str(mine.fault) == str(theirs.fault)
    if mine.fault or theirs.fault:
        words = known or str(mine.fault) == str(theirs.fault)
        return type(mine.fault) is type(theirs.fault) and words
    assert mine.compare and theirs.compare
    return same(mine.compare.came, theirs.compare.came, mine.compare.within)


def smallest(answer: Answer, held: Property, trial: Trial) -> Trial:
    """Return the trial on the smallest input that fails in the same way."""
    found = {id(trial.drawn): trial}

    def fails(drawn: Drawn) -> Drawn | None:
        one = attempt.tried(answer, held, Source(drawn))
        if one.kind != trial.kind or type(one.fault) is not type(trial.fault):
            return None
        found[id(one.drawn)] = one
        return one.drawn

    with contextlib.redirect_stdout(attempt.Nowhere()):
        return found[id(shrink.smallest(trial.drawn, fails))]


def told(
    answer: Answer, held: Property, trial: Trial, mistake: Mistake | None
) -> Verdict:
    """Put a failure into words."""
    says, detail = sentence(answer, held, trial)
    if mistake:
        says = mistake.says
    if isinstance(trial.fault, Unwritten):
        return Verdict("wrong", says, printed=short(answer.text))
    sizes = wording.counted(trial.drawn.sizes) or "this input"
    came = expected = ""
    if trial.gap:
        came, expected = wording.apart(trial.gap.came, trial.gap.expected)
    return Verdict(
        "wrong",
        says,
        detail,
        f"It fails for {sizes}.",
        tuple((name, wording.written(value)) for name, value in trial.case.items()),
        came,
        expected,
        trial.gap.part if trial.gap else "",
        short(answer.text + printed(answer, held, trial)),
    )


def sentence(answer: Answer, held: Property, trial: Trial) -> tuple[str, str]:
    """Return what is wrong, and what is known beyond that."""
    if isinstance(trial.fault, Slip):
        return str(trial.fault), ""
    if trial.fault is None:
        return held.says, trial.gap.why if trial.gap else ""
    lines = cell.describe(trial.fault, answer.file)
    if not lines.startswith("line "):  # no line of the reader's: it came later
        return "The check cannot use what the function returned.", lines
    return hints.of_error(lines) or "The code ends with an error.", lines


def printed(answer: Answer, held: Property, trial: Trial) -> str:
    """Return what the answer prints for one input."""
    found = cell.Printed(None)
    with contextlib.redirect_stdout(found):
        attempt.tried(answer, held, Source(trial.drawn))
    return "".join(found.parts)


def short(text: str) -> str:
    """Return the beginning of what was printed."""
    return text if len(text) <= LETTERS else f"{text[:LETTERS]} …"
