"""Explorers: their values as a file, their first state as a part of the page."""

from __future__ import annotations

import functools
import hashlib
import json
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from hooks import bundle, downloads, npm, runner
from nnnotes import explorers

FOLDER = "assets/explorers"
#: Grids by the hash of their text.
CACHE = downloads.ROOT / ".cache" / "explorers"
#: Seconds that a grid may take on a slow machine: some train a hundred networks.
LIMIT = 600.0
#: What a process of its own runs: it puts the grid there and prints its hash.
CODE = """import hashlib, json
from pathlib import Path
from nnnotes import explorers
grid = explorers.grid(explorers.load({name!r}))
text = json.dumps(grid, separators=(",", ":"), allow_nan=False)
digest = hashlib.sha256(text.encode()).hexdigest()
Path({folder!r}, digest).write_text(text, "utf-8")
print(digest)
"""


#: Explorer -> its grid, for the build that is under way.
results: dict[str, str] = {}


def grids() -> dict[str, str]:
    """Return the values of every explorer, as JSON; at hand after :func:`refresh`."""
    return results or refresh()


def refresh() -> dict[str, str]:
    """Bring :data:`results` up to date; unchanged grids are not computed again."""
    CACHE.mkdir(parents=True, exist_ok=True)
    names = explorers.names()
    codes = {one: CODE.format(name=one, folder=str(CACHE)) for one in names}
    jobs = {f"explorer/{name}": code for name, code in codes.items()}
    runs = runner.run_all(jobs, limit=LIMIT)
    lost = [
        job for job, run in runs.items() if not run.error and not file(run).exists()
    ]
    runs |= runner.run_all({job: jobs[job] for job in lost}, cache=None, limit=LIMIT)
    results.clear()
    results.update({name: text(name, runs[f"explorer/{name}"]) for name in names})
    return results


def text(name: str, run: runner.Run) -> str:
    """Return what a process left.

    Raises
    ------
    RuntimeError
        If it failed; names the explorer and says why.
    """
    if run.error:
        place = f"src/nnnotes/explorers/{name}.py"
        raise RuntimeError(f"{place}: its grid cannot be computed\n{run.error}")
    return file(run).read_text("utf-8")


def file(run: runner.Run) -> Path:
    """Return where the process put the grid."""
    return CACHE / (run.text.strip() or "none")


def address(name: str, grid: str) -> str:
    """Return where the values are on the site: the name tells the content."""
    digest = hashlib.sha256(grid.encode()).hexdigest()[:8]
    return f"{FOLDER}/{name}.{digest}.json"


def html(name: str, values: str, base: str) -> str:
    """Return an explorer in its first state, complete without a script."""
    grid = json.loads(values)
    controls = grid["controls"]
    first = first_values(grid)
    drawn = static(json.dumps({
        "panels": grid["panels"],
        "texts": [row["text"] for row in grid["table"]],
        "values": first,
        "step": step(controls),
    }))  # fmt: skip
    return (
        f'<nn-explorer name="{name}" id="explore-{name}" state="idle" '
        f'data="{base}{address(name, values)}">'
        f"{play(controls)}{panels(drawn['drawn'])}"
        f'<p class="nn-says" role="status">{escape(first["say"])}</p>'
        f"{form(name, grid)}{table(grid, drawn['texts'])}</nn-explorer>"
    )


def first_values(grid: dict[str, Any]) -> dict[str, Any]:
    """Return the values of the first state, the controls' own among them."""
    controls = grid["controls"]
    found = {name: control["start"] for name, control in controls.items()}
    for name, value in grid["values"].items():
        at = 0
        for key in value["by"]:
            ways = stops(controls[key])
            at = at * len(ways) + ways.index(controls[key]["start"])
        found[name] = value["is"][at]
    return found


def stops(control: dict[str, Any]) -> list[Any]:
    """Return where a control can stand on the grid, in order."""
    kinds = {
        "Slider": control.get("stops"),
        "Choice": control.get("options"),
        "Switch": [False, True],
    }
    found = None if control.get("live") else kinds.get(control["kind"])
    return found or [control["start"]]


def step(controls: dict[str, Any]) -> int:
    """Return the step that is shown first; 99 if there are none."""
    steps = [one["start"] for one in controls.values() if one["kind"] == "Steps"]
    return steps[0] if steps else 99


def panels(drawn: list[tuple[str, str]]) -> str:
    """Return the drawings."""
    figures = "".join(
        f'<figure class="nn-panel"><figcaption>{escape(title)}</figcaption>'
        f"{svg}</figure>"
        for title, svg in drawn
    )
    return f'<div class="nn-panels">{figures}</div>'


def table(grid: dict[str, Any], texts: list[str]) -> str:
    """Return the shown values, written."""
    now = step(grid["controls"])
    rows = "".join(
        f"<tr{' hidden' if row['since'] > now else ''}>"
        f'<th scope="row">{escape(row["name"])}</th><td>{escape(text)}</td></tr>'
        for row, text in zip(grid["table"], texts, strict=True)
    )
    return f'<table class="nn-values"><caption>Values</caption>{rows}</table>'


# -- Controls ------------------------------------------------------------------


