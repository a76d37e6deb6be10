"""axe finds nothing on whole pages, in every state that a reader can bring them into."""

from __future__ import annotations

import re

import pytest
from amounts import with_nightly
from browser_tools import KINDS_OF_PAGE, Scheme, node_package, open_page
from playwright.sync_api import Browser, Page, expect

PHONE, DESKTOP = 360, 1280
WIDTHS = with_nightly((PHONE, DESKTOP), (320, 1440))
PAGES = KINDS_OF_PAGE | {
    "programmes": "programmes/",
    "hypotheses": "hypotheses/",
    "learning": "programmes/threading-the-needle/lp1/",
    "search": "search/",
}
MORE_PAGES = {
    "new-models": "programmes/new-models/",
    "sird2021": "programmes/sird2021/",
    "third-sector-support": "programmes/third-sector-support/",
    "threading-the-needle": "programmes/threading-the-needle/",
    "o1.1": "programmes/sird2021/o1.1/",
}
"""More pages of kinds that are there already."""
STILL = "*,*::before,*::after{animation:none!important;transition:none!important}"
"""Half-way through a fade, colours are what no reader is left with."""

_RUN = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations", "incomplete"] });
  const told = r => r.nodes.map(n => `${r.id}: ${n.target} ${n.any.map(c => c.message)[0] || ""}`);
  const isOurs = n => document.querySelector(n.target[0])?.closest(".of-page, .of-about");
  const open = found.incomplete.map(r => ({ ...r, nodes: r.nodes.filter(isOurs) }));
  return [...found.violations.flatMap(told), ...open.flatMap(told).map(text => `left open: ${text}`)];
}"""
"""Gives what axe finds wrong on the page, and what it cannot tell of our part of it."""


def set_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def check(page: Page, state: str) -> list[str]:
    page.evaluate("scrollTo(0, 0)")
    return [f"{state}: {fault}" for fault in page.evaluate(_RUN)]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return request.param  # type: ignore[no-any-return]


def open_still(chromium: Browser, url: str, width: int, scheme: Scheme) -> Page:
    page = open_page(chromium, url, width, scheme, reduced_motion="reduce")
    page.add_style_tag(content=STILL)
    page.add_script_tag(path=node_package("axe-core/axe.min.js"))
    return page


@pytest.mark.parametrize("path", with_nightly(PAGES.values(), MORE_PAGES.values()))
def test_whole_pages_and_a_lit_map(chromium: Browser, example_address: str, path: str, scheme: Scheme) -> None:
    page = open_still(chromium, example_address + path, WIDTHS[0], scheme)
    cards = page.locator(".of-map a.of-face")
    faults = []
    for width in WIDTHS:
        set_width(page, width)
        faults += check(page, f"{width} px")
        if cards.count():
            cards.first.focus()
            expect(page.locator(".of-map.of-lit")).not_to_have_count(0)
            faults += check(page, f"{width} px, map lit")
            page.keyboard.press("Escape")
            page.evaluate("document.activeElement.blur()")
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("kind", ["home", "programme", "missing"])
def test_the_menu_open(chromium: Browser, example_address: str, kind: str, scheme: Scheme) -> None:
    page = open_still(chromium, example_address + KINDS_OF_PAGE[kind], PHONE, scheme)
    page.get_by_role("button", name=re.compile("menu|navigation", re.IGNORECASE)).first.click()
    expect(page.locator(".md-sidebar--primary a[href]:visible").first).to_be_in_viewport()
    faults = check(page, "menu open")
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_search_open_with_results_and_with_filters(
    chromium: Browser, example_address: str, width: int, scheme: Scheme
) -> None:
    page = open_still(chromium, example_address + KINDS_OF_PAGE["outcome"], width, scheme)
    page.get_by_role("button", name=re.compile("search", re.IGNORECASE)).first.click()
    dialog = page.get_by_role("dialog", name=re.compile("search", re.IGNORECASE))
    expect(dialog).to_be_visible()
    faults = check(page, "search open")
    dialog.get_by_role("searchbox").or_(dialog.get_by_role("combobox")).first.fill("people")
    expect(dialog.get_by_role("link").nth(2)).to_be_visible()
    faults += check(page, "results")
    dialog.get_by_text("Filters", exact=True).click()
    expect(dialog.get_by_label("Level")).to_be_visible()
    faults += check(page, "results and filters")
    page.context.close()
    assert faults == []


def test_links_in_text_stay_underlined_once_the_keyboard_has_passed_them(
    chromium: Browser, example_address: str, scheme: Scheme
) -> None:
    page = open_still(chromium, example_address + KINDS_OF_PAGE["story"], DESKTOP, scheme)
    links = page.locator(".md-content p a[href]:not([class])").element_handles()
    bare = "links => links.filter(a => getComputedStyle(a).textDecorationLine != 'underline').map(a => a.innerText)"
    assert links
    found, reached = [], 0
    for _ in range(page.locator("a[href], button, input, summary, [tabindex]").count()):
        page.keyboard.press("Tab")
        reached += page.evaluate("links => links.includes(document.activeElement)", links)
        found += page.evaluate(bare, links)
    faults = check(page, "passed by the keyboard")
    page.context.close()
    assert reached >= len(links)
    assert found == []
    assert faults == []
