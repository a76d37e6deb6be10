"""Pictures made offline, the same on every machine: texts measured and set in a font that comes along, SVG to PNG."""

from outcome_frameworks.pages.pictures.fonts import BOLD, FAMILY, REGULAR, SEMIBOLD, Font
from outcome_frameworks.pages.pictures.picture_cache import PictureCache, to_png
from outcome_frameworks.pages.pictures.preview import PREVIEW_HEIGHT, PREVIEW_WIDTH, ChainBox, Preview, preview_svg

__all__ = [
    "BOLD",
    "FAMILY",
    "PREVIEW_HEIGHT",
    "PREVIEW_WIDTH",
    "REGULAR",
    "SEMIBOLD",
    "ChainBox",
    "Font",
    "PictureCache",
    "Preview",
    "preview_svg",
    "to_png",
]
