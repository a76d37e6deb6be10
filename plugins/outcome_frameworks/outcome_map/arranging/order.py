"""Orders the rows within columns so that fewer wires cross, and otherwise as the author put them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from outcome_frameworks.outcome_map.arranging.engine import Engine
from outcome_frameworks.outcome_map.arranging.positions import Sketch, ask_positions
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, families

ORDERING_SWEEPS = 8
"""Barycentre passes, there and back."""

MOST_TO_SWAP = 120
"""Cards and wires of a map up to which neighbours are also swapped one by one; larger maps would take too long."""

Places = dict[str, float]
"""How far down its column each card stands, from 0 (top) to 1."""


def order_maps(maps: Sequence[OutcomeMap], engine: Engine | None) -> list[OutcomeMap]:
    """Return the maps with the rows of their `auto` columns ordered; the same maps always give the same order.

    The cards themselves stay in the author's order, which holds wherever no wires are drawn.

    One process of the engine serves all maps. Where it cannot, barycentre sweeps order the cards. The author's
    order stays wherever another is no better. Nested cards stay beneath their parents.
    """
    wishes = ask_positions([_sketch(drawing) for drawing in maps], engine)
    return [
        _with_rows(drawing, _best_order(drawing, None if found is None else [-y for _, y in found]))
        for drawing, found in zip(maps, wishes, strict=True)
    ]


def _with_rows(drawing: OutcomeMap, ordered: OutcomeMap) -> OutcomeMap:
    """Return a map with the rows of columns that got another order than the author's."""
    pairs = zip(drawing.columns, ordered.columns, strict=True)
    return _arranged(
        drawing,
        [
            column if other.cards == column.cards else replace(column, rows=tuple(card.key for card in other.cards))
            for column, other in pairs
        ],
    )


def count_crossings(drawing: OutcomeMap) -> int:
    """Count the crossings of wires between columns; a wire that skips columns crosses them in a straight line."""
    return _Crossings(drawing).of(drawing.columns)


class _Gutter(NamedTuple):
    """What lies between two columns: wires, and the numbers of all columns in which these end.

    Of each wire the ends, how many gutters it has crossed before, and how many in all.
    """

    wires: list[tuple[str, str, int, int]]
    columns: set[int]


class _Crossings:
    """Counts crossings of the wires of a map for any order of its cards."""

    def __init__(self, drawing: OutcomeMap) -> None:
        column = drawing.column_of()
        gutters: dict[int, _Gutter] = defaultdict(lambda: _Gutter([], set()))
        for wire in drawing.drawn_wires():
            left, right = sorted((wire.source, wire.target), key=column.__getitem__)
            steps = column[right] - column[left]
            for step in range(steps):
                gutter = gutters[column[left] + step]
                gutter.wires.append((left, right, step, steps))
                gutter.columns.update((column[left], column[right]))
        self._gutters = list(gutters.values())
        self._known: list[dict[tuple[tuple[str, ...], ...], int]] = [{} for _ in self._gutters]
        """For each gutter how many there are, by the order of the cards in the columns that it has to do with."""

    def of(self, columns: Sequence[Column]) -> int:
        """Return how many there are where the cards of the columns stand in this order."""
        orders = [tuple(card.key for card in column.in_rows()) for column in columns]
        total = 0
        for gutter, known in zip(self._gutters, self._known, strict=True):
            asked = tuple(orders[number] for number in gutter.columns)
            if asked not in known:
                places = _places([columns[number] for number in gutter.columns])
                known[asked] = _inversions([_segment(places, *wire) for wire in gutter.wires])
            total += known[asked]
        return total


def _segment(places: Places, left: str, right: str, step: int, steps: int) -> tuple[float, float]:
    """Return where a wire enters and leaves a gutter."""
    slope = (places[right] - places[left]) / steps
    return round(places[left] + step * slope, 9), round(places[left] + (step + 1) * slope, 9)


def _inversions(segments: list[tuple[float, float]]) -> int:
    ends: list[float] = []
    crossings = 0
    for _, end in sorted(segments):
        crossings += len(ends) - bisect_right(ends, end)
        insort(ends, end)
    return crossings


def _sketch(drawing: OutcomeMap) -> Sketch:
    """Draw a map for the engine: every wire to the right, none within a column, which engines order badly.

    Nothing is drawn of a map in which no order can be better than the author's.
    """
    if all(column.order == "authored" or len(column.cards) < 2 for column in drawing.columns):
        return Sketch(0, ())
    if not count_crossings(drawing):
        return Sketch(0, ())  # there is no better order, so that no process need be started
    column = drawing.column_of()
    number = {key: position for position, key in enumerate(column)}
    wires = {
        tuple(sorted((wire.source, wire.target), key=column.__getitem__))
        for wire in drawing.drawn_wires()
        if column[wire.source] != column[wire.target]
    }
    return Sketch(
        count=len(number),
        wires=tuple(sorted((number[left], number[right]) for left, right in wires)),
        ranks=tuple(tuple(number[card.key] for card in column.cards) for column in drawing.columns),
        name=drawing.title,
    )


