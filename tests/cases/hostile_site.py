"""Build one site of many cases, a programme each, and use it in a browser as a reader would."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from amounts import NIGHTLY
from browser_tools import wait_for_scripts
from cases.case import SECRET, Case
from cases.grading import read_page
from cases.kinds import one_of_each
from page_server import serve_folder
from playwright.sync_api import Browser, BrowserContext, Page
from site_building import BuiltSite, LogCollector, run_build

_CONFIG: dict[str, Any] = {
    "site_name": "Hostile texts",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", "outcome-frameworks"],
    # Whatever a site may have switched on, no text of a framework comes near it.
    "markdown_extensions": ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
    + [f"pymdownx.{name}" for name in ("details", "emoji", "keys", "magiclink", "snippets", "superfences", "tilde")],
}

_USE_EVERYTHING = """() => {
    const stay = event => {
        const link = event.target.closest && event.target.closest('a[href]');
        if (link && /^(https?|mailto):/.test(link.protocol)) event.preventDefault();
    };
    window.addEventListener('click', stay);
    const all = [...document.querySelectorAll('*')];
    const events = ['pointerover', 'mouseover', 'mouseenter', 'toggle', 'animationstart', 'transitionend', 'error'];
    for (const element of all.slice(0, 500)) for (const name of events) element.dispatchEvent(new Event(name));
    const reached = [...document.querySelectorAll('a, button, input, summary, select, [tabindex]')].slice(0, 200);
    for (const element of reached) element.focus();
    for (const element of reached) if (element.matches('a, summary')) element.click();
    const odd = [...document.querySelectorAll('a[href], area[href], form[action]')]
        .map(element => new URL(element.href || element.action).protocol)
        .filter(protocol => !/^(https?|mailto):$/.test(protocol));
    const handlers = all.filter(element => element.getAttributeNames().some(name => name.startsWith('on')));
    for (const drawing of document.querySelectorAll('svg')) {
        const alone = new DOMParser().parseFromString(new XMLSerializer().serializeToString(drawing), 'image/svg+xml');
        if (alone.querySelector('parsererror')) odd.push('a drawing that is no XML');
    }
    const frames = [...document.querySelectorAll('iframe, object, embed')].map(element => element.tagName);
    return [...odd, ...frames, ...handlers.map(element => element.outerHTML.slice(0, 200))];
}"""
"""Hovers over, focuses and clicks what is in a page; gives what is there and should not be. Of pages with a map of
thousands of lines, the first 500 elements: in each of them the map answers."""


def build_hostile_site(cases: Iterable[Case], folder: Path, log: LogCollector) -> BuiltSite:
    """Build the site of all cases that lead to pages, with warnings as errors."""
    project = folder / "project"
    (project / "docs").mkdir(parents=True)
    organisations = ""
    for case in cases:
        case.write(project / "frameworks")
        organisations += case.organisations
        for name, text in case.docs.items():
            (project / "docs" / name).write_text(text, "utf-8")
    if organisations:
        (project / "frameworks" / "organisations.yml").write_text(f"organisations:\n{organisations}", "utf-8")
    (project / "mkdocs.yml").write_text(yaml.safe_dump(_CONFIG), "utf-8")
    os.environ["FW_SECRET"] = SECRET
    return run_build(project / "mkdocs.yml", folder / "site", log)


def faults_in_browser(site: BuiltSite, cases: Iterable[Case], browser: Browser) -> dict[str, str]:
    """Read every page, open one of each kind and use all that is in it, then search.

    Return what ran or should not be there, by page. At night every page is opened.
    """
    with serve_folder(site.folder) as address:
        context = browser.new_context()
        reported: list[str] = []
        context.expose_binding("__x", lambda source: reported.append(str(source["frame"].url)))
        paths = sorted(site.pages()) + sorted(path.relative_to(site.folder).as_posix() for path in _alone(site))
        found = {path: f"holds {odd}" for path in paths if (odd := read_page(site.folder, site.folder / path).faults)}
        found |= dict(_visit_pages(context, paths if NIGHTLY else one_of_each(site.folder, paths), address))
        found |= dict(_search(context, address, cases))
        context.close()
        return found | {page.removeprefix(address): "a script of an author ran" for page in reported}


def _alone(site: BuiltSite) -> Iterator[Path]:
    """Yield what others show in their pages, and readers may open by itself."""
    yield from site.folder.rglob("*.svg")
    yield from site.folder.rglob("embed/index.html")


def _visit_pages(context: BrowserContext, paths: Iterable[str], address: str) -> Iterator[tuple[str, str]]:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    for path in paths:
        page.goto(address + path, wait_until="load")
        wait_for_scripts(page)
        if odd := page.evaluate(_USE_EVERYTHING):
            yield path, f"holds {odd}"
    page.close()


def _search(context: BrowserContext, address: str, cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    for case in cases:
        if case.search:
            page = context.new_page()
            yield from _search_for(page, address, case)
            page.close()


def _search_for(page: Page, address: str, case: Case) -> Iterator[tuple[str, str]]:
    page.goto(address + f"search/?q={case.search}")
    page.locator(".of-search-hit").first.wait_for()
    hits = " ".join(page.locator(".of-search-hit").all_inner_texts())
    if "<img src=x onerror=__x()>" not in " ".join(hits.split()):
        yield f"search for {case.search}", f"does not show the text: {hits[:200]}"
    if odd := page.evaluate(_USE_EVERYTHING):
        yield f"search for {case.search}", f"holds {odd}"
