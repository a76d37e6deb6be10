"""Pages of elements: what a reader finds on them, in these words; and how any page is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_checking import (
    CLAIMS,
    GARDEN,
    KITCHEN,
    garden_pages,
    links_of,
    pages_of,
    read_site,
    section,
    words_of,
)

from outcome_frameworks.model import Target
from outcome_frameworks.model.sentences import label_of
from outcome_frameworks.pages import Here, Page
from outcome_frameworks.pages.rendering.renderer import code_of, page_title
from outcome_frameworks.problems import Place

ELEMENTS = """\
levels:
  - id: short
    title: Short-term outcomes
    kind: outcome
    elements:
      - {id: S1, statement: People meet, leads_to: [S2]}
      - id: S2
        statement: People talk
        elements: [{id: S2.1, statement: In pairs}, {id: S2.2, statement: In groups}]
      - {id: S3, statement: People write, status: retired, replaced_by: S2}
      - {id: S4, statement: People ring, status: retired}
      - {id: S5, statement: People sing, status: emergent}
  - {id: long, title: Long-term outcomes, kind: impact, elements: [{id: L1, statement: People belong}]}
waivers:
  - {rule: no-links, on: S5, reason: It is *new*.}
"""


@pytest.fixture
def elements(tmp_path: Path) -> dict[str, Page]:
    return garden_pages(tmp_path, ELEMENTS, base_url="https://example.org/site", name="Our outcomes")


def test_a_retired_element_says_what_stands_in_its_place(elements: dict[str, Page]) -> None:
    assert "This outcome is retired. It was replaced by S2 People talk." in words_of(elements["s3"].header)
    assert links_of(elements["s3"].header)["S2 People talk"] == "../s2/"
    assert "This outcome is retired. Nothing has replaced it." in words_of(elements["s4"].header)


def test_an_emergent_element_says_what_that_means(elements: dict[str, Page]) -> None:
    assert "This outcome is emergent: it is still taking shape." in words_of(elements["s5"].header)
    assert "retired" not in words_of(elements["s1"].header) + words_of(elements["s5"].header)


def test_an_element_without_links_says_so_and_has_no_empty_sections(elements: dict[str, Page]) -> None:
    assert section(elements["l1"], "map") == "No link to or from this impact is given."
    assert [part.id for part in elements["l1"].sections] == ["map", "facts", "cite"]
    assert "No link" not in section(elements["s1"], "map")


def test_an_element_that_leads_to_itself_alone_is_not_said_to_be_without_links(tmp_path: Path) -> None:
    page = garden_pages(tmp_path, "elements: [{id: S1, statement: People meet, leads_to: [S1]}]\n")["s1"]
    assert section(page, "map") == ""
    assert section(page, "leads-to") == "S1 leads to S1 People meet."


def test_a_waiver_stands_on_its_element(elements: dict[str, Page]) -> None:
    assert "Rule that does not apply: no-links\nIt is new." in section(elements["s5"], "facts")
    assert "Rule" not in section(elements["s1"], "facts")


def test_a_citation_names_page_programme_site_and_address(elements: dict[str, Page]) -> None:
    assert section(elements["s1"], "cite").split("\n")[0] == (
        "S1 People meet. In: A garden. Our outcomes. https://example.org/site/programmes/garden/s1/"
    )
    assert section(elements["index"], "cite").split("\n")[0] == (
        "A garden. Our outcomes. https://example.org/site/programmes/garden/"
    )


def test_a_citation_on_a_site_without_address_gives_the_path(tmp_path: Path) -> None:
    page = garden_pages(tmp_path, ELEMENTS)["s1"]
    assert section(page, "cite").split("\n")[0].endswith(" /programmes/garden/s1/")


def test_the_breadcrumb_leads_back_level_by_level(elements: dict[str, Page]) -> None:
    crumbs = elements["s2.1"].header.split("</nav>")[0]
    assert words_of(crumbs).split("\n") == ["Programmes", "Garden", "Short-term outcomes", "S2", "S2.1"]
    assert links_of(crumbs) == {
        "Programmes": "../../",
        "Garden": "../",
        "Short-term outcomes": "../#level-short",
        "S2": "../s2/",
    }
    assert re.findall(r'aria-current="page">([^<]*)', crumbs) == ["S2.1"]


def test_previous_and_next_walk_through_a_level_with_what_is_inside(elements: dict[str, Page]) -> None:
    walked, name = ["s1"], "s1"
    while following := re.search(r'rel="next" href="../([^"/]+)/', elements[name].footer):
        back = re.search(r'rel="prev" href="../([^"/]+)/', elements[following[1]].footer)
        assert back and back[1] == name
        name = following[1]
        walked.append(name)
    assert walked == ["s1", "s2", "s2.1", "s2.2", "s3", "s4", "s5"]
    assert 'rel="prev"' not in elements["s1"].footer
    assert "rel=" not in elements["l1"].footer


def test_the_footer_names_the_neighbours_and_leads_up(elements: dict[str, Page]) -> None:
    assert words_of(elements["s2"].footer) == (
        "Previous in Short-term outcomes S1 People meet Next in Short-term outcomes S2.1 In pairs\n"
        "Up to Garden This page as data (JSON)"
    )
    assert words_of(elements["index"].footer) == "All programmes The whole pack, to print"


def test_the_footer_links_to_the_place_in_the_file_where_that_can_be_edited(tmp_path: Path) -> None:
    def edit_url(file: str, place: Place) -> str:
        return f"https://edit.example/{file}#{place.line}"

    pages = garden_pages(tmp_path, ELEMENTS, edit_url=edit_url)
    assert links_of(pages["s1"].footer)["Edit this page’s text"] == "https://edit.example/frameworks/garden.yml#7"
    assert (pages["s1"].source_file, pages["s1"].source_place) == ("frameworks/garden.yml", Place(7, 9))


def test_part_and_whole_name_each_other(elements: dict[str, Page]) -> None:
    assert section(elements["s2.1"], "parts") == "It is part of S2 People talk."
    assert section(elements["s2"], "parts") == "It is made up of 2 parts:\nS2.1 In pairs\nS2.2 In groups"


LINKS = """\
levels:
  - id: short
    title: Short-term outcomes
    leads_to: [{to: long, necessity: helps}]
    elements:
      - id: S1
        statement: People meet.
        leads_to:
          - {to: S2, basis: inferred, necessity: sufficient, because: They *talk*., assumptions: [A1], evidence: [E1]}
          - kitchen/C1
          - long
      - {id: S2, statement: Do people talk?}
  - {id: long, title: Long-term outcomes, elements: [{id: L1, statement: People belong}]}