def _best_order(drawing: OutcomeMap, heights: list[float] | None) -> OutcomeMap:
    """Take the order with the fewest crossings: the author's, the engine's, or that of the sweeps.

    Of orders with as few crossings, the one nearest to the author's is taken, and moved nearer still.
    """
    authored, crossings = _Disorder(drawing), _Crossings(drawing)
    if not crossings.of(drawing.columns):
        return drawing
    candidates = [drawing, *_sweep(drawing)]
    if heights is not None:
        linked = {key for wire in drawing.drawn_wires() for key in (wire.source, wire.target)}
        found = {key: y for key, y in zip(drawing.column_of(), heights, strict=True) if key in linked}
        top, bottom = max(found.values(), default=0.0), min(found.values(), default=0.0)
        for direction in (1.0, -1.0):  # an engine does not care which way up its drawing is
            start = bottom if direction > 0 else -top
            spread = (top - bottom) or 1.0
            wishes = {key: (direction * y - start) / spread for key, y in found.items()}
            candidates.append(_arranged(drawing, [_sorted_column(column, wishes) for column in drawing.columns]))
    best = min(candidates, key=lambda candidate: (crossings.of(candidate.columns), authored.of(candidate)))
    if best is drawing or len(drawing.wires) + len(drawing.column_of()) > MOST_TO_SWAP:
        return best
    return _swap_neighbours(best, crossings, authored)


class _Disorder:
    """Measures how far an order is from the author's: the pairs of cards of a column that stand the other way round."""

    def __init__(self, authored: OutcomeMap) -> None:
        self._place = {card.key: place for place, card in enumerate(authored.cards())}

    def of(self, drawing: OutcomeMap) -> int:
        """Count the pairs that changed places."""
        return sum(self._inversions([self._place[card.key] for card in column.cards]) for column in drawing.columns)

    @staticmethod
    def _inversions(places: list[int]) -> int:
        seen: list[int] = []
        total = 0
        for place in places:
            total += len(seen) - bisect_right(seen, place)
            insort(seen, place)
        return total


def _sweep(drawing: OutcomeMap) -> list[OutcomeMap]:
    """Sort column by column by the mean place of what each card is wired to, to the right and back again."""
    column = drawing.column_of()
    wires = [(w.source, w.target) for w in drawing.drawn_wires() if column[w.source] != column[w.target]]
    joined: dict[str, list[str]] = defaultdict(list)
    for source, target in wires:
        joined[source].append(target)
        joined[target].append(source)
    found, columns, last = [], list(drawing.columns), len(drawing.columns)
    places = _places(columns)
    for sweep in range(ORDERING_SWEEPS):
        before = list(columns)
        for number in range(last) if sweep % 2 == 0 else reversed(range(last)):
            wishes = {
                card.key: _mean([places[k] for k in joined[card.key] if (column[k] < number) == (sweep % 2 == 0)])
                for card in columns[number].cards
            }
            columns[number] = _sorted_column(columns[number], {k: v for k, v in wishes.items() if v is not None})
            places |= _column_places(columns[number])
        found.append(_arranged(drawing, columns))
        if columns == before and sweep:
            break
    return found


def _swap_neighbours(drawing: OutcomeMap, crossings: _Crossings, authored: _Disorder) -> OutcomeMap:
    """Swap families that stand next to each other as long as that removes crossings, or nears the author's order."""
    least, disorder = crossings.of(drawing.columns), authored.of(drawing)
    improved = True
    while improved:
        improved = False
        for number, column in enumerate(drawing.columns):
            if column.order == "authored":
                continue
            for one, other in _siblings(column.cards):
                candidate = _swapped(drawing, number, one, other)
                found = crossings.of(candidate.columns)
                if found <= least and (found, moved := authored.of(candidate)) < (least, disorder):
                    drawing, least, disorder, improved = candidate, found, moved, True
    return drawing


def _swapped(drawing: OutcomeMap, number: int, one: Card, other: Card) -> OutcomeMap:
    places = _column_places(drawing.columns[number])
    wishes = {**places, one.key: places[other.key], other.key: places[one.key]}
    columns = list(drawing.columns)
    columns[number] = _sorted_column(column=columns[number], wishes=wishes, by_parent=True)
    return _arranged(drawing, columns)


def _siblings(cards: tuple[Card, ...]) -> list[tuple[Card, Card]]:
    """Return each two cards that stand next to each other under the same parent."""
    return [pair for row in families(cards).values() for pair in pairwise(row)]


def _sorted_column(column: Column, wishes: Mapping[str, float], by_parent: bool = False) -> Column:
    """Sort families by the mean of their cards' wishes, and the cards within each family likewise.

    A card without a wish wishes to stay. With `by_parent` a family goes where its uppermost card wishes to, whatever
    the cards nested in it wish.
    """
    if column.order == "authored" or len(column.cards) < 2:
        return column
    children, places = families(column.cards), _column_places(column)

    def members(card: Card) -> list[Card]:
        found = [card]
        for member in found:
            found += children.get(member.key, [])
        return found

    def wish(card: Card) -> float:
        asked = [card] if by_parent else members(card)
        own = [wishes[member.key] for member in asked if member.key in wishes]
        mean = _mean(own)
        return places[card.key] if mean is None else mean

    ordered: list[Card] = []
    pending = sorted(children[None], key=wish)[::-1]
    while pending:
        card = pending.pop()
        ordered.append(card)
        pending += sorted(children.get(card.key, []), key=wish)[::-1]
    return replace(column, cards=tuple(ordered), rows=())


def _arranged(drawing: OutcomeMap, columns: Sequence[Column]) -> OutcomeMap:
    return replace(drawing, columns=tuple(columns))


def _places(columns: Sequence[Column]) -> Places:
    return {key: place for column in columns for key, place in _column_places(column).items()}


def _column_places(column: Column) -> Places:
    count = len(column.cards)
    return {card.key: (position + 0.5) / count for position, card in enumerate(column.in_rows())}


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
