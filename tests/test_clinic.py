"""The clinic: each fault is told from all the others, and one line repairs it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from fences import DOCS

from nnnotes import examples
from nnnotes.diagnosis import diagnose
from nnnotes.findings import USUAL, Findings

SEEDS = range(4)
SECTION = re.compile(
    r"^(?P<fault>[a-z].*)\n-+8<-+ \[start:(?P<name>\w+)\]\n"
    r"-(?P<wrong>.*)\n\+(?P<right>.*)\n-+8<-+ \[end:(?P=name)\]$",
    re.M,
)
TEXT = (DOCS / "includes" / "repairs.diff").read_text("utf-8")
REPAIRS = {found["name"]: found for found in SECTION.finditer(TEXT)}
PAGE = (DOCS / "practice" / "clinic.md").read_text("utf-8")


@cache
def examined(name: str, seed: int, *, repaired: bool = False) -> Findings:
    """Run a patient with another seed, before or after the repair, and no drawing."""
    code = examples.load(f"clinic/{name}").code
    for old, new in (
        ("default_rng(0)", f"default_rng({seed})"),
        ("print(report)\nreport.draw()\n", ""),
    ):
        assert code.count(old) == 1, f"{name}: {old}"
        code = code.replace(old, new)
    if repaired:
        found = REPAIRS[name]
        code = code.replace(f"{found['wrong']}\n", f"{found['right']}\n")
    scope: dict[str, object] = {}
    exec(compile(code, name, "exec"), scope)
    report = scope["report"]
    assert isinstance(report, Findings)
    return report


# The patients


def test_every_case_of_the_issue_is_there_once() -> None:
    faults = Counter(found["fault"] for found in REPAIRS.values())
    assert set(faults.values()) == {1}
    assert set(faults) == {
        "dead units", "missing bias", "transposed weights", "zero initialization",
        "too large a rate", "too small a rate", "forgotten gradient reset",
        "wrong axis in softmax", "leaked validation data", "shuffled labels",
        "unscaled inputs", "exploding loss", "dropout left on",
        "batch norm in the wrong mode", "off-by-one in labels",
    }  # fmt: skip


def test_every_patient_has_a_repair() -> None:
    names = {name.split("/")[1] for name in examples.names() if "clinic/pat" in name}
    assert names == set(REPAIRS)


@pytest.mark.parametrize("name", REPAIRS)
def test_repair_is_one_line_that_stands_once_in_the_script(name: str) -> None:
    wrong, right = REPAIRS[name]["wrong"], REPAIRS[name]["right"]
    lines = examples.load(f"clinic/{name}").code.splitlines()
    assert lines.count(wrong) == 1 and right not in lines and wrong != right
    assert len(right) <= 88


def test_every_fault_is_diagnosed_as_itself_and_as_nothing_else() -> None:
    """The confusion table: rows are faults, columns what the rules say."""
    table = {
        found["fault"]: Counter(diagnose(examined(name, seed)) for seed in SEEDS)
        for name, found in REPAIRS.items()
    }
    lines = [f"{fault}: {dict(said)}" for fault, said in table.items()]
    assert all(set(said) == {fault} for fault, said in table.items()), "\n".join(lines)


@pytest.mark.parametrize("name", REPAIRS)
def test_repaired_patient_is_healthy(name: str) -> None:
    for seed in SEEDS:
        report = examined(name, seed, repaired=True)
        found = {key: report[key] for key in report.unusual}
        assert diagnose(report) == "healthy", f"{name}, seed {seed}: {found}"


def test_healthy_patient_is_healthy_with_any_seed() -> None:
    code = examples.load("clinic/healthy").code.split("print(report)")[0]
    for seed in range(10):
        scope: dict[str, Findings] = {}
        exec(code.replace("default_rng(0)", f"default_rng({seed})"), scope)
        assert diagnose(scope["report"]) == "healthy", f"{seed}: {scope['report']}"


def test_all_patients_have_the_same_rows_in_the_report() -> None:
    for name in REPAIRS:
        assert list(examined(name, 0).values) == list(USUAL), name


def test_reports_are_narrow_enough_for_a_phone() -> None:
    for name in REPAIRS:
        assert max(map(len, repr(examined(name, 0)).split("\n"))) <= 44, name


@pytest.mark.parametrize("name", REPAIRS)
def test_no_script_tells_its_fault(name: str) -> None:
    """Nor does its caption: the reader finds it in the report and in the code."""
    shown = examples.load(f"clinic/{name}")
    words = {"fault", "wrong", "bug", "mistake", *REPAIRS[name]["fault"].split()}
    words -= {"on", "in", "a", "the", "rate", "softmax", "norm", "batch", "data"}
    words -= {"labels", "inputs", "weights", "gradient", "loss", "units", "too", "dead"}
    said = set(
        re.findall(r"[\w-]+", f"{shown.caption} {' '.join(comments(shown.code))}")
    )
    assert not words & said - {"wrong"}


def comments(code: str) -> list[str]:
    return re.findall(r"#(.*)", code)


# The page


def sections() -> dict[str, str]:
    """The page's text about each patient."""
    parts = re.split(r"^## (.+)$", PAGE, flags=re.M)
    return {
        title.lower().replace(" ", "_"): text
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
        if title.startswith("Patient ")
    }


def test_every_patient_stands_on_the_page() -> None:
    assert list(sections()) == sorted(REPAIRS)


@pytest.mark.parametrize("name", sorted(REPAIRS))
def test_section_shows_report_question_cell_and_solution_in_this_order(
    name: str,
) -> None:
    text = sections()[name]
    places = [
        text.index(part)
        for part in (
            f"``` result\nclinic/{name}\n",
            "What is wrong with",
            "??? success",
            "Repair it",
            f'--8<-- "clinic/{name}.py"',
            f'--8<-- "repairs.diff:{name}"',
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(REPAIRS))
def test_question_has_one_right_option_and_a_reason_for_each(name: str) -> None:
    text = sections()[name].split("??? example")[0]
    options = re.findall(r'^\?\?\? (\w+) "(.+)"\n+    (\S.*)', text, re.M)
    assert len(options) == 4
    right = [title for kind, title, _ in options if kind == "success"]
    assert len(right) == 1
    assert right[0].lower().startswith(REPAIRS[name]["fault"])
    assert {kind for kind, *_ in options} == {"success", "failure"}
    assert all(len(why.split()) >= 8 for *_, why in options)
