"""Says the links of a map in words: beside cards, below the headings of levels, and in the caption."""

from __future__ import annotations

from outcome_frameworks.model.sentences import listed
from outcome_frameworks.outcome_map.displayable import displayable
from outcome_frameworks.outcome_map.drawing import BASIS_WORDS, Card, Column, OutcomeMap, Wire
from outcome_frameworks.outcome_map.marks import marks_between
from outcome_frameworks.problems.wording import count


def basis_words(wire: Wire, target: Card) -> str:
    """Return where a link to a card comes from; a card for a whole group says by itself that it is one."""
    return "" if not target.code and wire.basis == "group-stated" else BASIS_WORDS.get(wire.basis, "")


def short_name(card: Card) -> str:
    """Return the short name of a card for chips and sentences: its code, else the start of its text, and its place."""
    name = card.code or displayable(card.text)
    short = name if len(name) <= 40 else name[:39].rstrip() + "…"
    return f"{short} {displayable(card.place)}" if card.place else short


def level_sentence(column: Column) -> str:
    """Return in one sentence all that a whole level leads to; "" where that is nothing."""
    return f"As a group, these lead to {listed([link.words for link in column.leads_to])}" if column.leads_to else ""


def leads_to_in_words(drawing: OutcomeMap) -> dict[str, str]:
    """Return for each card that leads to anything what that is, as far as the map knows."""
    cards = {card.key: card for card in drawing.cards()}
    words: dict[str, list[str]] = {key: [] for key in cards}
    for wire in drawing.drawn_wires():
        target = cards[wire.target]
        basis = basis_words(wire, target)
        words[wire.source].append(f"{short_name(target)} ({basis})" if basis else short_name(target))
    said = {key: ", ".join([*led, *(link.words for link in cards[key].leads_elsewhere)]) for key, led in words.items()}
    return {key: text for key, text in said.items() if text}


def count_links(drawing: OutcomeMap) -> str:
    """Return how many links the map draws or says, of which kinds, and how many are inferred; "" where there is none.

    A pair of ends is one link, as it is drawn, also where it is given twice, each time with a reason of its own: then
    the table of links has two rows.
    """
    links, cards = list(drawing.links()), set(drawing.column_of())
    if not links:
        return ""
    outward = sum(_programme(link.source) != _programme(link.target) for link in links)
    single = sum({link.source, link.target} <= cards for link in links)
    kinds = {
        "between single items": single,
        "of whole levels": len(links) - outward - single,
        f"to {'another programme' if outward == 1 else 'other programmes'}": outward,
    }
    found = {words: number for words, number in kinds.items() if number}
    said = count(len(links), "link")
    if len(found) > 1:
        said += f": {', '.join(f'{number:,} {words}' for words, number in found.items())}"
    else:
        said += f" {'between them' if single else next(iter(found))}"
    inferred = sum(link.basis == "inferred" for link in links)
    if not inferred:
        return said
    return f"{said}; {'all ' * (inferred > 1) if inferred == len(links) else f'{inferred:,} '}inferred"


def has_arrows(drawing: OutcomeMap) -> bool:
    """Return whether an arrow of a link stands anywhere in the drawings of the map, so that it needs a word."""
    return bool(drawing.drawn_wires()) or any(mark.on or mark.back for mark in marks_between(drawing))


def _programme(key: str) -> str:
    return key.partition("/")[0]
