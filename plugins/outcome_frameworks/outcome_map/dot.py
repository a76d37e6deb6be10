"""Writes an outcome map in the DOT language, for those who want to draw it with other tools."""

from __future__ import annotations

import textwrap

import graphviz

from outcome_frameworks.model.scalars import Basis
from outcome_frameworks.model.web_addresses import is_safe_url
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, wire_leads_back
from outcome_frameworks.outcome_map.text import clean

LINE = 32
"""Characters in a line of a box."""

_STYLES: dict[Basis, dict[str, str]] = {
    "stated": {},
    "group-stated": {"style": "dashed"},
    "inferred": {"style": "dotted"},
}


def render_dot(drawing: OutcomeMap) -> str:
    """Give a graph with a cluster for each column. Inferred links are dotted, links for whole groups dashed.

    Texts are quoted so that nothing in them acts as DOT, HTML or an escape; unsafe addresses are left out.
    """
    dot = graphviz.Digraph(graph_attr=_attributes(rankdir="RL" if drawing.reversed else "LR", label=drawing.title))
    dot.attr("node", shape="box", style="rounded", fontname="Arial")
    names = {card.key: f"e{number}" for number, card in enumerate(drawing.cards(), start=1)}
    for number, column in enumerate(drawing.columns, start=1):
        dot.subgraph(_cluster(number, column, names))
    column_of = drawing.column_of()
    for wire in drawing.drawn_wires():
        is_back = wire_leads_back(column_of[wire.source], column_of[wire.target], drawing.reversed)
        back = {"constraint": "false"} if is_back else {}
        dot.edge(names[wire.source], names[wire.target], **_STYLES[wire.basis], **back)
    return str(dot.source)


def _cluster(number: int, column: Column, names: dict[str, str]) -> graphviz.Digraph:
    cluster = graphviz.Digraph(name=f"cluster_{number}", graph_attr=_attributes(label=column.title, color="gray"))
    for card in column.cards:
        cluster.node(names[card.key], **_attributes(**_box(card)))
    return cluster


def _box(card: Card) -> dict[str, str]:
    words = " ".join(filter(None, (clean(card.code), clean(card.text), f"({clean(card.badge)})" if card.badge else "")))
    box = {"label": "\n".join(textwrap.wrap(words, LINE)), "id": card.key}
    if card.href and is_safe_url(card.href):
        box["URL"] = card.href
    return box


def _attributes(**texts: str) -> dict[str, str]:
    """Escape what DOT reads as escapes or entities, and texts that look like HTML labels; keep line breaks."""
    return {name: graphviz.nohtml("\\n".join(map(_literal, text.split("\n")))) for name, text in texts.items()}


def _literal(line: str) -> str:
    return clean(line).replace("&", "&amp;").replace("\\", "\\\\")
