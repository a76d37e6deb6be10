"""The site under its own Content-Security-Policy, in Chromium: nothing is refused, and everything works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser_tools import KINDS_OF_PAGE, SCRIPTS_HAVE_BEGUN, wait_until
from page_server import serve_folder
from playwright.sync_api import Browser, Page, expect
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

from outcome_frameworks.hosts.policy.content_security_policy import FORMS, HEADER, read_built_site, write_policy

PAGES = {**KINDS_OF_PAGE, "search": "search/?q=people", "guide": "guide/options/"}
PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Go dark"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Go light"}},
]
POST = '# Post\n\n```python title="lunch.py"\nx = 1\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[Home](index.md)\n'
REPORT = "addEventListener('securitypolicyviolation', e => reportRefused(`${e.violatedDirective} ${e.blockedURI}`))"


@contextmanager
def guarded(
    chromium: Browser, site: Path, form: str, copy: Path, **settings: Any
) -> Iterator[tuple[Page, str, list[str]]]:
    """Serve a site with its policy as a header or in its pages; give a page, its address, what was refused or wrong."""
    headers = {HEADER: FORMS["header"](read_built_site(site), ())} if form == "header" else {}
    if form == "meta":
        site = Path(shutil.copytree(site, copy))
        assert not any(note.is_fault for note in write_policy(site, "meta"))
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, **settings)
    context.expose_function("reportRefused", lambda text: wrong.append(f"refused: {text}"))
    context.add_init_script(REPORT)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    with serve_folder(site, headers) as address:
        yield page, address, wrong
    context.close()


def use_search(page: Page) -> None:
    page.get_by_role("button", name="Search", exact=True).click()
    dialog = page.get_by_role("dialog", name="Search")
    dialog.get_by_role("searchbox", name="Words or code").fill("people")
    expect(dialog.locator(".of-search-hit").first).to_be_visible()
    dialog.get_by_text("Filters").click()
    dialog.get_by_label("Level", exact=True).select_option("Short-term outcomes")
    expect(dialog.locator("li .of-search-badge").first).to_have_text("Short-term outcomes")
    page.keyboard.press("Escape")


def switch_palette(page: Page) -> None:
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.get_by_role("button", name="Switch to").locator("visible=true").click()
    expect(page.locator(f"body[data-md-color-scheme={before}]")).to_have_count(0)


def open_drawer(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator("[data-of-drawer=open]").click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 800})


def light_map(page: Page) -> None:
    page.locator(".of-map .of-card a.of-face").first.hover()
    expect(page.locator(".of-map.of-lit .of-card.of-on").first).to_be_visible()
    styles = page.locator(".of-map [style]").evaluate_all("all => all.map(e => e.style.length)")
    assert styles and 0 not in styles, "the rows of the map have their heights"


def filter_list(page: Page) -> None:
    page.get_by_role("search", name="Filter outcomes").get_by_label("Words or code").fill("S3")
    expect(page.locator(".of-filter output")).to_contain_text("shown")


def copy_citation(page: Page) -> None:
    page.get_by_text("Cite in Markdown").press("Enter")  # a click may miss while the window's new width settles
    page.get_by_role("button", name="Copy: Cite in Markdown").click()
    expect(page.locator("details[open] .of-copy").get_by_role("status")).to_have_text("Copied")


@pytest.mark.parametrize("form", ["header", "meta"])
def test_every_kind_of_page_works_and_nothing_is_refused(
    chromium: Browser, example_site: BuiltSite, form: str, tmp_path: Path
) -> None:
    with guarded(chromium, example_site.folder, form, tmp_path / "site") as (page, address, wrong):
        for kind, path in PAGES.items():
            page.goto(address + path, wait_until="networkidle")
            wait_until(page, lambda: bool(page.evaluate(SCRIPTS_HAVE_BEGUN)))
            if kind == "search":
                expect(page.locator("main .of-search-hit").first).to_be_visible()
            else:
                use_search(page)
            switch_palette(page)
            open_drawer(page)
            if kind in ("home", "programme", "outcome"):
                light_map(page)
            if kind in ("programme", "outcome", "hypothesis"):
                copy_citation(page)
            if kind == "index":
                filter_list(page)
            assert wrong == [], kind
        page.goto(address, wait_until="networkidle")
        wait_until(page, lambda: bool(page.evaluate(SCRIPTS_HAVE_BEGUN)))
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'ran = 1'}))")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x:y onerror=\"ran = 2\">')")
        page.evaluate("document.body.append(Object.assign(new Image, {src: 'https://tracker.example/p.gif'}))")
        refused = ("script-src-elem inline", "img-src https://tracker.example/p.gif")
        wait_until(page, lambda: all(words in " ".join(wrong) for words in refused))
        assert page.evaluate("typeof ran") == "undefined", "a script that is not the site's does not run"


@pytest.mark.parametrize("form", ["header", "meta"])
def test_instant_pages_and_copied_code_of_material_work(
    chromium: Browser, build_site: BuildSite, form: str, tmp_path: Path
) -> None:
    features = ["navigation.instant", "navigation.instant.progress", "content.code.copy", "content.tabs.link"]
    site = build_site(
        {
            "frameworks/garden.yml": SMALL_FRAMEWORK,
            "docs/index.md": "# Start\n\n[Post](post.md)\n",
            "docs/post.md": POST,
        },
        theme={"name": "material", "font": False, "palette": PALETTE, "features": features},
        markdown_extensions=["pymdownx.highlight", "pymdownx.superfences", "tables"],
        site_url="http://127.0.0.1/",
    )
    with guarded(chromium, site.folder, form, tmp_path / "copy", permissions=["clipboard-write"]) as found:
        page, address, wrong = found
        sitemap = site.folder.joinpath("sitemap.xml").read_text("utf-8").replace("http://127.0.0.1/", address)
        page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="application/xml"))
        page.goto(address, wait_until="networkidle")
        wait_until(page, lambda: bool(page.evaluate(SCRIPTS_HAVE_BEGUN)))
        page.evaluate("window.before = 1")
        page.get_by_role("paragraph").get_by_role("link", name="Post").click()
        expect(page.get_by_role("heading", name="Post")).to_be_visible()
        page.locator("pre").hover()
        page.locator(".md-code__button, .md-clipboard").first.click()
        expect(page.locator(".md-dialog")).to_contain_text("Copied")
        page.get_by_role("button", name="Go dark").click()
        assert page.evaluate("window.before"), "the page was changed, not loaded"
        assert wrong == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
@pytest.mark.parametrize("form", ["header", "meta"])
def test_the_themes_of_mkdocs_work(
    chromium: Browser, build_site: BuildSite, theme: str, form: str, tmp_path: Path
) -> None:
    files = {
        "frameworks/garden.yml": SMALL_FRAMEWORK,
        "docs/index.md": "# Start\n\n[Post](post.md)\n",
        "docs/post.md": POST,
    }
    site = build_site(files, theme={"name": theme, "highlightjs": False}, markdown_extensions=["tables"])
    with guarded(chromium, site.folder, form, tmp_path / "copy") as (page, address, wrong):
        page.goto(f"{address}programmes/garden/", wait_until="networkidle")
        light_map(page)
        page.goto(f"{address}post/", wait_until="networkidle")
        if theme == "mkdocs":
            page.get_by_role("link", name="Search").click()
            page.get_by_placeholder("Search...").locator("visible=true").press_sequentially("neighbours")
            expect(page.locator("#mkdocs-search-results")).to_contain_text("People meet their neighbours")
        assert wrong == []