def form(name: str, grid: dict[str, Any]) -> str:
    """Return the controls, at rest until their script is there."""
    rows = "".join(
        control(name, key, one, i)
        for i, (key, one) in enumerate(grid["controls"].items())
    )
    states = "".join(button(one, preset=one) for one in grid["presets"])
    asks = "" if play(grid["controls"]) else compute()
    return (
        '<fieldset class="nn-controls" disabled>'
        f'<legend class="nn-hidden">Controls</legend>{rows}'
        f'<div class="nn-states">{states}{button("Reset", act="reset")}</div>'
        f"{asks}</fieldset>"
    )


def button(text: str, **data: object) -> str:
    """Return a button that says what it does in its data."""
    told = "".join(f' data-{key}="{escape(str(one))}"' for key, one in data.items())
    return f'<button class="nn-choice" type="button"{told}>{escape(text)}</button>'


def control(name: str, key: str, one: dict[str, Any], number: int) -> str:
    """Return one control as native inputs."""
    identity = f"explore-{name}-{number}"
    label = escape(one["label"])
    if one["kind"] == "Choice":
        return choice(identity, key, one)
    if one["kind"] == "Points":
        return points(identity, key, one)
    if one["kind"] == "Switch":
        checked = " checked" if one["start"] else ""
        return (
            f'<label class="nn-control nn-switch"><input type="checkbox" name="{key}"'
            f"{checked}> {label}</label>"
        )
    names = one.get("names")
    at = one["start"] if names else one["stops"].index(one["start"])
    last = len(names or one["stops"]) - 1
    shown = names[at] if names else f"{one['start']:g}"
    back, forth = ("Back", "Next") if names else (one["back"], one["forth"])
    beside = (
        f"<output>{escape(shown)}</output>"
        if not one.get("between")
        else f'<input type="number" name="{key}" step="any" value="{shown}" '
        f'aria-label="{label}, exact">'
    )
    return (
        f'<div class="nn-control"><label for="{identity}">{label}</label>'
        f"{button(back, go=key, way=-1) if back else ''}"
        f'<input type="range" id="{identity}" name="{key}" min="0" max="{last}" '
        f'step="1" value="{at}" aria-valuetext="{escape(shown)}">'
        f"{button(forth, go=key, way=1) if forth else ''}{beside}</div>"
    )


def play(controls: dict[str, Any]) -> str:
    """Return the buttons that let a slider run, if there is one that can."""
    for key, one in controls.items():
        if one.get("play"):
            step, far = one["play"]
            return (
                f'<fieldset class="nn-states nn-play" data-moves="{key}" disabled>'
                f'<legend class="nn-hidden">{escape(one["label"])}</legend>'
                f"{button('Play', play=far)}{button(f'Step {step}', step=step)}"
                f"{button(f'Step {far}', step=far)}"
                f"{button('From the start', step='start')}{compute()}</fieldset>"
            )
    return ""


def compute() -> str:
    """Return the button that asks Python, hidden until it is needed."""
    return (
        '<div class="nn-between" hidden>'
        f"{button('Compute with Python', act='compute')}</div>"
    )


def points(identity: str, key: str, one: dict[str, Any]) -> str:
    """Return a text of points, and which class a click on the picture adds."""
    ways = radios(f"{key}-class", ("0", "1"), "1")
    return (
        f'<div class="nn-control nn-points" data-points="{key}">'
        f'<label for="{identity}">{escape(one["label"])}</label>'
        f'<input type="text" id="{identity}" name="{key}" '
        f'value="{escape(one["start"])}" spellcheck="false" autocomplete="off"></div>'
        '<fieldset class="nn-control nn-options"><legend>a click on the first picture '
        f"adds class</legend>{ways}</fieldset>"
    )


def radios(name: str, options: Iterable[str], start: str) -> str:
    """Return radio buttons, one an option."""
    return "".join(
        f'<label><input type="radio" name="{name}" value="{escape(option)}"'
        f"{' checked' if option == start else ''}> {escape(option)}</label>"
        for option in options
    )


def choice(identity: str, key: str, one: dict[str, Any]) -> str:
    """Return a group of radio buttons."""
    options = radios(key, one["options"], one["start"])
    return (
        f'<fieldset class="nn-control nn-options" id="{identity}">'
        f"<legend>{escape(one['label'])}</legend>{options}</fieldset>"
    )


# -- The pictures, drawn by the page's own script in Node --------------------------


def static(request: str) -> dict[str, Any]:
    """Let the page's own module draw."""
    drawer = process()
    assert drawer.stdin and drawer.stdout
    drawer.stdin.write(request + "\n")
    drawer.stdin.flush()
    answer = drawer.stdout.readline()
    if not answer:
        raise RuntimeError("docs/assets/explorer/draw.js ended; see the message above")
    found: dict[str, Any] = json.loads(answer)
    return found


@functools.cache
def process() -> subprocess.Popen[str]:
    """Start the drawer; it ends with us, when its input closes."""
    made = bundle.esbuild([bundle.EXPLORER / "static.mjs"], {}, "--platform=node")
    (code,) = made.values()
    folder = downloads.ROOT / ".cache" / "explorer"
    script = Path(folder, f"{hashlib.sha256(code).hexdigest()[:16]}.mjs")
    folder.mkdir(parents=True, exist_ok=True)
    script.write_bytes(code)
    return subprocess.Popen(
        [npm.node(), str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
