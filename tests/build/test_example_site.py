"""The project's own site: every page is there, found, linked and marked."""

from __future__ import annotations

import gzip
import re
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest
from site_building import BuiltSite, LinkCollector

BASE = "http://127.0.0.1:8000/"

PROGRAMMES = {
    # programme: (elements, hypotheses, learning points)
    "third-sector-support": (15, 3, 0),
    "threading-the-needle": (0, 0, 3),
    "sird2021": (61, 0, 0),
    "new-models": (21, 0, 0),
    "can-do": (32, 0, 0),
}


def entry_pages(site: BuiltSite, programme: str) -> dict[str, str]:
    """Return the kind of each page below a programme, by its path."""
    pages = {}
    for path in sorted(site.pages()):
        match = re.fullmatch(rf"programmes/{programme}/[^/]+/index.html", path)
        if match:
            kind = re.search(r'<article class="of-page of-page--(\w+)" data-of-id="', site.html(path))
            assert kind, path
            pages[path] = kind[1]
    return pages


def all_links(site: BuiltSite) -> dict[str, LinkCollector]:
    """Return the links and ids of each page by its URL."""
    return {
        urljoin(BASE, path.removesuffix("index.html")): LinkCollector(site.html(path))
        for path in site.pages()
        if path != "404.html"
    }


def test_no_warning(example_site: BuiltSite) -> None:
    assert example_site.warnings == []


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_entry_has_its_page(example_site: BuiltSite, programme: str) -> None:
    kinds = list(entry_pages(example_site, programme).values())
    found = tuple(kinds.count(kind) for kind in ("element", "hypothesis", "learning"))
    assert found == PROGRAMMES[programme]


