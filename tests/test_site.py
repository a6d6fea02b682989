"""The built site: whole, linked, described, and asking no other host."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest

from nnnotes import explorers
from nnnotes.explorers import view

VOID_OF_TEXT = {"script", "style", "annotation"}  # the last is a formula's source
LOADING = {
    "script": ["src"], "img": ["src", "srcset"], "iframe": ["src"], "source": ["src"],
    "video": ["src"], "audio": ["src"], "object": ["data"], "embed": ["src"],
}  # fmt: skip


class Page(HTMLParser):
    """What the tests ask of one HTML file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.images: list[dict[str, str]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if "id" in have:
            (self.twice if have["id"] in self.ids else self.ids).add(have["id"])
        if tag == "a" and "href" in have:
            self.links.append(have["href"])
        if tag == "link" and have.get("rel") in (
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
        ):
            self.loads.append(have["href"])
        self.loads += [have[name] for name in LOADING.get(tag, []) if name in have]
        if tag == "img":
            self.images.append(have)
        if tag in VOID_OF_TEXT or tag in ("pre", "code"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.text.append(data)


@pytest.fixture(scope="session")
def html(site: Path) -> dict[str, Page]:
    """Address below the site -> page."""
    return {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
        if "assets" not in path.relative_to(site).parts
    }


def test_every_link_and_anchor_leads_somewhere(
    site: Path, html: dict[str, Page]
) -> None:
    broken = []
    for name, page in html.items():
        if name == "404.html":  # its links are absolute, from the address of the site
            continue
        for link in page.links:
            target = urlparse(link)
            if target.scheme or target.netloc:
                continue
            address, anchor = urldefrag(urljoin(name, link))
            file = address.split("?")[0] or "index.html"
            file = unquote(file + "index.html" if file.endswith("/") else file).lstrip(
                "/"
            )
            if not (site / file).is_file():
                broken.append(f"{name}: {link}: no such page")
            elif anchor and file in html and not leads(unquote(anchor), html[file]):
                broken.append(f"{name}: {link}: no such anchor")
    assert not broken, "\n".join(broken)


def leads(anchor: str, page: Page) -> bool:
    """Tell whether a page has a place, or an explorer that can be in such a state."""
    name, _, state = anchor.partition(":")
    if not state or f"explore-{name}" not in page.ids:
        return anchor in page.ids
    controls = explorers.load(name).controls
    for part in state.split(";"):
        key, _, text = part.partition("=")
        if key not in controls or not can_be(controls[key], text):
            return False
    return True


def can_be(control: object, text: str) -> bool:
    """Tell whether a control takes what a link says."""
    match control:
        case view.Slider():
            number = float(text or "nan")
            between = control.stops[0] <= number <= control.stops[-1]
            return between if control.between else number in control.stops
        case view.Choice():
            return text in control.options
        case view.Switch():
            return text in ("true", "false")
        case view.Points():
            return True
        case view.Steps():
            return text.isdigit() and int(text) < len(control.names)
    return False


def test_a_link_to_a_state_that_an_explorer_cannot_have_is_found() -> None:
    page = Page('<nn-explorer id="explore-sigmoid"></nn-explorer><p id="end">')
    assert leads("end", page)
    assert leads("sigmoid:w=2;b=-1", page)
    for wrong in ("sigmoid:w=99", "sigmoid:q=1", "sigmoid", "tanh:w=1", "sigmoid:w"):
        assert not leads(wrong, page), wrong


def test_everything_a_page_loads_is_there(site: Path, html: dict[str, Page]) -> None:
    missing = [
        f"{name}: {address}"
        for name, page in html.items()
        if name != "404.html"
        for address in page.loads
        if not address.startswith("data:")
        and not (
            site / unquote(urldefrag(urljoin(name, address)).url.split("?")[0])
        ).is_file()
    ]
    assert not missing


def test_no_page_loads_from_another_host(html: dict[str, Page]) -> None:
    foreign = [
        (name, address)
        for name, page in html.items()
        for address in page.loads
        if urlparse(address).netloc
    ]
    assert not foreign


def test_no_style_sheet_and_no_script_of_ours_names_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        text = path.read_text("utf-8")
        assert not re.search(r"""(url\(|@import)\s*["']?(https?:)?//""", text), path
    for path in (site / "assets" / "cell").rglob("*.js"):
        text = path.read_text("utf-8").replace("http://www.w3.org/", "")  # XML's names
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]{2,}", text), path


def test_every_image_has_a_text_and_a_size(html: dict[str, Page]) -> None:
    for name, page in html.items():
        for image in page.images:
            assert len(image.get("alt", "")) > 20, f"{name}: {image.get('src')}"
            assert image.get("width") and image.get("height"), "else the page jumps"


def test_no_id_stands_twice_on_a_page(html: dict[str, Page]) -> None:
    twice = {name: page.twice for name, page in html.items() if page.twice}
    assert not twice


def test_nothing_raw_is_left_in_the_text(html: dict[str, Page]) -> None:
    for name, page in html.items():
        text = "".join(page.text)
        for mark in ("```", "--8<--", "{{", "}}", "\\(", "\\[", "$$", "???", "!!!"):
            assert mark not in text, f"{name}: {mark} … {text[text.index(mark) :][:80]}"


def test_every_formula_can_be_read_aloud(site: Path, html: dict[str, Page]) -> None:
    found = 0
    for name in html:
        text = (site / name).read_text("utf-8")
        formulas = text.count('class="nn-math"')
        spoken = re.findall(r"<math [^>]*xmlns=", text)
        assert len(spoken) == formulas, f"{name}: a formula without MathML"
        found += formulas
    assert found > 50


def test_every_page_says_what_it_is_about(site: Path, html: dict[str, Page]) -> None:
    @cache
    def description(name: str) -> str:
        text = (site / name).read_text("utf-8")
        found = re.search(r'<meta name="description" content="([^"]+)"', text)
        return found[1] if found else ""

    names = [name for name in html if name != "404.html"]
    assert all(len(description(name)) > 50 for name in names), (
        "front matter: description"
    )
    assert len({description(name) for name in names}) == len(names)


def test_no_path_of_the_building_machine_is_published(site: Path) -> None:
    home = str(Path(__file__).parents[1])
    for path in site.rglob("*"):
        if path.suffix in {".html", ".js", ".json", ".svg", ".css", ".xml", ".txt"}:
            assert home not in path.read_text("utf-8"), path
