"""The whole pack: a programme and everything in it on one page, with headings in order, ids of their own, and links."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from page_checking import CLAIMS, GARDEN, KITCHEN, PageReader, garden_pages, pages_of, read_site, words_of
from site_building import ROOT, SMALL_FRAMEWORK, BuildSite, BuiltSite

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.model import Element, Hypothesis, LearningPoint, Target
from outcome_frameworks.pages import Renderer, Site
from outcome_frameworks.reading.frameworks.load import load_portfolio

FRAMEWORKS = {framework.id: framework for framework in load_portfolio(ROOT / "frameworks").portfolio.frameworks}


@pytest.mark.parametrize("programme", FRAMEWORKS)
def test_every_statement_and_address_is_in_it(example_site: BuiltSite, programme: str) -> None:
    framework = FRAMEWORKS[programme]
    renderer = Renderer(Site(load_portfolio(ROOT / "frameworks").portfolio, base_url="http://127.0.0.1:8000/"))
    article = example_site.html(f"programmes/{programme}/print/").split('<article class="of-page', 1)[1]
    parts = article.split('<article class="of-part"')[1:]
    entries: list[Element | Hypothesis | LearningPoint] = [*framework.walk()]
    entries += [*framework.hypotheses, *framework.learning]
    assert len(parts) == len(entries) > 2
    for part, entry in zip(parts, entries, strict=True):
        target = Target(framework, entry)
        heading = re.search(r"<h3[^>]*>(.*?)</h3>", part)
        assert heading and words_of(heading[1]) == f"{entry.id} {renderer.title_of(target)}"
        address = renderer.here(renderer.site.urls.page_of(target)).public_url
        assert f'<p class="of-address">{address}</p>' in part


def test_it_is_valid_and_its_headings_are_in_order(tmp_path: Path) -> None:
    pages = garden_pages(tmp_path, CLAIMS)
    reader = PageReader(pages["print"].html)
    assert reader.faults == []
    said = "Short-term outcomes in full, Long-term outcomes in full, Hypotheses in full, Learning points in full"
    assert [section.title for section in pages["print"].sections][-4:] == said.split(", ")


def test_it_says_what_every_page_says(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN})
    pages = pages_of(site)
    packed = words_of(pages["programmes/garden/print.md"].html)
    garden = {uri: page for uri, page in pages.items() if uri.startswith("programmes/garden/")}
    assert len(garden) == 11
    for page in garden.values():
        for section in page.sections:
            if section.id not in ("map", "cite", "data"):
                assert words_of(section.html) in packed, (page.title, section.id)


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_to_what_it_holds_stay_inside_and_others_arrive(tmp_path: Path, directory_urls: bool) -> None:
    urls = Urls("impact", use_directory_urls=directory_urls)
    pages = pages_of(read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN}, urls=urls))
    reader = PageReader(pages["impact/programmes/garden/print.md"].html)
    inside = {unescape(href)[1:] for href in reader.hrefs if href.startswith("#")}
    assert {"entry-s1", "entry-h1", "entry-lp1", "level-short", "assumption-a1"} <= inside <= set(reader.ids)
    outside = {href for href in reader.hrefs if not href.startswith("#")}
    assert outside == ({"../../", "../../kitchen/lp1/"} if directory_urls else {"../index.html", "../kitchen/lp1.html"})


def test_a_programme_alone_has_none(tmp_path: Path) -> None:
    pages = garden_pages(tmp_path, "")
    assert "print" not in pages
    assert "to print" not in words_of(pages["index"].footer)


def test_an_author_cannot_break_out_of_it(tmp_path: Path) -> None:
    hostile = 'x" id="top" href="#y </h3><script>alert(1)</script> <h1>'
    pages = garden_pages(tmp_path, f"elements: [{{id: S1, statement: '{hostile}', note: '{hostile}'}}]\n")
    reader = PageReader(pages["print"].html)
    assert reader.faults == []
    assert "script" not in reader.tags and reader.text.count(hostile) >= 3


@pytest.mark.parametrize("address", ["./javascript:alert(1)", "programmes/garden/{}/javascript:alert(1)"])
def test_no_path_becomes_a_scheme_on_any_page(tmp_path: Path, address: str) -> None:
    links = " ".join(f"[x]({address.format(page)})" for page in ("print", "s1", ".", "changes"))
    text = f"""programme:
  id: garden
  title: A garden
  summary: "{links}"
  documents: [{{title: Plan, url: "{address.format("s1")}", about: [S1]}}]
elements: [{{id: S1, statement: x, note: "{links}"}}]
"""
    hrefs = [
        href
        for page in pages_of(read_site(tmp_path, {"garden.yml": text})).values()
        for href in PageReader(page.html).hrefs
    ]
    assert any(href.startswith("./javascript:") for href in hrefs) or "{}" not in address
    assert [href for href in hrefs if href.startswith("javascript:")] == []


def test_a_site_may_replace_its_templates_and_no_search_finds_it(build_site: BuildSite) -> None:
    own = "{# ours #}\n<p>Our own words on {{ framework.programme.title }}</p>"
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "theme/outcome-frameworks/pack/about.html": own}
    site = build_site(files, theme={"name": "material", "custom_dir": "theme"})
    page = site.html("programmes/garden/print/")
    assert "Our own words on Community garden" in page
    assert "data-pagefind-body" not in page
    theirs = build_site(files, {"search": "theme"}, theme={"name": "material", "custom_dir": "theme"})
    assert "print/" not in (theirs.folder / "search/search_index.json").read_text(encoding="utf-8")