def test_every_page_is_in_the_sitemap_unless_it_repeats_others(example_site: BuiltSite) -> None:
    tree = ET.parse(example_site.folder / "sitemap.xml")
    listed = {element.text or "" for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    own = [f"{BASE}programmes/{programme}/{page}/" for programme in PROGRAMMES for page in ("print", "changes")]
    repeating = {f"{BASE}search/", *own}
    assert listed == set(all_links(example_site)) - repeating
    for url in repeating:
        assert '<meta name="robots" content="noindex' in example_site.html(url.removeprefix(BASE)), url


def test_every_page_is_reached_from_home(example_site: BuiltSite) -> None:
    links = all_links(example_site)
    reached, waiting = {BASE}, [BASE]
    while waiting:
        page = waiting.pop()
        for href in links[page].hrefs:
            url = unquote(urldefrag(urljoin(page, href)).url)
            if url in links and url not in reached:
                reached.add(url)
                waiting.append(url)
    assert set(links) - reached == set()


def test_every_link_within_the_site_leads_somewhere(example_site: BuiltSite) -> None:
    links = all_links(example_site)
    broken = []
    for page, found in links.items():
        for href in found.hrefs:
            url, anchor = urldefrag(urljoin(page, href))
            if not url.startswith(BASE):
                continue
            file = example_site.folder / unquote(url.removeprefix(BASE))
            if url in links:
                if anchor and unquote(anchor) not in links[url].ids:
                    broken.append(f"{page}: {href}: no such anchor")
            elif not file.is_file() and not (file / "index.html").is_file():
                broken.append(f"{page}: {href}")
    assert broken == []


def test_ids_are_unique_on_every_page(example_site: BuiltSite) -> None:
    for path in example_site.pages():
        ids = re.findall(r'\sid="([^"]+)"', example_site.html(path))
        doubled = {id for id in ids if ids.count(id) > 1}
        assert doubled == set(), path


@pytest.mark.parametrize(
    "key", ["new-models/S1", "sird2021/A1.1.1", "third-sector-support/H1", "threading-the-needle/LP1", "can-do"]
)
def test_a_page_carries_the_key_of_what_it_shows(example_site: BuiltSite, key: str) -> None:
    page = example_site.html(f"programmes/{key.lower()}/")
    assert f'data-of-id="{key}"' in page.split('<article class="of-page', 1)[1].split("\n", 1)[0]


def test_maps_carry_keys_on_cards_and_wires(example_site: BuiltSite) -> None:
    figure = example_site.html("programmes/new-models/").split('<figure class="of-map', 1)[1].split("</figure>")[0]
    assert len(re.findall(r'data-of-id="new-models/S1"', figure)) == 1
    wires = re.findall(r'<path[^>]* data-from="([^"]+)" data-to="([^"]+)"', figure)
    assert ("new-models/S1", "new-models/M1") in wires
    assert len(wires) == len(set(wires)) == 12


def test_inferred_links_are_dotted_and_said(example_site: BuiltSite) -> None:
    page = example_site.html("programmes/new-models/s1/")
    assert re.search(r'<path class="[^"]*of-inferred[^"]*" data-from="new-models/S1" data-to="new-models/M1"', page)
    assert "The source does not state this link; it was inferred." in page


def test_the_page_says_what_the_source_says_against_what_it_lists(example_site: BuiltSite) -> None:
    page = example_site.html("programmes/third-sector-support/")
    assert "The source says five; it lists seven. All seven are here." in page


def test_the_accountability_ceiling_is_drawn_and_said(example_site: BuiltSite) -> None:
    assert "of-ceiling" in example_site.html("programmes/third-sector-support/")
    assert "below the accountability ceiling" in example_site.html("programmes/third-sector-support/s1/")
    assert "above the accountability ceiling" in example_site.html("programmes/third-sector-support/m1/")


def test_the_story_and_its_programme_link_to_each_other(example_site: BuiltSite) -> None:
    story = example_site.html("stories/from-threads-to-decisions/")
    assert 'href="../../programmes/threading-the-needle/lp2/"' in story
    assert "This page is about" in story and "Vertical flow" in story
    assert 'href="../../stories/from-threads-to-decisions/"' in example_site.html("programmes/threading-the-needle/")
    assert 'href="../../../stories/from-threads-to-decisions/"' in example_site.html(
        "programmes/threading-the-needle/lp1/"
    )


def test_every_page_has_one_heading_and_a_description(example_site: BuiltSite) -> None:
    for path in example_site.pages() - {"404.html"}:
        page = example_site.html(path)
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        assert re.search(r'<meta name="description" content="[^"]{10,}"', page), path


def test_a_programme_offers_its_map_as_dot(example_site: BuiltSite) -> None:
    dot = (example_site.folder / "programmes/new-models/map.dot").read_text(encoding="utf-8")
    assert dot.startswith("digraph")
    boxes = {key: name for name, key in re.findall(r'(e\d+) \[label=.* id="new-models/(\w+)"\]', dot)}
    groups = {key: name for name, key in re.findall(r'(e\d+) \[label=.* id="new-models/(\w+)" style=', dot)}
    assert len(boxes) == 21 and dot.count(" -> ") == 14, "12 between single elements, 2 between levels"
    assert f"{boxes['S1']} -> {boxes['M1']} [style=dotted]" in dot
    assert f"{groups['short']} -> {groups['medium']} [style=dotted]" in dot


def test_nothing_is_asked_of_other_hosts(example_site: BuiltSite) -> None:
    for path in example_site.pages():
        loaded = re.findall(
            r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="(https?:)?//([^"/]+)', example_site.html(path)
        )
        assert {host for _, host in loaded} <= {"127.0.0.1:8000"}, path


def test_what_frames_hold_is_small_and_asks_not_to_be_listed(example_site: BuiltSite) -> None:
    """At most 25 KB with all that it loads: cards as they are, maps (whose style sheet is the site's) as sent."""
    assets = example_site.folder / "assets/outcome-frameworks"
    own = [(assets / name).read_bytes() for name in ("embed.css", "embed.js")]
    maps = [*own, (assets / "outcome-frameworks.css").read_bytes()]
    documents = sorted(example_site.folder.glob("programmes/**/embed/index.html"))
    assert len(documents) > 140
    site_map = (example_site.folder / "sitemap.xml").read_text("utf-8")
    assert "/embed/" not in site_map
    for document in documents:
        content = document.read_bytes()
        assert b'<meta name="robots" content="noindex">' in content
        assert len(content) <= 25_000, document
        if document.parts[-3] == "map":
            assert sum(len(gzip.compress(part)) for part in (content, *maps)) <= 25_000, document
        else:
            assert len(content) + sum(map(len, own)) <= 25_000, document
