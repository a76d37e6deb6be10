"""Lays an outcome map out: the height of every row as a ratio, and the path of every wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from outcome_frameworks.outcome_map.arranging.card_heights import count_lines
from outcome_frameworks.outcome_map.arranging.spacing import Stack, align_stacks
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, nested, wire_leads_back

SIDE = 1000.0
"""Width and height of the viewBox. The drawing is stretched, so coordinates are thousandths of the list's box."""

GUTTERS = {1: 10.0, 2: 12.0, 3: 8.5, 4: 7.0, 5: 4.4, 6: 4.0}
"""Space between columns, in % of the map's width, by number of columns; with more than these it shrinks as they do."""

Measure = Callable[[Card, int, int], float]
"""Gives the height of a card in lines of text, from the card, how deep it is nested, and the number of columns."""

INDENT = 7.0
"""How far a nested card is indented, in % of its column, for each level of nesting."""

DEEPEST_INDENT = 4
"""Cards nested deeper than this are indented no further, so that their text keeps room."""

PASS_LINES = 0.8
"""Room that a wire gets where it passes between two cards, in lines of text."""


@dataclass(frozen=True)
class PlacedCard:
    """Where a card stands: its row (from 1) in the column's grid, its edges and its middle in the viewBox."""

    card: Card
    row: int
    depth: int
    left: float
    right: float
    middle: float


@dataclass(frozen=True)
class PlacedColumn:
    """A column's rows in fr, top to bottom, and its cards by row; its last row ends at `bottom` in the viewBox.

    `packed` = no wire meets it: its cards stand as near to each other as can be, whatever the other columns do.
    """

    rows: tuple[float, ...]
    cards: tuple[PlacedCard, ...]
    packed: bool
    bottom: float


@dataclass(frozen=True)
class PlacedWire:
    """A wire's path in the viewBox; `back` = it runs against the direction of the map."""

    wire: Wire
    path: str
    back: bool


@dataclass(frozen=True)
class Layout:
    """A map laid out. Widths are in % of the map's width; `ceiling` is where the ceiling runs, from the left."""

    column_width: float
    gutter: float
    columns: tuple[PlacedColumn, ...]
    wires: tuple[PlacedWire, ...]
    ceiling: float | None
    arrows_left: frozenset[str] = field(default_factory=frozenset)
    """Keys of cards at whose left edge a wire arrives."""
    arrows_right: frozenset[str] = field(default_factory=frozenset)
    """Keys of cards at whose right edge a wire arrives."""


@dataclass(frozen=True)
class _Frame:
    """Where columns begin and end, in the viewBox."""

    width: float
    gutter: float

    def left(self, column: int) -> float:
        return column * (self.width + self.gutter)

    def right(self, column: int) -> float:
        return self.left(column) + self.width


def column_share(drawing: OutcomeMap, gutters: Mapping[int, float] = GUTTERS) -> float:
    """Return the width of a column of a map, as a share of the map's."""
    return _frame_columns(drawing, drawing.drawn_wires(), drawing.column_of(), gutters).width / SIDE


def lay_out(drawing: OutcomeMap, measure: Measure = count_lines, gutters: Mapping[int, float] = GUTTERS) -> Layout:
    """Lay a map out; the same map always gives the same layout.

    `measure` gives the heights of cards; `gutters` the space between columns, as `GUTTERS` does.
    """
    columns = drawing.column_of()
    wires = drawing.drawn_wires()
    frame = _frame_columns(drawing, wires, columns, gutters)
    stacks = [_stack_cards(column, len(drawing.columns), measure) for column in drawing.columns]
    align_stacks(stacks, [(wire.source, wire.target) for wire in wires], columns, PASS_LINES)
    tallest = max((stack.total for stack in stacks if stack.is_wired or not wires), default=0.0)
    placed = tuple(_place_column(frame, number, stack, tallest) for number, stack in enumerate(stacks))
    by_key = {card.card.key: card for column in placed for card in column.cards}
    pairs = {(wire.source, wire.target) for wire in wires}
    routed = [
        _round_trip(frame, wire, by_key, columns)
        if (wire.target, wire.source) in pairs and columns[wire.target] == columns[wire.source] - 1
        else _route(frame, wire, by_key, columns, stacks)
        for wire in wires
    ]
    ceiling = None
    if drawing.ceiling_after is not None and 0 <= drawing.ceiling_after < len(stacks) - 1:
        ceiling = (frame.right(drawing.ceiling_after) + frame.gutter / 2) / SIDE * 100
    return Layout(
        column_width=frame.width / SIDE * 100,
        gutter=frame.gutter / SIDE * 100,
        columns=placed,
        wires=tuple(
            PlacedWire(wire, path, wire_leads_back(columns[wire.source], columns[wire.target], drawing.reversed))
            for wire, path in zip(wires, routed, strict=True)
        ),
        ceiling=ceiling,
        arrows_left=frozenset(w.target for w in wires if columns[w.source] < columns[w.target]),
        arrows_right=frozenset(w.target for w in wires if columns[w.source] >= columns[w.target]),
    )


