"""Pages ask for the style sheets that they need, with the rules and fonts they need."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter, defaultdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browser_fixtures import Watched, guard
from fences import DOCS
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page, Route, expect
from serve import Server

from hooks import fonts, katex, mathematics, npm, styles, unused

THEME = Path(str(__import__("material").__file__)).with_name("templates")
#: What a page has now or later is not asked for: where the pointer is, what is open.
STATES = re.compile(
    r":not\([^()]*\)|::?(?:hover|focus(?:-visible|-within)?|active|checked|disabled|"
    r"target|first-letter|before|after|marker|placeholder|indeterminate|invalid|"
    r"-webkit-[\w-]+|-moz-[\w-]+|-ms-[\w-]+|backdrop|selection|host)\b"
)
#: Each rule of a style sheet for one selector, without values with names.
RULES = """css => {
  const sheet = new CSSStyleSheet(), found = [];
  sheet.replaceSync(css);
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.selectorText) {
        const said = [...rule.style].filter((name) => !name.startsWith("--"))
          .map((name) => `${name}:${rule.style.getPropertyValue(name)}`).join(";");
        let depth = 0, one = "";
        for (const sign of rule.selectorText + ",") {
          depth += (sign === "(" || sign === "[") - (sign === ")" || sign === "]");
          if (sign === "," && !depth) { found.push([one.trim(), said]); one = ""; }
          else one += sign;
        }
      }
      else if (rule.cssRules) walk(rule.cssRules);
    }
  };
  walk(sheet.cssRules);
  return found;
}"""
MEETS = "(selectors) => selectors.filter((one) => document.querySelector(one))"
#: Which of these selectors a page meets that no script has touched.
AS_BUILT = """([text, selectors]) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.querySelector(selectors.join())) return [];
  return selectors.filter((one) => page.querySelector(one));
}"""
#: Waits until all of the page is there and drawn, but for its scripts.
DRAWN_ONCE = """() => document.readyState === "interactive" && new Promise(
  (done) => requestAnimationFrame(() => setTimeout(() => done(true), 100)))"""
#: Font and signs of each text of a page's formulas, by this page's style sheets.
DRAWN = """(text) => {
  const there = new DOMParser().parseFromString(text, "text/html");
  const place = document.createElement("div"), found = [];
  place.className = "md-typeset";
  place.append(...there.querySelectorAll(".katex"));
  document.body.append(place);
  for (const drawn of place.querySelectorAll(".katex-html")) {
    const texts = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const style = getComputedStyle(texts.currentNode.parentElement);
      const family = style.fontFamily.split(",")[0].replaceAll('"', "");
      found.push([family, style.fontWeight, style.fontStyle, texts.currentNode.data]);
    }
  }
  place.remove();
  return found;
}"""


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    """Every page."""
    pages = sorted(site.rglob("*.html"))
    return {str(path.relative_to(site)): path.read_text("utf-8") for path in pages}


@pytest.fixture(scope="module")
def sheets(site: Path) -> dict[str, str]:
    """Both style sheets: `style` and `formulas`."""
    found = sorted((site / styles.FOLDER).iterdir())
    assert len(found) == 2
    return {path.name.split("-")[0]: path.read_text("utf-8") for path in found}


def original() -> str:
    """Return the theme's style sheets as they are."""
    folder = THEME / "assets" / "stylesheets"
    found = [*folder.glob("main.*.min.css"), *folder.glob("palette.*.min.css")]
    return styles.one({path.name: path for path in found})


