"""Make outcome maps from frameworks: a whole programme, one element in its chain, or what a hypothesis speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from outcome_frameworks.graph import Connection, Graph
from outcome_frameworks.model import Basis, Element, Framework, Level, Target
from outcome_frameworks.outcome_map.drawing import HUES, Bundle, Card, Column, OutcomeMap, Wire
from outcome_frameworks.outcome_map.engine import Engine
from outcome_frameworks.outcome_map.order import order_maps
from outcome_frameworks.outcome_map.rank import rank_columns

Href = Callable[[Target], str]
"""Gives the address of a target as seen from the page that the map stands on."""

_INFLUENCE_WORDS = {"direct": "direct influence", "contribute": "contributes to", "none": "no influence"}
_BASIS_RANK: dict[Basis, int] = {"stated": 0, "group-stated": 1, "inferred": 2}


def hue_of(framework: Framework, level: Level) -> int:
    """Give the hue of a level: its position among the levels, as one of the hues of the style sheet."""
    return framework.position_of[level.id] % HUES


def hue_of_element(framework: Framework, element: Element) -> int:
    """Give the hue of an element: that of its level."""
    level = framework.level_of.get(element.id)
    return hue_of(framework, level) if level else 0


def draw_programmes(frameworks: Sequence[Framework], graph: Graph, engine: Engine | None) -> Mapping[str, OutcomeMap]:
    """Give the map of every programme that has elements, by its id, with the cards in the order to be drawn.

    All maps are ordered together, so that an engine is started once. Cards carry no addresses yet: `placed` adds
    those of a page.
    """
    maps = {
        framework.id: _draw_programme(framework, graph, engine) for framework in frameworks if any(framework.walk())
    }
    return dict(zip(maps, order_maps(list(maps.values()), engine), strict=True))


def placed(
    outcome_map: OutcomeMap, framework: Framework, href: Href, *, lit: frozenset[str] = frozenset()
) -> OutcomeMap:
    """Give a programme's map for one page: with addresses, and with some elements lit.

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
    """Give the map of one element: what leads to it, itself, what it leads to; None where nothing is linked."""
    connections_in, connections_out = graph.connections_in(target), graph.connections_out(target)
    before = _neighbours((c.source for c in connections_in), target)
    after = _neighbours((c.target for c in connections_out), target)
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
    wires = _wires(
        [(_shown_key(c.source, target, before), target.key, c.basis) for c in connections_in]
        + [(target.key, _shown_key(c.target, target, after), c.basis) for c in connections_out]
    )
    caption = f"{len(shown) - 1} {'neighbour' if len(shown) == 2 else 'neighbours'}. Arrows read “leads to”."
    return OutcomeMap("of-focus", title, caption, tuple(columns), wires)


def _draw_programme(framework: Framework, graph: Graph, engine: Engine | None) -> OutcomeMap:
    connections = [c for c in graph.connections if c.source.framework is framework]
    linked = _linked_elements(framework, connections)
    wires = _wires(
        (c.source.key, c.target.key, c.basis)
        for c in connections
        if isinstance(c.source.entry, Element)
        and isinstance(c.target.entry, Element)
        and c.target.framework is framework
    )
    columns = tuple(_column(framework, level, graph, linked) for level in framework.levels)
    if framework.elements:
        cards = tuple(_cards(framework, framework.elements, graph, linked))
        columns += tuple(rank_columns(cards, wires, engine, framework.programme.title))
    ceiling = _ceiling(framework)
    return OutcomeMap(
        id="of-map",
        title=framework.programme.title,
        caption=_caption(framework, len(wires)),
        columns=columns,
        wires=wires,
        bundles=tuple(_bundles(framework, connections)),
        ceiling_after=ceiling,
        ceiling_words="Accountability ceiling" if ceiling is not None else "",
        reversed=framework.programme.kind == "driver-diagram",
    )


def _caption(framework: Framework, links: int) -> str:
    total = sum(1 for _ in framework.walk())
    elements = "1 element" if total == 1 else f"{total} elements"
    if links:
        return f"{elements}, {links} {'link' if links == 1 else 'links'} between them. Arrows read “leads to”."
    if any(level.leads_to for level in framework.levels):
        return f"{elements}. The levels are linked as groups; no link between single elements is given."
    if any(element.leads_to for element in framework.walk()):
        return f"{elements}. No links between them are given; a card says what it leads to elsewhere."
    return f"{elements}. No links between them are given."


def _column(framework: Framework, level: Level, graph: Graph, linked: set[str]) -> Column:
    return Column(
        id=level.id,
        title=level.title,
        subtitle=level.subtitle or "",
        influence=_INFLUENCE_WORDS.get(level.influence or "", ""),
        hue=hue_of(framework, level),
        cards=tuple(_cards(framework, level.elements, graph, linked)),
        order=level.order,
    )


