"""The companion notebooks: made of the examples, alike everywhere, run by Jupyter."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from fences import DOCS, ROOT
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from nbclient import NotebookClient
from test_site import Page as Html

from hooks import definitions, notebooks, percent, runner
from hooks.filters import Filters
from nnnotes import examples

EXPECTED = ROOT / "tests" / "expected"
SITE = "https://notes.example/"
WHEEL = f"{SITE}nnnotes-0.1.0-py3-none-any.whl"
SCRIPTS = sorted(path.stem for path in (DOCS / "notebooks").glob("*.py"))


def address(link: str) -> str:
    """Return where a page would be; there is no ``missing.md``."""
    if "missing" in link:
        raise LookupError("no such page")
    return SITE + link.removeprefix("../").removesuffix(".md") + "/"


def made(*cells: str) -> list[Any]:
    """Return the cells of a notebook that is made of these, without the set-up."""
    text = "\n\n".join(["# %% [markdown]\n# # Title", *cells]) + "\n"
    return list(json.loads(percent.notebook(text, address, WHEEL))["cells"])[3:]


def text_of(name: str) -> str:
    """Return a script of the notes."""
    return (DOCS / "notebooks" / f"{name}.py").read_text("utf-8")


@pytest.fixture(scope="module", params=SCRIPTS)
def notebook(request: pytest.FixtureRequest) -> Any:
    """Each notebook of the notes, as the build makes it."""
    return json.loads(percent.notebook(text_of(request.param), address, WHEEL))


def named(cells: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the cells that the page shows as such, with their names."""
    for cell in cells:
        if "name" in cell["metadata"]:
            yield cell["metadata"]["name"], cell


def printed(cell: Any) -> str:
    """Return what a cell printed."""
    sent = [o for o in cell["outputs"] if o["output_type"] == "stream"]
    assert all(output["name"] == "stdout" for output in sent), sent
    return "".join("".join(output["text"]) for output in sent)


def drawn(cell: Any) -> list[str]:
    """Return the drawings of a cell; there is no other kind of output."""
    rest = [o for o in cell["outputs"] if o["output_type"] != "stream"]
    return ["".join(output["data"]["image/svg+xml"]) for output in rest]


# -- What a script becomes ---------------------------------------------------


def test_a_snippet_becomes_the_example_with_its_reviewed_result() -> None:
    (claim, code) = made('# %%\n# --8<-- "optimization/sgd_mistake.py"')[-2:]
    script = (examples.FOLDER / "optimization/sgd_mistake.py").read_text("utf-8")
    assert "".join(code["source"]) + "\n" in script
    assert "".join(claim["source"]).strip("*") in script
    expected = EXPECTED / "optimization" / "sgd_mistake.txt"
    assert printed(code) == expected.read_text("utf-8")
    assert [svg[:4] for svg in drawn(code)] == ["<svg"]
    assert code["id"] == "optimization-sgd_mistake"


def test_functions_of_the_package_come_before_their_first_use_and_once() -> None:
    cells = made(
        '# %%\n# --8<-- "regularization/dropout.py"',
        '# %%\n# --8<-- "regularization/dropout_check.py"',
    )
    first, second = ("".join(cells[place]["source"]) for place in (0, 3))
    assert definitions.source("regularization.dropout") in first
    assert definitions.source("softmax.softmax") in first
    assert "data.digits" not in first and "draw." not in first
    assert "def relative_error" in second and "def dropout" not in second


def test_numbers_in_prose_come_from_runs_and_code_is_left_alone() -> None:
    share = "{{ forward/stations.right:.0%}}"
    cell = made(f"# %% [markdown]\n# {share}, `{share}`, $x_{{i}} = {share}$.")[0]
    assert "".join(cell["source"]) == f"100%, `{share}`, $x_{{i}} = 100%$."


