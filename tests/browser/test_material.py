"""Material for MkDocs as the plugin mends it: menu, palette and tables by keyboard, on phones, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from browser_tools import KINDS_OF_PAGE, open_page, wait_for_focus, wait_for_rest, wait_for_scripts, wait_until
from page_server import serve_folder
from playwright.sync_api import Browser, Page, expect
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

STOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  if (at === document.body) return null;
  let opacity = 1;
  for (let e = at; e; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
  const seen = (window.stops ??= new Set()), again = seen.has(at);
  seen.add(at);
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return {
    again, name: `${at.tagName} ${at.className} ${at.ariaLabel || at.textContent.trim().slice(0, 30)}`,
    isMenu: at.matches('[data-of-drawer=open]'), isDrawer: !!at.closest('#of-navigation'),
    onScreen: inside && box.width > 1 && box.height > 1 && opacity > 0.05,
  };
}"""

SCROLLERS = """e => [...e.querySelectorAll('*')].filter(inner =>
  inner.scrollWidth > inner.clientWidth + 1 && getComputedStyle(inner).overflowX != 'visible').length"""

TABLE_PAGE = """\
# Figures

## Costs and people

| What | Unit | {years} |
| --- | --- | {lines} |
| Lunches | number | {figures} |
""".format(
    years=" | ".join(f"Year-{year}" for year in range(2001, 2021)),
    lines=" | ".join(["---"] * 20),
    figures=" | ".join(["1000"] * 20),
)

PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Go dark"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Go light"}},
]


