"""Every page is complete without JavaScript."""

from __future__ import annotations

from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, BrowserContext, expect
from visits import unfold, url, visit


def test_page_is_complete_without_javascript(
    browser: Browser, visit: tuple[BrowserContext, str, Watched], note: str
) -> None:
    _, address, watched = visit
    context = browser.new_context(java_script_enabled=False)
    page = guard(context, address, watched).new_page()
    page.goto(address + url(note).lstrip("/"))
    assert page.get_by_role("heading", level=1).is_visible()
    unfold(page)
    for cell in page.locator("nn-cell").all():
        assert cell.locator(".nn-code code").is_visible()
        # The clinic shows a patient's report before the folded code, and only there.
        if cell.locator("xpath=ancestor::details").count():
            continue
        for part in cell.locator(":scope > .nn-printed, :scope > .nn-figure").all():
            assert part.is_visible()
        for image in cell.locator("img.nn-light").all():
            image.scroll_into_view_if_needed()
            assert image.is_visible()
        assert not cell.locator("img.nn-dark").is_visible()
    for answer in page.locator("details").all():
        if answer.get_attribute("open") is None:
            answer.locator("> summary").click()
        assert answer.locator("p, pre, table").first.is_visible()
    for formula in page.locator(".nn-math").all():
        assert (formula.bounding_box() or {"width": 0})["width"] > 0
    for explorer in page.locator("nn-explorer").all():
        assert explorer.locator(".nn-drawn").first.is_visible()
        assert explorer.locator(".nn-says").inner_text().strip()
        assert explorer.locator(".nn-values").is_visible()
        # What cannot be moved is not shown as if it could.
        assert not explorer.locator(".nn-controls").is_visible()
    assert page.locator(".md-tabs a").first.is_visible()
    assert not page.locator(".md-search").is_visible()
    assert not page.locator(".md-header__option").is_visible()
    context.close()
    watched.check()


def test_a_phone_without_javascript_has_the_navigation(
    browser: Browser, visit: tuple[BrowserContext, str, Watched]
) -> None:
    _, address, watched = visit
    size = {"width": 390, "height": 844}
    context = browser.new_context(java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    page = guard(context, address, watched).new_page()
    page.goto(address)
    drawer = page.locator("label.md-header__button[for=__drawer]")
    menu = page.locator(".md-nav--primary")
    drawer.click()
    menu.get_by_role("link", name="Backpropagation").first.click()
    expect(page.locator("h1")).to_contain_text("Backpropagation")
    drawer.click()
    menu.get_by_role("link", name="Gradient check").first.click()
    expect(page.locator("h1")).to_contain_text("Gradient check")
    context.close()
    watched.check()


__all__ = ["visit"]  # a fixture
