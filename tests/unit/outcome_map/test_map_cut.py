"""Parts of a programme's map: some levels, or one element with what leads to it and what it leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outcome_frameworks.outcome_map.cut import cut_to_chain, cut_to_levels
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, WordedLink
from outcome_frameworks.outcome_map.writing.html import render_html


def column(id: str, *codes: str) -> Column:
    return Column(id, id.title(), cards=tuple(Card(f"g/{code}", code, code, "x") for code in codes), key=f"g/{id}")


MAP = OutcomeMap(
    "m",
    "Map",
    "",
    (column("a", "A1", "A2"), column("b", "B1", "B2"), column("c", "C1", "C2"), column("d", "D1")),
    wires=(Wire("g/A1", "g/B1"), Wire("g/B1", "g/C1"), Wire("g/C1", "g/D1"), Wire("g/A2", "g/B2")),
    ceiling_after=1,
    ceiling_words="Ceiling",
)


def shown(drawing: OutcomeMap) -> str:
    return " ".join(card.code for card in drawing.cards())


@pytest.mark.parametrize(
    ("code", "steps", "cards"),
    [
        ("B1", None, "A1 B1 C1 D1"),
        ("B1", 1, "A1 B1 C1"),
        ("A1", 2, "A1 B1 C1"),
        ("D1", 1, "C1 D1"),
        ("A2", 5, "A2 B2"),
        ("C2", None, "C2"),
    ],
)
def test_a_chain_is_what_leads_to_a_card_and_what_it_leads_to(code: str, steps: int | None, cards: str) -> None:
    drawing = cut_to_chain(MAP, f"g/{code}", steps)
    assert shown(drawing) == cards
    assert [card.code for card in drawing.cards() if card.current] == [code]
    assert render_html(drawing).count('aria-current="true"') == 1


def test_links_that_lead_in_a_circle_end() -> None:
    circle = replace(MAP, wires=(*MAP.wires, Wire("g/D1", "g/A1")))
    assert shown(cut_to_chain(circle, "g/B1")) == "A1 B1 C1 D1"


def test_a_link_of_a_whole_level_counts_for_what_has_none_of_its_own() -> None:
    level = WordedLink("g/c", "C", of_group=True)
    columns = [replace(c, leads_to=(level, WordedLink("h/d", "D")) if c.id == "b" else ()) for c in MAP.columns]
    groups = replace(MAP, columns=tuple(columns))
    assert shown(cut_to_chain(groups, "g/B1", 1)) == "A1 B1 C1"
    assert shown(cut_to_chain(groups, "g/B2", 1)) == "A2 B2 C1 C2"
    assert shown(cut_to_chain(groups, "g/C2", 1)) == "B1 B2 C2"


def test_a_link_of_one_card_to_a_whole_level_counts_beside_its_links_to_others() -> None:
    first = replace(MAP.columns[0].cards[0], leads_elsewhere=(WordedLink("g/c", "C, as a group", of_group=True),))
    to_level = replace(MAP, columns=(replace(MAP.columns[0], cards=(first,)), *MAP.columns[1:]))
    assert shown(cut_to_chain(to_level, "g/A1", 1)) == "A1 B1 C1 C2"
    assert shown(cut_to_chain(to_level, "g/C2", 1)) == "A1 C2"


@pytest.mark.parametrize(
    ("levels", "cards", "ceiling"),
    [
        ({"a", "b", "c"}, "A1 A2 B1 B2 C1 C2", 1),
        ({"b", "d"}, "B1 B2 D1", 0),
        ({"c", "d"}, "C1 C2 D1", None),
        ({"a"}, "A1 A2", None),
    ],
)
def test_levels_keep_the_ceiling_where_something_stands_on_both_sides(
    levels: set[str], cards: str, ceiling: int | None
) -> None:
    drawing = cut_to_levels(MAP, levels)
    assert (shown(drawing), drawing.ceiling_after) == (cards, ceiling)
    assert ("Ceiling" in render_html(drawing)) == (ceiling is not None)
