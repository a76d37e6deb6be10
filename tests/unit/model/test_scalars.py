"""The single values of a framework file: which ids may be part of an address, which texts hold anything to read."""

from __future__ import annotations

import re
import unicodedata

import pytest
from pydantic import ValidationError

from outcome_frameworks.model import Element, Programme


@pytest.mark.parametrize("id", ["S1", "a1.1.1", "x-y_z", "成果一", "नतीजा", "លទ្ធផល", "ผลลัพธ์", "é"])
def test_ids_of_any_script_are_taken(id: str) -> None:
    assert Element.model_validate({"id": id, "statement": "x"}).id == unicodedata.normalize("NFC", id)


@pytest.mark.parametrize(
    ("id", "bad"), [("S 1", "a space"), ("S1.", '"."'), (".S1", '"."'), ("a/b", '"/"'), ("-S", '"-"')]
)
def test_ids_that_cannot_be_part_of_an_address_are_refused(id: str, bad: str) -> None:
    with pytest.raises(ValidationError, match=f"holds {re.escape(bad)} where it cannot stand"):
        Element.model_validate({"id": id, "statement": "x"})


@pytest.mark.parametrize(
    "id",
    [
        *("con.x", "NUL.1", "com¹", "ｉｎｄｅｘ", "map.dot", "index.html", "S1.md", "S1.HTML", "lpt9.a"),
        *("preview.png", "Preview.PNG", "S1.csv"),
    ],
)
def test_ids_that_would_be_files_or_devices_are_refused(id: str) -> None:
    with pytest.raises(ValidationError, match="keeps for itself"):
        Element.model_validate({"id": id, "statement": "x"})


@pytest.mark.parametrize("id", ["成" * 26, "Ж" * 40, "a" * 80, "con-x", "icon.x", "1.a", "html", "preview", "png"])
def test_ids_that_fit_into_an_address_are_taken(id: str) -> None:
    assert Element.model_validate({"id": id, "statement": "x"}).id == id


@pytest.mark.parametrize("id", ["成" * 27, "Ж" * 41, "ŉ" * 35])
def test_ids_too_long_for_an_address_are_refused(id: str) -> None:
    with pytest.raises(ValidationError, match="bytes in an address"):
        Element.model_validate({"id": id, "statement": "x"})


NOTHING_SEEN = {
    "\u200b": "200B",
    "\u00ad": "00AD",
    " \u2060\u200b": "2060",
    "\u200d": "200D",
    "\u3164\ufe0f": "3164",
    "\u115f\u1160": "115F",
    "\uffa0": "FFA0",
    "\u2800 \u2800": "2800",
    "\u180e": "180E",
    "\u034f": "034F",
    "\u17b4": "17B4",
    "\ufe0f": "FE0F",
    "\U000e0101": "E0101",
    "\U0001d159": "1D159",
    "\U0001d173": "1D173",
    "\U00016fe4": "16FE4",
    "\u2063": "2063",
    "\u2065": "2065",
    "\ufffc": "FFFC",
    "\u200e\u061c": "200E",
}


@pytest.mark.parametrize("field", ["statement", "label", "note"])
@pytest.mark.parametrize(("text", "code"), NOTHING_SEEN.items())
def test_texts_of_which_nothing_is_seen_are_refused(text: str, code: str, field: str) -> None:
    with pytest.raises(ValidationError, match=rf"holds only the invisible character U\+{code};") as caught:
        Element.model_validate({"id": "S1", "statement": "x"} | {field: text})
    assert caught.value.errors()[0]["type"] == "empty-text"


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u202f", "\u3000"])
def test_blanks_of_all_kinds_stay_within_a_text_and_go_at_its_ends(blank: str) -> None:
    text = f"{blank}10{blank}km{blank}{blank}"
    element = Element.model_validate({"id": "S1", "statement": text, "note": text})
    assert (element.statement, element.note) == (f"10{blank}km", f"10{blank}km")


@pytest.mark.parametrize("text", ["\u0301", " \u0338\u200b", "\u20dd"])
def test_marks_without_a_letter_are_no_text(text: str) -> None:
    with pytest.raises(ValidationError, match=r"holds only the mark, without a letter to stand on, U\+") as caught:
        Programme.model_validate({"id": "garden", "title": text})
    assert caught.value.errors()[0]["type"] == "empty-text"


@pytest.mark.parametrize("id", [*NOTHING_SEEN, "\u0301", "S\u3164", "S\u2800"])
def test_ids_hold_nothing_that_cannot_be_seen(id: str) -> None:
    with pytest.raises(ValidationError, match="the id"):
        Element.model_validate({"id": id, "statement": "x"})


@pytest.mark.parametrize("text", ["a", "ក", "👩🏽‍🦽", "1️⃣", "…", "\ue000", "-\u200b", "⠓\u2800⠕", "葛\U000e0100", "¿"])
def test_texts_of_which_anything_is_seen_are_taken(text: str) -> None:
    assert Element.model_validate({"id": "S1", "statement": text}).statement == text
