"""Slips that nobody sees in a file: what a merge leaves, bullets, tabs, a spare bracket. One line tells of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.model import Framework
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.yaml.source import read_yaml

_START = "programme:\n  id: p\n  title: T\n"
_DOTS = (
    'YAML takes "..." at the start of a line for the end of the file; delete it, or, if it is part of a text, give it '
    "spaces at its start as the rest of that text has"
)


def read(tmp_path: Path, rest: str) -> tuple[list[str], Framework]:
    """Return what is said of a framework's file, without its name, and the framework."""
    (tmp_path / "p.yml").write_text(_START + rest, "utf-8")
    result = load_portfolio(tmp_path, "")
    (framework,) = result.portfolio.frameworks
    return [str(problem).removeprefix("p.yml:") for problem in result.problems], framework


def elements(framework: Framework) -> dict[str, tuple[str, list[str]]]:
    """Return the statement of each element and what it leads to."""
    return {e.id: (e.statement, [link.to.text for link in e.leads_to]) for e in framework.elements}


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_what_a_merge_leaves_is_told_and_never_published(tmp_path: Path, quote: str) -> None:
    said, framework = read(
        tmp_path,
        f"  summary: {quote}We grow\n<<<<<<< HEAD\n    vegetables\n=======\n    flowers\n>>>>>>> main\n"
        f"    together{quote}\n  aim: Goal 1: food\n",
    )
    assert said[0] == (
        '5:1: "<<<<<<< HEAD" is left from merging two versions of this file, down to line 9; keep the right lines, and '
        "delete the three lines with <<<<<<<, ======= and >>>>>>>"
    )
    assert [line[:6] for line in said[1:]] == ["11:8: "], "the rest is checked"
    assert str(framework.programme.summary).split() == ["We", "grow", "vegetables", "together"]


def test_two_versions_of_elements_cause_no_other_problem(tmp_path: Path) -> None:
    said, framework = read(
        tmp_path,
        "elements: [\n  {id: S1, statement: one, leads_to: [S9]},\n<<<<<<< HEAD\r\n  {id: S2, statement: two},\r\n"
        "||||||| 1a2b3c4\n  {id: S2, statement: second},\n=======\n  {id: S2, statement: deux},\n"
        "  {id: S9, statement: neuf},\n>>>>>>> branch/x\n  {id: S4, statement: four}]\n",
    )
    (line,) = said
    assert line.startswith('6:1: "<<<<<<< HEAD" is left')
    assert line.endswith("down to line 13; keep the right lines, and delete the four lines with "
                         "<<<<<<<, |||||||, ======= and >>>>>>>")  # fmt: skip
    assert elements(framework) == {"S1": ("one", ["S9"]), "S2": ("two", []), "S4": ("four", [])}
    assert {"S9"} < read_yaml((tmp_path / "p.yml").read_text("utf-8"), "p.yml").ids


def test_what_is_left_of_a_conflict_is_told_line_by_line(tmp_path: Path) -> None:
    said, framework = read(tmp_path, "  aim: a\n>>>>>>> main\n<<<<<<< HEAD\n  intention: b\n=======\n")
    advice = "is left from merging two versions of this file; see that the lines around it are right, and delete it"
    assert said == [f'5:1: ">>>>>>> main" {advice}', f'6:1: "<<<<<<< HEAD" {advice}', f'8:1: "=======" {advice}']
    assert framework.programme.intention == "b"


