"""A framework without levels gets steps from its links."""

from __future__ import annotations

import pytest
from sample_maps import card, random_map, wire

from outcome_frameworks.outcome_map.arranging.engine import find_engine
from outcome_frameworks.outcome_map.arranging.rank import rank_columns
from outcome_frameworks.outcome_map.drawing import Column, OutcomeMap
from outcome_frameworks.outcome_map.writing.html import render_html

ENGINES = [find_engine("auto"), None]


def steps(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.title: " ".join(card.code for card in column.cards) for column in columns}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_chain_becomes_steps(engine: object) -> None:
    cards = [card("C"), card("A"), card("B")]
    found = rank_columns(cards, [wire("A > B"), wire("B > C"), wire("A > C")], engine)  # type: ignore[arg-type]
    assert steps(found) == {"Step 1": "A", "Step 2": "B", "Step 3": "C"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_circle_is_drawn_with_one_dashed_wire_back(engine: object) -> None:
    cards, wires = [card("A"), card("B"), card("C")], (wire("A > B"), wire("B > C"), wire("C > A"))
    found = rank_columns(cards, wires, engine)  # type: ignore[arg-type]
    assert steps(found) == {"Step 1": "A", "Step 2": "B", "Step 3": "C"}
    html = render_html(OutcomeMap("m", "Circle", "", found, wires))
    assert html.count('<path class="of-back" data-from=') == 1
    assert '<path class="of-back" data-from="p/C" data-to="p/A"' in html
    assert "leads back" in html


@pytest.mark.parametrize("engine", ENGINES)
def test_nested_cards_stand_with_their_parent(engine: object) -> None:
    cards = [card("A"), card("B"), card("B1", parent="p/B"), card("C")]
    found = rank_columns(cards, [wire("A > B1"), wire("B > C")], engine)  # type: ignore[arg-type]
    assert steps(found) == {"Step 1": "A", "Step 2": "B B1", "Step 3": "C"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(5))
def test_every_card_is_in_one_step(engine: object, seed: int) -> None:
    drawing = random_map(4, seed, skipping=30)
    cards = list(drawing.cards())
    found = rank_columns(cards, drawing.wires, engine)  # type: ignore[arg-type]
    assert sorted(c.key for column in found for c in column.cards) == sorted(c.key for c in cards)
    assert [column.title for column in found] == [f"Step {n}" for n in range(1, len(found) + 1)]


def test_without_cards_there_are_no_steps() -> None:
    assert rank_columns([], [], None) == ()