@pytest.fixture(scope="module")
def left_out(browser: Browser, sheets: dict[str, str]) -> list[str]:
    """Selectors of rules of the theme and of KaTeX that the site does not have."""
    page = browser.new_page()
    whole = (npm.ensure() / "katex" / "dist" / "katex.min.css").read_text("utf-8")
    before = Counter(map(tuple, page.evaluate(RULES, original() + whole)))
    after = Counter(map(tuple, page.evaluate(RULES, "".join(sheets.values()))))
    page.close()
    gone = {STATES.sub("", selector).strip() for selector, _ in before - after}
    assert len(gone) > 500
    # What is left of `:hover > .x` is `> .x`.
    return sorted(
        {re.sub(r"^(?=[>+~])|(?<=[>+~\s])$", "*", one) or "*" for one in gone}
    )


def test_no_page_as_it_is_built_has_what_a_rule_left_out_is_for(
    browser: Browser, texts: dict[str, str], left_out: list[str]
) -> None:
    page = browser.new_page()
    for name, text in texts.items():
        assert page.evaluate(AS_BUILT, [text, left_out]) == [], name
    page.close()


@pytest.mark.parametrize("width", [390, 1400])
def test_nor_has_one_that_is_in_use(
    browser: Browser, server: Server, left_out: list[str], width: int
) -> None:
    watched = Watched()
    context = guard(
        browser.new_context(viewport={"width": width, "height": 800}),
        server.address,
        watched,
    )
    page = context.new_page()

    def meets_none() -> None:
        assert page.evaluate(MEETS, left_out) == []

    page.goto(server.address + "losses/softmax_cross_entropy/")
    page.wait_for_load_state("networkidle")
    meets_none()
    if width < 500:
        page.locator("header label[for=__drawer]").click()
        meets_none()
        page.locator(".md-overlay").click(position={"x": 380, "y": 700})
        page.locator("header nav > label[for=__search]").click()
    page.locator(".md-search__input").fill("softmax temp")
    page.locator(".md-search-result__link").first.wait_for()
    meets_none()
    page.locator(".md-search__input").fill("xylophon")
    page.keyboard.type("e")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No")
    meets_none()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("a[title]:visible").last.focus()
    meets_none()
    page.locator(".md-code__button").first.focus()
    page.keyboard.press("Enter")
    meets_none()
    page.mouse.wheel(0, 3000)
    page.mouse.wheel(0, -600)
    expect(page.locator(".md-top")).to_be_visible()
    meets_none()
    for there in ("explorers/sigmoid/", "reference/softmax/", "practice/quiz/", "none"):
        watched.expect("404")
        page.goto(server.address + there)
        page.wait_for_load_state("networkidle")
        meets_none()
    context.close()
    watched.check()


@pytest.mark.parametrize(
    "address", ["", "backprop/", "losses/softmax_cross_entropy/", "explorers/sigmoid/"]
)
def test_scripts_that_begin_have_little_of_the_page_styled_anew(
    browser: Browser, server: Server, address: str
) -> None:
    context = guard(browser.new_context(), server.address, Watched())
    page = context.new_page()
    held: list[Route] = []
    page.route("**/bundle.*.js", lambda route: held.append(route))
    page.goto(server.address + address, wait_until="commit")
    page.wait_for_function(DRAWN_ONCE)
    assert held, "the page's script was not asked for"
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = sum(
        event["args"].get("elementCount", 0)
        for event in events
        if event["name"] == "UpdateLayoutTree"
    )
    there = page.locator("*").count()
    # What is folded is styled here, for the first time.
    assert 0 < styled < 0.7 * there, f"{styled} of {there} elements"
    context.close()


def test_every_value_that_is_used_is_given(
    site: Path, texts: dict[str, str], sheets: dict[str, str]
) -> None:
    given = {f"--{name}" for name in re.findall(r"--([\w-]+)\s*:", original())}
    kept = set(re.findall(r"(--[\w-]+)\s*:", sheets["style"]))
    scripts = [path.read_text("utf-8") for path in (site / "assets").glob("*/*.js")]
    for text in (*texts.values(), *scripts, *sheets.values()):
        assert not set(re.findall(r"--[\w-]+", text)) & given - kept


