"""Pages say to machines what they are, and are there as plain Markdown."""

from __future__ import annotations

import json
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from browser_fixtures import follow
from fences import DOCS, ROOT, fences, pages
from playwright.sync_api import Page, expect

from hooks import citing, dates, feed, runner, twins
from nnnotes import examples

#: Of the Citation File Format 1.2.0, by its authors, under CC BY 4.0.
SCHEMA = ROOT / "tests" / "reference" / "cff-1.2.0.schema.json"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
META = re.compile(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">')
#: Whether this copy of the project knows its whole history; else no page has a date.
DATED = bool(dates.changes())
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def url(note: str) -> str:
    return re.sub(r"(^|/)index\.md$", r"\1", note).replace(".md", "/")


@pytest.fixture(scope="module")
def html(site: Path) -> dict[str, str]:
    """Address of a page below the site -> its text."""
    return {
        path.parent.relative_to(site).as_posix().removeprefix(".")
        + "/": path.read_text("utf-8")
        for path in site.rglob("index.html")
        if "assets" not in path.parts
    }


def data(text: str) -> dict[str, Any]:
    """Return the one block of linked data of a page."""
    (found,) = DATA.findall(text)
    parsed: dict[str, Any] = json.loads(found)
    return parsed


def canonical(text: str) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]+)"', text)
    assert found
    return found[1]


def test_every_page_is_described_in_linked_data(html: dict[str, str]) -> None:
    for name, text in html.items():
        said = data(text)
        meta = {key: unescape(value) for key, value in META.findall(text)}
        if name == "/":
            assert said["@type"] == "WebSite"
            continue
        article, crumbs = said["@graph"]
        assert article["@type"] == "TechArticle" and article["name"], name
        assert article["description"] == meta["description"] == meta["og:description"]
        assert article["url"] == canonical(text) == meta["og:url"]
        assert article["name"] == meta["og:title"] == meta["twitter:title"]
        assert article["license"].startswith("https://creativecommons.org/")
        changed = article.get("dateModified", "")
        assert bool(re.match(r"\d{4}-\d\d-\d\dT", changed)) == DATED, name
        assert article["isPartOf"]["@type"] == "WebSite"
        steps = crumbs["itemListElement"]
        assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
        assert steps[-1]["item"] == article["url"]
        assert len({step["item"] for step in steps}) == len(steps)


def test_a_topic_shows_the_way_that_leads_to_it(html: dict[str, str]) -> None:
    text = html["backprop/gradient_check/"]
    steps = data(text)["@graph"][1]["itemListElement"]
    names = [step["name"] for step in steps]
    assert names == ["nnnotes", "Backpropagation", "Gradient check"]
    shown = re.search(r'<nav class="md-path".*?</nav>', text, re.S)
    assert shown and "Backpropagation" in shown[0]


def test_the_sitemap_says_when_a_page_was_changed_and_not_when_built(
    site: Path, html: dict[str, str]
) -> None:
    tree = ElementTree.parse(site / "sitemap.xml").getroot()
    found = {
        entry.findtext("{*}loc"): entry.findtext("{*}lastmod", "") for entry in tree
    }
    for text in html.values():
        said = data(text)
        article = said.get("@graph", [said])[0]
        assert found[canonical(text)] == article.get("dateModified", "")[:10]


def test_every_page_is_there_as_markdown_and_listed(
    site: Path, html: dict[str, str]
) -> None:
    listed = re.findall(r"\]\((\S+)\): .+", (site / "llms.txt").read_text("utf-8"))
    assert sorted(listed) == sorted(canonical(t) + "index.md" for t in html.values())
    for name in html:
        twin = (site / name.strip("/") / "index.md").read_text("utf-8")
        assert twin.startswith("# "), name


def test_markdown_holds_code_results_and_digits(note: str) -> None:
    twin = twins.twin(note, (DOCS / note).read_text("utf-8"))
    outside = re.sub(r"^( *)(`{3,}).*?^\1\2$|`[^`\n]+`", "", twin, flags=re.S | re.M)
    for mark in ("{{", "--8<--", "???", "\n!!! ", "description:", "``` example"):
        assert mark not in outside, f"{note}: {mark}"
    for fence in fences(note):
        found = re.search(r'--8<-- "([^":]+)\.py"', fence.code)
        if fence.language == "example" and found:
            flat = re.sub(r"^ +", "", twin, flags=re.M)
            code = re.sub(r"^ +", "", examples.load(found[1]).code.strip(), flags=re.M)
            assert code in flat
            printed = runner.result(found[1]).printed.strip()
            assert re.sub(r"^ +", "", printed, flags=re.M) in flat


