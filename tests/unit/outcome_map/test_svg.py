"""The pictures of a map: sound XML, words that stay in their boxes, the links of the page, the colours of the site."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from sample_maps import card, column, every_kind, random_map, wire

from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.typesetting import LONGEST_KEPT, Run, set_lines, width_of
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE
from outcome_frameworks.outcome_map.writing.svg import draw_svg
from outcome_frameworks.pages import STYLE, THEME_DIR
from outcome_frameworks.pages.beside.embeds import EMBED_STYLE

SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = (
    "<script>alert(1)</script> & ]]> \x00\x1f \"quoted\" 'quoted' \\",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "人々が地域で支え合い、安心して暮らせるようになる",
    "الناس يشعرون بالتقدير",
    "Tha daoine a’ faireachdainn luachmhor 👩‍👩‍👧‍👦 e\u0301",
    "word " * 300,
)


def small(text: str) -> OutcomeMap:
    cards = column(1, card("S1", text)), column(2, card("M1", "It holds", badge="emergent"))
    return OutcomeMap("small", text, "A map", cards, (wire("S1 > M1"),))


def spills(svg: str) -> list[str]:
    """Return each line of text that may leave its box in some reader's font."""
    root, found = ET.fromstring(svg), []
    size = float(root.attrib["font-size"])
    for group in root.iter(f"{SVG}g"):
        box = group.find(f"{SVG}rect")
        if box is None:
            continue
        left, top, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        for text in group.iter(f"{SVG}text"):
            bold = "".join(part.text or "" for part in text if part.get("class") in {"k", "i", "b"})
            long = width_of(bold, bold=True) + width_of("".join(text.itertext()).removeprefix(bold))
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            start, end = (x - long * size, x) if text.get("direction") == "rtl" else (x, x + long * size)
            if start < left - 0.1 or end > left + width + 0.1 or not top + size * 0.7 <= y <= top + height - size * 0.2:
                found.append("".join(text.itertext()))
    return found


def words_in(svg: str) -> str:
    root = ET.fromstring(svg)
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_give_sound_xml_and_stay_in_their_boxes(text: str, narrow: bool) -> None:
    svg = draw_svg(small(text), narrow=narrow, source=text).text
    root = ET.fromstring(svg)
    assert spills(svg) == []
    assert not {f"{SVG}script", f"{SVG}a", f"{SVG}image"} & {element.tag for element in root.iter()}
    assert "".join(text.split())[:12].translate({0: None, 31: None}) in "".join(words_in(svg).split())


@pytest.mark.parametrize("seed", range(12))
def test_words_of_any_map_stay_in_their_boxes(seed: int) -> None:
    drawing = random_map(2 + seed % 5, seed)
    for narrow in (False, True):
        assert spills(draw_svg(drawing, narrow=narrow).text) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_every_card_is_there_in_words_that_can_be_read(narrow: bool) -> None:
    drawing = every_kind()
    svg = draw_svg(drawing, narrow=narrow)
    shown = words_in(svg.text)
    for one in drawing.cards():
        assert one.code in shown
        assert all(word in shown for word in one.text.split())
    size = float(re.findall(r'font-size="([\d.]+)"', svg.text)[0])
    shown_at = 320 if narrow else 700
    assert size * shown_at / svg.width >= 12
    assert all(float(other) >= size for other in re.findall(r'font-size="([\d.]+)"', svg.text))


def test_the_wide_picture_has_the_wires_of_the_page_and_the_narrow_one_says_them() -> None:
    drawing = every_kind()
    wide, narrow = (draw_svg(drawing, narrow=is_narrow).text for is_narrow in (False, True))
    wires = re.findall(r'<g class="w">(.*?)</g>', wide)[0]
    assert wires.count("<path") == len(drawing.drawn_wires())
    assert "Leads to S1" in words_in(narrow)
    assert "inferred" in words_in(wide)


@pytest.mark.parametrize("count", [6, 7, 9, 14])
def test_a_map_with_many_levels_has_its_wires_and_grows_wider(count: int) -> None:
    columns = tuple(column(number, card(f"X{number}")) for number in range(1, count + 1))
    wires = tuple(wire(f"X{number} > X{number + 1}") for number in range(1, count))
    svg = draw_svg(OutcomeMap("many", "Many levels", "", columns, wires))
    assert spills(svg.text) == []
    assert re.findall(r'<g class="w">(.*?)</g>', svg.text)[0].count("<path") == count - 1
    assert svg.width >= 720 / 5 * count * 0.95
    assert min(float(width) for width in re.findall(r'class="t"[^>]* width="([\d.]+)"', svg.text)) >= 120.9


