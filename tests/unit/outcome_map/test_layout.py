"""Wires end at the middle of their cards' sides and run past all other cards, by the figures."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_maps import as_group, card, column, every_kind, random_map, wire

from outcome_frameworks.outcome_map.arranging.layout import Layout, PlacedCard, PlacedColumn, lay_out
from outcome_frameworks.outcome_map.drawing import Card, OutcomeMap

Point = tuple[float, float]


def points(path: str) -> list[Point]:
    """Follow a path of M, H and C commands with straight lines, finely enough to see what it touches."""
    found: list[Point] = []
    for command, numbers in re.findall(r"([MHC])([^MHC]*)", path):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            found.append((values[0], values[1]))
        elif command == "H":
            x, y = found[-1]
            found += [(x + (values[0] - x) * step / 20, y) for step in range(1, 21)]
        else:
            start, ends = found[-1], list(zip(values[::2], values[1::2], strict=True))
            found += [bezier((start, *ends), step / 60) for step in range(1, 61)]
    return found


def bezier(ends: tuple[Point, ...], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, ends, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, ends, strict=True))
    return x, y


def height(column: PlacedColumn, placed: PlacedCard) -> tuple[float, float]:
    """Return top and bottom of a card's row: the card stands within it."""
    total = sum(column.rows)
    top = sum(column.rows[: placed.row - 1]) / total * 1000
    return top, top + column.rows[placed.row - 1] / total * 1000


def boxes(layout: Layout) -> dict[str, tuple[float, float, float, float]]:
    return {
        placed.card.key: (placed.left, placed.right, *height(column, placed))
        for column in layout.columns
        for placed in column.cards
    }


@given(seed=st.integers(0, 100_000), columns=st.integers(1, 7), is_reversed=st.booleans())
@settings(deadline=None, max_examples=150)
def test_wires_join_their_cards_and_touch_no_other(seed: int, columns: int, is_reversed: bool) -> None:
    drawing = replace(random_map(columns, seed), reversed=is_reversed)
    layout = lay_out(drawing)
    found = boxes(layout)
    assert len(layout.wires) == len(drawing.wires)
    for placed in layout.wires:
        line = points(placed.path)
        for point, key in ((line[0], placed.wire.source), (line[-1], placed.wire.target)):
            left, right, top, bottom = found[key]
            assert min(abs(point[0] - left), abs(point[0] - right)) < 0.02
            assert abs(point[1] - (top + bottom) / 2) < 0.02
        for key, (left, right, top, bottom) in found.items():
            for x, y in line:
                inside = left + 0.5 < x < right - 0.5 and top < y < bottom
                assert not inside, f"{placed.wire} runs through {key} at {x:.1f}, {y:.1f}"
        assert all(-0.01 <= x <= 1000.01 for x, _ in line), "a wire would make the page scroll sideways"


@given(seed=st.integers(0, 100_000), columns=st.integers(1, 7))
@settings(deadline=None, max_examples=60)
def test_rows_do_not_overlap_and_leave_each_card_its_estimated_height(seed: int, columns: int) -> None:
    for placed in lay_out(random_map(columns, seed)).columns:
        assert all(row >= 0 for row in placed.rows)
        numbers = [one.row for one in placed.cards]
        assert numbers == sorted(set(numbers))
        assert all(placed.rows[number - 1] >= 2.5 for number in numbers)


def test_the_same_map_gets_the_same_layout() -> None:
    assert lay_out(every_kind()) == lay_out(every_kind())


def test_a_straight_chain_is_drawn_straight() -> None:
    columns = (column(1, card("S1"), card("S2"), card("S3")), column(2, card("M1")), column(3, card("L1")))
    drawing = OutcomeMap("m", "Chain", "", columns, (wire("S1 > M1"), wire("M1 > L1")))
    layout = lay_out(drawing)
    middles = [one.middle for column in layout.columns for one in column.cards if one.card.code in ("S1", "M1", "L1")]
    assert max(middles) - min(middles) < 1


def test_wires_that_pass_between_the_same_cards_keep_apart() -> None:
    columns = (column(1, card("S1"), card("S2")), column(2, card("M1"), card("M2")), column(3, card("L1"), card("L2")))
    wires = (wire("S1 > L1"), wire("S2 > L2"), wire("S1 > M1"), wire("S2 > M2"), wire("S1 > L2"), wire("S2 > L1"))
    layout = lay_out(OutcomeMap("m", "Passing", "", columns, wires))
    passing = sorted(
        float(found[1])
        for placed in layout.wires
        if (found := re.search(r"([\d.]+)H", placed.path)) and "L" in placed.wire.target
    )
    assert len(passing) == 4
    assert all(below - above > 20 for above, below in pairwise(passing))


