"""The README: its two commands, its links, the result that it quotes."""

import re

from fences import ROOT

TEXT = (ROOT / "README.md").read_text("utf-8")


def commands() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", TEXT, re.M | re.S)


def test_the_first_two_shell_blocks_are_one_line_each_and_set_up_all_they_need() -> (
    None
):
    serve, test = commands()[:2]
    for command in (serve, test):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert serve.endswith("mkdocs serve --no-livereload\n")
    assert re.search(r" \.venv/bin/pytest( --?[a-z]+[-a-z0-9 ]*)*\n$", test)


def test_links_lead_to_files() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert link.startswith("http") or (ROOT / link).exists(), link


def test_quoted_result_is_the_reviewed_one() -> None:
    quoted = re.findall(r"^```text\n(.*?)^```", TEXT, re.M | re.S)[0]
    expected = ROOT / "tests" / "expected" / "backprop" / "gradient_check.txt"
    assert quoted == expected.read_text("utf-8")
