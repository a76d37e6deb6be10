"""Words of pictures are broken with a hyphen where their language allows it, and otherwise stay whole."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from sample_maps import card, wire

from outcome_frameworks.outcome_map import typesetting
from outcome_frameworks.outcome_map.drawing import Column, OutcomeMap
from outcome_frameworks.outcome_map.typesetting import Run, set_lines, syllables
from outcome_frameworks.outcome_map.writing.svg import draw_svg

SVG = "{http://www.w3.org/2000/svg}"

WORDS = {
    "en": ("Reducing underemployment", "Disenfranchisement falls", "Interdisciplinarity", "Intergenerational play"),
    "de": ("Verantwortungsbewusstsein", "Rechtsschutzversicherungsgesellschaften", "Gesundheitsförderung", "Arbeit"),
    "cy": ("Gwasanaethau cyhoeddus", "Cyfrifoldebau cymdeithasol", "Rhyngwladoli", "Llesiant"),
    "gd": ("Coimhearsnachdan", "Ath-bheothachadh na coimhearsnachd", "Uallach", "Saor-thoilich"),
}


def picture(words: tuple[str, ...], language: str, count: int = 5, *, narrow: bool = False) -> ET.Element:
    columns = tuple(
        Column(f"l{n}", words[n % len(words)], cards=(card(f"X{n}", words[(n + 1) % len(words)]),))
        for n in range(count)
    )
    drawing = OutcomeMap("m", "Steps", "", columns, tuple(wire(f"X{n} > X{n + 1}") for n in range(count - 1)))
    return ET.fromstring(draw_svg(drawing, narrow=narrow, language=language).text)


def lines(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [3, 5, 7])
@pytest.mark.parametrize("language", WORDS)
def test_no_word_is_broken_without_a_hyphen(language: str, count: int, narrow: bool) -> None:
    root = picture(WORDS[language], language, count, narrow=narrow)
    said = re.sub(r"(?<=\w)-\n", "", "\n".join(lines(root))).replace("\n", " ")
    for words in WORDS[language][: min(count, 4)]:
        assert words.replace("-", "") in said.replace("-", "")
    if language in {"cy", "gd"}:  # there is no dictionary of them
        ends = [line for line in lines(root) if line.endswith("-")]
        assert [line for line in ends if not line.endswith(("Ath-", "Saor-"))] == []


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "fr"])
def test_a_picture_of_five_levels_keeps_its_width_where_words_can_be_hyphenated(language: str) -> None:
    assert picture(WORDS["en"], language).get("width") == "720"


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("underemployment", "en", "under-em-ploy-ment"),
        ("underemployment", "en-GB", "under-em-ploy-ment"),
        ("Rechtsschutzversicherung", "de", "Rechts-schutz-ver-si-che-rung"),
        ("cymdeithasol", "cy", "cymdeithasol"),
        ("neighbourhood", "", "neighbourhood"),
        ("neighbourhood", "no-such", "neighbourhood"),
    ],
)
def test_hyphens_stand_where_the_language_puts_them(word: str, language: str, parts: str) -> None:
    assert "-".join(syllables(word, language)) == parts


@pytest.mark.parametrize(
    "text", ["https://www.example.org/reports/2024/annual", "PROJ_2024_0001_ABCDEFGHIJ", "人々が地域で支え合い安心"]
)
def test_addresses_codes_and_ideographs_get_no_hyphen(text: str) -> None:
    broken = set_lines([Run(text)], 6, "en")
    assert len(broken) > 1
    assert "".join(piece.text for line in broken for piece in line) == text


def test_no_dictionary_is_read_where_every_word_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    typesetting.longest_word.cache_clear()  # other tests ask about the same words
    monkeypatch.setattr(typesetting, "_dictionary", asked.append)
    picture(("Shared meals", "Neighbours meet"), "en", 3)
    assert "en" not in asked
    picture(WORDS["en"], "en", 3)
    assert "en" in asked