def _cards(
    framework: Framework, elements: Iterable[Element], graph: Graph, linked: set[str], parent: str | None = None
) -> Iterable[Card]:
    """Draw elements, and of those inside them the ones that hold or have a link; count the others."""
    for element in elements:
        target = Target(framework, element)
        drawn = [child for child in element.elements if any(inner.id in linked for inner in child.walk())]
        shown = {child.id for child in drawn}
        hidden = sum(1 for child in element.elements if child.id not in shown for _ in child.walk())
        yield _card(target, graph, "", parent=parent, inside=hidden)
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
    # What stands in another programme says so: its code may well be one of this programme too.
    place = f"in {framework.programme.short}" if centre and framework is not centre.framework else ""
    if isinstance(entry, Level):
        hue, words = hue_of(framework, entry), f"{entry.title}, as a group"
        return Card(target.key, "", words, href, hue=hue, badge=place or None)
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
        current=is_centre,
        leads_elsewhere=() if is_centre else tuple(_elsewhere(target, graph, centre)),
    )


def _elsewhere(target: Target, graph: Graph, centre: Target | None) -> Iterable[str]:
    """Say in words the links that no wire shows: to a level, to an element of another programme but the centre."""
    others = {connection.target.key: connection.target for connection in graph.leads_to.get(target.key, ())}
    for key, other in others.items():
        if centre and key == centre.key:
            continue
        if isinstance(other.entry, Level):
            yield f"{other.entry.title}, as a group"
        elif other.framework is not target.framework and other.entry:
            yield f"{other.entry.id} in {other.framework.programme.short}"


def _linked_elements(framework: Framework, connections: Iterable[Connection]) -> set[str]:
    return {
        end.entry.id
        for connection in connections
        for end in (connection.source, connection.target)
        if end.framework is framework and isinstance(end.entry, Element)
    }


def _wires(ends: Iterable[tuple[str, str, Basis]]) -> tuple[Wire, ...]:
    """Give one wire for each pair of ends; a link of something to itself is not drawn."""
    best = _best_founded(ends)
    return tuple(Wire(source, target, basis) for (source, target), basis in best.items() if source != target)


def _best_founded(ends: Iterable[tuple[str, str, Basis]]) -> dict[tuple[str, str], Basis]:
    """Give the basis of each pair of ends; of several links the best founded one says how they are drawn."""
    best: dict[tuple[str, str], Basis] = {}
    for source, target, basis in ends:
        known = best.get((source, target))
        if known is None or _BASIS_RANK[basis] < _BASIS_RANK[known]:
            best[source, target] = basis
    return best


def _bundles(framework: Framework, connections: Iterable[Connection]) -> Iterable[Bundle]:
    """Give the links between whole levels; one of another programme is named in full."""
    names: dict[str, str] = {}
    ends: list[tuple[str, str, Basis]] = []
    for c in connections:
        source, target = c.source.entry, c.target.entry
        if isinstance(source, Level) and isinstance(target, Level):
            is_here = c.target.framework is framework
            id = target.id if is_here else c.target.key
            names[id] = target.title if is_here else f"{target.title} in {c.target.framework.programme.short}"
            ends.append((source.id, id, c.basis))
    for (source_id, target_id), basis in _best_founded(ends).items():
        yield Bundle(source_id, target_id, f"As a group, these lead to {names[target_id]}", basis)


def _ceiling(framework: Framework) -> int | None:
    """Find the last level that the programme influences directly, where one that it contributes to follows."""
    influences = [level.influence for level in framework.levels]
    direct = [i for i, influence in enumerate(influences) if influence == "direct"]
    if direct and any(influence in ("contribute", "none") for influence in influences[direct[-1] + 1 :]):
        return direct[-1]
    return None


def _neighbours(targets: Iterable[Target], centre: Target) -> dict[str, Target]:
    """Give what stands beside the centre, each once; the centre's own level means "as a group", not itself."""
    return {t.key: t for t in targets if t.key != centre.key and not _is_level_of(t, centre)}


def _shown_key(end: Target, centre: Target, neighbours: Mapping[str, Target]) -> str:
    return end.key if end.key in neighbours else centre.key


def _is_level_of(target: Target, centre: Target) -> bool:
    entry = centre.entry
    return (
        isinstance(target.entry, Level)
        and isinstance(entry, Element)
        and centre.framework is target.framework
        and centre.framework.level_of.get(entry.id) is target.entry
    )


def drawn_holder(target: Target, drawn: set[str]) -> str | None:
    """Give the key of the nearest element that a map draws: the one that is meant, or one that holds it."""
    framework, holder = target.framework, target.entry
    while isinstance(holder, Element):
        key = Target(framework, holder).key
        if key in drawn:
            return key
        holder = framework.parent_of.get(holder.id)
    return None
