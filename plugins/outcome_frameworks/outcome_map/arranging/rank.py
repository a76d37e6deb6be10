"""Puts the cards of a framework without levels into columns, by what leads to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from outcome_frameworks.outcome_map.arranging.engine import Engine
from outcome_frameworks.outcome_map.arranging.positions import Sketch, ask_positions
from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, Wire, families


def rank_columns(
    cards: Sequence[Card], wires: Sequence[Wire], engine: Engine | None, name: str = ""
) -> tuple[Column, ...]:
    """Return columns "Step 1", "Step 2", … in which as many wires as possible lead to a later column.

    Nested cards stand in the column of their parent. Ranks come from the engine, and without one from the longest
    path to each card. Wires that close a circle lead back. `name` is what messages call the map.
    """
    root_of = _roots(tuple(cards))
    roots = list(dict.fromkeys(root_of[card.key] for card in cards))
    number = {key: position for position, key in enumerate(roots)}
    links = dict.fromkeys(
        (number[root_of[wire.source]], number[root_of[wire.target]])
        for wire in wires
        if wire.source in root_of and wire.target in root_of and root_of[wire.source] != root_of[wire.target]
    )
    forward = _without_circles(len(roots), list(links))
    ranks = _engine_ranks(Sketch(len(roots), tuple(forward), name=name), engine) or _longest_paths(len(roots), forward)
    steps: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        steps[ranks[number[root_of[card.key]]]].append(card)
    return tuple(
        Column(id=f"step-{step}", title=f"Step {step}", hue=(step - 1) % HUES, cards=tuple(steps[rank]))
        for step, rank in enumerate(sorted(steps), start=1)
    )


def _roots(cards: tuple[Card, ...]) -> dict[str, str]:
    """Return for each card the key of the outermost card that it is nested in, or its own."""
    children = families(cards)
    root_of: dict[str, str] = {}
    for root in children[None]:
        family = [root]
        for card in family:
            root_of[card.key] = root.key
            family += children.get(card.key, [])
    return root_of


def _without_circles(count: int, links: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out each link that leads back to where a walk, in the author's order, came from."""
    targets: dict[int, list[int]] = defaultdict(list)
    for source, target in links:
        targets[source].append(target)
    kept: list[tuple[int, int]] = []
    state = [0] * count  # 0 not met, 1 on the way, 2 done
    led_to = {target for _, target in links}
    for start in sorted(range(count), key=led_to.__contains__):
        if state[start]:
            continue
        state[start] = 1
        way: list[tuple[int, Iterator[int]]] = [(start, iter(targets[start]))]
        while way:
            card, rest = way[-1]
            following = next(rest, None)
            if following is None:
                state[card] = 2
                way.pop()
                continue
            if state[following] != 1:
                kept.append((card, following))
            if state[following] == 0:
                state[following] = 1
                way.append((following, iter(targets[following])))
    return kept


def _longest_paths(count: int, links: list[tuple[int, int]]) -> list[int]:
    """Return each card a rank one above the highest that leads to it."""
    targets: dict[int, list[int]] = defaultdict(list)
    waiting = [0] * count
    for source, target in links:
        targets[source].append(target)
        waiting[target] += 1
    ranks = [0] * count
    ready = [card for card in range(count) if not waiting[card]]
    for card in ready:
        for target in targets[card]:
            ranks[target] = max(ranks[target], ranks[card] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return ranks


def _engine_ranks(sketch: Sketch, engine: Engine | None) -> list[int] | None:
    found = ask_positions([sketch], engine)[0]
    if found is None:
        return None
    xs = [round(x, 2) for x, _ in found]
    rank_of = {x: rank for rank, x in enumerate(sorted(set(xs)))}
    return [rank_of[x] for x in xs]
