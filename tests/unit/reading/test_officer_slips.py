"""Slips of people who know their outcomes and not this format: one line each, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.problems import Severity, sort_problems
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

START = "programme:\n  id: p\n  title: T\n"
LEVELS = """\
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - id: S1
        statement: People eat together
        leads_to: [L1]
      - {entry}
  - {{id: long, title: Long-term outcomes, elements: [{{id: L1, statement: People are well}}]}}
"""


def said_of(folder: Path, text: str) -> list[str]:
    """Return the errors and warnings of a framework, without file and place."""
    (folder / "p.yml").write_text(START + text, "utf-8")
    loaded = load_portfolio(folder, "")
    problems = sort_problems([*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)])
    return [problem.message for problem in problems if problem.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("entry", "id", "statement"),
    [
        ("People are less lonely", "S2", "People are less lonely"),
        ("• M1 People meet more often", "M1", "People meet more often"),
        ("– People meet", "S2", "People meet"),
        ("* People meet", "S2", "People meet"),
        ("1. People meet", "S2", "People meet"),
        ("a) M7: people meet", "M7", "people meet"),
        ("(M2) People meet", "M2", "People meet"),
        ("1.2 People meet", "1.2", "People meet"),
        ("M3 – People meet", "M3", "People meet"),
        ("M4: People meet", "M4", "People meet"),
        ("Goal 1: grow food", "S2", '"Goal 1: grow food"'),
        ("Goal 1: grow: food", "S2", '"Goal 1: grow: food"'),
        ("% of people who meet", "S2", '"% of people who meet"'),
        ("L1 People repeat a code", "S2", "People repeat a code"),
        ("A4 paper is cheap", "S2", "A4 paper is cheap"),
        ("COM1 People use computers", "S2", "People use computers"),
    ],
)
def test_a_sentence_as_an_element_is_told_with_two_lines(entry: str, id: str, statement: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, LEVELS.format(entry=entry))
    assert line.startswith("element 2 of level short ")
    assert line.endswith(f'; write two lines for it: "- id: {id}" and "  statement: {statement}"')


def test_an_alias_is_told_once_and_is_no_sentence(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, "elements:\n  - *People\n")
    assert line.startswith('"*People" is an alias')
    (line,) = said_of(tmp_path, "elements:\n  - *People* meet\n")
    assert line.endswith('"- id: E1" and "  statement: "*People* meet""')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "elements: [People meet]\n",
            (
                'element 1 is the text "People meet" where a group of fields is expected; write '
                '{id: E1, statement: "People meet"}'
            ),
        ),
        (
            "elements: People meet\n",
            (
                'elements is the text "People meet" where a list is expected; below elements:, write '
                'two lines for it: "- id: E1" and "  statement: People meet"'
            ),
        ),
        (
            "elements:\n  • People meet\n  • People talk\n",
            (
                'elements is the text "• People meet • People talk" where a list '
                'is expected; below elements:, write two lines for it: "- id: E1" and "  statement: '
                'People meet", and so for each '
                "of the others"
            ),
        ),
        (
            "levels:\n  - Short-term outcomes\n",
            (
                'level 1 is the text "Short-term outcomes" where a group of fields is '
                'expected; write two lines for it: "- id: short-term-outcomes" and "  title: Short-term outcomes"'
            ),
        ),
        (
            "hypotheses:\n  - If x then y\n",
            (
                'hypothesis 1 is the text "If x then y" where a group of fields is expected; '
                'write two lines for it: "- id: H1" and "  statement: If x then y"'
            ),
        ),
        (
            "  phases:\n    - Pilot\n",
            (
                'phase 1 of the programme is the text "Pilot" where a group of fields is expected; '
                'write "- title: Pilot"'
            ),
        ),
    ],
)
def test_a_sentence_elsewhere_is_told_likewise(text: str, said: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, text) == [said]


def test_codes_go_on_from_one_to_the_next_and_references_to_pasted_codes_are_right(tmp_path: Path) -> None:
    text = "elements:\n  - A01 People meet\n  - People talk\n  - {id: A03, statement: x, leads_to: [A01, A02]}\n"
    told, made, dangling = said_of(tmp_path, text)
    assert '"- id: A01"' in told
    assert '"- id: A04"' in made
    assert dangling.startswith('A03 leads to "A02", which is not in this programme'), "nobody has called it so yet"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "outcomes: [{id: l, title: L, elements: []}]\n",
            'the top of the file has no field "outcomes"; did you mean "levels"?',
        ),
        (
            "goals: [{id: l, title: L, elements: []}]\n",
            'the top of the file has no field "goals"; did you mean "levels"?',
        ),
        ("stages: [{id: l, title: L}]\n", 'the top of the file has no field "stages"; did you mean "levels"?'),
        ("columns: [{id: l, title: L}]\n", 'the top of the file has no field "columns"; did you mean "levels"?'),
        (
            "outcomes: [{id: S1, statement: x}]\n",
            'the top of the file has no field "outcomes"; did you mean "elements"?',
        ),
        ("elements: [{id: S1, description: x}]\n", 'S1 has no field "description"; did you mean "statement"?'),
        ("elements: [{id: S1, text: x}]\n", 'S1 has no field "text"; did you mean "statement"?'),
        ("elements: [{id: S1, name: x}]\n", 'S1 has no field "name"; did you mean "statement"?'),
        ("elements: [{id: S1, statement: x, title: y}]\n", 'S1 has no field "title"; did you mean "label"?'),
        ("levels: [{id: l, name: L}]\n", 'level l has no field "name"; did you mean "title"?'),
        ("hypotheses: [{id: H1, description: x}]\n", 'H1 has no field "description"; did you mean "statement"?'),
        ("  location: Fife\n", 'programme p has no field "location"; did you mean "area"?'),
        (
            "  contact: us@example.org\n",
            (
                'programme p has no field "contact", and frameworks have none for it yet; say it in '
                "words, as in summary: us@example.org"
            ),
        ),
        (
            "  summary: x\n  logo: a.png\n",
            ('programme p has no field "logo", and frameworks have none for it yet; say it in words in summary'),
        ),
        (
            "elements: [{id: S1, statement: x, indicator: Meals a week}]\n",
            (
                'S1 has no field "indicator", and frameworks have '
                "none for it yet; say it in words, as in note: Meals a week"
            ),
        ),
        (
            "elements: [{id: S1, statement: x, leads_to: [{to: S1, label: enables}]}]\n",
            (
                'the link has no field "label", and '
                "frameworks have none for it yet; say it in words, as in because: enables"
            ),
        ),
        (
            "elements: [{id: S1, statement: x, evidence: 'https://example.org/a.pdf'}]\n",
            (
                'S1 has no field "evidence"; list it '
                'under evidence: at the top of the file, as - {id: E1, title: "…", url: '
                '"https://example.org/a.pdf", about: [S1]}'
            ),
        ),
        (
            "elements: [{id: S1, statement: x, evidence: [E1]}]\nevidence: [{id: E1, title: y}]\n",
            ('S1 has no field "evidence"; where E1 stands under evidence: at the top of the file, write about: [S1]'),
        ),
        (
            "elements: [{id: S1, statement: {en: People eat, gd: Bidh daoine ag ithe}}]\n",
            (
                "statement of S1 is written in en "
                'and gd, and frameworks hold each text once for now; write one of them: "People eat"'
            ),
        ),
        (
            "elements: [{id: S1, statement\u00a0: x}]\n",
            ('beside "statement" stands U+00A0, a no-break space; write "statement:" anew, without it'),
        ),
        (
            "elements: [{id: S1, state\u200bment: x}]\n",
            ('in "state<U+200B>ment" stands the invisible character U+200B; write "statement:" anew, without it'),
        ),
        (
            "elements:\n  - id: S1\n    leads\u2009to: [S1]\n    statement: x\n",
            ('in "leads to" stands U+2009, a space of another width; write "leads_to:" anew, without it'),
        ),
    ],
)
def test_a_field_by_another_name_is_one_line(text: str, said: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, text) == [said]


def test_a_code_that_stands_further_down_is_given_to_nothing_else(tmp_path: Path) -> None:
    first, second = said_of(tmp_path, "assumptions:\n  - Staff stay\n  - A1 Staff can be retained\n")
    assert first.endswith('"- id: A2" and "  statement: Staff stay"')
    assert second.endswith('"- id: A1" and "  statement: Staff can be retained"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  area\u00a0:\u00a0Fife\n", "U+00A0, a no-break space, stands before the colon"),
        ("  area:\u00a0Fife\n  aim: x\n", "U+00A0, a no-break space, stands after the colon"),
        (
            "elements:\n  -\u00a0id: S1\n    statement: x\n",
            "U+00A0, a no-break space, stands at the start of this line",
        ),
        (
            "elements:\n  -\u00a0id: S1\n",
            "elements is a group of fields where a list is expected; after the dash stands U+00A0",
        ),
        ("elements:\n  - \u2009id: S1\n    statement: x\n", 'before "id" stands U+2009, a space of another width'),
    ],
)
def test_a_blank_that_is_no_space_is_named_wherever_it_stands(text: str, said: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, text)
    assert line.startswith(said)


def test_entries_without_an_id_are_told_with_one_that_is_free(tmp_path: Path) -> None:
    text = "elements:\n  - {id: S7, statement: x}\n  - statement: y\n  - statement: z\n"
    assert said_of(tmp_path, text) == [
        'id of element 2 is missing; add "id: S8"',
        'id of element 3 is missing; add "id: S9"',
    ]


def test_lists_for_each_kind_of_level_are_made_levels_and_checked(tmp_path: Path) -> None:
    text = "activities:\n  - {id: A1, statement: We cook, leads_to: [O1]}\nshort_term_outcomes:\n  - O1 People eat\n"
    first, second, third = said_of(tmp_path, text)
    start = 'the top of the file has no field "{}"; make it a level, under levels:, as - {}'
    line = "{id: activities, title: Activities, kind: activity, elements: […]}"
    assert first == start.format("activities", line)
    assert second.startswith('the top of the file has no field "short_term_outcomes"; make it a level')
    assert third.startswith('element 1 of level short-term-outcomes is the text "O1 People eat"')


@pytest.mark.parametrize(
    ("field", "reference", "said"),
    [
        ("leads_to", "people are well.", "which is the wording of L1; write L1"),
        ("leads_to", "Long-term outcomes", "which is the title of long; write long"),
        ("leads_to", "L1 People are well", "which begins with the id L1; write L1"),
        ("leads_to", "People are better", "which is not in this programme"),
        (
            "assumptions",
            "Staff stay",
            (
                "which is no id; write A2, and add under assumptions: at the top of the file: - {id: A2, "
                'statement: "Staff stay"}'
            ),
        ),
        ("assumptions", "It: rains", "which is the wording of A1; write A1"),
        (
            "evidence",
            "A study",
            ('which is no id; write E1, and add under evidence: at the top of the file: - {id: E1, title: "A study"}'),
        ),
    ],
)
def test_words_for_an_id_are_told_with_the_id(field: str, reference: str, said: str, tmp_path: Path) -> None:
    link = f'"{reference}"' if field == "leads_to" else f'{{to: L1, {field}: ["{reference}"]}}'
    text = LEVELS.format(entry=f"{{id: S2, statement: x, leads_to: [{link}]}}")
    (line,) = said_of(tmp_path, text + "assumptions: [{id: A1, statement: 'It: rains'}]\n")
    assert line.endswith(f'"{reference}", {said}')


def test_two_entries_of_the_same_words_are_both_named(tmp_path: Path) -> None:
    text = "elements: [{id: A, statement: x y}, {id: B, statement: X y}, {id: C, statement: z, leads_to: [x y]}]\n"
    assert said_of(tmp_path, text) == ['C leads to "x y", which is the wording of A and B; write the one that is meant']
