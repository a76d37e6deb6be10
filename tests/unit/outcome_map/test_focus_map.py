"""The map of one element: what leads to it, itself, what it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_checking import read_site

from outcome_frameworks.outcome_map.drawing import Card, OutcomeMap
from outcome_frameworks.outcome_map.from_frameworks import draw_focus
from outcome_frameworks.pages import Site

FILES = {
    "garden.yml": """\
programme: {id: garden, title: A garden}
levels:
  - id: doing
    title: What we do
    leads_to: [short, {to: long, basis: inferred}, {to: long, basis: stated}, kitchen/cooking]
    elements:
      - {id: A1, statement: Digging, leads_to: [{to: S1, basis: inferred}, S1, {to: S1, basis: group-stated}]}
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet, leads_to: [S2, long, kitchen/C1]}
      - {id: S2, statement: People talk, status: emergent, leads_to: [S1, S2]}
  - {id: long, title: Long-term outcomes, elements: [{id: L1, statement: People belong}]}
""",
    "kitchen.yml": """\
programme: {id: kitchen, title: The community kitchen, short_title: Kitchen}
levels:
  - {id: cooking, title: Cooking, elements: [{id: C1, statement: People cook, status: retired, leads_to: [garden/S1]}]}
""",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return read_site(tmp_path, FILES)


def cards(drawing: OutcomeMap) -> dict[str, Card]:
    return {card.key: card for card in drawing.cards()}


def wires(drawing: OutcomeMap) -> set[str]:
    return {f"{w.source} > {w.target} {w.basis}" for w in drawing.wires}


def focus(site: Site, reference: str) -> OutcomeMap | None:
    target = site.portfolio.find(reference)
    assert target
    return draw_focus(target, site.graph, lambda t: f"to:{t.key}")


def columns_of(drawing: OutcomeMap | None) -> dict[str, list[str]]:
    assert drawing
    return {column.title: [card.key for card in column.cards] for column in drawing.columns}


def test_the_map_of_one_element_shows_both_sides(site: Site) -> None:
    drawing = focus(site, "garden/S1")
    assert columns_of(drawing) == {
        # S2 leads here and is led to; it stands once.
        "What leads to it": ["garden/A1", "garden/S2", "kitchen/C1", "garden/doing"],
        "This one": ["garden/S1"],
        "What it leads to": ["garden/long"],
    }
    assert drawing
    assert wires(drawing) == {
        "garden/A1 > garden/S1 group-stated",
        "garden/S2 > garden/S1 None",
        "kitchen/C1 > garden/S1 None",
        "garden/doing > garden/S1 None",
        "garden/S1 > garden/S2 None",
        "garden/S1 > kitchen/C1 None",
        "garden/S1 > garden/long None",
    }
    assert drawing.title == "S1 in its chain"
    assert drawing.caption == "5 neighbours. Arrows read “leads to”."
    assert [card.key for card in drawing.cards() if card.current] == ["garden/S1"]
    assert {card.href for card in drawing.cards()} == {f"to:{card.key}" for card in drawing.cards()}


def test_a_neighbour_in_another_programme_says_so_and_a_level_is_a_group(site: Site) -> None:
    drawing = focus(site, "garden/S1")
    assert drawing
    shown = cards(drawing)
    assert shown["kitchen/C1"].badge == "retired, in Kitchen"
    assert shown["garden/doing"].text == "What we do, as a group"
    assert shown["garden/A1"].badge is None
    (cooking,) = [card for card in (focus(site, "garden/A1") or drawing).cards() if card.key == "kitchen/cooking"]
    assert (cooking.text, cooking.badge) == ("Cooking, as a group", "in Kitchen")


def test_what_a_wire_shows_is_not_said_again(site: Site) -> None:
    drawing = focus(site, "garden/S1")
    assert drawing
    shown = cards(drawing)
    assert shown["garden/S1"].leads_elsewhere == ()
    assert shown["kitchen/C1"].leads_elsewhere == ()
    from_kitchen = focus(site, "kitchen/C1")
    assert from_kitchen
    assert [said.words for said in cards(from_kitchen)["garden/S1"].leads_elsewhere] == [
        "Long-term outcomes, as a group"
    ]


def test_an_element_at_the_end_has_one_side(site: Site) -> None:
    assert columns_of(focus(site, "garden/L1")) == {
        "What leads to it": ["garden/doing", "garden/S1"],
        "This one": ["garden/L1"],
    }


def test_one_neighbour_is_no_neighbours(tmp_path: Path) -> None:
    text = """programme: {id: small, title: Small}
elements: [{id: E1, statement: x, leads_to: [E2]}, {id: E2, statement: x}]
"""
    drawing = focus(read_site(tmp_path, {"small.yml": text}), "small/E1")
    assert drawing
    assert drawing.caption == "1 neighbour. Arrows read “leads to”."


@pytest.mark.parametrize("links", ["", "leads_to: [E1]", "leads_to: [a]"])
def test_an_element_linked_with_nothing_but_itself_or_its_own_level_has_no_map(tmp_path: Path, links: str) -> None:
    text = f"""programme: {{id: small, title: Small}}
levels: [{{id: a, title: A, elements: [{{id: E1, statement: x, {links}}}]}}]
"""
    assert focus(read_site(tmp_path, {"small.yml": text}), "small/E1") is None


def test_a_level_that_leads_to_itself_draws_no_wire_to_the_element(tmp_path: Path) -> None:
    text = """programme: {id: small, title: Small}
levels:
  - {id: a, title: A, leads_to: [a, b], elements: [{id: E1, statement: x}, {id: E2, statement: x}]}
  - {id: b, title: B, elements: [{id: E3, statement: x}]}
"""
    drawing = focus(read_site(tmp_path, {"small.yml": text}), "small/E1")
    assert columns_of(drawing) == {"This one": ["small/E1"], "What it leads to": ["small/b"]}
    assert drawing
    assert wires(drawing) == {"small/E1 > small/b None"}


def test_a_link_to_its_own_level_is_said_beside_the_element(tmp_path: Path) -> None:
    text = """programme: {id: small, title: Small}
levels: [{id: a, title: A, elements: [{id: E1, statement: x, leads_to: [a, E2]}, {id: E2, statement: x}]}]
"""
    drawing = focus(read_site(tmp_path, {"small.yml": text}), "small/E1")
    assert drawing
    assert wires(drawing) == {"small/E1 > small/E2 None"}
    assert [said.words for said in cards(drawing)["small/E1"].leads_elsewhere] == ["A, as a group"]