def tab_stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the page is left, or begins again."""
    stops: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["again"]:
            return stops
        if not stop["onScreen"]:  # what appears when it is reached takes a moment
            wait_for_rest(page)
            page.evaluate("stops.delete(document.activeElement)")
            stop = page.evaluate(STOP)
        stops.append(stop)
    return stops


@contextmanager
def opened(chromium: Browser, site: BuiltSite, path: str, width: int = 360, **settings: Any) -> Iterator[Page]:
    with serve_folder(site.folder) as address:
        page = open_page(chromium, address + path, width, **settings)
        yield page
        page.context.close()


@pytest.mark.parametrize("path", KINDS_OF_PAGE.values(), ids=KINDS_OF_PAGE)
def test_on_a_phone_tab_reaches_the_menu_soon_and_nothing_off_screen(
    chromium: Browser, example_site: BuiltSite, path: str
) -> None:
    with opened(chromium, example_site, path) as page:
        stops = tab_stops(page)
    assert "md-skip" in stops[0]["name"]
    assert [stop["isMenu"] for stop in stops[:4]].count(True) == 1
    assert [stop["name"] for stop in stops if not stop["onScreen"]] == []
    assert [stop["name"] for stop in stops if stop["isDrawer"]] == []


@pytest.mark.parametrize("path", KINDS_OF_PAGE.values(), ids=KINDS_OF_PAGE)
def test_the_menu_opens_holds_the_focus_and_gives_it_back(
    chromium: Browser, example_site: BuiltSite, path: str
) -> None:
    with opened(chromium, example_site, path) as page:
        menu = page.locator("[data-of-drawer=open]")
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        wait_for_focus(page, "#of-navigation *")
        wait_for_rest(page)
        stops = tab_stops(page)
        assert stops and all(stop["isDrawer"] for stop in stops)
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_focused()
        expect(page.locator("#of-navigation a").first).to_be_hidden()
        expect(page.locator("[inert]")).to_have_count(0)


def test_sections_of_the_menu_open_and_close_by_keyboard(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, "") as page:
        page.locator("[data-of-drawer=open]").click()
        section = page.locator("#of-navigation button.md-nav__link").filter(has_text="Stories")
        section.focus()
        page.keyboard.press("Enter")
        wait_for_focus(page, "button.md-nav__title")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("From threads to decisions")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(section).to_be_focused()
        expect(section).to_have_attribute("aria-expanded", "false")


def test_the_section_that_is_open_can_be_left_and_entered_again(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, "guide/options/") as page:
        page.locator("[data-of-drawer=open]").click()
        menu = page.locator("#of-navigation")
        menu.get_by_role("button", name="Guide").click()
        expect(menu.get_by_role("link", name="Outcomes", exact=True)).to_be_visible()
        expect(menu.get_by_role("link", name="Troubleshooting")).to_be_hidden()
        menu.get_by_role("button", name="Guide").click()
        expect(menu.get_by_role("link", name="Troubleshooting")).to_be_visible()


def test_a_widened_window_is_not_left_behind_the_menu(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, "") as page:
        page.locator("[data-of-drawer=open]").click()
        expect(page.locator("[inert]")).not_to_have_count(0)
        page.set_viewport_size({"width": 1440, "height": 800})
        expect(page.locator("[inert]")).to_have_count(0)


def test_the_menu_works_after_instant_navigation(chromium: Browser, build_site: BuildSite) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/about.md": "# About\n\nWords."}
    theme = {"name": "material", "features": ["navigation.instant"]}
    site = build_site(files, theme=theme, site_url="http://127.0.0.1/")
    with serve_folder(site.folder) as address:
        for file in site.folder.rglob("sitemap.xml"):
            file.write_text(file.read_text(encoding="utf-8").replace("http://127.0.0.1/", address), encoding="utf-8")
        page = open_page(chromium, address, 360)
        page.evaluate("window.stayed = true")
        page.locator("[data-of-drawer=open]").click()
        page.locator("#of-navigation").get_by_role("link", name="About").click()
        page.wait_for_url("**/about/")
        expect(page.locator("h1")).to_have_text("About")
        assert page.evaluate("window.stayed"), "the page was not loaded anew"
        expect(page.locator("[inert]")).to_have_count(0)
        page.locator("[data-of-drawer=open]").click()
        wait_for_focus(page, "#of-navigation *")
        page.keyboard.press("Escape")
        expect(page.locator("#of-navigation a").first).to_be_hidden()
        page.context.close()


def test_without_a_script_the_menu_opens_with_all_its_links(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, "", java_script_enabled=False) as page:
        links = page.locator("#of-navigation a.md-nav__link")
        expect(links.first).to_be_hidden()
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(links.first).to_be_visible()
        page.wait_for_timeout(400)  # the drawer slides in
        assert links.count() > 10
        for link in links.all():
            link.scroll_into_view_if_needed()
            box = link.bounding_box()
            assert box and 0 <= box["x"] < 360 and 0 <= box["y"] < 800, link.inner_text()


def test_without_a_script_the_keyboard_opens_the_menu(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, "", java_script_enabled=False) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator("#of-navigation a.md-nav__link").first).to_be_visible()


def test_the_palette_is_a_button_that_keeps_the_focus(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site(theme={"name": "material", "palette": PALETTE})
    with opened(chromium, site, "") as page:
        button = page.get_by_role("button", name="Go dark")
        button.focus()
        for key, scheme in (("Enter", "slate"), ("Space", "default")):
            page.keyboard.press(key)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            wait_for_focus(page, "[data-of-option]")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert float(outline.removesuffix("px")) >= 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_wide_table_scrolls_in_a_named_frame(chromium: Browser, build_site: BuildSite, script: bool) -> None:
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/figures.md": TABLE_PAGE})
    with opened(chromium, site, "figures/", 320, java_script_enabled=script) as page:
        frame = page.get_by_role("region", name="Costs and people")
        expect(frame).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        frame.focus()
        page.keyboard.press("ArrowRight")
        wait_until(page, lambda: frame.evaluate("e => e.scrollLeft") > 0)
        assert frame.evaluate(SCROLLERS) == 0, "one thing scrolls, not two"


def test_nothing_is_asked_of_other_hosts(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site(theme="material", repo_url="https://github.com/example/example")
    with serve_folder(site.folder) as address:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in ("", "programmes/garden/", "404.html"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
        page.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("path", KINDS_OF_PAGE.values(), ids=KINDS_OF_PAGE)
def test_no_page_scrolls_sideways_whatever_the_reader_sets(
    chromium: Browser, example_site: BuiltSite, path: str
) -> None:
    spacing = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    with opened(chromium, example_site, path, 320) as page:
        for style in ("html{}", "html{font-size:200%!important}", spacing):
            sheet = page.add_style_tag(content=style)
            page.wait_for_timeout(100)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, style
            sheet.evaluate("e => e.remove()")


def test_ways_on_from_a_page_are_large_enough_for_a_thumb(chromium: Browser, example_site: BuiltSite) -> None:
    with opened(chromium, example_site, KINDS_OF_PAGE["outcome"]) as page:
        links = page.locator(".of-footer :is(.of-up, .of-neighbours) a").all()
        heights = [box["height"] for link in links if (box := link.bounding_box())]
    assert len(heights) >= 2
    assert min(heights) >= 44


def test_right_to_left_pages_are_mirrored(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site(theme={"name": "material", "language": "ar"})
    with opened(chromium, site, "programmes/garden/") as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        menu = page.locator("[data-of-drawer=open]")
        box = menu.bounding_box()
        assert box and box["x"] > 180, "the menu button stands on the right"
        lead = page.locator(".of-section--levels .of-basis, .of-map figcaption").first
        assert lead.evaluate("e => [getComputedStyle(e).unicodeBidi, getComputedStyle(e).textAlign]") == [
            "plaintext",
            "right",
        ], "English words keep their full stop at their end"
        menu.click()
        page.wait_for_timeout(400)
        drawer = page.locator(".md-sidebar--primary").bounding_box()
        assert drawer and drawer["x"] + drawer["width"] == pytest.approx(360, abs=1)
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 1440, "height": 800})
        page.reload()
        wait_for_scripts(page)
        first, second = (column.bounding_box() for column in page.locator(".of-map .of-column").all()[:2])
        assert first and second and first["x"] > second["x"], "the map runs from right to left"