assumptions: [{id: A1, statement: There is time}]
evidence: [{id: E1, title: A diary, about: [S1]}]
"""


def test_links_are_sentences_with_their_grounds(tmp_path: Path) -> None:
    sourced = GARDEN.replace("A garden,", "A garden, source: {title: A plan},") + LINKS
    pages = pages_of(read_site(tmp_path, {"garden.yml": sourced, "kitchen.yml": KITCHEN}))
    page = pages["programmes/garden/s1.md"]
    assert section(page, "leads-to").split("\n") == [
        "S1 leads to S2 Do people talk? Inferred",
        "The source does not state this link; it was inferred. It is sufficient: it brings the other about by itself.",
        "Because",
        "They talk.",
        "It rests on the assumption: A1 There is time",
        "Evidence: E1 A diary",
        "S1 leads to C1 People cook in Kitchen etc. Stated in the source",
        "The source states this link.",
        "S1 leads to Long-term outcomes as a group. Stated for the group",
        "The source states this link for the group as a whole, not for each item in it.",
        "As one of Short-term outcomes, S1 leads to Long-term outcomes as a group. Stated for the group",
        "The source states this link for whole groups, not for single items. It helps; other things play a part too.",
    ]
    links = links_of(next(part.html for part in page.sections if part.id == "leads-to"))
    assert links["C1 People cook"] == "../../kitchen/c1/"
    assert links["A1 There is time"] == "../#assumption-a1"
    assert section(pages["programmes/kitchen/c1.md"], "led-to-by") == (
        "C1 is led to by S1 People meet in Garden. Stated in the source\nThe source states this link."
    )
    assert section(pages["programmes/garden/s2.md"], "led-to-by").startswith("S2 is led to by S1 People meet. Inferred")


def test_without_a_source_links_say_no_more_than_their_author_wrote(tmp_path: Path) -> None:
    stated = LINKS.replace("leads_to: [long]", "leads_to: [{to: long, basis: group-stated}]")
    pages = pages_of(read_site(tmp_path, {"garden.yml": GARDEN + stated, "kitchen.yml": KITCHEN}))
    assert section(pages["programmes/garden/s1.md"], "leads-to").split("\n") == [
        "S1 leads to S2 Do people talk? Inferred",
        "It is sufficient: it brings the other about by itself.",
        "Because",
        "They talk.",
        "It rests on the assumption: A1 There is time",
        "Evidence: E1 A diary",
        "S1 leads to C1 People cook in Kitchen etc.",
        "S1 leads to Long-term outcomes as a group.",
        "As one of Short-term outcomes, S1 leads to Long-term outcomes as a group.",
        "It helps; other things play a part too.",
    ]
    for page in pages.values():
        assert not re.search("the source|stated", words_of(page.html), re.IGNORECASE), page.src_uri


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("stated", "S1 leads to S2 People talk. Stated"),
        (
            "group-stated",
            "S1 leads to S2 People talk. Stated for the group\nIt is stated for whole groups, not for single items.",
        ),
        ("inferred", "S1 leads to S2 People talk. Inferred"),
    ],
)
def test_a_basis_that_is_given_without_a_source_does_not_speak_of_one(tmp_path: Path, basis: str, said: str) -> None:
    text = f"""levels:
  - id: a
    title: A
    elements:
      - {{id: S1, statement: People meet, leads_to: [{{to: S2, basis: {basis}}}]}}
      - {{id: S2, statement: People talk}}