def test_marks_within_a_text_are_no_conflict(tmp_path: Path) -> None:
    said, _ = read(
        tmp_path,
        '  summary: |\n    Heading\n    =======\n    <<<<<<< HEAD\n    >>>>>>> main\n  aim: "a\n=======\n>>>>>>>> b"\n',
    )
    assert said == []


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< a\n",
        ">>>>>>> a\n",
        "<<<<<<<\n=======\n>>>>>>>\n",
        "...\na: b\n",
        "\ufeffb: c\n",
        "– id: a\n",
        "-\tid: a\n",
    ],
)
def test_reading_ends_however_many_lines_are_wrong(line: str) -> None:
    assert read_yaml("a: b\n" + line * 20_000, "f.yml").problems


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (
            "  -\tid: S1\n    statement: one\n    leads_to: [S2]\n  - id: S2\n    statement: two\n",
            "5:4: a tab stands after the dash where YAML takes only a space; write a space instead",
        ),
        (
            "-\tid: S1\n\tstatement: one\n\tleads_to:\n\t-\tS2\n-\tid: S2\n\tstatement: two\n",
            (
                "5:2: a tab stands after the dash where YAML takes only a space; write a space instead "
                "(6 lines of this file hold one there)"
            ),
        ),
        (
            "  -\tid: S1\n        statement: one\n        leads_to: [S2]\n  -\tid: S2\n        statement: two\n",
            (
                "5:4: a tab stands after the dash where YAML takes only a space; write a space instead "
                "(2 lines of this file hold one there)"
            ),
        ),
        (
            "\t- id: S1\n\t  statement: one\n\t  leads_to:\n\t\t- S2\n\t- id: S2\n\t  statement: two\n",
            (
                "5:1: the line starts with a tab where YAML takes only spaces; write spaces instead "
                "(6 lines of this file start so)"
            ),
        ),
        (
            "  -id: S1\n   statement: one\n   leads_to:\n     - S2\n  -id: S2\n   statement: two\n",
            '5:3: a space is missing after the dash; write one: "- id: S1" (2 lines of this file start so)',
        ),
        (
            "  - id: S1\n    statement: one\n    leads_to: [S2]\n  -id: S2\n    statement: two\n",
            '8:3: a space is missing after the dash; write one: "- id: S2"',
        ),
        (
            "  – id: S1\n    statement: one\n    leads_to: [S2]\n  – id: S2\n    statement: two\n",
            (
                '5:3: "–" begins no entry of a list; write a hyphen and a space instead: "- id: S1" '
                "(2 lines of this file start so)"
            ),
        ),
        (
            "  - id: S1\n    statement: one\n    leads_to: [S2]\n  •\tid: S2\n    statement: two\n",
            '8:3: "•" begins no entry of a list; write a hyphen and a space instead: "- id: S2"',
        ),
        (
            "  1. id: S1\n     statement: one\n     leads_to: [S2]\n  2. id: S2\n     statement: two\n",
            (
                '5:3: "1." begins no entry of a list; write a hyphen and a space instead: "- id: S1" '
                "(2 lines of this file start so)"
            ),
        ),
        (
            "  * id: S1\n    statement: one\n    leads_to: [S2]\n  * id: S2\n    statement: two\n",
            (
                '5:3: "*" begins no entry of a list; write a hyphen and a space instead: "- id: S1" '
                "(2 lines of this file start so)"
            ),
        ),
        (
            "  - id: S1\n    statement: one\n    leads_to: [S2]]\n  - id: S2\n    statement: two\n",
            "7:19: there is one ] too many here; take one ] out",
        ),
        (
            "  - {id: S1, statement: one, leads_to: [S2]}}\n  - {id: S2, statement: two}\n",
            "5:45: there is one } too many here; take one } out",
        ),
        (
            "  - {id: S1, statement: one, leads_to: [S2]]} # why\n  - {id: S2, statement: two}\n",
            "5:44: there is one ] too many here; take one ] out",
        ),
        (
            "  - {id: S1, leads_to: [S2], statement: 'one}\n  - {id: S2, statement: two}\n",
            '5:41: the quote that opens here is never closed; write "one"',
        ),
        (
            "  - {id: S1, statement: 'one, leads_to: [S2]}\n  - {id: S2, statement: two}\n",
            '5:25: the quote that opens here is never closed; write "one"',
        ),
        (
            "  - {id: S1, statement: one, leads_to: ['S2]}\n  - {id: S2, statement: two}\n",
            '5:41: the quote that opens here is never closed; write "S2"',
        ),
        (
            "  - id: S1\n    statement: one\n\ufeff    leads_to: [S2]\n  - id: S2\n    statement: two\n",
            (
                "7:1: the invisible character U+FEFF stands at the start of this line, as where files were joined; "
                "delete it"
            ),
        ),
        (
            "  - id: S1\n    statement: one\n    leads_to: [S2]\n...\n  - id: S2\n    statement: two\n",
            f"8:1: {_DOTS}",
        ),
    ],
)
def test_a_slip_is_told_once_and_what_was_meant_is_read(tmp_path: Path, rest: str, said: str) -> None:
    lines, framework = read(tmp_path, f"elements:\n{rest}")
    assert lines == [said]
    assert elements(framework) == {"S1": ("one", ["S2"]), "S2": ("two", [])}