def test_links_to_pages_become_links_to_the_site_and_others_stay() -> None:
    text = "[a](../forward/index.md#why), [b](https://x.example/c.md), [d](#e)"
    cell = made(f"# %% [markdown]\n# {text}")[0]
    assert "".join(cell["source"]) == (
        f"[a]({SITE}forward/index/#why), [b](https://x.example/c.md), [d](#e)"
    )


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('# %%\n# --8<-- "forward/nothing.py"', "no example 'forward/nothing'"),
        ('# %%\n# --8<-- "activations/gelu_mistake.py"\nprint(1)', "is one line"),
        ("# %%\nprint(1)", "a code cell is one line # --8<--"),
        ("# %% [markdown]\n# [a](missing.md)", "no such page"),
        ("# %% [markdown]\n# {{ forward/stations.wrong }}", "has no value 'wrong'"),
        ("# %% [markdown]\n# {{ forward/nothing.x }}", "no example 'forward/nothing'"),
    ],
)
def test_a_mistake_is_reported_with_the_line_of_the_script(
    cell: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = f"# %% [markdown]\n# # Title\n\n{cell}\n"
    notebooks.made("notebooks/some.py", text, address, WHEEL)
    assert "docs/notebooks/some.py:5: " in caplog.text
    assert message in caplog.text


def test_an_example_that_fails_is_refused(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = runner.Run(error="line 1: x\nNameError: name 'x' is not defined")
    monkeypatch.setitem(runner.results, "forward/stations", failed)
    text = '# %% [markdown]\n# # Title\n\n# %%\n# --8<-- "forward/stations.py"\n'
    notebooks.made("notebooks/some.py", text, address, WHEEL)
    assert "docs/notebooks/some.py:5: " in caplog.text
    assert "NameError" in caplog.text


def test_a_formula_that_cannot_be_read_is_reported_with_the_line_of_the_script(
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = "# %% [markdown]\n# # Title\n\n# %% [markdown]\n# Well.\n# So $\\frac{1}$.\n"
    config = load_config(str(ROOT / "mkdocs.yml"))
    file = File("notebooks/some.py", None, config.site_dir, True)
    filters = Filters(text, Page("Some", file, config), config, Files([file]))
    cells = percent.read(text)[1]
    assert "Title" in filters.prose(cells[0][1]) and not caplog.text
    filters.prose(cells[1][1])
    assert "docs/notebooks/some.py:6: formula " in caplog.text


# -- The notebooks of the notes ----------------------------------------------


def test_notebook_is_valid_and_its_ids_are_its_names(notebook: Any) -> None:
    nbformat.validate(notebook)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for name, cell in named(notebook["cells"]):
        assert cell["id"] == name.replace("/", "-")


def test_notebook_says_nothing_of_the_machine(notebook: Any) -> None:
    assert notebook["metadata"] == {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for cell in notebook["cells"]:
        assert set(cell["metadata"]) <= {"name", "tags"}
    text = json.dumps(notebook)
    for trace in (str(ROOT), str(Path.home()), "/tmp/", "ipykernel", "127.0.0.1"):
        assert trace not in text, trace


def test_notebook_is_the_same_every_time() -> None:
    for name in SCRIPTS:
        first, second = (
            percent.notebook(text_of(name), address, WHEEL) for _ in range(2)
        )
        assert first == second


def test_notebook_defines_the_maths_that_its_cells_import(notebook: Any) -> None:
    shown = ""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            shown += "".join(cell["source"])
            continue
        for imported in re.findall(
            r"^from nnnotes\.\w+ import (.+)$", "".join(cell["source"]), re.M
        ):
            for function in re.findall(r"\w+", imported):
                assert re.search(rf"^(def |class )?{function}\b", shown, re.M), function


def test_theory_covers_what_it_promises() -> None:
    parts = {
        name.split("/")[0]
        for name in re.findall(r'--8<-- "(.+)\.py"', text_of("theory"))
    }
    assert parts == {
        "forward", "backprop", "activations", "initialization", "optimization",
        "regularization", "diagnostics",
    }  # fmt: skip
    headings = re.findall(r"^# ## (.+)$", text_of("theory"), re.M)
    assert headings == [
        "Forward passes", "Gradients", "Activations", "Initialization",
        "Gradient descent", "Adam", "Normalization", "Dropout", "Diagnostics",
    ]  # fmt: skip


def test_notebook_types_no_decimal_in_prose() -> None:
    for name in SCRIPTS:
        prose = "\n".join(text for kind, text in percent.read(text_of(name))[1])
        assert not re.findall(r"(?<![\w/.])\d+\.\d+", prose), name


def test_every_notebook_is_in_the_navigation() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    assert sorted(re.findall(r" notebooks/(\w+)\.py$", nav, re.M)) == SCRIPTS


def test_notebook_runs_in_plain_jupyter_with_the_results_that_it_shows(
    notebook: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    fresh = nbformat.reads(json.dumps(notebook), as_version=4)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(fresh, timeout=300, resources=place).execute()
    for shown, cell in zip(notebook["cells"], fresh.cells, strict=True):
        if cell.cell_type == "code":
            assert printed(cell) == printed(shown), cell.id
            assert len(drawn(cell)) == len(drawn(shown)), cell.id
            assert cell.execution_count == shown["execution_count"]


def test_results_shown_are_the_reviewed_ones(notebook: Any) -> None:
    for name, cell in named(notebook["cells"]):
        if name.startswith("exercises/"):
            continue
        expected = EXPECTED / f"{name}.txt"
        assert printed(cell).rstrip() + "\n" == expected.read_text("utf-8")


# -- The pages ---------------------------------------------------------------


@pytest.fixture(scope="module", params=SCRIPTS)
def built(request: pytest.FixtureRequest, site: Path) -> Path:
    """The folder of each notebook's page in the site."""
    return site / "notebooks" / str(request.param)


def test_page_has_no_more_styles_and_scripts_than_a_topic(
    built: Path, site: Path
) -> None:
    def brings(folder: Path) -> list[str]:
        html = (folder / "index.html").read_text("utf-8")
        found = re.findall(r"<(?:style|script)\b.*?>|<link rel=\"style.*?>", html)
        return [re.sub(r"(\.\./)+", "", tag) for tag in found]

    assert brings(built) == brings(site / "forward" / "affine_layer")
    text = (built / "index.html").read_text("utf-8")
    for trace in ("jp-", "jupyter-wrapper", "clipboard-copy", "requirejs", "mathjax"):
        assert trace not in text, trace


def test_page_costs_a_topic_s_cells_and_no_more(built: Path, site: Path) -> None:
    def weight(folder: Path) -> tuple[int, int]:
        html = (folder / "index.html").read_text("utf-8")
        return len(html), len(re.findall("<nn-(?:cell|exercise) ", html))

    size, cells = weight(built)
    frame = len((site / "notation" / "index.html").read_text("utf-8"))
    topic, three = weight(site / "forward" / "affine_layer")
    assert size < frame + cells * topic / three


def test_notebook_lies_beside_its_page_with_links_that_lead_somewhere(
    built: Path, site: Path
) -> None:
    page = Html((built / "index.html").read_text("utf-8"))
    assert f"{built.name}.ipynb" in page.links
    notebook = json.loads((built / f"{built.name}.ipynb").read_text("utf-8"))
    nbformat.validate(notebook)
    prose = "".join(
        "".join(cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
    )
    home = re.search(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert home
    found = re.findall(rf"{re.escape(home[1])}[^\s)\"#]*", prose)
    assert len(found) > 1
    for link in found:
        target = site / link.removeprefix(home[1])
        assert (target / "index.html").is_file() or target.suffix == ".whl", link
        assert target.exists(), link


def test_search_finds_the_prose_of_a_notebook_and_not_its_cells(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    texts = {
        entry["location"]: entry["text"]
        for entry in index["docs"]
        if entry["location"].startswith("notebooks/")
    }
    assert "divides the mean gradient" in texts["notebooks/theory/#adam"]
    assert sum("theory" in location for location in texts) == 10
    everything = " ".join(texts.values())
    # Code, what it prints, the package's functions, what a starter raises.
    for trace in ("np.random", "uncorrected", "def ", "return", "NotImplemented"):
        assert trace not in everything, trace


def test_page_shows_what_the_notebook_holds(built: Path) -> None:
    html = (built / "index.html").read_text("utf-8")
    notebook = json.loads((built / f"{built.name}.ipynb").read_text("utf-8"))
    names = [name for name, _ in named(notebook["cells"])]
    shown = re.findall(r'<nn-(?:cell|exercise) [^>]*?name="([^"]+)"', html)
    assert shown == [name.removeprefix("exercises/") for name in names]
    assert "pip install" not in html, "that is for Jupyter"
