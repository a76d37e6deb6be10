"""From a framework to its map: which cards, wires and words a reader sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from page_checking import read_site

from outcome_frameworks.outcome_map.drawing import Card, OutcomeMap, WordedLink
from outcome_frameworks.outcome_map.from_frameworks import placed
from outcome_frameworks.outcome_map.link_words import level_sentence
from outcome_frameworks.pages import Site

GARDEN = """\
programme: {id: garden, title: A garden}
levels:
  - id: doing
    title: What we do
    kind: activity
    influence: direct
    leads_to: [short, {to: long, basis: inferred}, {to: long, basis: stated}, kitchen/cooking]
    elements:
      - id: A1
        statement: Digging, every week and in all weathers
        label: Digging
        leads_to: [{to: S1, basis: inferred}, S1, {to: S1, basis: group-stated}]
        elements:
          - {id: A1.1, statement: Not linked, elements: [{id: A1.1.1, statement: Not linked}]}
          - id: A1.2
            statement: Not linked, but what is inside it is
            elements:
              - {id: A1.2.1, statement: Linked, leads_to: [S2]}
              - {id: A1.2.2, statement: Not linked}
          - {id: A1.3, statement: Not linked}
  - id: short
    title: Short-term outcomes
    subtitle: within a year
    influence: direct
    order: authored
    elements:
      - {id: S1, statement: People meet, leads_to: [S2, long, kitchen/C1]}
      - {id: S2, statement: People talk, status: emergent, leads_to: [S1, S2]}
      - {id: S3, statement: People rest, status: retired}
  - id: long
    title: Long-term outcomes
    influence: contribute
    elements:
      - {id: L1, statement: People belong}
"""

KITCHEN = """\
programme: {id: kitchen, title: The community kitchen, short_title: Kitchen}
levels:
  - {id: cooking, title: Cooking, elements: [{id: C1, statement: People cook, status: retired, leads_to: [garden/S1]}]}
"""


def site_of(folder: Path, **texts: str) -> Site:
    return read_site(folder, {f"{name}.yml": text for name, text in texts.items()})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path, garden=GARDEN, kitchen=KITCHEN)


def cards(drawing: OutcomeMap) -> dict[str, Card]:
    return {card.key: card for card in drawing.cards()}


def wires(drawing: OutcomeMap) -> set[str]:
    return {f"{w.source} > {w.target} {w.basis}" for w in drawing.wires}


def small(folder: Path, text: str) -> OutcomeMap:
    return site_of(folder, small=f"programme: {{id: small, title: Small}}\n{text}").maps["small"]


def test_levels_are_columns_with_their_words(site: Site) -> None:
    drawing = site.maps["garden"]
    assert [(c.title, c.subtitle, c.influence, c.hue, c.order) for c in drawing.columns] == [
        ("What we do", "", "direct influence", 0, "auto"),
        ("Short-term outcomes", "within a year", "direct influence", 1, "authored"),
        ("Long-term outcomes", "", "contributes to", 2, "auto"),
    ]
    assert drawing.title == "A garden"
    assert not drawing.reversed


def test_elements_inside_others_are_drawn_only_where_something_is_linked(site: Site) -> None:
    column = site.maps["garden"].columns[0]
    assert [(card.code, card.parent, card.inside) for card in column.cards] == [
        ("A1", None, 3),  # A1.1 with A1.1.1, and A1.3
        ("A1.2", "garden/A1", 1),
        ("A1.2.1", "garden/A1.2", 0),
    ]


def test_a_card_shows_the_short_wording_and_how_it_stands(site: Site) -> None:
    shown = cards(site.maps["garden"])
    assert shown["garden/A1"].text == "Digging"
    assert [shown[f"garden/S{n}"].badge for n in (1, 2, 3)] == [None, "emergent", "retired"]


def test_the_best_founded_of_several_links_is_drawn(site: Site) -> None:
    assert wires(site.maps["garden"]) == {
        "garden/A1 > garden/S1 group-stated",
        "garden/A1.2.1 > garden/S2 None",
        "garden/S1 > garden/S2 None",
        "garden/S2 > garden/S1 None",
        "garden/S2 > garden/S2 None",
    }
    assert site.maps["garden"].caption == (
        "10 elements and 1 retired, 10 links: 5 between single items, 3 of whole levels, 2 to other programmes. "
        "Arrows read “leads to”."
    )


def said(links: tuple[WordedLink, ...]) -> list[str]:
    return [f"{link.target}: {link.words} {link.basis}" for link in links]


def test_links_of_levels_are_said_once_each_in_one_sentence(site: Site) -> None:
    doing = site.maps["garden"].columns[0]
    assert said(doing.leads_to) == [
        "garden/short: Short-term outcomes None",
        "garden/long: Long-term outcomes stated",
        "kitchen/cooking: Cooking in Kitchen None",
    ]
    assert level_sentence(doing) == (
        "As a group, these lead to Short-term outcomes, Long-term outcomes and Cooking in Kitchen"
    )


def test_a_card_says_what_no_wire_can_show(site: Site) -> None:
    shown = cards(site.maps["garden"])
    assert said(shown["garden/S1"].leads_elsewhere) == [
        "garden/long: Long-term outcomes, as a group None",
        "kitchen/C1: C1 in Kitchen None",
    ]
    assert shown["garden/A1"].leads_elsewhere == ()


def test_the_ceiling_stands_after_the_last_level_of_direct_influence(site: Site) -> None:
    drawing = site.maps["garden"]
    assert (drawing.ceiling_after, drawing.ceiling_words) == (1, "Accountability ceiling")


@pytest.mark.parametrize(
    ("influences", "after"),
    [
        (["direct", "contribute"], 0),
        (["direct", "none"], 0),
        (["none", "direct", None, "contribute"], 1),
        (["direct", "direct"], None),
        (["contribute", "direct"], None),
        ([None, "contribute"], None),
        ([None, None], None),
    ],
)
def test_where_there_is_a_ceiling(tmp_path: Path, influences: list[str | None], after: int | None) -> None:
    levels: list[dict[str, Any]] = [
        {"id": f"l{n}", "title": "x"} | ({"influence": word} if word else {}) for n, word in enumerate(influences)
    ]
    levels[0]["elements"] = [{"id": "E1", "statement": "x"}]
    drawing = small(tmp_path, f"levels: {json.dumps(levels)}\n")
    assert drawing.ceiling_after == after
    assert drawing.ceiling_words == ("" if after is None else "Accountability ceiling")


@pytest.mark.parametrize(
    ("links", "caption"),
    [
        ("", "2 elements. No links between them are given."),
        ("leads_to: [E2]", "2 elements, 1 link between them. Arrows read “leads to”."),
        (
            "leads_to: [E1, {to: E2, basis: inferred}]",
            "2 elements, 2 links between them; 1 inferred. Arrows read “leads to”.",
        ),
        (
            "leads_to: [{to: b, basis: inferred}, {to: E2, basis: inferred}]",
            "2 elements, 2 links: 1 between single items, 1 of whole levels; all inferred. Arrows read “leads to”.",
        ),
        ("leads_to: [a]", "2 elements, 1 link of whole levels. No link to or from B is given."),
        (
            "leads_to: [b]",
            "2 elements, 1 link of whole levels. Arrows read “leads to”.",
        ),
    ],
)
def test_the_caption_says_which_links_there_are(tmp_path: Path, links: str, caption: str) -> None:
    text = f"""levels:
  - id: a
    title: A
    elements: [{{id: E1, statement: x, {links}}}]
  - {{id: b, title: B, elements: [{{id: E2, statement: x}}]}}
