"""Pages of hypotheses and learning points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_checking import (
    CLAIMS,
    GARDEN,
    KITCHEN,
    garden_pages,
    pages_of,
    read_site,
    section,
    words_of,
)

from outcome_frameworks.pages import Page


@pytest.fixture
def claims(tmp_path: Path) -> dict[str, Page]:
    return garden_pages(tmp_path, CLAIMS)


def test_a_hypothesis_without_a_sentence_is_built_from_its_parts(claims: dict[str, Page]) -> None:
    sentence = "H1 If People meet and it is warm, then People belong."
    assert sentence in words_of(claims["h1"].header)
    assert claims["h1"].title == sentence
    assert section(claims["h1"], "in-parts").split("\n") == [
        "If",
        "S1 People meet.",
        "it is warm",
        "Then",
        "L1 People belong",
        "Because",
        "It is.",
    ]


def test_a_hypothesis_keeps_the_order_of_its_source(claims: dict[str, Page]) -> None:
    assert "H2 they stay if People meet." in words_of(claims["h2"].header)
    assert section(claims["h2"], "in-parts").split("\n") == [
        "Then",
        "they stay.",
        "If",
        "S1 People meet.",
    ]  # that the source has this order is said only where one is named


def test_a_hypothesis_says_how_it_is_tested_or_that_nobody_says(claims: dict[str, Page]) -> None:
    assert section(claims["h1"], "testing") == (
        "Status: mixed evidence.\nThe framework does not say how it would be tested."
    )
    assert section(claims["h2"], "testing") == "By asking."


def lit_on(page: Page) -> set[str]:
    return set(re.findall(r'class="of-card[^"]* of-on[^"]*" id="of-map-([^"]+)"', page.html))


def test_a_hypothesis_lights_what_it_speaks_of_in_the_map(claims: dict[str, Page]) -> None:
    assert lit_on(claims["h1"]) == {"S1", "L1"}
    assert lit_on(claims["h3"]) == {"S1", "S2", "L1"}
    assert section(claims["h4"], "map") == ""


def test_a_hypothesis_on_an_element_that_is_not_drawn_lights_the_one_around_it(tmp_path: Path) -> None:
    text = """elements:
  - {id: S1, statement: x, leads_to: [S2], elements: [{id: S1.1, statement: x}]}
  - {id: S2, statement: x}
hypotheses: [{id: H1, statement: x, about: [S1.1]}]
"""
    assert lit_on(garden_pages(tmp_path, text)["h1"]) == {"S1"}


def test_a_hypothesis_on_another_programme_alone_shows_no_map(tmp_path: Path) -> None:
    text = GARDEN + "elements: [{id: S1, statement: x}]\nhypotheses: [{id: H1, statement: x, about: [kitchen/C1]}]\n"
    pages = pages_of(read_site(tmp_path, {"garden.yml": text, "kitchen.yml": KITCHEN.replace("garden/short", "C1")}))
    page = pages["programmes/garden/h1.md"]
    assert section(page, "map") == ""
    assert section(page, "explains") == "C1 People cook."


def test_what_a_claim_speaks_of_is_listed(claims: dict[str, Page]) -> None:
    assert section(claims["h3"], "explains").split("\n") == [
        "the link from Short-term outcomes to Long-term outcomes",
        "H1 If People meet and it is warm, then People belong.",
    ]
    assert section(claims["lp1"], "about").split("\n") == [
        "H1 If People meet and it is warm, then People belong.",
        "Short-term outcomes as a group Inferred",
        "One said so.",
    ]
    assert section(claims["lp2"], "about") == "It was learned in A garden."
    assert section(claims["h1"], "spoken-of").split("\n") == [
        "Hypothesis H3 Do they stay?",
        "Learning point LP1 Time helps",
    ]


def test_hypotheses_and_learning_points_follow_each_other(claims: dict[str, Page]) -> None:
    assert words_of(claims["h4"].footer) == (
        "Previous in Hypotheses H3 Do they stay?\nUp to Garden This page as data (JSON)"
    )
    assert words_of(claims["lp1"].footer) == (
        "Next in Learning points LP2 Tea helps!\nUp to Garden This page as data (JSON)"
    )
