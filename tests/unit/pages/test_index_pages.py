"""Pages that list things, stories, and the pages of the example frameworks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from page_checking import (
    CLAIMS,
    GARDEN,
    KITCHEN,
    PageReader,
    garden_pages,
    links_of,
    pages_of,
    read_site,
    section,
    slips_in,
    words_of,
)

from outcome_frameworks.pages import Renderer, render_files, render_story_links
from outcome_frameworks.problems import NOWHERE
from outcome_frameworks.reading.hand_written import Story

ROOT = Path(__file__).parents[3]


def test_indexes_count_what_they_list(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN})
    pages = pages_of(site)
    outcomes, hypotheses = pages["outcomes/index.md"], pages["hypotheses/index.md"]
    assert words_of(outcomes.header) == "Outcomes\nWhat 1 programme sets out to change, by programme and level."
    assert outcomes.description == "What 1 programme sets out to change, by programme and level."
    assert hypotheses.description == "The hypotheses of 1 programme, with what testing has shown."
    assert section(outcomes, "list").split("\n") == [
        "A garden",
        "Short-term outcomes",
        "S1 People meet.",
        "S2 People talk",
        "Long-term outcomes",
        "L1 People belong",
    ]
    assert section(pages["programmes/index.md"], "cards").startswith("Programme\nA garden\n3 elements\n")


def test_a_site_without_frameworks_says_so(tmp_path: Path) -> None:
    pages = pages_of(read_site(tmp_path))
    assert set(pages) == {"index.md", "programmes/index.md", "outcomes/index.md", "hypotheses/index.md"}
    assert words_of(pages["programmes/index.md"].html) == "Programmes\nThere is no programme yet."
    assert words_of(pages["outcomes/index.md"].html) == "Outcomes\nNo programme lists outcomes yet."
    assert "No programme states a hypothesis yet." in words_of(pages["hypotheses/index.md"].html)
    for name in ("programmes", "outcomes", "hypotheses"):
        assert (pages[f"{name}/index.md"].in_nav, pages[f"{name}/index.md"].is_found) == (False, False)
    assert pages["index.md"].is_found and links_of(pages["index.md"].html) == {}
    assert all(PageReader(page.html).faults == [] for page in pages.values())


def test_the_home_page_shows_the_map_with_most_links_or_the_one_chosen(tmp_path: Path) -> None:
    files = {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN}
    site = read_site(tmp_path, files, name="Our outcomes")
    assert "The map of A garden." in section(pages_of(site)["index.md"], "map")
    without_lines = section(pages_of(replace(site, home_map="kitchen"))["index.md"], "map")
    assert "The map of A kitchen. Each box is a page of its own.\n" in without_lines
    assert "follow the lines, or the codes on a phone." in section(pages_of(site)["index.md"], "map")
    assert "The map of A garden." in section(pages_of(replace(site, home_map="unknown"))["index.md"], "map")


def test_stories_stand_on_what_they_are_about_and_on_its_programme(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS})
    found = site.portfolio.find("garden/S1")
    assert found
    story = Story("a/b.md", "a/b/", "Tea & <cake>", "What was said.", (found,), "2022-03-01 10:00:00", ("vertical",))
    site = replace(site, stories=[story])
    pages = pages_of(site)
    said = "Tea & <cake> Vertical flow\n1 March 2022. What was said."
    assert section(pages["programmes/garden/s1.md"], "stories") == said
    assert section(pages["programmes/garden/index.md"], "stories") == said
    assert section(pages["programmes/garden/s2.md"], "stories") == ""
    assert links_of(pages["programmes/garden/s1.md"].html)["Tea & <cake>"] == "../../../a/b/"
    after = render_story_links(Renderer(site), story)
    assert words_of(after) == "This page is about\nS1 People meet.\nVertical flow"
    assert links_of(after) == {"S1 People meet.": "../../programmes/garden/s1/"}


def test_the_map_of_each_programme_with_elements_stands_beside_its_page(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "empty.yml": "programme: {id: empty, title: x}\n"})
    beside = dict(render_files(Renderer(site)))
    assert "People meet." in str(beside["programmes/garden/map.dot"])
    assert "programmes/empty/map.dot" not in beside


def test_an_index_has_no_source(tmp_path: Path) -> None:
    page = garden_pages(tmp_path, "")["programmes/index"]
    assert (page.source_file, page.source_place, page.target_key) == ("", NOWHERE, "")
    assert page.opening == '<article class="of-page of-page--programmes">'


def test_the_example_frameworks_make_valid_pages_that_read_without_slips() -> None:
    pages = pages_of(read_site(ROOT / "frameworks"))
    readers = {name: PageReader(page.html) for name, page in pages.items()}
    assert len(readers) > 50
    assert {name: reader.faults for name, reader in readers.items() if reader.faults} == {}
    assert {name: slips for name, reader in readers.items() if (slips := slips_in(reader.text))} == {}
