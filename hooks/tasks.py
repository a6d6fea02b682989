"""The exercises as cells of a notebook: statement, starter, check, hints, solution.

On the page an exercise is one element, which has all of these; so the page shows the
starter's cell as that element, and the others are for Jupyter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hooks import ipynb, runner
from hooks.exercises import ordered, title
from hooks.ipynb import Cell
from nnnotes import exercises
from nnnotes.exercises.exercise import Exercise

#: What a percent script says where it wants them, and what begins their cells' names.
SNIPPET = '# --8<-- "exercises"'
PREFIX = "exercises/"
SETUP = """\
from nnnotes import draw
from nnnotes.exercises.notebook import check

draw.use_style()  # figures as on the pages"""
IMPORT = SETUP.splitlines()[1]


def cells(address: Callable[[str], str]) -> Iterator[Cell]:
    """Yield the cells of all exercises, in the order of the notes."""
    found = {name: exercises.load(name) for name in ordered()}
    codes = {
        f"{PREFIX}{name}": f"{IMPORT}\nIn = [{found[name].starter!r}]\n{call(name)}"
        for name in found
    }
    runs = runner.run_all(codes)
    for name, exercise in found.items():
        run = runs[PREFIX + name]
        if run.error:
            raise LookupError(f"the check of {name} ends with an error\n{run.error}")
        yield ipynb.prose(f"## {exercise.title}")
        yield ipynb.prose(statement(exercise, address), aside=True)
        yield ipynb.code(exercise.starter.strip(), [], name=PREFIX + name)
        yield ipynb.code(call(name), [ipynb.printed(run.text)])
        yield ipynb.prose(help(exercise), aside=True)


def call(name: str) -> str:
    """Return the line that checks an exercise in Jupyter."""
    return f'check("{name}", In)'


def statement(exercise: Exercise, address: Callable[[str], str]) -> str:
    """Return what is asked and what is tested."""
    properties = "\n".join(f"- {held.says}" for held in exercise.properties)
    topic = f"[{title(exercise.topic)}]({address(f'../{exercise.topic}.md')})"
    return (
        f"{exercise.statement.strip()}\n\nThe check tries:\n\n{properties}\n\n"
        f"The topic: {topic}."
    )


def help(exercise: Exercise) -> str:
    """Return hints, each inside the one before it, and the solution, all folded."""
    inner, count = "", len(exercise.hints)
    for number in range(count, 0, -1):
        step = f"{exercise.hints[number - 1].strip()}\n\n{inner}"
        inner = folded(f"Hint {number} of {count}", step)
    solution = f"```python\n{exercise.solution.strip()}\n```"
    return f"{inner}\n\n{folded('Solution', solution)}"


def folded(summary: str, text: str) -> str:
    """Return a text that opens by its summary."""
    return f"<details><summary>{summary}</summary>\n\n{text.strip()}\n\n</details>"