def test_columns_without_links_are_packed_from_the_top_in_the_picture_too() -> None:
    columns = (column(1, *(card(f"A{n}") for n in range(12))), column(2, card("B1"), card("B2"), card("B3")))
    root = ET.fromstring(draw_svg(OutcomeMap("apart", "Apart", "", columns)).text)
    boxes = [
        tuple(float(box.attrib[name]) for name in ("x", "y", "height"))
        for box in root.iter(f"{SVG}rect")
        if box.get("class") == "t"
    ]
    for left in {x for x, _, _ in boxes}:
        stack = sorted((y, y + height) for x, y, height in boxes if x == left)
        assert max(below[0] - above[1] for above, below in pairwise(stack)) < 10
    assert len({y for _, y, _ in boxes[:1] + boxes[12:13]}) == 1, "both begin at the same height"


def test_wherever_no_wires_are_drawn_the_authors_order_holds() -> None:
    columns = (column(1, card("S1"), card("S2"), order="authored"), column(2, card("M1"), card("M2"), card("M3")))
    crossed = OutcomeMap("m", "Crossed", "", columns, (wire("S1 > M2"), wire("S2 > M1"), wire("S2 > M3")))
    (drawing,) = order_maps([crossed], None)
    wide, narrow = (draw_svg(drawing, narrow=is_narrow).text for is_narrow in (False, True))
    tops = {code: float(y) for y, code in re.findall(r'y="([\d.]+)"><tspan class="k">(M\d)', wide)}
    assert tops["M2"] < tops["M1"] < tops["M3"]
    assert re.findall(r'class="k">(M\d)', narrow) == ["M1", "M2", "M3"]


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    root = ET.fromstring(draw_svg(small("People meet.")).text)
    assert root.attrib["role"] == "img"
    assert root[0].text == "People meet."
    assert root[1].text == "A map Level 1: S1 People meet (leads to M1). Level 2: M1 It holds."


@pytest.mark.parametrize("file", [STYLE, EMBED_STYLE])
def test_pictures_and_frames_have_the_colours_of_the_site(file: str) -> None:
    css = (THEME_DIR / file).read_text("utf-8")
    said = set(re.findall(r"light-dark\((#\w+), (#\w+)\)", (THEME_DIR / STYLE).read_text("utf-8")))
    colours = [*PALETTE.values(), *(pair for hue in HUE_COLOURS for pair in hue)]
    assert set(colours) <= said
    if file == EMBED_STYLE:
        assert set(re.findall(r"#[0-9a-f]{3,6}\b", css)) <= {colour for pair in said for colour in pair}


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two", 20, ["one two"]),
        ("one two", 3, ["one", "two"]),
        ("aaaaaaaaaa", 2, ["aaa", "aaa", "aaa", "a"]),
        ("一二三", 2.5, ["一二", "三"]),
        ("  ", 5, []),
        ("e\u0301e\u0301", 0.7, ["e\u0301", "e\u0301"]),
    ],
)
def test_lines_break_between_words_and_within_long_ones(text: str, width: float, lines: list[str]) -> None:
    assert ["".join(piece.text for piece in line) for line in set_lines([Run(text)], width)] == lines


def test_a_character_is_as_wide_whatever_was_measured_before() -> None:
    letters = ("e\u0301", "\u0e3f", "福", "ﬁ", "ᾳ", "\U0001f33b", "ⓐ", "ḝ")
    there, back = ([width_of(c, bold=bold) for bold in (False, True) for c in row] for row in (letters, letters))
    assert there == back
    assert width_of("ḝ") == width_of("e") and width_of("福福") == 2 * width_of("福") == 2.08


def test_a_text_too_long_to_be_kept_is_set_like_a_short_one() -> None:
    short = " ".join(["People meet, well-being grows"] * 30)
    lines, more = (set_lines([Run(text)], 12) for text in (short, f"{short} {short}"))
    assert len(short) < LONGEST_KEPT < 2 * len(short)
    assert more[: len(lines) - 1] == lines[:-1]