"""
    pages = garden_pages(tmp_path, text)
    assert section(pages["s1"], "leads-to") == said
    assert "source" not in words_of(pages["s1"].html)


def test_what_speaks_of_a_level_is_told_apart_also_from_another_programme(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + LINKS, "kitchen.yml": KITCHEN})
    assert section(pages_of(site)["programmes/garden/s1.md"], "spoken-of").split("\n") == [
        "Evidence E1 A diary",
        "Of Short-term outcomes as a group, this one among them, speak:",
        "LP1 They cook well",
    ]


def test_titles_and_descriptions_are_cut_at_words_and_plain(tmp_path: Path) -> None:
    long = "People <b>know</b> & trust their neighbours, " * 10
    text = f"""elements: [{{id: S1, statement: "{long}"}}, {{id: S2, statement: "{long}", label: "Short & sweet"}}]
hypotheses: [{{id: H1, statement: "{long}"}}]
"""
    pages = garden_pages(tmp_path, text)
    assert pages["s1"].title == "S1 People <b>know</b> & trust their neighbours, People <b>know</b> &…"
    assert pages["h1"].title == "H1 People <b>know</b> & trust their neighbours, People <b>know</b> &…"
    assert pages["s2"].title == "S2 Short & sweet"
    assert pages["s1"].description.startswith("S1: People <b>know</b> & trust their neighbours, People")
    for page in pages.values():
        assert len(page.title) <= 70
        assert len(page.description) <= 160


@pytest.mark.parametrize(
    ("statement", "description"),
    [
        ("People meet", "S1: People meet. A garden."),
        ("People meet.", "S1: People meet. A garden."),
        ("Do people meet?", "S1: Do people meet? A garden."),
    ],
)
def test_a_description_reads_as_sentences(tmp_path: Path, statement: str, description: str) -> None:
    assert (
        garden_pages(tmp_path, f'elements: [{{id: S1, statement: "{statement}"}}]\n')["s1"].description == description
    )


def test_the_description_of_a_programme_is_its_summary_without_markup(tmp_path: Path) -> None:
    programme = GARDEN.replace("}", ', summary: "*Every*one (see [here](https://example.org)) is welcome."}')
    page = pages_of(read_site(tmp_path, {"garden.yml": programme}))["programmes/garden/index.md"]
    assert page.description == "Everyone (see here) is welcome."


def test_labels_and_codes(tmp_path: Path) -> None:
    text = CLAIMS.replace("statement: People talk", "statement: People talk, label: Talk")
    site = read_site(tmp_path, {"garden.yml": GARDEN + text})

    def found(reference: str) -> Target:
        target = site.portfolio.find(reference)
        assert target
        return target

    references = ["garden", "garden/S2", "garden/short", "garden/H4", "garden/H1", "garden/LP1"]
    assert [label_of(found(r)) for r in references] == [
        "A garden", "Talk", "Short-term outcomes", "All is well", "H1", "Time helps",
    ]  # fmt: skip
    assert [code_of(found(r)) for r in references] == ["", "S2", "", "H4", "H1", "LP1"]
    assert page_title(found("garden/S2"), "People talk") == "S2 Talk"
    assert Here(site, "stories/a/").reference("garden/S2") == ("../../programmes/garden/s2/", "Talk")
    assert Here(site, "stories/a/").reference("garden/S9") is None
