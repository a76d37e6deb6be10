"""Lists pasted from elsewhere, and references pasted with them: what is advised is whole, free and quick to come."""

from __future__ import annotations

from pathlib import Path

import pytest
from problem_checking import problems_of

from outcome_frameworks.problems import Severity

START = "programme:\n  id: p\n  title: T\n"


def said_of(folder: Path, text: str) -> list[str]:
    """Return what is said of a framework after its programme, but for notes."""
    (folder / "p.yml").write_text(START + text, "utf-8")
    return [problem.message for problem in problems_of(folder) if problem.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    "text",
    ['elements:\n  - "{}"\n'.format("- " * 600_000), "elements: {}\n".format("• a " * 100_000)],
    ids=["bullets", "entries"],
)
def test_a_text_of_very_many_bullets_is_only_a_text(text: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, text)
    assert "is the text" in line
    assert "statement" not in line


@pytest.mark.parametrize(
    "written",
    [
        "\n  1. People meet\n  2. People talk\n",
        " 1) People meet 2) People talk\n",
        " (1) People meet (2) People\n",
    ],
)
def test_a_numbered_list_without_dashes_is_one_entry_for_each_number(written: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, f"elements:{written}")
    assert line.endswith('"- id: E1" and "  statement: People meet", and so for each of the others')


def test_a_number_out_of_turn_begins_no_entry(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, "elements: 1. People meet on 12. May\n")
    assert line.endswith('"  statement: People meet on 12. May"')


ELEMENTS = "elements: [{{id: S2, statement: x}}, {{id: S3, statement: y}}, {{id: S1, statement: z, leads_to: [{}]}}]\n"


@pytest.mark.parametrize("written", ["S2 and S3", '"S2, S3"', "S2 / S3", "S2; S3", "S2 & S3"])
def test_two_ids_in_one_entry_are_both_kept(written: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, ELEMENTS.format(written))
    said = 'which holds 2 ids; write each as an entry of its own: in lines "- S2" and "- S3", or in brackets [S2, S3]'
    assert line.endswith(said)
    assert said_of(tmp_path, ELEMENTS.format("S2, S3")) == []


def test_an_id_that_something_refers_to_is_not_made_up(tmp_path: Path) -> None:
    link = "{{to: S2, assumptions: [{}]}}"
    told, dangling = said_of(tmp_path, ELEMENTS.format(link.format("people come, A1")))
    assert "write A2, and add under assumptions: at the top of the file: - {id: A2, " in told
    assert '"A1", which is not in this programme' in dangling
    told, dangling = said_of(tmp_path, "elements: [People meet, {id: S1, statement: x, leads_to: [S2]}]\n")
    assert told.endswith('write {id: S3, statement: "People meet"}')
    assert '"S2", which is not in this programme' in dangling


def test_a_code_before_an_assumption_is_its_id(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, ELEMENTS.format("{to: S2, assumptions: [A7 They come]}"))
    said = 'write A7, and add under assumptions: at the top of the file: - {id: A7, statement: "They come"}'
    assert line.endswith(said)


def test_a_field_of_one_id_is_told_to_hold_one(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, ELEMENTS.format("S2").replace("z,", "z, status: retired, replaced_by: S2 and S3,"))
    assert line.endswith("which holds 2 ids, and one is expected; write the one that is meant")


LONG = " ".join(["people of many towns"] * 10)
ENDLESS = " ".join(["people of many towns"] * 60)


@pytest.mark.parametrize(
    "text",
    [
        "  funded_by: {}\n",
        "  funded_by: [[{}]]\n",
        "  funded_by:\n    - {}\n",
        "  aim: % {}\n",
        "  aim: # {}\n",
        "  contact: {}\n",
        "elements: {}\n",
        "elements: [{}]\n",
        "elements: [{{id: S1, statement: {{en: {}, gd: x}}}}]\n",
        "hypotheses: [{{id: H1, statement: x, assumptions: [{}]}}]\n",
    ],
)
def test_what_is_to_be_written_is_whole_or_not_shown(text: str, tmp_path: Path) -> None:
    def advised(words: str) -> str:
        (folder := tmp_path / str(len(words))).mkdir()
        (folder / "p.yml").write_text(START + text.format(words), "utf-8")
        return next(p.message for p in problems_of(folder) if p.rule != "no-links").rpartition("; ")[2]

    assert LONG in advised(LONG)
    assert ENDLESS[:20] not in advised(ENDLESS)
    unseen = advised("people of many towns\u200b and Fi\u00adfe")
    assert "people of many towns and Fife" in unseen
    assert "<U+" not in unseen


def test_a_code_before_a_level_is_its_id(tmp_path: Path) -> None:
    (line,) = said_of(
        tmp_path,
        "levels:\n  - L1 Long term\n  - {id: a, title: A, leads_to: [L1], elements: [{id: S1, statement: x}]}\n",
    )
    assert line.endswith('"- id: L1" and "  title: Long term"')


@pytest.mark.parametrize(
    ("written", "languages"),
    [("{English: x, Gaelic: y}", "English and Gaelic"), ("{en: , gd: x}", "en and gd"), ("{Welsh: x}", "Welsh")],
)
def test_a_text_in_several_languages_is_told_to_be_one(written: str, languages: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, f"elements: [{{id: S1, statement: {written}}}]\n")
    said = f'is written in {languages}, and frameworks hold each text once for now; write one of them: "x"'
    assert line.endswith(said)


@pytest.mark.parametrize(
    "written",
    [
        " {S1: People meet, S2: People talk}\n",
        "\n  S1: People meet\n  S2: People talk\n",
        "\n  S1:\n    statement: People meet\n    note: Often\n  S2: People talk\n",
    ],
)
def test_codes_as_names_of_fields_are_told_with_the_lines_of_an_entry(written: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, f"elements:{written}hypotheses: [{{id: H1, statement: x, about: [S1, S2]}}]\n")
    assert line == (
        'elements is a group of fields where a list is expected; below elements:, write two lines for it: "- id: S1" '
        'and "  statement: People meet", and so for each of the others'
    )


def test_one_code_as_the_name_of_a_field_among_brackets(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, "levels: [{id: a, title: A, elements: {S1: People meet}}]\n")
    assert line.endswith('where a list is expected; write [{id: S1, statement: "People meet"}]')


def test_very_many_ids_in_one_entry_are_not_all_shown(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, ELEMENTS.format('"' + "S2, " * 10_000 + '"'))
    assert len(line) < 1_000