def test_rules_that_a_page_or_a_script_needs_are_kept(tmp_path: Path) -> None:
    page, script = tmp_path / "page.html", tmp_path / "one.js"
    page.write_text('<p class="here" style="color:var(--named)">')
    script.write_text('one.classList.add("later")')
    sheet = (
        ":root{--named:red;--other:blue;--nobody:#fff}.here{top:0}.later{top:1px}"
        ".never{top:2px}h5{top:3px}@media print{.never{top:4px}}"
    )
    made = unused.without(sheet, "b{color:var(--other)}", [page, script])
    assert made == ":root{--named:red;--other:blue}.here{top:0}.later{top:1px}"
    with pytest.raises(RuntimeError, match=r"PurgeCSS(?s:.*)Unclosed block"):
        unused.without("p{", "", [page])


def test_only_pages_with_formulas_ask_for_their_style_sheet(
    texts: dict[str, str],
) -> None:
    link = r'<link rel="stylesheet" href="[./]*/?assets/style/%s-[0-9a-f]{8}\.css">'
    with_formulas = 0
    for name, text in texts.items():
        has = 'class="katex-html"' in text
        with_formulas += has
        assert len(re.findall(link % "style", text)) == 1, name
        assert len(re.findall(link % "formulas", text)) == has, name
        assert len(re.findall('rel="stylesheet"', text)) == 1 + has, name
    assert 100 < with_formulas < len(texts) - 50


def test_the_theme_stands_before_ours_and_ours_is_whole(
    sheets: dict[str, str], tmp_path: Path
) -> None:
    config = (DOCS.parent / "mkdocs.yml").read_text("utf-8")
    ours = [DOCS / name for name in re.findall(r"- (assets/\S+\.css)", config)]
    assert len(ours) == 8
    assert sheets["style"].endswith(styles.one({path.name: path for path in ours}))
    assert sheets["style"].index(".md-typeset") < sheets["style"].index("--nn-")
    assert "katex-display" not in sheets["style"].replace(".nn-math .katex-display", "")
    made = styles.one({"a.css": ours[0], "b.css": b"p{top:0}"})
    assert made.rstrip().endswith("p{top:0}")


def test_a_theme_with_other_style_sheets_stops_the_build() -> None:
    with pytest.raises(ValueError, match="two style sheets of Material, not 0"):
        styles.take([], None)  # type: ignore[arg-type]


def faces(sheet: str) -> dict[fonts.Face, set[str]]:
    """Return the signs of each font that stands in a style sheet."""
    found = {}
    for rule in re.findall(r"@font-face\{([^}]*)\}", sheet):
        content = re.search(r"url\(data:font/woff2;base64,([\w+/=]+)\)", rule)
        assert content, rule[:200]
        with TTFont(BytesIO(base64.b64decode(content[1]))) as font:
            family, weight, style = fonts.said(rule)
            found[family, weight, style] = set(map(chr, font.getBestCmap()))
    return found


def test_every_sign_of_every_formula_is_in_the_font_that_draws_it(
    browser: Browser, server: Server, texts: dict[str, str], sheets: dict[str, str]
) -> None:
    context = guard(browser.new_context(), server.address, Watched())
    page = context.new_page()
    page.goto(server.address + "backprop/")
    given = faces(sheets["formulas"])
    needed: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for text in texts.values():
        if 'class="katex-html"' in text:
            for *face, signs in page.evaluate(DRAWN, text):
                needed[tuple(face)] |= set(signs)
    assert {"θ", "x"} <= needed["KaTeX_Math", "400", "italic"]
    spaces = set(" \u200b\xa0")
    for face, signs in needed.items():
        assert signs - spaces <= given[face], face  # type: ignore[index]
    assert set(needed) == set(given), "a font is there that draws nothing"
    context.close()


