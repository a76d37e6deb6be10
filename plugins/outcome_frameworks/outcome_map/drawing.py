"""What an outcome map shows: cards in columns and the wires between them, as resolved values ready to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from outcome_frameworks.model.scalars import Basis

Order = Literal["auto", "authored"]
"""Whether cards of a column may change places so that fewer wires cross."""

HUES = 6
"""Number of hues that the style sheet knows: `of-hue-0` … `of-hue-5`."""


Style = Literal["", "group", "inferred"]
"""How the line of a link looks; "" is a plain one."""

BASIS_WORDS: dict[Basis | None, str] = {"group-stated": "stated for the group", "inferred": "inferred"}
"""What is said of a link, beside how its line looks; nothing of one that is stated, or of which nothing is claimed."""


@dataclass(frozen=True)
class WordedLink:
    """A link that words say where it starts, since an end of it is a whole level or stands outside the map.

    `target` is the key of a card or a column of the map, or of what is not in it; `name` is what words call it.
    """

    target: str
    name: str
    basis: Basis | None = None
    of_group: bool = False

    @property
    def words(self) -> str:
        """The name, with where the link comes from; that it is of a group is said beside it."""
        basis = "" if self.of_group and self.basis == "group-stated" else BASIS_WORDS.get(self.basis)
        return f"{self.name} ({basis})" if basis else self.name


@dataclass(frozen=True)
class Card:
    """One element of a framework, as it stands in a map.

    `key` names it across programmes ("new-models/S1"). `href` = "" means no link. `hue` = None means the hue of
    the column. `parent` is the key of the card that this one is nested in: it is drawn beneath it, indented.
    `inside` counts nested elements that the map does not draw. `badge` is a word such as "emergent". `place` says that
    it stands elsewhere, "in Allotment": its code may well be one of this programme too.
    `leads_elsewhere` is what it leads to and no wire can show.
    """

    key: str
    code: str
    text: str
    href: str
    hue: int | None = None
    parent: str | None = None
    inside: int = 0
    badge: str | None = None
    place: str = ""
    current: bool = False
    leads_elsewhere: tuple[WordedLink, ...] = ()


@dataclass(frozen=True)
class Column:
    """A level: its heading and its cards, in the author's order. `influence` is said in words below the subtitle.

    `key` names the level across programmes ("new-models/short"), "" where the column is none. `leads_to` is what the
    whole level leads to. `rows` are the keys of all cards in the order in which they stand beside wires; () where that
    is the author's.
    """

    id: str
    title: str
    subtitle: str = ""
    influence: str = ""
    hue: int = 0
    cards: tuple[Card, ...] = ()
    order: Order = "auto"
    key: str = ""
    leads_to: tuple[WordedLink, ...] = ()
    rows: tuple[str, ...] = ()

    def in_rows(self) -> tuple[Card, ...]:
        """Return the cards as they stand beside wires; wherever no wires are drawn, the author's order holds."""
        if not self.rows:
            return self.cards
        row_of = {key: row for row, key in enumerate(self.rows)}
        return tuple(sorted(self.cards, key=lambda card: row_of.get(card.key, 0)))


@dataclass(frozen=True)
class Wire:
    """A link by the keys of its ends; in a map's `wires`, from one card to another. A map holds at most one for a pair.

    `basis` = None claims nothing on where it comes from. `of_group` = an end stands for a whole level.
    """

    source: str
    target: str
    basis: Basis | None = None
    of_group: bool = False

    @property
    def style(self) -> Style:
        """How its line looks: dotted where it was inferred, dashed for whole groups, else plain."""
        if self.basis == "inferred":
            return "inferred"
        return "group" if self.of_group or self.basis == "group-stated" else ""


@dataclass(frozen=True)
class OutcomeMap:
    """A whole map.

    `id` starts every id in the HTML and is unique on the page. `columns` stand as shown, in reading order; with
    `reversed` (the aim stands first) arrows run from the last column to the first, and a wire to a later column is the
    one that leads back. `ceiling_after` = 1 puts the accountability ceiling between columns 1 and 2, counted from 0.
    `lit` are keys of cards that stand out, with the wires between them, without any script. `narrow_only` never draws
    wires.
    """

    id: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    wires: tuple[Wire, ...] = ()
    ceiling_after: int | None = None
    ceiling_words: str = ""
    reversed: bool = False
    lit: frozenset[str] = frozenset()
    narrow_only: bool = False

    def cards(self) -> Iterator[Card]:
        """Yield all cards, column by column, top to bottom."""
        for column in self.columns:
            yield from column.cards

    def column_of(self) -> dict[str, int]:
        """Return the number of the column in which each card stands, by the card's key."""
        return {card.key: number for number, column in enumerate(self.columns) for card in column.cards}

    def links(self) -> Iterator[Wire]:
        """Yield every link that the map draws or says, each pair of ends once."""
        yield from self.drawn_wires()
        holders: list[Card | Column] = [*self.columns, *self.cards()]
        for holder in holders:
            for link in holder.leads_to if isinstance(holder, Column) else holder.leads_elsewhere:
                yield Wire(holder.key, link.target, link.basis, link.of_group)

    def drawn_wires(self) -> tuple[Wire, ...]:
        """Return the wires whose two cards are both in the map, each pair once."""
        keys = {card.key for card in self.cards()}
        pairs = {(wire.source, wire.target): wire for wire in reversed(self.wires)}
        return tuple(
            wire
            for wire in self.wires
            if {wire.source, wire.target} <= keys and pairs[wire.source, wire.target] is wire
        )


def wire_leads_back(source: int, target: int, is_reversed: bool) -> bool:
    """Return whether a wire between two columns runs against the direction of its map."""
    return source < target if is_reversed else target < source


def families(cards: tuple[Card, ...]) -> dict[str | None, list[Card]]:
    """Return the cards by the key of their parent in the same column; None holds those that stand for themselves.

    A card whose parent is not among `cards`, or that would be its own ancestor, stands for itself.
    """
    if all(card.parent is None for card in cards):  # as in most maps
        return {None: list(cards)}
    by_key = {card.key: card for card in cards}
    children: dict[str | None, list[Card]] = {None: []}
    for card in cards:
        children.setdefault(card.parent if _has_root(card, by_key) else None, []).append(card)
    return children


def nested(cards: tuple[Card, ...]) -> list[tuple[Card, int]]:
    """Return the cards with how deep each is nested, every one right after those that hold it or stand before it."""
    children = families(cards)
    found: list[tuple[Card, int]] = []
    pending = [(card, 0) for card in reversed(children[None])]
    while pending:
        card, depth = pending.pop()
        found.append((card, depth))
        pending += [(child, depth + 1) for child in reversed(children.get(card.key, []))]
    return found


def _has_root(card: Card, by_key: dict[str, Card]) -> bool:
    """Return whether the card has a parent here, and its chain of parents ends."""
    if card.parent not in by_key:
        return False
    seen = {card.key}
    above: Card | None = card
    while above is not None and above.parent in by_key:
        if above.parent in seen:
            return False
        seen.add(above.parent)
        above = by_key[above.parent]
    return True
