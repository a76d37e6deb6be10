"""The search in a browser, on sites of their own: other texts, themes' features, addresses, and no index."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_tools import open_page
from page_server import serve_folder
from playwright.sync_api import Browser, expect
from search_visit import Visit
from site_building import SMALL_FRAMEWORK, BuildSite

HOSTILE = "<img src=x onerror=alert(1)> & <mark>bees</mark>"


def test_markup_in_texts_is_shown_as_text_and_aliases_are_found(chromium: Browser, build_site: BuildSite) -> None:
    framework = SMALL_FRAMEWORK.replace("People meet their neighbours", f"'{HOSTILE}'")
    more = f"aliases: [OC-17]\n        note: '{HOSTILE} in hives now'\n"
    framework = framework.replace("id: L1\n", f"id: L1\n        {more}")
    framework = framework.replace("Community garden", f"'{HOSTILE}'")
    site = build_site({"frameworks/garden.yml": framework})
    with serve_folder(site.folder) as address:
        visit = Visit(chromium, address + "programmes/garden/l1/")
        alerts: list[str] = []
        visit.page.on("dialog", lambda alert: alerts.append(alert.message))
        visit.open()
        visit.field.fill("bees")
        expect(visit.page.locator(".of-search-hit").nth(1)).to_be_visible()
        expect(visit.dialog.locator("h2").first).to_have_text(HOSTILE)
        assert f"S1 {HOSTILE}" in visit.hits()
        visit.field.fill("hives")
        excerpt = visit.dialog.locator(".of-search-excerpt").first
        expect(excerpt.locator("mark")).to_have_text(["hives"])
        assert "<img src=x onerror=alert(1)>" in excerpt.inner_text()
        assert visit.dialog.locator("img").count() == 0 and alerts == []
        visit.field.fill("OC-17")
        expect(visit.page.locator(".of-search-hit").first).to_contain_text("L1 People feel that they belong")
        visit.page.context.close()


@pytest.mark.parametrize(
    ("theme", "hits"),
    [
        ("mkdocs", "#mkdocs-search-results h3"),
        ("readthedocs", "#mkdocs-search-results h3"),
        ("material", ".md-search-result__item h1"),
    ],
)
def test_the_search_of_each_theme_shows_titles_as_typed(
    chromium: Browser, build_site: BuildSite, theme: str, hits: str
) -> None:
    statement = 'Zebrafish *A* <img src=x onerror=alert(1)> &amp; "q"'
    framework = SMALL_FRAMEWORK.replace("People meet their neighbours", f"'{statement}'")
    framework = framework.replace("Community garden", f"'Zebrafish {HOSTILE}'")
    site = build_site({"frameworks/garden.yml": framework}, options={"search": "theme"}, theme={"name": theme})
    with serve_folder(site.folder) as address:
        page = chromium.new_page()
        alerts: list[str] = []
        page.on("dialog", lambda alert: alerts.append(alert.message))
        # Each theme searches for what the address asks for. Typing as well would race with it: twice the word, no hit.
        page.goto(f"{address}{'search.html' if theme == 'readthedocs' else 'outcomes/'}?q=zebrafish")
        shown = page.locator(hits)
        expect(shown.filter(has_text="*A*")).to_have_text(f"S1 {statement}")
        if theme == "mkdocs":  # its results stand in a dialog that a key opens
            page.keyboard.press("s")
        expect(shown.filter(has_text=f"Zebrafish {HOSTILE}").first).to_be_visible()
        assert page.locator("img[src=x]").count() == 0 and alerts == []
        page.close()


def test_without_an_index_the_search_says_so(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site()
    (site.folder / "pagefind/pagefind.js").unlink()
    with serve_folder(site.folder) as address:
        visit = Visit(chromium, address + "search/?q=belong")
        expect(visit.page.get_by_role("status").filter(has_text="not available")).to_be_visible()
        visit.page.locator(".of-search-page").get_by_role("link", name="Index of all outcomes").click()
        visit.page.wait_for_url("**/outcomes/")
        visit.page.context.close()


def test_it_goes_on_where_the_theme_brings_pages_without_a_reload(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site(theme={"name": "material", "features": ["navigation.instant"]}, site_url="http://127.0.0.1/")
    with serve_folder(site.folder) as address:
        sitemap = site.folder / "sitemap.xml"
        sitemap.write_text(sitemap.read_text(encoding="utf-8").replace("http://127.0.0.1/", address), encoding="utf-8")
        page = open_page(chromium, f"{address}programmes/", 1280)
        page.evaluate("window.stayed = true")
        dialog = page.get_by_role("dialog", name="Search")
        for code in ("S1", "L1"):
            page.keyboard.press("/")
            dialog.get_by_role("searchbox").fill(code)
            dialog.get_by_role("link", name=code).click()
            page.wait_for_url(f"**/programmes/garden/{code.lower()}/")
            expect(dialog).to_be_hidden()
        assert page.evaluate("window.stayed"), "no page was loaded anew"
        page.keyboard.press("/")
        dialog.get_by_role("link", name="Link to this search").click()
        page.wait_for_url(f"{address}search/?q=L1")
        expect(page.locator(".of-search-page").get_by_role("link", name="L1")).to_be_visible()
        page.context.close()


def test_from_a_file_the_button_leads_to_the_index_with_its_filter(chromium: Browser, build_site: BuildSite) -> None:
    site = build_site(use_directory_urls=False)
    page = open_page(chromium, (site.folder / "programmes/garden/s1.html").as_uri(), 360)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/outcomes/index.html")
    page.get_by_role("searchbox", name="Words or code").fill("belong")
    expect(page.locator(".of-row:visible")).to_have_text(["L1 People feel that they belong"])
    page.context.close()


@pytest.mark.parametrize("directory_urls", [True, False])
def test_it_works_below_a_folder_and_from_the_page_that_is_missing(
    chromium: Browser, build_site: BuildSite, tmp_path: Path, directory_urls: bool
) -> None:
    site = build_site(
        options={"path_prefix": "impact"}, use_directory_urls=directory_urls, site_url="http://127.0.0.1/below/"
    )
    (tmp_path / "root").mkdir()
    site.folder.rename(tmp_path / "root/below")
    with serve_folder(tmp_path / "root") as address:
        for page in ("below/404.html", "below/impact/outcomes/" + ("" if directory_urls else "index.html")):
            visit = Visit(chromium, address + page)
            visit.open()
            visit.field.fill("belong")
            visit.page.locator(".of-search-hit").first.click()
            visit.page.wait_for_url("**/below/impact/programmes/garden/l1" + ("/" if directory_urls else ".html"))
            visit.page.context.close()
