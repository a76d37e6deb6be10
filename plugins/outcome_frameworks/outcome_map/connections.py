"""Turns the connections of a portfolio into the links of a map: wires between cards, and what is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_frameworks.model import Basis, Element, Framework, Level, Target
from outcome_frameworks.model.graph import Connection, Graph
from outcome_frameworks.outcome_map.drawing import Wire, WordedLink

_BASIS_RANK: dict[Basis | None, int] = {"stated": 0, "group-stated": 1, None: 2, "inferred": 3}

Ends = tuple[str, str]


def is_wire(connection: Connection, framework: Framework) -> bool:
    """Return whether the map of a programme draws a connection as a wire: one between single elements of its own."""
    return not connection.of_group and connection.source.framework is connection.target.framework is framework


def wires_of(connections: Iterable[tuple[Ends, Connection]]) -> tuple[Wire, ...]:
    """Return one wire for each pair of cards, with the basis of the best founded of its links."""
    best = _best_founded(connections)
    return tuple(Wire(*ends, connection.basis, connection.of_group) for ends, connection in best.items())


def worded_links_of(holder: Target, connections: Iterable[Connection]) -> Iterator[WordedLink]:
    """Yield what an element or a level leads to by connections that no wire shows, each target once."""
    best = _best_founded(((c.source.key, c.target.key), c) for c in connections)
    for connection in best.values():
        target, entry = connection.target, connection.target.entry
        assert isinstance(entry, (Element, Level))
        name = entry.title if isinstance(entry, Level) else entry.id
        if target.framework is not holder.framework:
            name += f" in {target.framework.programme.short}"
        if isinstance(entry, Level) and not isinstance(holder.entry, Level):  # of a level, the sentence says it
            name += ", as a group"
        yield WordedLink(target.key, name, connection.basis, connection.of_group)


def unlinked_levels(framework: Framework, graph: Graph) -> list[Level]:
    """Return the levels that hold elements, none of which is linked with anything, nor is the level."""

    def is_linked(entry: Element | Level) -> bool:
        key = Target(framework, entry).key
        return key in graph.leads_to or key in graph.led_to_by

    return [
        level
        for level in framework.levels
        if level.elements and not is_linked(level) and not any(map(is_linked, level.walk()))
    ]


def _best_founded(connections: Iterable[tuple[Ends, Connection]]) -> dict[Ends, Connection]:
    """Return one connection for each pair of ends; of several the best founded one says how they are drawn."""
    best: dict[Ends, Connection] = {}
    for ends, connection in connections:
        known = best.get(ends)
        if known is None or _BASIS_RANK[connection.basis] < _BASIS_RANK[known.basis]:
            best[ends] = connection
    return best
