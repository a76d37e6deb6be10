"""The search in a browser: opening it, what comes first, filters, the page of its own, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from search_visit import Visit

S1 = "programmes/new-models/s1/"


@pytest.fixture
def visit(chromium: Browser, example_address: str) -> Iterator[Visit]:
    made = Visit(chromium, example_address + S1)
    yield made
    made.page.context.close()


def test_nothing_of_the_search_is_asked_for_before_it_opens(visit: Visit) -> None:
    assert [url for url in visit.requests if "pagefind" in url or "search" in url] == []
    visit.open()
    visit.field.fill("carers")
    expect(visit.page.locator(".of-search-hit").first).to_be_visible()
    asked = " ".join(visit.requests)
    assert "pagefind/pagefind.js" in asked
    assert "search_index.json" not in asked and "workers/search" not in asked


def test_a_code_finds_what_has_it_in_this_programme_first(visit: Visit) -> None:
    visit.open()
    visit.field.fill("s1")
    expect(visit.dialog.get_by_role("heading").first).to_have_text("New Models")
    assert visit.hits()[0].startswith("S1 More knowledge")
    assert any(hit.startswith("S1 There is more information") for hit in visit.hits()[:3])
    assert visit.dialog.get_by_role("heading").all_inner_texts()[:2] == ["New Models", "Third sector support"]


def test_from_another_programme_its_own_code_comes_first(chromium: Browser, example_address: str) -> None:
    visit = Visit(chromium, example_address + "programmes/third-sector-support/h1/")
    visit.open()
    visit.field.fill("S1")
    expect(visit.page.locator(".of-search-hit").first).to_contain_text("S1 There is more information")
    visit.page.context.close()


def test_a_programme_comes_before_its_outcomes(visit: Visit) -> None:
    visit.open()
    visit.field.fill("third sector")
    expect(visit.dialog.get_by_role("heading").first).to_have_text("Third sector support")
    first = visit.dialog.get_by_role("listitem").first
    assert "Programme" in first.locator(".of-search-badge").all_inner_texts()


def test_words_are_found_in_hand_written_pages_and_told_how_many(visit: Visit) -> None:
    visit.open()
    visit.field.fill("graphviz")
    status = visit.dialog.get_by_role("status")
    expect(status).to_contain_text("result")
    assert "Options" in visit.hits()
    visit.field.fill("zzzzzz")
    expect(status).to_have_text("No results")


def test_filters_narrow_down(visit: Visit) -> None:
    visit.open()
    visit.field.fill("people")
    expect(visit.page.locator(".of-search-hit").first).to_be_visible()
    visit.dialog.get_by_text("Filters").click()
    level = visit.dialog.get_by_label("Level", exact=True)
    expect(level.get_by_role("option", name="Short-term outcomes")).to_have_count(1)
    level.select_option("Short-term outcomes")
    visit.dialog.get_by_label("Programme", exact=True).select_option(label="New Models")
    expect(visit.dialog.get_by_role("heading")).to_have_text(["New Models"])
    badges = visit.dialog.locator("li .of-search-badge").all_inner_texts()
    assert badges and set(badges) == {"Short-term outcomes"}
    assert all(hit.startswith("S") for hit in visit.hits())


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_by_keyboard(chromium: Browser, example_address: str, width: int) -> None:
    visit = Visit(chromium, example_address + S1, width)
    press = visit.page.keyboard.press
    visit.page.locator("a.of-reference").first.focus()
    press("/")
    expect(visit.field).to_be_focused()
    assert visit.field.input_value() == ""
    visit.page.keyboard.type("S1")
    press("Enter")
    expect(visit.page.locator(".of-search-hit").first).to_be_focused()
    press("ArrowDown")
    expect(visit.page.locator(".of-search-hit").nth(1)).to_be_focused()
    press("ArrowUp")
    press("ArrowUp")
    expect(visit.field).to_be_focused()
    press("Escape")
    expect(visit.dialog).to_be_hidden()
    expect(visit.page.locator("a.of-reference").first).to_be_focused()
    press("/")
    expect(visit.field).to_be_focused()
    press("ArrowDown")
    press("ArrowDown")
    second = visit.page.locator(".of-search-hit").nth(1)
    expect(second).to_be_focused()
    with visit.page.expect_navigation(url="**/programmes/new-models/"):
        second.press("Enter", no_wait_after=True)
    visit.page.context.close()


def test_the_button_says_whether_it_is_open_and_has_focus_again(visit: Visit) -> None:
    button = visit.page.locator(".of-search-button")
    expect(button).to_have_attribute("aria-expanded", "false")
    visit.open()
    expect(button).to_have_attribute("aria-expanded", "true")
    visit.page.keyboard.type("carers")
    visit.page.keyboard.press("Escape")
    expect(visit.dialog).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    visit.open()
    visit.dialog.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()


def test_on_a_phone_it_fills_the_screen_and_nothing_is_cut_off(chromium: Browser, example_address: str) -> None:
    visit = Visit(chromium, example_address + S1, 360)
    visit.open()
    visit.field.fill("people")
    expect(visit.page.locator(".of-search-hit").first).to_be_visible()
    box = visit.dialog.bounding_box()
    assert box and (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 800)
    for width in (320, 360):
        visit.page.set_viewport_size({"width": width, "height": 800})
        assert visit.dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0
    visit.page.context.close()


def test_a_slash_in_a_text_field_is_a_slash(chromium: Browser, example_address: str) -> None:
    visit = Visit(chromium, example_address + "outcomes/")
    visit.page.locator("#of-filter-words").focus()
    visit.page.keyboard.press("/")
    assert visit.page.locator("#of-filter-words").input_value() == "/"
    expect(visit.dialog).to_be_hidden()
    visit.page.context.close()


def test_the_search_page_shows_what_its_address_asks_for(chromium: Browser, example_address: str) -> None:
    asked = "search/?q=people&programme=new-models&level=Short-term+outcomes"
    visit = Visit(chromium, example_address + asked, 360)
    expect(visit.page.locator(".of-search-page .of-search-hit").first).to_be_visible()
    expect(visit.page.locator(".of-search-page h2")).to_have_text(["New Models"])
    assert all(hit.startswith("S") for hit in visit.hits())
    assert visit.field.input_value() == "people"
    visit.page.locator(".of-search-page").get_by_label("Programme", exact=True).select_option("")
    visit.field.fill("S1")
    expect(visit.page.locator(".of-search-page h2")).to_have_text(["New Models", "Third sector support"])
    assert visit.page.url.endswith("search/?q=S1&level=Short-term+outcomes")
    visit.page.context.close()


def test_the_dialog_gives_the_address_of_its_search(visit: Visit) -> None:
    visit.open()
    visit.field.fill("carers")
    expect(visit.page.locator(".of-search-hit").first).to_be_visible()
    visit.dialog.get_by_role("link", name="Link to this search").click()
    visit.page.wait_for_url("**/search/?q=carers")
    expect(visit.page.locator(".of-search-page .of-search-hit").first).to_be_visible()


def test_more_results_are_shown_and_focus_goes_to_them(visit: Visit) -> None:
    visit.open()
    visit.field.fill("people")
    more = visit.dialog.get_by_role("button", name="More results")
    expect(more).to_be_visible()
    expect(visit.dialog.locator(".of-search-status")).to_have_text(re.compile(r"\d+ results, the first \d+ shown"))
    shown = len(visit.hits())
    more.click()
    expect(visit.page.locator(".of-search-hit").nth(shown)).to_be_visible()
    assert visit.page.evaluate("document.activeElement.closest('.of-search-results') !== null")


def test_without_a_script_the_search_page_leads_to_the_index(chromium: Browser, example_address: str) -> None:
    visit = Visit(chromium, example_address, script=False)
    expect(visit.page.locator(".of-search-button")).to_be_hidden()
    visit.page.get_by_role("link", name="Search", exact=True).click()
    instead = visit.page.locator("article noscript p")
    expect(instead).to_be_visible()
    expect(instead).to_contain_text("The search needs JavaScript")
    expect(visit.page.locator(".of-search-page")).to_be_hidden()
    instead.locator("a").first.click()
    expect(visit.page.locator(".of-filtered .of-row:visible")).to_have_count(55)
    visit.page.context.close()
