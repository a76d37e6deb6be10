"""Writes an outcome map in the DOT language, for those who want to draw it with other tools."""

from __future__ import annotations

import textwrap

import graphviz

from outcome_frameworks.model.web_addresses import is_safe_url
from outcome_frameworks.outcome_map.displayable import displayable
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Style, Wire, WordedLink, wire_leads_back

LINE = 32
"""Characters in a line of a box."""

_STYLES: dict[Style, dict[str, str]] = {"": {}, "group": {"style": "dashed"}, "inferred": {"style": "dotted"}}


def render_dot(drawing: OutcomeMap) -> str:
    """Return a graph with a cluster for each column. Inferred links are dotted, others for whole groups dashed.

    A level that is linked as a group has a node of its own for that, in its cluster: an arrow that only ends at the
    cluster's edge (`lhead`) would be one to a single box for programs that do not know that attribute. What stands
    outside the map has a node outside all clusters. Texts are quoted so that nothing in them acts as DOT, HTML or an
    escape; unsafe addresses are left out.
    """
    dot = graphviz.Digraph(graph_attr=_attributes(rankdir="RL" if drawing.reversed else "LR", label=drawing.title))
    dot.attr("node", shape="box", style="rounded", fontname="Arial")
    links = list(drawing.links())
    names = _names(drawing, links)
    for number, column in enumerate(drawing.columns, start=1):
        dot.subgraph(_cluster(number, column, names))
    for outside in _worded_outside(drawing):
        dot.node(names[outside.target], **_group_box(outside.name, outside.target))
    places = drawing.column_of() | {column.key: number for number, column in enumerate(drawing.columns)}
    for link in links:
        here, there = places[link.source], places.get(link.target)
        is_back = there is not None and wire_leads_back(here, there, drawing.reversed)
        back = {"constraint": "false"} if is_back else {}
        dot.edge(names[link.source], names[link.target], **_STYLES[link.style], **back)
    return str(dot.source)


def _names(drawing: OutcomeMap, links: list[Wire]) -> dict[str, str]:
    """Return the name of the node of each card, and of whatever else a link ends at, by its key."""
    ends = [*drawing.column_of(), *(end for link in links for end in (link.source, link.target))]
    return {key: f"e{number}" for number, key in enumerate(dict.fromkeys(ends), start=1)}


def _worded_outside(drawing: OutcomeMap) -> list[WordedLink]:
    """Return one link to each thing that stands outside the map."""
    inside = {*drawing.column_of(), *(column.key for column in drawing.columns)}
    worded = [link for column in drawing.columns for link in column.leads_to]
    worded += [link for card in drawing.cards() for link in card.leads_elsewhere]
    return list({link.target: link for link in worded if link.target not in inside}.values())


def _cluster(number: int, column: Column, names: dict[str, str]) -> graphviz.Digraph:
    cluster = graphviz.Digraph(name=f"cluster_{number}", graph_attr=_attributes(label=column.title, color="gray"))
    if column.key in names:
        cluster.node(names[column.key], **_group_box(f"{column.title}, as a group", column.key))
    for card in column.cards:
        cluster.node(names[card.key], **_attributes(**_box(card)))
    return cluster


def _box(card: Card) -> dict[str, str]:
    words = " ".join(
        filter(
            None, (displayable(card.code), displayable(card.text), f"({displayable(card.badge)})" if card.badge else "")
        )
    )
    box = {"label": _wrapped(words), "id": card.key}
    if card.href and is_safe_url(card.href):
        box["URL"] = card.href
    return box


def _group_box(words: str, key: str) -> dict[str, str]:
    return _attributes(label=_wrapped(words), id=key, style="rounded,dashed")


def _wrapped(words: str) -> str:
    return "\n".join(textwrap.wrap(displayable(words), LINE))


def _attributes(**texts: str) -> dict[str, str]:
    """Escape what DOT reads as escapes or entities, and texts that look like HTML labels; keep line breaks."""
    return {name: graphviz.nohtml("\\n".join(map(_literal, text.split("\n")))) for name, text in texts.items()}


def _literal(line: str) -> str:
    return displayable(line).replace("&", "&amp;").replace("\\", "\\\\")
