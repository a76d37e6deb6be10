"""The outcome map: columns of cards with wires between them, as HTML, CSS grid and one SVG; and as DOT."""

from outcome_frameworks.outcome_map.dot import render_dot
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Said, Wire
from outcome_frameworks.outcome_map.engine import Engine, EngineError, find_engine
from outcome_frameworks.outcome_map.html import render_html
from outcome_frameworks.outcome_map.layout import Layout, lay_out
from outcome_frameworks.outcome_map.order import count_crossings, order_maps
from outcome_frameworks.outcome_map.picture import Svg
from outcome_frameworks.outcome_map.rank import rank_columns
from outcome_frameworks.outcome_map.svg import draw_svg

__all__ = [
    "Card",
    "Column",
    "Engine",
    "EngineError",
    "Layout",
    "OutcomeMap",
    "Said",
    "Svg",
    "Wire",
    "count_crossings",
    "draw_svg",
    "find_engine",
    "lay_out",
    "order_maps",
    "rank_columns",
    "render_dot",
    "render_html",
]
