"""Make outcome maps from frameworks: a whole programme, one element in its chain, or what a hypothesis speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from outcome_frameworks.model import Element, Framework, Level, Target, count_standing
from outcome_frameworks.model.graph import Connection, Graph
from outcome_frameworks.model.sentences import listed
from outcome_frameworks.outcome_map.arranging.engine import Engine
from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.arranging.rank import rank_columns
from outcome_frameworks.outcome_map.ceiling import find_ceiling, is_aim_first
from outcome_frameworks.outcome_map.connections import is_wire, unlinked_levels, wires_of, worded_links_of
from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, OutcomeMap, Wire, WordedLink
from outcome_frameworks.outcome_map.link_words import count_links, has_arrows
from outcome_frameworks.problems.wording import count

Href = Callable[[Target], str]
"""Gives the address of a target as seen from the page that the map stands on."""

_INFLUENCE_WORDS = {"direct": "direct influence", "contribute": "contributes to", "none": "no influence"}


def hue_of(framework: Framework, level: Level) -> int:
    """Return the hue of a level: its position among the levels, as one of the hues of the style sheet."""
    return framework.position_of[level.id] % HUES


def hue_of_element(framework: Framework, element: Element) -> int:
    """Return the hue of an element: that of its level."""
    level = framework.level_of.get(element.id)
    return hue_of(framework, level) if level else 0


def draw_programme(framework: Framework, graph: Graph, engine: Engine | None) -> OutcomeMap:
    """Return the map of a programme that has elements, with the cards in the order to be drawn.

    Cards carry no addresses yet: `placed` adds those of a page.
    """
    (ordered,) = order_maps([_draw_programme(framework, graph, engine)], engine)
    return ordered


def count_wires(framework: Framework, graph: Graph) -> int:
    """Return how many wires the map of a programme has, which it need not be drawn for."""
    ends = {(c.source.key, c.target.key) for c in graph.connections_of(framework) if is_wire(c, framework)}
    return len(ends)


def placed(
    outcome_map: OutcomeMap, framework: Framework, href: Href, *, lit: frozenset[str] = frozenset()
) -> OutcomeMap:
    """Return a programme's map for one page: with addresses, and with some elements lit.

    An element that the map does not draw lights the nearest element that holds it.
    """
    drawn = {card.key for card in outcome_map.cards()}
    targets = {Target(framework, element).key: Target(framework, element) for element in framework.walk()}
    columns = tuple(
        replace(column, cards=tuple(replace(card, href=href(targets[card.key])) for card in column.cards))
        for column in outcome_map.columns
    )
    shown = {drawn_holder(targets[key], drawn) for key in lit if key in targets}
    return replace(outcome_map, columns=columns, lit=frozenset(key for key in shown if key))


def draw_focus(target: Target, graph: Graph, href: Href) -> OutcomeMap | None:
    """Return the map of one element: what leads to it, itself, what it leads to; None where nothing is linked."""
    before, after, wires = _around(target, graph)
    if not before and not after:
        return None
    entry = target.entry
    assert isinstance(entry, Element)
    title = f"{entry.id} in its chain"
    sides = (
        ("in", "What leads to it", before),
        ("this", "This one", {target.key: target}),
        ("out", "What it leads to", after),
    )
    shown: set[str] = set()
    columns = []
    for id, heading, targets in sides:
        new = {key: neighbour for key, neighbour in targets.items() if key not in shown}
        shown.update(new)
        if new:
            cards = tuple(_card(t, graph, href(t), centre=target) for t in new.values())
            columns.append(Column(id, heading, hue=cards[0].hue or 0, cards=cards, order="authored"))
    caption = f"{count(len(shown) - 1, 'neighbour')}. Arrows read “leads to”."
    return OutcomeMap("of-focus", title, caption, tuple(columns), wires)


def wires_around(target: Target, graph: Graph) -> tuple[Wire, ...]:
    """Return the wires of the map of one element: from what leads to it, then to what it leads to."""
    return _around(target, graph)[2]


def _around(target: Target, graph: Graph) -> tuple[dict[str, Target], dict[str, Target], tuple[Wire, ...]]:
    """Return what stands before and after an element in its map, by key, and the wires between them and it."""
    connections_in, connections_out = graph.connections_in(target), graph.connections_out(target)
    before = _neighbours((c.source for c in connections_in), target)
    after = _neighbours((c.target for c in connections_out), target)
    wires = wires_of(
        [((c.source.key, target.key), c) for c in connections_in if c.source.key in before]
        + [((target.key, c.target.key), c) for c in connections_out if c.target.key in after]
    )
    return before, after, wires


def _draw_programme(framework: Framework, graph: Graph, engine: Engine | None) -> OutcomeMap:
    connections = graph.connections_of(framework)
    linked = _linked_elements(framework, connections)
    wires = wires_of(((c.source.key, c.target.key), c) for c in connections if is_wire(c, framework))
    columns = tuple(_column(framework, level, graph, linked) for level in framework.levels)
    if framework.elements:
        cards = tuple(_cards(framework, framework.elements, graph, linked))
        columns += tuple(rank_columns(cards, wires, engine, framework.programme.title))
    ceiling = find_ceiling(framework, graph)
    drawing = OutcomeMap(
        id="of-map",
        title=framework.programme.title,
        caption="",
        columns=columns,
        wires=wires,
        ceiling_after=ceiling.after if ceiling else None,
        ceiling_words="Accountability ceiling" if ceiling else "",
        reversed=is_aim_first(framework, graph),
    )
    return replace(drawing, caption=_caption(framework, graph, drawing))


def _caption(framework: Framework, graph: Graph, drawing: OutcomeMap) -> str:
    every = list(framework.walk())
    standing = count_standing(every)
    retired = len(every) - standing
    elements = count(standing, "element") + (f" and {retired:,} retired" if retired else "")
    links = count_links(drawing)
    if not links:
        return f"{elements}. No links between them are given."
    unlinked = listed([level.title for level in unlinked_levels(framework, graph)])
    none = f" No link to or from {unlinked} is given." if unlinked else ""
    return f"{elements}, {links}.{none}{' Arrows read “leads to”.' if has_arrows(drawing) else ''}"


def _column(framework: Framework, level: Level, graph: Graph, linked: set[str]) -> Column:
    target = Target(framework, level)
    return Column(
        id=level.id,
        title=level.title,
        subtitle=level.subtitle or "",
        influence=_INFLUENCE_WORDS.get(level.influence or "", ""),
        hue=hue_of(framework, level),
        cards=tuple(_cards(framework, level.elements, graph, linked)),
        order=level.order,
        key=target.key,
        leads_to=tuple(worded_links_of(target, graph.leads_to.get(target.key, ()))),
    )


def _cards(
    framework: Framework, elements: Iterable[Element], graph: Graph, linked: set[str], parent: str | None = None
) -> Iterable[Card]:
    """Draw elements, and of those inside them the ones that hold or have a link; count the others that stand."""
    for element in elements:
        target = Target(framework, element)
        drawn = [child for child in element.elements if any(inner.id in linked for inner in child.walk())]
        shown = {child.id for child in drawn}
        inside = (inner for child in element.elements if child.id not in shown for inner in child.walk())
        yield _card(target, graph, "", parent=parent, inside=count_standing(inside))
        yield from _cards(framework, drawn, graph, linked, target.key)


def _card(
    target: Target,
    graph: Graph,
    href: str,
    *,
    parent: str | None = None,
    inside: int = 0,
    centre: Target | None = None,
) -> Card:
    entry, framework = target.entry, target.framework
    place = f"in {framework.programme.short}" if centre and framework is not centre.framework else ""
    if isinstance(entry, Level):
        hue, words = hue_of(framework, entry), f"{entry.title}, as a group"
        return Card(target.key, "", words, href, hue=hue, badge=place or None, place=place)
    assert isinstance(entry, Element)
    status = "" if entry.status == "active" else entry.status
    is_centre = centre is not None and target.key == centre.key
    return Card(
        key=target.key,
        code=entry.id,
        text=entry.short,
        href=href,
        hue=hue_of_element(framework, entry),
        parent=parent,
        inside=inside,
        badge=", ".join(filter(None, (status, place))) or None,
        place=place,
        current=is_centre,
        leads_elsewhere=tuple(_elsewhere(target, graph, centre)),
    )


def _elsewhere(target: Target, graph: Graph, centre: Target | None) -> Iterator[WordedLink]:
    """Yield the links that no wire shows: to a level, to an element of another programme but the centre.

    Wires show all links of the centre but those to its own level, and to itself.
    """
    connections = graph.leads_to.get(target.key, ())
    if centre and centre.key == target.key:
        shown = _neighbours((c.target for c in connections), centre)
    else:
        shown = {centre.key: centre} if centre else {}
    left = [c for c in connections if c.target.key not in shown and not is_wire(c, target.framework)]
    yield from worded_links_of(target, left)


def _linked_elements(framework: Framework, connections: Iterable[Connection]) -> set[str]:
    return {
        end.entry.id
        for connection in connections
        for end in (connection.source, connection.target)
        if end.framework is framework and isinstance(end.entry, Element)
    }


def _neighbours(targets: Iterable[Target], centre: Target) -> dict[str, Target]:
    """Return what stands beside the centre, each once; its own level does not: the centre is part of that."""
    own = centre.framework.level_of.get(centre.entry.id) if centre.entry else None
    return {t.key: t for t in targets if t.key != centre.key and (own is None or t.entry is not own)}


def drawn_holder(target: Target, drawn: set[str]) -> str | None:
    """Return the key of the nearest element that a map draws: the one that is meant, or one that holds it."""
    framework, holder = target.framework, target.entry
    while isinstance(holder, Element):
        key = Target(framework, holder).key
        if key in drawn:
            return key
        holder = framework.parent_of.get(holder.id)
    return None
