"""Draw SVG as PNG, with the font that comes along and never with one of the machine's."""

from __future__ import annotations

from importlib.metadata import version

import resvg_py

from outcome_frameworks.pages.pictures.fonts import BOLD, FAMILY, REGULAR, SEMIBOLD

MAKERS = tuple(f"{name} {version(name)}" for name in ("resvg-py", "font-source-sans-pro"))
"""What the bytes of a picture depend on besides its SVG."""

_FONTS = [str(font.file) for font in (REGULAR, SEMIBOLD, BOLD)]


def to_png(svg: str) -> bytes:
    """Return an SVG as a PNG of its own size.

    A text is set in our font where it asks for that, for `sans-serif` after others, or for none; else it is not drawn.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=_FONTS, font_family=FAMILY, sans_serif_family=FAMILY
    )
