"""Pictures of links: texts that fit, letters that the font has, colours of the style sheet, the cache."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from head_reading import png_size

from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS
from outcome_frameworks.pages.pictures import (
    REGULAR,
    SEMIBOLD,
    ChainBox,
    PictureCache,
    Preview,
    picture_cache,
    preview_svg,
    to_png,
)
from outcome_frameworks.pages.pictures.fonts import without_symbols

SHORT = "People who use the service feel valued and are heard by those around"
LONG = " ".join(f"word{n}" for n in range(120))
SVG = "{http://www.w3.org/2000/svg}"


def drawn_words(preview: Preview) -> list[tuple[str, float, float]]:
    """Return each line of a picture with its size and the place of its right end."""
    found = []
    for text in ET.fromstring(preview_svg(preview)).iter(f"{SVG}text"):
        size, words = float(text.attrib["font-size"]), text.text or ""
        found.append((words, size, float(text.attrib["x"]) + SEMIBOLD.width(words, size)))
    return found


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
        svg = preview_svg(Preview(SHORT, code="S1", hue=hue))
        assert strong[0] in svg and tint[0] in svg


def test_texts_are_no_markup() -> None:
    text = "</text></svg><script>alert(1)</script> \"quotes\" & 'more'"
    words = " ".join(words for words, _, _ in drawn_words(Preview(text, code="<b>", kicker=text, owner="&amp;")))
    assert "<script>alert(1)</script>" in words and "<b>" in words and "&amp;" in words


def test_the_font_has_accents_and_says_what_it_lacks() -> None:
    assert REGULAR.lacking("Àèìòù áéíóú ŵŷ ñ ç ß ø å ł ő ș ğ – — ‘’ “” … £ € · Ελληνικά Русский ḃ") == ""
    assert REGULAR.lacking("Tha 人 agus ش 🎉 人") == "人ش🎉"


def test_no_font_of_the_machine_is_used() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="60"><text y="40" font-size="40">À</text></svg>'
    assert png_size(to_png(svg.format(100))) == (100, 60)
    assert to_png(svg.format(100)) != to_png(svg.format(100).replace("À", "A")), "the accent is drawn"
    for family in ("Arial, sans-serif", "DejaVu Sans, sans-serif", "Source Sans Pro"):
        assert to_png(svg.format(100)) == to_png(svg.format(100).replace("<text", f'<text font-family="{family}"'))


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    svg, pictures = preview_svg(Preview(SHORT)), PictureCache(tmp_path / "previews")
    first = pictures.png(svg)
    assert png_size(first) == (1200, 630)
    monkeypatch.setattr(picture_cache, "to_png", lambda _: b"drawn again")
    assert pictures.png(svg) == first
    assert pictures.png(svg.replace("630", "631")) == b"drawn again"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pictures, svg = PictureCache(tmp_path / "file" / "previews"), preview_svg(Preview(SHORT))
    pictures.draw_ahead([svg])
    assert png_size(pictures.png(svg)) == (1200, 630)


def test_many_pictures_are_drawn_ahead_by_further_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_cache, "WORTH_HELPERS", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    size = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="8"><text y="8">à</text></svg>'
    svgs = [size.format(width) for width in range(4, 9)]
    PictureCache(tmp_path).draw_ahead(svgs)
    assert len(list(tmp_path.iterdir())) == 5
    monkeypatch.setattr(picture_cache, "to_png", lambda _: b"drawn again")
    assert [png_size(PictureCache(tmp_path).png(svg)) for svg in svgs] == [(width, 8) for width in range(4, 9)]


def test_pictures_that_no_build_shows_are_forgotten_after_a_month(tmp_path: Path) -> None:
    pictures = PictureCache(tmp_path)
    old, young, shown = (f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="{n}"/>' for n in (4, 5, 6))
    paths: dict[str, Path] = {}
    for svg in (old, young, shown):
        pictures.png(svg)
        (paths[svg],) = set(tmp_path.iterdir()) - set(paths.values())
    for svg in (old, shown):
        os.utime(paths[svg], (time.time() - 31 * 86400,) * 2)
    pictures.draw_ahead([shown])
    assert set(tmp_path.iterdir()) == {paths[young], paths[shown]}


def test_the_same_picture_has_the_same_bytes() -> None:
    preview = Preview(SHORT, code="S1", kicker="Outcome")
    assert to_png(preview_svg(preview)) == to_png(preview_svg(preview))
    assert not re.search(r"\d{4}-\d\d-\d\d", preview_svg(preview))


def test_emoji_go_with_what_joins_them_and_letters_stay() -> None:
    family = "Families \U0001f468\u200d\U0001f469\u200d\U0001f467 eat \u2600\ufe0f together"
    assert without_symbols(family, REGULAR.lacking(family)) == "Families eat together"
    assert without_symbols("No emoji", "") == "No emoji"
    assert without_symbols("\u0627\u0646", "\u0627\u0646") == "\u0627\u0646", "missing letters are told of"
