"""The PNG of a map shows what its SVG shows, where it shows it."""

from __future__ import annotations

import io
import re
from functools import cache
from xml.etree import ElementTree as ET

from PIL import Image
from sample_maps import every_kind

from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE
from outcome_frameworks.outcome_map.writing.svg import Svg, draw_svg
from outcome_frameworks.pages.pictures.map_png import SCALE, map_png

NAME = "{http://www.w3.org/2000/svg}"


def opened(svg: Svg) -> Image.Image:
    return Image.open(io.BytesIO(map_png(svg.drawn)))


@cache
def every_kind_drawn() -> tuple[ET.Element, Image.Image]:
    """Return the SVG of the map with every kind of line, and the colours of its PNG."""
    svg = draw_svg(every_kind(), source="A garden: https://example.org/")
    return ET.fromstring(svg.text), opened(svg).convert("RGBA")


def at(picture: Image.Image, x: float, y: float) -> str:
    """Return the colour at a place, which is given in units of the SVG."""
    colour = picture.getpixel((int(x * SCALE), int(y * SCALE)))
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def test_it_is_twice_as_large_has_a_palette_and_is_clear_at_its_corners() -> None:
    svg = draw_svg(every_kind())
    picture = opened(svg)
    assert (picture.mode, picture.size) == ("P", (svg.width * 2, svg.height * 2))
    right, bottom = picture.width - 1, picture.height - 1
    colours = [picture.convert("RGBA").getpixel((x, y)) for x in (0, right) for y in (0, bottom)]
    assert [colour[3] for colour in colours if isinstance(colour, tuple)] == [0] * 4
    along = [picture.convert("RGBA").getpixel((x, y)) for x in (0, right, 40) for y in (20, bottom - 20)]
    assert along == [(255, 255, 255, 255)] * 6


def test_cards_and_headings_stand_where_the_svg_has_them_in_its_colours() -> None:
    root, picture = every_kind_drawn()
    seen = set()
    for group in root.iter(f"{NAME}g"):
        box, hue = group.find(f"{NAME}rect"), group.get("class", "")
        if box is None:
            continue
        left, top, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        (strong, _), (tint, _) = HUE_COLOURS[int(hue[1:])]
        is_card = box.get("class") == "t"
        ground = tint if is_card else strong
        assert at(picture, left + width - 4, top + 4) == at(picture, left + width - 4, top + height - 4) == ground
        assert at(picture, left + 2, top + height / 2) == strong, "the bar of a card, or the heading itself"
        assert at(picture, left - 2.5, top + 3) == at(picture, left + width + 2.5, top + 3) == "#ffffff"
        seen.add((is_card, hue))
    assert len(seen) == 8


def test_every_line_of_text_is_inked_where_the_svg_has_it() -> None:
    root, picture = every_kind_drawn()
    grey, lines = picture.convert("L"), [text for text in root.iter(f"{NAME}text") if "text-anchor" not in text.attrib]
    for text in lines:
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        box = (int(x * SCALE), int((y - 9) * SCALE), int((x + 12) * SCALE), int(y * SCALE))
        darkest, lightest = grey.crop(box).getextrema()
        assert isinstance(lightest, (int, float)) and isinstance(darkest, (int, float))
        assert lightest - darkest > 120, "".join(text.itertext())
    assert len(lines) > 40


def test_links_run_where_the_svg_has_them() -> None:
    root, picture = every_kind_drawn()
    (wires, *_) = (group for group in root.iter(f"{NAME}g") if group.get("class") == "w")
    plain = [path for path in wires if not path.get("class")]
    for path in plain:
        x, y = map(float, re.findall(r"[\d.]+", path.attrib["d"])[:2])
        nearby = {at(picture, x + 2, y + step / 2) for step in (-1, 0, 1)}
        assert PALETTE["wire"][0] in nearby, path.attrib["d"]
    assert len(plain) > 5


def test_with_all_hues_the_words_keep_their_ink() -> None:
    columns = tuple(
        Column(f"l{n}", f"Level {n}", "Of some", hue=n, cards=(Card(f"a/{n}", f"S{n}", "People meet", ""),))
        for n in range(6)
    )
    png = opened(draw_svg(OutcomeMap("all", "All", "Six levels", columns)))
    assert png.mode == "P"
    colours = {colour[:3] for _, colour in png.convert("RGBA").getcolors(65536) or () if isinstance(colour, tuple)}
    for (strong, _), (tint, _) in HUE_COLOURS:
        assert {tuple(bytes.fromhex(colour[1:])) for colour in (strong, tint)} <= colours
    assert len(colours) <= 256


def test_the_same_map_has_the_same_bytes() -> None:
    first, second = (map_png(draw_svg(every_kind(), source="x").drawn) for _ in range(2))
    assert first == second
