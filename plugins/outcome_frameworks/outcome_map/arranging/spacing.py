"""Spaces the cards of all columns: packed from the top, and linked ones moved nearer to what they are wired to."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from outcome_frameworks.outcome_map.drawing import Card

SPACING_SWEEPS = ("left", "right", "left", "right", "both", "both")
"""Passes over the columns, and the neighbours that each pass looks at."""

LOOSEST = 1.1
"""How much taller than its text a row of a short column may be, which forgives estimates that are too low."""

WIDEST_GAP = 0.6
"""Room that may be made between two cards, as a share of the lower one's height. No gap is to be taller than a card,
and rows are taller than cards where a window is wider, or a font narrower, than what lines were counted for."""

MARGINS = 1.0
"""How much less than that it is: what the margins of the two cards leave between them anyhow, in lines."""

LEAST_GAP = 0.02
"""Room, in lines, below which a gap gets no row of its own: it is only a rounding error."""

Pair = tuple[str, str]


@dataclass(eq=False, slots=True)
class _Slot:
    """A family (a card with all that is nested in it), or the place where a wire passes between families."""

    height: float
    cards: list[int] = field(default_factory=list)
    middle: float = 0.0
    room: float = 0.0
    """Height of its rows: as tall as it is, or more where the column has room."""
    slack: float = math.inf
    """How much farther down than the family above it, at most, it may be moved."""
    joined: dict[str, list[tuple[_Spot, _Spot]]] = field(default_factory=dict)
    """By side, its own spot and the spot beside it of every wire that leads to it or away."""


class _Spot(NamedTuple):
    """Where in a slot a wire ends or passes: `below` is how far below its middle, as a share of the slot's height."""

    slot: _Slot
    below: float = 0.0

    @property
    def middle(self) -> float:
        """How far below the top of the column it is."""
        return self.slot.middle + self.below * self.slot.room


