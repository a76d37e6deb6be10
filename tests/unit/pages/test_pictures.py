"""Pictures of links: texts that fit, letters that the font has, colours of the style sheet, the cache."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from head_reading import png_size
from PIL import Image

from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, whole_hex
from outcome_frameworks.pages.pictures import fonts, painter
from outcome_frameworks.pages.pictures.fonts import BOLD, REGULAR, SEMIBOLD, Font, without_symbols
from outcome_frameworks.pages.pictures.painter import paint
from outcome_frameworks.pages.pictures.preview import ChainBox, Preview, preview_png, shapes_of
from outcome_frameworks.pages.pictures.shapes import Box, Line, Words

SHORT = "People who use the service feel valued and are heard by those around"
LONG = " ".join(f"word{n}" for n in range(120))
SCRIPTS = "Tha daoine òga · Ŵyn ŷ · Ελληνικά ά · Русский й · x́ q̃"


def words_of(preview: Preview) -> Iterator[Words]:
    """Yield each line of text of a picture."""
    return (shape for shape in shapes_of(preview) if isinstance(shape, Words))


def drawn_words(preview: Preview) -> list[tuple[str, float, float]]:
    """Return each line of a picture with its size and the place of its right end."""
    return [(w.text, w.size, w.x + w.font.width(w.text, w.size)) for w in words_of(preview)]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def ink_of(text: str) -> tuple[int, int, int, int]:
    """Return the box around the pixels that a text in black inks on white."""
    picture = opened(paint(400, 120, "#fff", [Words(text, 20, 80, 60, REGULAR, "#000", "#fff")])).convert("L")
    box = picture.point([255] * 200 + [0] * 56).getbbox()
    assert box
    return box


def test_the_statement_is_the_picture_and_large() -> None:
    lines = drawn_words(Preview(SHORT, code="S1", kicker="Outcome · Short-term outcomes"))
    statement = [(words, size) for words, size, _ in lines if words in SHORT]
    assert " ".join(words for words, _ in statement) == SHORT
    assert {size for _, size in statement} == {84}
    assert {"S1", "Outcome · Short-term outcomes"} <= {words for words, _, _ in lines}


@pytest.mark.parametrize("text", [SHORT, LONG, "W" * 400, "Tha daoine òga a’ faireachdainn " * 6])
def test_no_text_leaves_the_picture(text: str) -> None:
    preview = Preview(text, code="S" * 40, kicker="k " * 90, detail=text, owner=text, site=text)
    assert all(right <= 1200 - 40 for _, _, right in drawn_words(preview))


def test_a_long_statement_shrinks_and_then_ends_with_an_ellipsis() -> None:
    lines = [(words, size) for words, size, _ in drawn_words(Preview(LONG, code="S1")) if words.startswith("word")]
    assert {size for _, size in lines} == {39}
    assert lines[-1][0].endswith("…") and LONG.startswith(" ".join(words for words, _ in lines)[:-1])


def test_the_chain_says_how_many_more_there_are() -> None:
    before = tuple(ChainBox(f"A{n}", 1) for n in range(1, 6))
    columns = (before, (ChainBox("S1", 2),), ())
    words = [words for words, _, _ in drawn_words(Preview(SHORT, code="S1", hue=2, columns=columns, linked=True))]
    assert words[words.index("A1") :][:4] == ["A1", "A2", "+3", "S1"]


def test_the_colours_are_those_of_the_level() -> None:
    for hue, (strong, tint) in enumerate(HUE_COLOURS):
        picture = opened(preview_png(Preview(SHORT, code="S1", hue=hue))).convert("RGB")
        colours = [picture.getpixel(place) for place in ((5, 300), (1190, 10), (80, 96))]
        assert colours == [tuple(bytes.fromhex(colour[1:])) for colour in (strong[0], tint[0], strong[0])]


def test_the_font_has_accents_and_says_what_it_lacks() -> None:
    assert REGULAR.lacking("Àèìòù áéíóú ŵŷ ñ ç ß ø å ł ő ș ğ – — ‘’ “” … £ € · Ελληνικά Русский ḃ") == ""
    assert REGULAR.lacking("Tha 人 agus ش 🎉 人") == "人ش🎉"


def test_every_line_of_text_is_inked_where_it_stands() -> None:
    preview = Preview(SCRIPTS, code="S1", kicker="Outcome", detail="3 levels", owner="Garden", site="Site", hue=3)
    picture = opened(preview_png(preview)).convert("RGB")
    for words in words_of(preview):
        right = words.x + words.font.width(words.text, words.size)
        line = picture.crop((int(words.x), int(words.baseline - words.size * 0.7), int(right), int(words.baseline)))
        ink = tuple(bytes.fromhex(whole_hex(words.ink)[1:]))
        inked = sum(count for count, colour in line.getcolors(65536) or () if colour == ink)
        assert inked > 0.05 * line.width * line.height, words.text


def test_texts_are_as_wide_as_they_are_measured_and_marks_stand_above_their_letters() -> None:
    for text in ("Hamburg", "Ελληνικά", "Русский"):
        left, _, right, _ = ink_of(text)
        assert abs(20 + REGULAR.width(text, 60) - right) < 6 and abs(left - 20) < 6
    for plain, marked in (("a", "à"), ("и", "й"), ("x", "x́"), ("η", "ή")):
        (left, top, right, bottom), (x, above, end, below) = ink_of(plain), ink_of(marked)
        assert above < top - 5 and abs(below - bottom) <= 1, marked
        assert abs(left - x) < 3 and abs(end - right) < 3, "the mark takes no place of its own"
    assert ink_of("LT")[2] < 20 + REGULAR.width("L", 60) + REGULAR.width("T", 60) - 5, "the two are set closer"


def test_a_sentence_is_as_wide_as_its_words_with_the_spaces_between() -> None:
    for font in (REGULAR, SEMIBOLD, BOLD):
        text = "AV To Youth’s “we” Тут Ελλάς y A"
        *_, (_, last, _) = font.placed(text, 100)
        assert abs(font.width(text, 100) - last - font.width("A", 100)) < 0.01


def test_a_picture_is_one_byte_a_pixel_and_small() -> None:
    chain = ((ChainBox("A1", 1), ChainBox("A2", 1, "group")), (ChainBox("S1", 2),), (ChainBox("M1", 3, "inferred"),))
    png = preview_png(Preview(SHORT, "S1", "Outcome", owner="A programme", site="A site", columns=chain, linked=True))
    picture = opened(png)
    assert (picture.mode, picture.size) == ("P", (1200, 630))
    assert 10_000 < len(png) < 25_000


def test_with_many_colours_a_picture_still_fits_its_palette() -> None:
    inks = [f"#{n:02x}{255 - n:02x}40" for n in range(0, 256, 4)]
    shapes = [Box(1.5 + 3 * n, 1.5, 2, 8, ink, "#fff") for n, ink in enumerate(inks)]
    picture = opened(paint(200, 12, "#fff", shapes))
    assert picture.mode == "P"
    colours = {colour for _, colour in picture.convert("RGB").getcolors(256) or ()}
    assert {tuple(bytes.fromhex(ink[1:])) for ink in inks} <= colours


def test_edges_are_mixed_of_the_two_colours_by_what_is_covered() -> None:
    picture = opened(paint(8, 4, "#000", [Box(1, 0, 2.5, 4, "#fff", "#000")])).convert("L")
    row = [picture.getpixel((x, 2)) for x in range(8)]
    assert row[:3] == [0, 255, 255] and row[4:] == [0] * 4
    assert isinstance(row[3], int) and abs(row[3] - 128) < 20


def test_a_picture_has_its_own_colours_whatever_was_painted_before() -> None:
    def drawn(*inks: str) -> list[object]:
        shapes = [Box(10.5 + 20 * n, 2.5, 10, 10, ink, "#fff") for n, ink in enumerate(inks)]
        picture = opened(paint(60, 16, "#fff", shapes)).convert("RGB")
        return [picture.getpixel((place, 8)) for place in (15, 35)]

    red, blue = (200, 0, 0), (0, 0, 200)
    assert drawn("#c80000", "#0000c8") == [red, blue]
    assert drawn("#0000c8", "#c80000") == [blue, red]
    assert drawn("#c80000", "#0000c8") == [red, blue]


def test_a_large_box_is_painted_like_its_pixels_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(10.3, 20.7, 180.5, 120.4), (11, 21, 150, 130), (10.5, 20.25, 199.75, 99.5), (8, 8.9, 120, 200.2)]
    looks = [(0, True), (5, True), (12.4, True), (12.4, False)]
    boxes = [Box(*place, "#000", "#fff", *look) for place in [*places, (10.3, 9.5, 12.5, 200)] for look in looks]
    monkeypatch.setattr(painter, "_MANY_PIXELS", 1_000)
    large = [opened(paint(220, 220, "#fff", [box])).tobytes() for box in boxes]
    monkeypatch.setattr(painter, "_put_large", None)
    monkeypatch.setattr(painter, "_MANY_PIXELS", 1_000_000)
    assert large == [opened(paint(220, 220, "#fff", [box])).tobytes() for box in boxes]


def test_lines_beside_each_other_are_painted_like_lines_together(monkeypatch: pytest.MonkeyPatch) -> None:
    zigzag = ((10, 10), (30, 60), (10, 110), (50, 12))
    lines = [Line(tuple((x + left, y) for x, y in zigzag), 4, "#000", "#fff") for left in (100.5, 0.0, 37.25, 160.0)]
    apart = opened(paint(240, 130, "#fff", lines)).tobytes()
    monkeypatch.setattr(painter, "_REACH", 1_000)
    assert apart == opened(paint(240, 130, "#fff", lines)).tobytes()


def test_words_below_each_other_are_painted_like_words_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(20.3, 60.7), (20.3, 300.2), (90.5, 92.4), (20.3, 180.9)]
    lines = [Words(f"ǺÅẤgjp {SCRIPTS}", x, y, 24.4, REGULAR, "#000", "#fff") for x, y in rows]
    apart = opened(paint(240, 330, "#fff", lines)).tobytes()
    monkeypatch.setattr(painter, "_ABOVE", 1_000)
    assert apart == opened(paint(240, 330, "#fff", lines)).tobytes()


def test_lines_are_dashed_and_their_corners_sharp() -> None:
    dashed = opened(paint(40, 6, "#fff", [Line(((0, 3), (40, 3)), 2, "#000", "#fff", (6, 4))])).convert("L")
    assert [dashed.getpixel((x, 3)) for x in range(40)] == ([0] * 6 + [255] * 4) * 4
    arrow = opened(paint(40, 40, "#fff", [Line(((10, 10), (20, 20), (10, 30)), 4, "#000", "#fff")])).convert("L")
    assert arrow.getpixel((21, 20)) == 0 and arrow.getpixel((24, 20)) == 255


def test_the_same_picture_has_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from outcome_frameworks.pages.pictures.preview import Preview, preview_png\n"
        f"print(hashlib.sha256(preview_png(Preview({SCRIPTS!r}, code='S1', kicker='Outcome'))).hexdigest())"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    digests = [
        subprocess.run(
            [sys.executable, "-c", program], env=environment | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert digests[0] == digests[1] != b""


@pytest.mark.parametrize("text", ["W" * 300_000, "word " * 60_000, "i" * 300_000], ids=["wide", "words", "narrow"])
def test_of_a_huge_text_only_what_may_be_seen_is_measured(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    shaped = fonts._shaped

    def counted(font: Font, part: str) -> list[tuple[Any, Any]]:
        measured.append(len(part))
        return shaped(font, part)

    monkeypatch.setattr(fonts, "_shaped", counted)
    preview = Preview(text, text, text, text, text, text, columns=((ChainBox(text),), (ChainBox("S1"),)), linked=True)
    assert png_size(preview_png(preview)) == (1200, 630)
    assert sum(measured) < 300_000


def test_emoji_go_with_what_joins_them_and_letters_stay() -> None:
    family = "Families \U0001f468\u200d\U0001f469\u200d\U0001f467 eat \u2600\ufe0f together"
    assert without_symbols(family, REGULAR.lacking(family)) == "Families eat together"
    assert without_symbols("No emoji", "") == "No emoji"
    assert without_symbols("\u0627\u0646", "\u0627\u0646") == "\u0627\u0646", "missing letters are told of"