def _frame_columns(
    drawing: OutcomeMap, wires: tuple[Wire, ...], columns: dict[str, int], given: Mapping[int, float]
) -> _Frame:
    """Share the width out; wires within the last column need a gutter to its right."""
    count = max(1, len(drawing.columns))
    most = max(given)
    gutter = given[min(count, most)] * min(1.0, most / count) / 100 * SIDE
    last = count - 1
    gutters = last + any(columns[wire.source] == columns[wire.target] == last for wire in wires)
    return _Frame(width=(SIDE - gutters * gutter) / count, gutter=gutter)


def _stack_cards(column: Column, columns: int, measure: Measure) -> Stack:
    """Put cards on top of each other, nested ones beneath their parent, each as tall as its text needs."""
    stack = Stack()
    for card, depth in nested(column.in_rows()):
        stack.add(card, depth, measure(card, depth, columns))
    return stack


def _place_column(frame: _Frame, number: int, stack: Stack, tallest: float) -> PlacedColumn:
    """Turn a stack into rows, and take the middle of each card from the rounded rows that the browser gets.

    `tallest` is the height of the stacks with wires, which fill the viewBox; one without may end above or below.
    """
    rows, row_of = stack.rows()
    total = (sum(rows) if stack.is_wired else tallest) or 1.0
    cards = []
    for position, (card, depth) in enumerate(stack.cards):
        row = row_of[position]
        middle = (sum(rows[:row]) + rows[row] / 2) / total * SIDE
        indent = frame.width * INDENT / 100 * min(depth, DEEPEST_INDENT)
        cards.append(PlacedCard(card, row + 1, depth, frame.left(number) + indent, frame.right(number), middle))
    return PlacedColumn(tuple(rows), tuple(cards), not stack.is_wired, sum(rows) / total * SIDE)


def _route(
    frame: _Frame, wire: Wire, placed: dict[str, PlacedCard], columns: dict[str, int], stacks: list[Stack]
) -> str:
    """Return the path of one wire: through gutters, and past columns between two cards."""
    source, target = placed[wire.source], placed[wire.target]
    here, there = columns[wire.source], columns[wire.target]
    if here == there:
        return _loop(frame, source, target)
    step = 1 if there > here else -1
    path = f"M{_n(source.right if step > 0 else source.left)} {_n(source.middle)}"
    if step < 0 and source.depth:
        path += f"H{_n(frame.left(here))}"
    x, y = (frame.right(here), source.middle) if step > 0 else (frame.left(here), source.middle)
    for column in range(here + step, there, step):
        passing = stacks[column].passing(wire.source, wire.target) * SIDE
        near, far = (frame.left(column), frame.right(column))[::step]
        path += _curve(x, y, near, passing) + f"H{_n(far)}"
        x, y = far, passing
    path += _curve(x, y, frame.left(there) if step > 0 else frame.right(there), target.middle)
    if step > 0 and target.depth:
        path += f"H{_n(target.left)}"
    return path


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return an S across a gutter; both ends are level, so wires leave and arrive straight."""
    if abs(y - to_y) < 0.01:
        return f"H{_n(to_x)}"
    middle = (x + to_x) / 2
    return f"C{_n(middle)} {_n(y)} {_n(middle)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"


def _round_trip(frame: _Frame, wire: Wire, placed: dict[str, PlacedCard], columns: dict[str, int]) -> str:
    """Return a wire to the column before it a path apart from the wire that comes the other way."""
    source, target = placed[wire.source], placed[wire.target]
    start, end = frame.left(columns[wire.source]), target.right
    indent = f"H{_n(start)}" if source.depth else ""
    sag = SIDE / 25
    return (
        f"M{_n(source.left)} {_n(source.middle)}{indent}C{_n(start - frame.gutter / 3)} {_n(source.middle + sag)} "
        f"{_n(end + frame.gutter / 3)} {_n(target.middle + sag)} {_n(end)} {_n(target.middle)}"
    )


def _loop(frame: _Frame, source: PlacedCard, target: PlacedCard) -> str:
    """Return a bow in the gutter at the right of a column; the farther it reaches, the wider it is."""
    distance = abs(source.middle - target.middle)
    reach = frame.gutter * (0.55 + 0.5 * min(1.0, distance / SIDE))
    x, bow = source.right, source.right + reach
    lift = SIDE / 60 if source is target else 0.0
    return (
        f"M{_n(x)} {_n(source.middle)}C{_n(bow)} {_n(source.middle - lift)} "
        f"{_n(bow)} {_n(target.middle + lift)} {_n(x)} {_n(target.middle)}"
    )


def _n(value: float) -> str:
    """Write a coordinate with a hundredth: a tenth of a pixel on a map of 10,000 pixels."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