def test_a_cut_font_is_the_same_each_time_and_has_the_signs() -> None:
    path = npm.ensure() / "katex" / "dist" / "fonts" / "KaTeX_Main-Regular.woff2"
    one = fonts.subset(path.read_bytes(), {"a", "∂"})
    assert one == fonts.subset(path.read_bytes(), {"∂", "a"})
    assert len(one) < len(path.read_bytes()) / 5
    with TTFont(BytesIO(one)) as font:
        assert set(font.getBestCmap()) == {ord("a"), ord("∂")}


def test_fonts_are_those_of_the_formulas() -> None:
    tex = [r"x_1 + \mathbf{W}", r"\mathcal{L} = \sum_i \text{loss}_i", r"\hat{\theta}"]
    made = [mathematics.render(one, True) for one in tex]
    given = faces(katex.sheet(npm.ensure(), made))
    assert given["KaTeX_Math", "400", "italic"] == set("xiθ")
    assert given["KaTeX_Main", "700", "normal"] == {"W"}
    assert given["KaTeX_Caligraphic", "400", "normal"] == {"L"}
    assert given["KaTeX_Size2", "400", "normal"] == {"∑"}
    assert set("1+=los^") <= given["KaTeX_Main", "400", "normal"] >= {"l"}
    assert len(given) == 5
    assert "@font-face" not in katex.sheet(npm.ensure(), [])


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("@font-face{src:url(//fonts.example/x.woff2)}", r"fonts\.example"),
        (".katex{font-family:KaTeX_Main}", "no font.*KaTeX_Main.*400"),
    ],
)
def test_a_strange_style_sheet_of_katex_is_noticed(
    tmp_path: Path, css: str, said: str
) -> None:
    dist = tmp_path / "katex" / "dist"
    dist.mkdir(parents=True)
    (dist / "katex.min.css").write_text(css)
    formulas = [] if "example" in css else ['<span class="katex">x</span>']
    with pytest.raises(ValueError, match=said):
        katex.sheet(tmp_path, formulas)


def test_a_page_with_formulas_is_shown_when_they_can_be_drawn(
    browser: Browser, server: Server
) -> None:
    watched = Watched()
    context = guard(browser.new_context(), server.address, watched)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/formulas-*.css", lambda route: held.append(route))
    page.goto(server.address, wait_until="networkidle")
    assert not held, "the start page has no formulas"
    visit(page, "linear/")
    page.wait_for_timeout(500)
    assert held and page.locator(".katex").count() == 0
    expect(page.locator("h1")).to_contain_text("Neural networks, in notes")
    held[0].continue_()
    expect(page.locator("h1")).to_contain_text("From linear models")
    expect(page.locator(".katex-mathml").first).to_have_css("position", "absolute")
    # It stays, so that nobody waits for it again.
    visit(page, "")
    expect(page.locator("[data-md-component=container] nn-cell")).not_to_have_count(0)
    expect(page.locator("link[href*='style/formulas-']")).to_have_count(1)
    visit(page, "linear/")
    expect(page.locator(".katex-mathml").first).to_have_css("position", "absolute")
    assert len(held) == 1
    context.close()
    watched.check()


def test_a_page_is_shown_without_a_style_sheet_that_does_not_come(
    browser: Browser, server: Server
) -> None:
    watched = Watched()
    watched.expect("ERR_FAILED")
    context = guard(browser.new_context(), server.address, watched)
    page = context.new_page()
    page.route("**/formulas-*.css", lambda route: route.abort())
    page.goto(server.address, wait_until="networkidle")
    visit(page, "linear/")
    expect(page.locator("h1")).to_contain_text("From linear models")
    context.close()
    watched.check()


def visit(page: Page, there: str) -> None:
    """Go on by a link, as readers do."""
    address: Any = page.evaluate("new URL('.', __md_scope).href") + there
    page.evaluate(
        f"""() => {{
          const link = document.createElement("a");
          link.href = {json.dumps(address)};
          document.querySelector("[data-md-component=container]").append(link);
          link.click();
        }}"""
    )