def test_links_between_markdown_pages_lead_somewhere(
    site: Path, html: dict[str, str]
) -> None:
    broken = []
    for name in html:
        twin = (site / name.strip("/") / "index.md").read_text("utf-8")
        prose = re.sub(r"^( *)(`{3,}).*?^\1\2$|`[^`\n]+`", "", twin, flags=re.S | re.M)
        for link in re.findall(r"\]\((?!\w+:|#)([^)\s#]+)", prose):
            target = urljoin(f"/{name.lstrip('/')}", link).lstrip("/")
            if not (site / target).exists():
                broken.append(f"{name}: {link}")
    assert not broken


def test_a_correction_and_an_option_are_opened_in_markdown() -> None:
    twin = twins.twin("a.md", '# A\n\n??? success "Yes"\n    Right.\n')
    assert "- **Right: Yes**\n\n    Right." in twin
    assert "**Wrong: No**" in twins.twin("a.md", '# A\n\n??? failure "No"\n    Why.\n')


def test_the_citation_is_valid_and_of_this_version() -> None:
    said = citing.project()
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(said)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert said["version"] == project["version"]
    assert " AND ".join(said["license"]) == project["license"]


def test_a_page_is_cited_with_title_year_and_address(html: dict[str, str]) -> None:
    found = re.search(
        r"<pre><code>(@misc.*?)</code>", html["losses/empirical_risk/"], re.S
    )
    assert found
    entry = unescape(found[1])
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M))
    assert entry.startswith("@misc{nnnotes-losses-empirical_risk,\n")
    assert fields["title"] == "Empirical risk"
    assert fields["author"] == "{The nnnotes authors}"
    assert fields.get("year", "").isdigit() == DATED
    assert fields["url"].endswith("losses/empirical_risk/")
    assert entry.count("{") == entry.count("}")
    assert r"A \& B\_1" in citing.bibtex("A & B_1", "a/b/", "https://a.example/", None)


def test_the_feed_has_the_entries_of_the_changelog(site: Path) -> None:
    tree = ElementTree.parse(site / "feed.xml").getroot()
    titles = [
        entry.findtext("a:title", "", ATOM) for entry in tree.findall("a:entry", ATOM)
    ]
    text = (DOCS / "changelog.md").read_text("utf-8")
    assert titles == re.findall(r"^## (.+)$", text, re.M)
    ids = (site / "changelog" / "index.html").read_text("utf-8")
    for entry in tree.findall("a:entry", ATOM):
        place = entry.findtext("a:id", "", ATOM)
        assert f'id="{place.split("#")[1]}"' in ids
        assert entry.findtext("a:updated", "", ATOM)[:10] in place
    assert tree.findtext("a:updated", "", ATOM) == max(
        entry.findtext("a:updated", "", ATOM) for entry in tree.findall("a:entry", ATOM)
    )


def test_a_changelog_without_a_date_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed.blocks, "read", lambda page: "# Changelog\n\n## Soon\n")
    with pytest.raises(ValueError, match=r"docs/changelog\.md: no heading"):
        feed.entries()


def test_front_matter_is_yaml(note: str) -> None:
    front = (DOCS / note).read_text("utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["description"]
    assert note in pages()


def test_a_browser_takes_the_data_and_shows_the_way(page: Page, address: str) -> None:
    """The `page` fixture fails if the policy blocks anything or the console speaks."""
    page.goto(f"{address}backprop/gradient_check/")
    said = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(said or "")["@graph"][0]["name"] == "Gradient check"
    expect(page.locator(".md-path")).to_contain_text("Backpropagation")
    follow(page, "Notation")
    expect(page.locator("h1")).to_contain_text("Notation")
    page.locator(".nn-cite > summary").click()
    expect(page.locator(".nn-cite")).to_contain_text("@misc{nnnotes-notation,")