def test_wires_there_and_back_between_two_cards_run_apart() -> None:
    columns = (column(1, card("S1")), column(2, card("M1")))
    layout = lay_out(OutcomeMap("m", "Circle", "", columns, (wire("S1 > M1"), wire("M1 > S1"))))
    there, back = (points(placed.path) for placed in layout.wires)
    assert [placed.back for placed in layout.wires] == [False, True]
    assert max(abs(y - 500) for _, y in there) < 0.1
    assert max(abs(y - 500) for _, y in back) > 20


@pytest.mark.parametrize(("is_reversed", "back"), [(False, [False, True]), (True, [True, False])])
def test_in_a_driver_diagram_wires_to_the_right_lead_back(is_reversed: bool, back: list[bool]) -> None:
    columns = (column(1, card("A1")), column(2, card("D1"), card("D2")))
    drawing = OutcomeMap("m", "Driver", "", columns, (wire("A1 > D2"), wire("D1 > A1")), reversed=is_reversed)
    assert [placed.back for placed in lay_out(drawing).wires] == back


def test_a_longer_text_gets_more_room() -> None:
    layout = lay_out(OutcomeMap("m", "", "", (column(1, card("A", "short"), card("B", "long words " * 40)),)))
    short, long = layout.columns[0].rows
    assert long > 3 * short


def tall(count: int, letter: str = "T") -> tuple[Card, ...]:
    return tuple(
        card(f"{letter}{number}", "few words" if number % 3 else "more words than one line " * 3)
        for number in range(1, count + 1)
    )


def gaps(column: PlacedColumn) -> list[float]:
    """Return the heights of all rows without a card but the last, which takes what a column does not need."""
    numbers = {placed.row for placed in column.cards}
    last = max(numbers, default=0)
    return [row for number, row in enumerate(column.rows, 1) if number not in numbers and number < last]


@pytest.mark.parametrize("grouped", [False, True], ids=["no links", "linked as groups"])
@pytest.mark.parametrize("other", [1, 2, 5])
def test_columns_without_links_are_packed_from_the_top(other: int, grouped: bool) -> None:
    family = card("F2", "inside", parent="p/F1")
    first, second, third = column(1, *tall(40)), column(2, *tall(other, "B")), column(3, card("F1"), family)
    columns = (as_group(first, second) if grouped else first, second, third)
    layout = lay_out(OutcomeMap("m", "Apart", "", columns))
    for placed in layout.columns:
        assert placed.packed
        assert len(placed.rows) == len(placed.cards), "there is no gap between its cards"
    assert layout.columns[0].bottom == pytest.approx(1000)
    assert layout.columns[1].bottom < 1000 / 6


def test_a_column_without_links_is_as_tall_as_its_cards_beside_columns_with_links() -> None:
    columns = (column(1, card("A1")), column(2, card("B1")), column(3, *tall(30)))
    layout = lay_out(OutcomeMap("m", "Beside", "", columns, (wire("A1 > B1"),)))
    assert [placed.packed for placed in layout.columns] == [False, False, True]
    assert [len(placed.rows) for placed in layout.columns] == [1, 1, 30]
    assert layout.columns[2].bottom > 20 * 1000


def test_only_linked_cards_are_moved_and_by_no_more_than_a_card() -> None:
    columns = (column(1, *tall(40)), column(2, *tall(12, "B")))
    layout = lay_out(OutcomeMap("m", "Two", "", columns, (wire("T35 > B4"), wire("T40 > B9"))))
    right = layout.columns[1]
    assert [placed.row for placed in right.cards[:3]] == [1, 2, 3], "what stands above is packed"
    assert len(gaps(right)) == 2, "one above each card with a link"
    assert max(gaps(right)) < min(right.rows[placed.row - 1] for placed in right.cards)
    assert sum(right.rows[right.cards[-1].row :]) > 0.5 * sum(right.rows), "the last row takes the rest"


@given(seed=st.integers(0, 100_000), columns=st.integers(2, 7), skipping=st.integers(0, 12))
@settings(deadline=None, max_examples=60)
def test_no_gap_is_taller_than_the_lower_of_the_cards_beside_it(seed: int, columns: int, skipping: int) -> None:
    for placed in lay_out(random_map(columns, seed, most_cards=12, skipping=skipping)).columns:
        above, at = None, 0.0
        for number, row in enumerate(placed.rows, 1):
            if number not in {one.row for one in placed.cards}:
                at += row
                continue
            assert at < min(row, above or row)
            above, at = row, 0.0
