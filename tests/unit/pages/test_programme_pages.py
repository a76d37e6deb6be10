"""Pages of programmes: counts, documents, waivers, notes, organisations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_checking import (
    GARDEN,
    KITCHEN,
    PageReader,
    garden_pages,
    links_of,
    pages_of,
    read_site,
    section,
    words_of,
)

from outcome_frameworks.pages.rendering.renderer import counts_of


def test_counts_that_differ_from_the_source_are_said(tmp_path: Path) -> None:
    text = """levels:
  - {id: a, title: A, stated_count: 4, elements: [{id: E1, statement: x}, {id: E2, statement: x}]}
  - {id: b, title: B, stated_count: 2, elements: [{id: E3, statement: x}]}
  - {id: c, title: C, stated_count: 14}
  - {id: d, title: D, stated_count: 1, elements: [{id: E4, statement: x}]}
  - {id: e, title: E, stated_count: 0, elements: [{id: E5, statement: x}]}
"""
    page = garden_pages(tmp_path, text)["index"]
    notices = [words_of(words) for words in re.findall(r'<p class="of-notice">(.*?)</p>', page.html)]
    assert notices == [
        "The source says four; it lists two. All two are here.",
        "The source says two; it lists one.",
        "The source says 14; it lists none.",
        "The source says none; it lists one.",
    ]
    assert "C: the source says 14 and lists none." in section(page, "source")
    assert "D: the source says one and lists one." in section(page, "source")


def test_a_title_that_stands_for_a_description_is_no_markdown(tmp_path: Path) -> None:
    title = "5 *star* care: [Our plan](v2.pdf) _draft_"
    site = read_site(tmp_path, {"garden.yml": f"programme: {{id: garden, title: '{title}'}}\n"})
    assert pages_of(site)["programmes/garden/index.md"].description == title


DOCUMENTED = """\
  documents:
    - {title: Evaluation, kind: evaluation, date: "2022", missing: Nobody has *kept* it.}
    - {title: Plan, url: "https://example.org/plan", about: [S1]}
    - {title: Survey, about: [programme]}
"""


def test_a_missing_document_says_why_and_has_no_link(tmp_path: Path) -> None:
    text = GARDEN.replace("{id", "\n  id").replace(", ", "\n  ").replace("}", "") + DOCUMENTED
    text += "elements: [{id: S1, statement: People meet}]\n"
    pages = pages_of(read_site(tmp_path, {"garden.yml": text}))
    page = pages["programmes/garden/index.md"]
    assert section(page, "documents").split("\n") == [
        "Evaluation Evaluation 2022 Missing",
        "Nobody has kept it.",
        "Plan",
        "It speaks of S1 People meet.",
        "Survey",
        "It speaks of the programme as a whole.",
    ]
    links = links_of(next(part.html for part in page.sections if part.id == "documents"))
    assert links == {"Plan": "https://example.org/plan", "S1 People meet": "s1/"}
    assert section(pages["programmes/garden/s1.md"], "spoken-of") == "Document: Plan"


def test_paths_count_from_the_root_of_the_site_on_every_page(tmp_path: Path) -> None:
    text = """programme:
  id: garden
  title: A garden
  delivered_by: [club]
  documents: [{title: Plan, url: files/plan.pdf, about: [S1]}, {title: Old, url: /old.pdf}]
  source: {title: Report, url: "a/b.html?c=../d#e"}
elements: [{id: S1, statement: x, note: "[Survey](files/survey.pdf) [Old](/old.pdf)"}]
evidence: [{id: E1, title: Diary, url: files/diary.pdf, about: [S1]}]
"""
    club = "organisations: [{id: club, title: Club, url: club/}]\n"
    pages = pages_of(read_site(tmp_path, {"garden.yml": text, "organisations.yml": club}))
    above = {"Plan": "files/plan.pdf", "Survey": "files/survey.pdf", "Diary": "files/diary.pdf"}
    above |= {"Report": "a/b.html?c=../d#e", "Club": "club/"}
    for name, up, shown in (
        ("index", 2, "Plan Report Diary Club"),
        ("s1", 3, "Plan Survey"),
        ("print", 3, "Survey Plan"),
    ):
        links = links_of(pages[f"programmes/garden/{name}.md"].html)
        assert {words: links.get(words) for words in shown.split()} == {
            words: "../" * up + above[words] for words in shown.split()
        }
    assert {links_of(page.html)["Old"] for uri, page in pages.items() if "programmes/garden/" in uri} >= {"/old.pdf"}


def test_waivers_and_the_notes_of_the_check_are_published(tmp_path: Path) -> None:
    text = """levels:
  - {id: a, title: Part A, elements: [{id: E1, statement: x}]}
  - {id: b, title: Part B}
  - {id: c, title: Part C}
waivers: [{rule: empty-level, on: c, reason: It is to *come*.}]
"""
    assert section(garden_pages(tmp_path, text)["index"], "source").split("\n") == [
        "Rules that do not apply",
        "empty-level on Part C",
        "It is to come.",
        "What a check of this framework notes",
        "in level a, E1 leads to nothing and nothing leads to it.",
        "level b has no elements yet.",
    ]


def test_notes_of_another_framework_stay_there(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN, "kitchen.yml": KITCHEN.replace("garden/short", "C1")})
    pages = pages_of(site)
    assert "C1 leads to nothing" in section(pages["programmes/kitchen/index.md"], "source")
    assert section(pages["programmes/garden/index.md"], "source") == ""


def test_what_an_organisation_belongs_to_is_shown_in_full(tmp_path: Path) -> None:
    organisations = """organisations:
  - {id: trust, title: The Trust, part_of: whole, summary: Small.}
  - {id: whole, title: The Whole, short_title: TW, part_of: all, url: "https://whole.example/",
     summary: Large *and* old.}
  - {id: all, title: All, summary: Everybody.}
