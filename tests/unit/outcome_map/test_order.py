"""Cards change places only where that makes fewer wires cross."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_maps import card, column, every_kind, random_map, wire

from outcome_frameworks.outcome_map.arranging.engine import Engine, find_engine
from outcome_frameworks.outcome_map.arranging.order import count_crossings, order_maps
from outcome_frameworks.outcome_map.drawing import OutcomeMap

ENGINES = [find_engine("auto"), None]


def codes(drawing: OutcomeMap) -> list[str]:
    """Return the codes as they stand beside wires."""
    return [" ".join(card.code for card in column.in_rows()) for column in drawing.columns]


def crossed(order: str = "auto") -> OutcomeMap:
    columns = (column(1, card("S1"), card("S2"), order="authored"), column(2, card("M1"), card("M2"), order=order))
    return OutcomeMap("m", "Crossed", "", columns, (wire("S1 > M2"), wire("S2 > M1")))


def test_crossings_are_counted() -> None:
    assert count_crossings(crossed()) == 1
    assert count_crossings(every_kind()) == 3


def test_wires_that_share_an_end_do_not_cross() -> None:
    columns = (column(1, card("S1"), card("S2")), column(2, card("M1"), card("M2")))
    fan = (wire("S1 > M1"), wire("S1 > M2"), wire("S2 > M2"))
    assert count_crossings(OutcomeMap("m", "Fan", "", columns, fan)) == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_crossing_that_can_be_undone_is_undone(engine: object) -> None:
    (drawn,) = order_maps([crossed()], engine)  # type: ignore[arg-type]
    assert codes(drawn) == ["S1 S2", "M2 M1"]
    assert count_crossings(drawn) == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_an_authored_column_stays(engine: object) -> None:
    (drawn,) = order_maps([crossed(order="authored")], engine)  # type: ignore[arg-type]
    assert codes(drawn) == ["S1 S2", "M1 M2"]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_authors_order_stays_where_no_other_is_better(engine: object) -> None:
    columns = (column(1, card("S1"), card("S2")), column(2, card("M1"), card("M2")))
    every = tuple(map(wire, ("S1 > M1", "S1 > M2", "S2 > M1", "S2 > M2")))
    (drawn,) = order_maps([OutcomeMap("m", "All", "", columns, every)], engine)  # type: ignore[arg-type]
    assert codes(drawn) == ["S1 S2", "M1 M2"]


def test_no_engine_is_asked_where_nothing_crosses() -> None:
    engine = Engine("dot", Path("no such program"), 1.0)
    columns = (column(1, card("S1"), card("S2")), column(2, card("M1"), card("M2")))
    fan = OutcomeMap("m", "Fan", "", columns, (wire("S1 > M1"), wire("S2 > M1"), wire("S2 > M2")))
    assert order_maps([fan], engine) == [fan]
    assert not engine.has_failed
    order_maps([fan, crossed()], engine)
    assert engine.has_failed


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(8))
def test_random_maps_get_fewer_crossings_and_the_same_order_each_time(engine: object, seed: int) -> None:
    drawing = random_map(4, seed)
    (first,), (again,) = order_maps([drawing], engine), order_maps([drawing], engine)  # type: ignore[arg-type]
    assert first == again
    assert count_crossings(first) < count_crossings(drawing)


@given(seed=st.integers(0, 10_000), columns=st.integers(2, 6))
@settings(deadline=None, max_examples=60)
def test_ordering_loses_nothing_and_keeps_nested_cards_beneath_their_parent(seed: int, columns: int) -> None:
    drawing = random_map(columns, seed)
    (drawn,) = order_maps([drawing], None)
    assert count_crossings(drawn) <= count_crossings(drawing)
    for before, after in zip(drawing.columns, drawn.columns, strict=True):
        assert sorted(c.key for c in before.cards) == sorted(c.key for c in after.in_rows())
        assert replace(after, rows=()) == before, "wherever no wires are drawn, the author's order holds"
        if before.cards == after.cards:
            continue
        above: list[str] = []
        for one in after.cards:  # each nested card follows its parent, or what is nested in that parent
            while one.parent and above and above[-1] != one.parent:
                above.pop()
            assert not one.parent or above
            above = [*above, one.key] if one.parent else [one.key]


@pytest.mark.parametrize("engine", ENGINES)
def test_of_orders_with_as_few_crossings_the_nearest_to_the_authors_is_taken(engine: object) -> None:
    levels = [column(n, *(card(f"{letter}{i}") for i in range(1, 6))) for n, letter in enumerate("ABC", 1)]
    wires = tuple(map(wire, ("B1 > C2", "B2 > C1", "B3 > C3", "B4 > C4")))
    (drawn,) = order_maps([OutcomeMap("m", "Map", "", tuple(levels), wires)], engine)  # type: ignore[arg-type]
    assert count_crossings(drawn) == 0
    assert codes(drawn)[0] == "A1 A2 A3 A4 A5", "cards without a wire stay where the author put them"
    assert codes(drawn)[1:] in (
        ["B1 B2 B3 B4 B5", "C2 C1 C3 C4 C5"],
        ["B2 B1 B3 B4 B5", "C1 C2 C3 C4 C5"],
    )
