"""Pictures made offline, the same on every machine: texts set in a font that comes along, painted as PNG."""

from outcome_frameworks.pages.pictures.fonts import BOLD, REGULAR, SEMIBOLD, Font
from outcome_frameworks.pages.pictures.map_png import SCALE, map_png
from outcome_frameworks.pages.pictures.preview import (
    PREVIEW_HEIGHT,
    PREVIEW_WIDTH,
    ChainBox,
    Preview,
    preview_png,
    shapes_of,
)

__all__ = [
    "BOLD",
    "PREVIEW_HEIGHT",
    "PREVIEW_WIDTH",
    "REGULAR",
    "SCALE",
    "SEMIBOLD",
    "ChainBox",
    "Font",
    "Preview",
    "map_png",
    "preview_png",
    "shapes_of",
]