@dataclass
class Stack:
    """The cards of a column, top to bottom, with the wires that pass between them."""

    cards: list[tuple[Card, int]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    slots: list[_Slot] = field(default_factory=list)
    passes: dict[Pair, _Slot] = field(default_factory=dict)
    total: float = 0.0
    is_wired: bool = False
    """Whether a wire ends or passes here; else its cards stay packed from the top, and it is as tall as they are."""

    def add(self, card: Card, depth: int, height: float) -> None:
        """Put a card beneath the others; `depth` = 0 begins a family."""
        if depth == 0 or not self.slots:
            self.slots.append(_Slot(0.0))
        self.slots[-1].cards.append(len(self.cards))
        self.slots[-1].height += height
        self.cards.append((card, depth))
        self.heights.append(height)

    def pack(self) -> None:
        """Put everything below each other from the top, as near as can be."""
        self.total = 0.0
        for slot in self.slots:
            slot.room = slot.height
            slot.middle = self.total + slot.height / 2
            self.total += slot.height

    def rows(self) -> tuple[list[float], list[int]]:
        """Return the heights of the rows, and for each card the number of its row (from 0).

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
        """Return the height at which a wire passes, from 0 (top) to 1."""
        return self.passes[source, target].middle / (self.total or 1.0)

    def spots(self) -> dict[str, _Spot]:
        """Return the spot of every card by its key."""
        found = {}
        for slot in self.slots:
            above = 0.0
            for card in slot.cards:
                found[self.cards[card][0].key] = _Spot(slot, (above + self.heights[card] / 2) / slot.height - 0.5)
                above += self.heights[card]
        return found


def align_stacks(stacks: Sequence[Stack], wires: Iterable[Pair], columns: dict[str, int], pass_height: float) -> None:
    """Set the height of every card and every passing wire, in place; all stacks with wires become equally tall."""
    wires = list(wires)
    for stack in stacks:
        stack.pack()
    _let_pass(stacks, wires, columns, pass_height)
    met = {columns[end] for wire in wires for end in wire}
    for number, stack in enumerate(stacks):
        stack.is_wired = number in met or bool(stack.passes)
        _limit_gaps(stack)
        stack.pack()
    wired = [stack for stack in stacks if stack.is_wired]
    tallest = max((stack.total for stack in wired), default=0.0)
    for stack in wired:
        stack.total = tallest
    _join(stacks, wires, columns)
    spread = [_spread(stack) for stack in wired]
    for side in SPACING_SWEEPS:
        for one in reversed(spread) if side == "right" else spread:
            _settle(one, side)


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
    """Put passing wires, in the order of their height, between the families of a column.

    Many that pass between the same two cards stand closer, so that together they part the two by no more than a card.
    """
    middles = [family.middle for family in stack.slots]
    passing: list[list[Pair]] = [[] for _ in range(len(middles) + 1)]
    for height, pair in wanted:
        passing[bisect_right(middles, height)].append(pair)
    woven: list[_Slot] = []
    for number, pairs in enumerate(passing):
        most = _most_between(stack, stack.slots[number - 1 : number], stack.slots[number : number + 1])
        for pair in pairs:
            stack.passes[pair] = slot = _Slot(min(pass_height, most / len(pairs)))
            woven.append(slot)
        woven += stack.slots[number : number + 1]
    stack.slots = woven


def _limit_gaps(stack: Stack) -> None:
    """Set how far each slot may be moved, such that no gap between two cards becomes taller than the lower of them."""
    above: list[_Slot] = []
    waiting: list[_Slot] = []
    for slot in stack.slots:
        waiting.append(slot)
        if slot.cards:
            most = _most_between(stack, above, [slot]) - sum(wire.height for wire in waiting[:-1])
            for one in waiting:
                one.slack = max(0.0, most)
            above, waiting = [slot], []


def _most_between(stack: Stack, above: list[_Slot], below: list[_Slot]) -> float:
    """Return how much room may be made between two families: with what is there anyhow, the height of a card."""
    heights = [stack.heights[slot.cards[-1]] for slot in above] + [stack.heights[slot.cards[0]] for slot in below]
    return max(0.0, min(heights) * WIDEST_GAP - MARGINS) if heights else math.inf


def _join(stacks: Sequence[Stack], wires: Iterable[Pair], columns: dict[str, int]) -> None:
    """Tell each slot its own spot, and the spot beside it, of every wire that leads to it or away."""
    cards = {key: spot for stack in stacks for key, spot in stack.spots().items()}
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
                right.slot.joined.setdefault(side, []).append((right, left))
            for side in ("right", "both"):
                left.slot.joined.setdefault(side, []).append((left, right))


class _Spread(NamedTuple):
    """A stack with the room that its slots may take, and the least and the most that they may be moved by."""

    slots: list[tuple[_Slot, float, float]]
    """Each with its room, and where its middle is while nothing is moved."""
    total: float
    highest: float
    lowest: float


def _spread(stack: Stack) -> _Spread:
    need = sum(slot.height for slot in stack.slots)
    scale = min(LOOSEST, stack.total / need) if need else 1.0
    slots, at = [], 0.0
    for slot in stack.slots:
        room = slot.height * scale
        slots.append((slot, room, at + room / 2))
        at += room
    (first, first_room, _), (last, last_room, _) = slots[0], slots[-1]
    highest = (first.height - first_room) / 2  # at the ends of a column a row need not be taller than its text
    return _Spread(slots, stack.total, highest, max(highest, stack.total - at + (last_room - last.height) / 2))


def _settle(spread: _Spread, side: str) -> None:
    """Move what has wires nearer to its neighbours' middle, as its order and the gaps allow; the rest goes along."""
    wished, wishes, weights = [], [], []
    for slot, room, middle in spread.slots:
        joined = slot.joined.get(side) or slot.joined.get("both")
        wished.append(joined is not None)
        if joined:
            wants = [beside.middle + there * beside.room - here * room for (_, here), (beside, there) in joined]
            wishes.append(sum(wants) / len(wants) - middle)
            weights.append(len(wants))
    moves, total = iter(_rising(wishes, weights)), spread.total
    family = move = spread.highest if wished[0] else 0.0
    for (slot, room, middle), is_wished in zip(spread.slots, wished, strict=True):
        move = min(max(next(moves), move) if is_wished else move, family + slot.slack, spread.lowest)
        if slot.cards:
            family = move
        slot.middle = middle + move
        slot.room = min(room, 2 * slot.middle, 2 * (total - slot.middle))


def _rising(wishes: list[float], weights: list[int]) -> list[float]:
    """Return the never-falling row of numbers nearest to the wishes (weighted least squares).

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
