"""Spaces the cards of all columns so that cards stand level with what they are wired to, as far as room allows."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from outcome_frameworks.outcome_map.drawing import Card

SWEEPS = ("left", "right", "left", "right", "both", "both")
"""Passes over the columns, and the neighbours that each pass looks at."""

LOOSEST = 1.1
"""How much taller than its text a row of a short column may be, which forgives estimates that are too low."""

LEAST_GAP = 0.02
"""Room, in lines, below which a gap gets no row of its own: it is only a rounding error."""

Pair = tuple[str, str]


@dataclass
class _Slot:
    """A family (a card with all that is nested in it), or the place where a wire passes between families."""

    height: float
    cards: list[int] = field(default_factory=list)
    middle: float = 0.0
    room: float = 0.0
    """Height of its rows: as tall as it is, or more where the column has room."""


@dataclass(frozen=True)
class _Spot:
    """Where in a slot a wire ends or passes: `share` runs from 0 (top) to 1."""

    slot: _Slot
    share: float = 0.5

    @property
    def lift(self) -> float:
        """How far below the middle of its slot it is."""
        return (self.share - 0.5) * self.slot.room

    @property
    def middle(self) -> float:
        """How far below the top of the column it is."""
        return self.slot.middle + self.lift


_Neighbours = dict[tuple[int, str], list[tuple[_Spot, _Spot]]]
"""By slot (its identity) and side."""


@dataclass
class Stack:
    """The cards of a column, top to bottom, with the wires that pass between them."""

    cards: list[tuple[Card, int]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    slots: list[_Slot] = field(default_factory=list)
    passes: dict[Pair, _Slot] = field(default_factory=dict)
    total: float = 0.0

    def add(self, card: Card, depth: int, height: float) -> None:
        """Put a card beneath the others; `depth` = 0 begins a family."""
        if depth == 0 or not self.slots:
            self.slots.append(_Slot(0.0))
        self.slots[-1].cards.append(len(self.cards))
        self.slots[-1].height += height
        self.cards.append((card, depth))
        self.heights.append(height)

    def rows(self) -> tuple[list[float], list[int]]:
        """Give the heights of the rows, and for each card the number of its row (from 0).

        Where there is room between families, or above and below them, it is a row of its own without a card.
        """
        rows: list[float] = []
        row_of: list[int] = []
        at = 0.0
        for slot in (slot for slot in self.slots if slot.cards):
            gap = slot.middle - slot.room / 2 - at
            if gap > LEAST_GAP:
                rows.append(round(gap, 2))
            for card in slot.cards:
                row_of.append(len(rows))
                rows.append(round(self.heights[card] * slot.room / slot.height, 2))
            at = slot.middle + slot.room / 2
        if self.total - at > LEAST_GAP:
            rows.append(round(self.total - at, 2))
        return rows, row_of

    def passing(self, source: str, target: str) -> float:
        """Give the height at which a wire passes, from 0 (top) to 1."""
        return self.passes[source, target].middle / (self.total or 1.0)

    def spots(self) -> dict[str, _Spot]:
        """Give the spot of every card by its key."""
        found = {}
        for slot in self.slots:
            above = 0.0
            for card in slot.cards:
                found[self.cards[card][0].key] = _Spot(slot, (above + self.heights[card] / 2) / slot.height)
                above += self.heights[card]
        return found


def align_stacks(stacks: Sequence[Stack], wires: Iterable[Pair], columns: dict[str, int], pass_height: float) -> None:
    """Give every card and every passing wire its height, in place; all stacks become equally tall."""
    wires = list(wires)
    _spread(stacks)
    _let_pass(stacks, wires, columns, pass_height)
    _spread(stacks)
    neighbours = _neighbours(stacks, wires, columns)
    for side in SWEEPS:
        for stack in reversed(stacks) if side == "right" else stacks:
            _settle(stack, neighbours, side)


def _spread(stacks: Sequence[Stack]) -> None:
    """Share the height of the tallest stack out evenly in every stack."""
    needs = [sum(slot.height for slot in stack.slots) for stack in stacks]
    tallest = max(needs, default=0.0) or 1.0
    for stack, need in zip(stacks, needs, strict=True):
        stack.total = tallest
        at, scale = 0.0, tallest / need if need else 1.0
        for slot in stack.slots:
            slot.room = slot.height * scale
            slot.middle = at + slot.room / 2
            at += slot.room


def _let_pass(stacks: Sequence[Stack], wires: Iterable[Pair], columns: dict[str, int], pass_height: float) -> None:
    """Make room for wires that skip columns, near where a straight line would cross, but never within a family."""
    spots = {key: spot for stack in stacks for key, spot in stack.spots().items()}
    passes: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for source, target in wires:
        here, there = columns[source], columns[target]
        for column in range(min(here, there) + 1, max(here, there)):
            share = (column - here) / (there - here)
            straight = spots[source].middle + share * (spots[target].middle - spots[source].middle)
            passes[column].append((straight, (source, target)))
    for column, wanted in passes.items():
        _weave(stacks[column], sorted(wanted), pass_height)


def _weave(stack: Stack, wanted: list[tuple[float, Pair]], pass_height: float) -> None:
    """Put passing wires, in the order of their height, between the families of a column."""
    woven: list[_Slot] = []
    pending = deque(wanted)
    for family in [*stack.slots, None]:
        while pending and (family is None or pending[0][0] < family.middle):
            stack.passes[pending.popleft()[1]] = slot = _Slot(pass_height)
            woven.append(slot)
        if family is not None:
            woven.append(family)
    stack.slots = woven


def _neighbours(stacks: Sequence[Stack], wires: Iterable[Pair], columns: dict[str, int]) -> _Neighbours:
    """Give for each slot its own spot, and the spot beside it, of every wire that leads to it or away."""
    cards = {key: spot for stack in stacks for key, spot in stack.spots().items()}
    joined: _Neighbours = defaultdict(list)
    for source, target in wires:
        here, there = columns[source], columns[target]
        if here == there:
            continue
        step = 1 if there > here else -1
        way = [cards[source]]
        way += [_Spot(stacks[column].passes[source, target]) for column in range(here + step, there, step)]
        way.append(cards[target])
        for one, other in pairwise(way):
            left, right = (one, other) if step > 0 else (other, one)
            for side in ("left", "both"):
                joined[id(right.slot), side].append((right, left))
            for side in ("right", "both"):
                joined[id(left.slot), side].append((left, right))
    return joined


def _settle(stack: Stack, neighbours: _Neighbours, side: str) -> None:
    """Move the slots of one stack as near to their neighbours' middle as their order and height allow."""
    need = sum(slot.height for slot in stack.slots)
    if not need:
        return
    scale = min(LOOSEST, stack.total / need)
    offsets, wishes, weights, at = [], [], [], 0.0
    for slot in stack.slots:
        slot.room = slot.height * scale
        joined = neighbours.get((id(slot), side)) or neighbours.get((id(slot), "both"), [])
        wish = sum(other.middle - own.lift for own, other in joined) / len(joined) if joined else slot.middle
        offsets.append(at + slot.room / 2)
        wishes.append(wish - offsets[-1])
        weights.append(max(1, len(joined)))
        at += slot.room
    first, last = stack.slots[0], stack.slots[-1]
    highest = (first.height - first.room) / 2  # at the ends of a column a row need not be taller than its text
    lowest = max(highest, stack.total - at + (last.room - last.height) / 2)
    for slot, offset, place in zip(stack.slots, offsets, _rising(wishes, weights), strict=True):
        slot.middle = offset + min(max(place, highest), lowest)
        slot.room = min(slot.room, 2 * slot.middle, 2 * (stack.total - slot.middle))


def _rising(wishes: list[float], weights: list[int]) -> list[float]:
    """Give the never-falling row of numbers nearest to the wishes (weighted least squares).

    Source: pool adjacent violators; Barlow et al., Statistical inference under order restrictions, 1972.
    """
    pools: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        mean, mass, count = wish, float(weight), 1
        while pools and pools[-1][0] >= mean:
            before, before_mass, before_count = pools.pop()
            mean = (mean * mass + before * before_mass) / (mass + before_mass)
            mass, count = mass + before_mass, count + before_count
        pools.append((mean, mass, count))
    return [mean for mean, _, count in pools for _ in range(count)]