"""
    assert small(tmp_path, text).caption == caption


def test_the_caption_of_levels_that_are_linked_as_groups(tmp_path: Path) -> None:
    drawing = small(
        tmp_path, "levels: [{id: a, title: A, leads_to: [b], elements: [{id: E1, statement: x}]}, {id: b, title: B}]\n"
    )
    assert drawing.caption == "1 element, 1 link of whole levels. Arrows read “leads to”."
    assert [len(column.cards) for column in drawing.columns] == [1, 0]


def test_a_framework_without_levels_is_ranked_into_columns(tmp_path: Path) -> None:
    text = """elements:
  - {id: E1, statement: x, leads_to: [E2]}
  - {id: E2, statement: x, leads_to: [E3]}
  - {id: E3, statement: x}
"""
    drawing = small(tmp_path, text)
    assert [[card.code for card in column.cards] for column in drawing.columns] == [["E1"], ["E2"], ["E3"]]
    assert len({column.id for column in drawing.columns}) == 3


def test_a_framework_that_is_one_circle_is_drawn(tmp_path: Path) -> None:
    text = "elements: [{id: E1, statement: x, leads_to: [E2]}, {id: E2, statement: x, leads_to: [E1]}]\n"
    drawing = small(tmp_path, text)
    assert set(cards(drawing)) == {"small/E1", "small/E2"}
    assert wires(drawing) == {"small/E1 > small/E2 None", "small/E2 > small/E1 None"}


def test_a_driver_diagram_runs_from_right_to_left(tmp_path: Path) -> None:
    text = """programme: {id: small, title: Small, kind: driver-diagram}
levels: [{id: a, title: A, elements: [{id: E1, statement: x}]}]
"""
    assert site_of(tmp_path, small=text).maps["small"].reversed


@pytest.mark.parametrize("text", ["", "levels: [{id: a, title: A}]\n"])
def test_a_framework_without_elements_has_no_map(tmp_path: Path, text: str) -> None:
    site = site_of(tmp_path, small=f"programme: {{id: small, title: Small}}\n{text}")
    assert not site.maps


def test_a_placed_map_has_addresses_and_lights_what_is_drawn(site: Site) -> None:
    (garden, _) = site.portfolio.frameworks
    lit = frozenset({"garden/S1", "garden/A1.1.1", "garden/A1.2.2", "kitchen/C1", "garden/unknown"})
    drawing = placed(site.maps["garden"], garden, lambda t: f"to:{t.key}", lit=lit)
    assert {card.href for card in drawing.cards()} == {f"to:{key}" for key in cards(drawing)}
    # What is not drawn lights the nearest element around it; what stands in another programme lights nothing.
    assert drawing.lit == {"garden/S1", "garden/A1", "garden/A1.2"}
    assert not placed(site.maps["garden"], garden, lambda _: "").lit
