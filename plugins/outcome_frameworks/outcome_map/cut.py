"""Cuts a programme's map down to some of its levels, or to what leads to one element and what that leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from outcome_frameworks.outcome_map.drawing import Column, OutcomeMap

_Links = dict[str, set[str]]
"""The keys of the cards at the other ends of the links of each card."""


def cut_to_levels(outcome_map: OutcomeMap, levels: Collection[str]) -> OutcomeMap:
    """Return a map with only the columns of some levels, by their ids."""
    return _with_cards(outcome_map, {card.key for c in outcome_map.columns if c.id in levels for card in c.cards})


def cut_to_chain(outcome_map: OutcomeMap, key: str, most_steps: int | None = None) -> OutcomeMap:
    """Return a map with one card, marked as the one it is about, and what leads to it or is led to, step by step.

    `most_steps` is how many links away from it a card may be; any number where None. A link of a whole level counts
    for those of its cards that have no link of their own: what is known of one card says more than what is of all.
    """
    onward, backward = _links(outcome_map)
    keys = _within(key, onward, most_steps) | _within(key, backward, most_steps)
    cut = _with_cards(outcome_map, keys)
    columns = tuple(
        replace(c, cards=tuple(replace(card, current=card.key == key) for card in c.cards)) for c in cut.columns
    )
    return replace(cut, columns=columns)


def _links(outcome_map: OutcomeMap) -> tuple[_Links, _Links]:
    """Return what each card leads to, and what leads to it: by itself, or else with its level."""
    onward: _Links = defaultdict(set)
    backward: _Links = defaultdict(set)
    for wire in outcome_map.drawn_wires():
        onward[wire.source].add(wire.target)
        backward[wire.target].add(wire.source)
    held = {card.key: {card.key} for card in outcome_map.cards()}
    held |= {column.key: {card.key for card in column.cards} for column in outcome_map.columns if column.key}
    groups = [link for link in outcome_map.links() if link.of_group]
    for links, start, end in ((onward, "source", "target"), (backward, "target", "source")):
        alone = {card.key for card in outcome_map.cards()} - links.keys()
        for link in groups:
            here, there = getattr(link, start), getattr(link, end)
            for key in held.get(here, set()) & (alone | {here}):
                links[key] |= held.get(there, set())
    return onward, backward


def _within(key: str, links: _Links, most_steps: int | None) -> set[str]:
    """Return a card and those that links lead to from it, in at most some steps."""
    reached, last = {key}, {key}
    steps = 0
    while last and (most_steps is None or steps < most_steps):
        last = {other for one in last for other in links.get(one, ())} - reached
        reached |= last
        steps += 1
    return reached


def _with_cards(outcome_map: OutcomeMap, keys: Collection[str]) -> OutcomeMap:
    """Return a map with some of its cards; columns without any are left out, and so is a ceiling beside one."""
    cut = [replace(c, cards=tuple(card for card in c.cards if card.key in keys)) for c in outcome_map.columns]
    below = _filled(cut[: (outcome_map.ceiling_after or 0) + 1])
    kept = _filled(cut)
    has_ceiling = outcome_map.ceiling_after is not None and 0 < len(below) < len(kept)
    return replace(
        outcome_map,
        columns=tuple(kept),
        ceiling_after=len(below) - 1 if has_ceiling else None,
        ceiling_words=outcome_map.ceiling_words if has_ceiling else "",
    )


def _filled(columns: list[Column]) -> list[Column]:
    return [column for column in columns if column.cards]
