"""Whole pages, word for word: what changes in a template is seen here. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from page_checking import PageReader, pages_of, read_site, slips_in, without_snippets

from outcome_frameworks.model import Target
from outcome_frameworks.pages import Page, Site
from outcome_frameworks.pages.rendering.words import shortened
from outcome_frameworks.problems import Place
from outcome_frameworks.reading.hand_written import Story

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"

FILES = {
    "home": "index",
    "programmes": "programmes/index",
    "outcomes": "outcomes/index",
    "hypotheses": "hypotheses/index",
    "programme": "programmes/community-kitchen/index",
    "programme-without-levels": "programmes/allotment/index",
    "element": "programmes/community-kitchen/s1",
    "element-of-two-programmes": "programmes/community-kitchen/m1",
    "element-with-parts": "programmes/community-kitchen/a1",
    "element-inside": "programmes/community-kitchen/a1.2",
    "element-retired": "programmes/community-kitchen/a2",
    "element-emergent": "programmes/community-kitchen/s3",
    "element-without-level": "programmes/allotment/g2",
    "hypothesis": "programmes/community-kitchen/h1",
    "hypothesis-in-parts": "programmes/community-kitchen/h2",
    "learning": "programmes/community-kitchen/lp1",
}


def _edit_url(file: str, place: Place) -> str:
    return f"https://edit.example/{file}#L{place.line}"


@pytest.fixture(scope="module")
def site() -> Site:
    plain = read_site(GOLDEN)
    about = [plain.portfolio.find(reference) for reference in ("community-kitchen/S1", "community-kitchen/H1")]
    story = Story(
        src_uri="stories/first-meal.md",
        url="stories/first-meal/",
        title="A first meal & a second",
        description="What one guest remembers.",
        about=tuple(target for target in about if isinstance(target, Target)),
        date="2022-03-01",
        flow=("horizontal",),
    )
    return read_site(
        GOLDEN,
        description="What our programmes set out to change.",
        base_url="https://kitchen.example/site/",
        stories=[story],
        edit_url=_edit_url,
    )


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return pages_of(site)


def _comparable(page: Page) -> str:
    """Return the page, with facts for its head; where a map's parts stand is tested elsewhere and left out."""
    html = re.sub(r' d="[^"]*"', ' d="…"', page.html)
    html = re.sub(r' style="[^"]*"', ' style="…"', html)
    html = re.sub(
        r"(?=<(?:div class=\"of-(?:column|frame)|li class=\"of-card|figure|h3 class=\"of-heading))", "\n", html
    )
    return f"<!-- {page.title} | {page.nav_title} | {page.description} -->\n{html}\n"


@pytest.mark.parametrize(("name", "path"), FILES.items(), ids=FILES)
def test_golden_page(name: str, path: str, pages: dict[str, Page]) -> None:
    golden = GOLDEN / f"{name}.html"
    found = _comparable(pages[f"{path}.md"])
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.html")} == set(FILES)


def test_every_page_is_valid_html_and_reads_without_slips(pages: dict[str, Page]) -> None:
    assert len(pages) == 30
    readers = {name: PageReader(without_snippets(page.html)) for name, page in pages.items()}
    assert {name: reader.faults for name, reader in readers.items() if reader.faults} == {}
    assert {name: slips for name, reader in readers.items() if (slips := slips_in(reader.text))} == {}


def test_every_page_has_one_main_heading_and_a_short_title(pages: dict[str, Page]) -> None:
    for page in pages.values():
        levels = [level for level, _ in PageReader(page.html).headings]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert 0 < len(page.title) <= 70
        assert 0 < len(page.description) <= 160
        assert shortened(page.description, 160) == page.description
