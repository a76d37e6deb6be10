"""The outcome map: columns of cards with wires between them, as HTML, CSS grid and one SVG; and as DOT."""

from outcome_frameworks.outcome_map.arranging.engine import Engine, EngineError, find_engine
from outcome_frameworks.outcome_map.arranging.layout import Layout, lay_out
from outcome_frameworks.outcome_map.arranging.order import count_crossings, order_maps
from outcome_frameworks.outcome_map.arranging.rank import rank_columns
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, WordedLink
from outcome_frameworks.outcome_map.writing.dot import render_dot
from outcome_frameworks.outcome_map.writing.html import render_html
from outcome_frameworks.outcome_map.writing.svg import MapPictures, Svg, draw_pictures, draw_svg

__all__ = [
    "Card",
    "Column",
    "Engine",
    "EngineError",
    "Layout",
    "MapPictures",
    "OutcomeMap",
    "Svg",
    "Wire",
    "WordedLink",
    "count_crossings",
    "draw_pictures",
    "draw_svg",
    "find_engine",
    "lay_out",
    "order_maps",
    "rank_columns",
    "render_dot",
    "render_html",
]