"""
    programme = GARDEN.replace("}", ", commissioned_by: [trust]}")
    site = read_site(tmp_path, {"garden.yml": programme, "organisations.yml": organisations})
    page = pages_of(site)["programmes/garden/index.md"]
    assert "Commissioned by\nThe Trust, The Whole (TW), All\nSmall.\nLarge and old.\nEverybody." in section(
        page, "facts"
    )
    assert '<a href="https://whole.example/">The Whole</a> (TW)' in page.html
    assert PageReader(page.html).faults == []


def test_an_organisation_in_full_and_a_citation_by_it(tmp_path: Path) -> None:
    organisations = """organisations:
  - {id: trust, title: The Trust Ltd., short_title: TT, part_of: whole, url: "https://trust.example/", summary: Small.}
  - {id: whole, title: The whole}
"""
    programme = GARDEN.replace("}", ", commissioned_by: [trust], funded_by: [whole, trust]}")
    page = pages_of(read_site(tmp_path, {"garden.yml": programme, "organisations.yml": organisations}))[
        "programmes/garden/index.md"
    ]
    assert "Commissioned by\nThe Trust Ltd. (TT), The whole\nSmall.\nFunded by\nThe whole\nThe Trust" in section(
        page, "facts"
    )
    assert section(page, "cite").startswith("A garden. The Trust Ltd. Test site. ")
    assert PageReader(page.html).faults == []


def test_a_programme_with_nothing_but_a_title_has_a_page(tmp_path: Path) -> None:
    pages = garden_pages(tmp_path, "")
    assert [part.id for part in pages["index"].sections] == ["facts", "data", "cite"]
    assert pages["index"].description == "A garden"
    assert all(PageReader(page.html).faults == [] for page in pages.values())


@pytest.mark.parametrize("id", ["learning", "evidence", "facts", "cite", "level-short"])
def test_an_id_like_that_of_a_section_is_no_clash(tmp_path: Path, id: str) -> None:
    text = f"""programme: {{id: {id}, title: A garden}}
levels: [{{id: short, title: x, elements: [{{id: {id}, statement: x}}]}}]
learning: [{{id: LP1, statement: x}}]
evidence: [{{id: E1, title: x}}]
"""
    for page in pages_of(read_site(tmp_path, {f"{id}.yml": text})).values():
        assert PageReader(page.html).faults == []


def test_counts_of_a_programme(tmp_path: Path) -> None:
    text = """levels:
  - {id: a, title: A, kind: activity, elements: [{id: E1, statement: x, elements: [{id: E2, statement: x}]}]}
  - {id: b, title: B, kind: outcome, elements: [{id: E3, statement: x}]}
  - {id: c, title: C, kind: outcome, elements: [{id: E4, statement: x}]}
  - {id: d, title: D, kind: impact}
hypotheses: [{id: H1, statement: x}]
learning: [{id: LP1, statement: x}, {id: LP2, statement: x}]
"""
    (garden,) = read_site(tmp_path, {"garden.yml": GARDEN + text}).portfolio.frameworks
    assert counts_of(garden) == ["2 activities", "2 outcomes", "1 hypothesis", "2 learning points"]


def test_counts_of_a_programme_without_levels(tmp_path: Path) -> None:
    (garden,) = read_site(
        tmp_path, {"garden.yml": GARDEN + "elements: [{id: E1, statement: x}]\n"}
    ).portfolio.frameworks
    assert counts_of(garden) == ["1 element"]


def test_a_flow_of_nobody_in_particular_makes_no_empty_list(tmp_path: Path) -> None:
    text = GARDEN.replace("}", ", flows: [{direction: horizontal, summary: Visits between gardens}]}")
    page = pages_of(read_site(tmp_path, {"garden.yml": text}))["programmes/garden/index.md"]
    assert "Visits between gardens" in section(page, "flows")
    assert PageReader(page.html).faults == []


def test_why_a_document_speaks_of_the_whole_programme_is_said(tmp_path: Path) -> None:
    about = "[{ref: programme, because: It counts everybody}]"
    text = GARDEN.replace("}", f", documents: [{{title: A survey, about: {about}}}]}}")
    page = pages_of(read_site(tmp_path, {"garden.yml": text}))["programmes/garden/index.md"]
    assert "It speaks of:\nA garden\nIt counts everybody" in section(page, "documents")


PHASED = """\
programme:
  id: garden
  title: A garden
  phases: [{title: Pilot & plan, start: "2020", figures: [{label: Beds, value: 8}]}, {id: two, title: Growth}]
"""


def test_a_phase_needs_no_id_and_has_an_anchor_only_with_one(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": PHASED})
    assert site.problems == ()
    page = pages_of(site)["programmes/garden/index.md"]
    assert re.findall(r"<li([^>]*)><h3>(.*?)</h3>", page.html) == [
        ("", "Pilot &amp; plan"),
        (' id="phase-two"', "Growth"),
    ]