def test_what_looks_like_bullets_stays_in_a_text(tmp_path: Path) -> None:
    text = "– id: x\n  • to: y\n1. title: z\n-id: q\n"
    indented = "".join(f"    {line}\n" for line in text.splitlines())
    said, framework = read(tmp_path, f"  summary: |\n{indented}  aim: Goal: 1\n")
    assert [line[:5] for line in said] == ["9:8: "]
    assert framework.programme.summary == text.rstrip()


@pytest.mark.parametrize("bullet", ["–", "• ", "·"])
def test_texts_with_bullets_are_to_be_written_with_hyphens(tmp_path: Path, bullet: str) -> None:
    said, _ = read(tmp_path, f"  partners:\n    {bullet}council\n    {bullet}school\n")
    (line,) = said
    assert line.endswith('give each entry a line of its own, with a hyphen and a space at its start: "- council"')


def test_where_an_id_is_written_twice_a_dash_may_be_missing(tmp_path: Path) -> None:
    twice = "  - id: S1\n    statement: one\n    id: S2\n    statement: two\n    leads_to: [S1]\n"
    said, _ = read(tmp_path, f"elements:\n{twice}  - {{id: S3, id: S4, statement: x}}\n")
    assert said == [
        (
            '7:5: "id" is written twice here, first in line 5; keep one of the two, or, if a new entry starts '
            'here, write "- " before it'
        ),
        '10:14: "id" is written twice here, first in line 10; keep one of the two',
    ]


def test_no_space_after_any_colon(tmp_path: Path) -> None:
    said, _ = read(tmp_path, "elements:\n  - id:S1\n    statement:one\n    leads_to:[S2]\n  - https://x.example\n")
    assert said == [
        (
            '5:5: element 1 is the text "id:S1 statement:one leads_to:[S2]" where a group of fields is expected, each '
            'a name, a colon and a value; a space is missing after each colon: write "id: S1"'
        ),
        (
            '8:5: element 2 is the text "https://x.example" where a group of fields is expected, each a name, a colon '
            "and a value"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('  summary: "one\n...\n    two"\n  aim: x\n', [f"5:1: {_DOTS}"]),
        ("...\n  aim: x\n...\n", [f"4:1: {_DOTS}"]),
        ("  summary: one two\n  aim: x\n...\n# the end\n\n", []),
        ("  summary: >\n    one\n    ...\n  aim: x\n", []),
    ],
)
def test_three_dots_that_end_the_file_early_are_named(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert read(tmp_path, text)[0] == lines


def test_a_file_of_three_dots_is_empty() -> None:
    (problem,) = read_yaml("...\n", "f.yml").problems
    assert problem.rule == "unreadable-file"


@pytest.mark.parametrize(
    ("block", "place", "spaces", "read_as"),
    [
        ("    note: |\n    We grow\n\n      and more: of it\n", "8:5", 6, "We grow\n\n  and more: of it"),
        ("    note: >-\n  We grow\n  and cook\n", "8:3", 6, "We grow and cook"),
        ("    note: |\nWe grow\nand cook\n", "8:1", 6, "We grow\nand cook"),
        ("    note: |\n    # Food\n    We grow\n", "8:5", 6, "# Food\nWe grow"),
    ],
)
def test_a_text_no_further_right_than_its_field(
    tmp_path: Path, block: str, place: str, spaces: int, read_as: str
) -> None:
    rest = f"elements:\n  - id: S1\n    statement: one\n{block}  - id: S2\n    statement: two\n"
    said, framework = read(tmp_path, rest)
    assert said == [
        (
            f"{place}: the text that {block.split()[1][0]} in line 7 begins must stand further right than that line; "
            f"give each of its lines {spaces} spaces at its start"
        )
    ]
    assert framework.elements[0].note == read_as
    assert len(framework.elements) == 2


def test_a_list_of_marks_that_is_cut_says_so() -> None:
    *others, last = read_yaml("a: b\n" + "<<<<<<< a\n" * 1_500, "p.yml").problems
    assert len(others) == 1_000
    assert "from here on, 500 more errors are not listed" in str(last)


def test_a_number_within_a_text_of_several_lines_begins_no_entry() -> None:
    text = "elements:\n  - id: S1\n    statement: We do two things\n      1. title: plan\n      2. title: build\n"
    said = [problem.message for problem in read_yaml(text, "p.yml").problems]
    assert said and not [message for message in said if "begins no entry" in message]
