"""Two ids of one programme that look the same, whatever alphabets their letters are of."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from problem_checking import problems_in

from outcome_frameworks.model.confusables import CONFUSABLES


def test_a_capital_i_and_a_small_l_are_told_apart_and_keep_no_note_back(tmp_path: Path) -> None:
    text = "levels: [{id: a, title: A, elements: [{id: I1, statement: x}]}, {id: b, title: B, elements: []}]\n"
    like = text.replace("elements: []", "elements: [{id: L1, statement: y}]")
    told = [line.rpartition(" ")[2] for line in problems_in(tmp_path, like)]
    assert told == ["[no-links]", "[no-links]"]


def said_of(tmp_path: Path, *ids: str) -> list[str]:
    rows = "".join(f"  - {{id: '{id}', statement: x, leads_to: [E]}}\n" for id in ids)
    return problems_in(tmp_path, f"elements:\n{rows}  - {{id: E, statement: x}}\n")


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("S1", "Ѕ1", "CYRILLIC CAPITAL LETTER DZE"),
        ("C1", "С1", "CYRILLIC CAPITAL LETTER ES"),
        ("S1", "Ꮪ1", "CHEROKEE LETTER DU"),
        ("S1", "Տ1", "ARMENIAN CAPITAL LETTER TIWN"),
        ("p.1", "ρ.1", "GREEK SMALL LETTER RHO"),
        ("L1", "ꓡ1", "LISU LETTER LA"),
        ("S8", "S৪", "BENGALI DIGIT FOUR"),
        ("S9", "S୨", "ORIYA DIGIT TWO"),
        ("Ꮥ1", "Տ1", ""),
        ("A0", "AО", "CYRILLIC CAPITAL LETTER O"),
        ("l1", "lӀ", "CYRILLIC LETTER PALOCHKA"),
        ("Ⲟ1", "01", "COPTIC CAPITAL LETTER O"),
        ("o1", "ס1", "HEBREW LETTER SAMEKH"),
        ("So", "Sه", "ARABIC LETTER HEH"),
        ("S1", "S¹", "SUPERSCRIPT ONE"),
    ],
)
def test_ids_that_look_the_same_are_one_problem_that_names_the_letter(
    tmp_path: Path, one: str, other: str, name: str
) -> None:
    for ids in ((one, other), (other, one)):
        (line,) = said_of(tmp_path, *ids)
        assert f'the ids "{ids[1]}" and "{ids[0]}" (an element in line 5) look the same; ' in line
        assert name in line and line.endswith("type it again, or give it another id [duplicate-id]")


@pytest.mark.parametrize(
    "ids", [("l1", "I1", "11"), ("O1", "01"), ("П1", "N1"), ("É1", "E1"), ("Él", "É1"), ("С1", "С2"), ("成1", "戌1")]
)
def test_ids_that_can_be_told_apart_or_are_of_one_alphabet_are_left_alone(tmp_path: Path, ids: tuple[str, ...]) -> None:
    assert said_of(tmp_path, *ids) == []


def test_the_table_holds_letters_of_many_scripts_that_no_normalisation_makes_plain() -> None:
    letters = "".join(CONFUSABLES.values())
    assert len(set(letters)) == len(letters) > 400
    assert [letter for letter in letters if unicodedata.normalize("NFKC", letter) != letter or letter.isascii()] == []
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    assert {"GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "ARABIC", "BENGALI", "CHEROKEE", "COPTIC", "LISU"} <= scripts
