"""The colours of pictures: those of the style sheet, which a file that stands alone cannot read."""

from __future__ import annotations

PALETTE = {
    "fg": ("#1b1f24", "#eceff3"),
    "muted": ("#4d5660", "#b6bfca"),
    "bg": ("#fff", "#16191d"),
    "surface": ("#f6f8fa", "#20252b"),
    "line": ("#d3d9df", "#414a54"),
    "wire": ("#6b7684", "#8b97a5"),
}
"""Each colour by its name in the style sheet (`--of-…`), light and dark."""

HUE_COLOURS = (
    (("#3d4854", "#c5ced8"), ("#eff2f5", "#272d35")),
    (("#00568a", "#7ec5f1"), ("#e8f2fa", "#11293b")),
    (("#00664b", "#63d4b0"), ("#e6f5ef", "#0f2e26")),
    (("#944000", "#ffb380"), ("#fdf0e6", "#392412")),
    (("#86396a", "#eca9d0"), ("#f9edf4", "#341f2c")),
    (("#655600", "#e5d560"), ("#f8f4dc", "#2e2b10")),
)
"""For each hue the colour of its words (`--of-k`) and of its cards (`--of-t`), light and dark."""


def heading_colours(words: tuple[str, str], cards: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the ground and the title of a level's heading, light and dark: on dark pages its colour is mixed in."""
    return (words[0], "#fff"), (mixed(words[1], cards[1], 0.2), words[1])


def mixed(colour: str, other: str, share: float) -> str:
    """Return a mixture of two colours in sRGB, of `share` of the first, as `color-mix` of CSS does."""
    colour, other = (whole_hex(one) for one in (colour, other))
    pairs = (((int(colour[i : i + 2], 16), int(other[i : i + 2], 16))) for i in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def whole_hex(colour: str) -> str:
    """Return a colour of CSS with two digits for each part: `#fff` is `#ffffff`."""
    return colour if len(colour) > 4 else "#" + "".join(2 * digit for digit in colour[1:])
