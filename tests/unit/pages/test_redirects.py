"""What stands at earlier addresses of pages and of files beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from page_checking import read_site

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.pages import FileBeside, Renderer, Site
from outcome_frameworks.pages.beside.redirects import with_redirects

GARDEN = """\
programme: {id: garden, title: "A <garden>", aliases: [plot]}
elements: [{id: S1.2, statement: People meet, aliases: [Élan]}]
"""
MADE: list[tuple[str, str | bytes]] = [
    ("programmes/garden/s1.2/embed/index.html", "<p>bare"),
    ("programmes/garden/s1.2/index.json", "{}"),
    ("programmes/garden/map-wide.svg", b"<svg/>"),
    ("programmes/index.json", "[]"),
    ("changes/feed.xml", "<feed/>"),
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return read_site(tmp_path, {"garden.yml": GARDEN})


def redirected(site: Site, made: Iterable[tuple[str, str | bytes]]) -> dict[str, str | bytes]:
    """Return the files beside all pages of a site, by their paths, with what stands at earlier addresses."""
    files = [FileBeside(path, partial(_given, content)) for path, content in made]
    found = with_redirects(Renderer(site), site.own_pages.values(), files)
    return {path: content for path, make in found if (content := make()) is not None}


def _given(content: str | bytes) -> str | bytes:
    return content


def leads_to(content: str | bytes) -> str:
    found = re.search(r'content="0; url=([^"]+)"', str(content))
    return found[1] if found else ""


def test_pages_beside_pages_lead_on_too_and_other_files_are_copied(site: Site) -> None:
    files = redirected(site, MADE)
    assert {path: leads_to(content) or content for path, content in files.items()} == {
        **dict(MADE),
        "programmes/plot/index.html": "../garden/",
        "programmes/plot/print/index.html": "../../garden/print/",
        "programmes/plot/s1.2/index.html": "../../garden/s1.2/",
        "programmes/plot/élan/index.html": "../../garden/s1.2/",
        "programmes/garden/élan/index.html": "../s1.2/",
        "programmes/plot/s1.2/embed/index.html": "../../../garden/s1.2/embed/",
        "programmes/plot/élan/embed/index.html": "../../../garden/s1.2/embed/",
        "programmes/garden/élan/embed/index.html": "../../s1.2/embed/",
        "programmes/plot/s1.2/index.json": "{}",
        "programmes/plot/élan/index.json": "{}",
        "programmes/garden/élan/index.json": "{}",
        "programmes/plot/map-wide.svg": b"<svg/>",
    }


def test_the_page_names_what_it_leads_to_and_escapes_it(site: Site) -> None:
    page = str(redirected(site, [])["programmes/plot/index.html"])
    assert "<title>Moved: A &lt;garden&gt;</title>" in page
    assert '<link rel="canonical" href="../garden/">' in page, "without an address of the site, as seen from here"


def test_addresses_with_an_ending(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN}, urls=Urls("impact", use_directory_urls=False))
    files = redirected(site, [("impact/programmes/garden/s1.2/embed/index.html", "")])
    assert leads_to(files["impact/programmes/plot/élan.html"]) == "../garden/s1.2.html"
    assert leads_to(files["impact/programmes/plot/élan/embed/index.html"]) == "../../../garden/s1.2/embed/index.html"


def test_nothing_is_added_where_nothing_had_another_id(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": re.sub(r", aliases: \[\w+\]", "", GARDEN)})
    assert list(redirected(site, MADE).items()) == MADE
