"""What is said of a fault: one line for each, which names what the author wrote and what to do, and no false line."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.problems import Severity, sort_problems
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

PROGRAMME = "programme:\n  id: p\n  title: T\n"
ELEMENT = "elements:\n  - id: S1\n    statement: x\n"
LEVEL = "levels:\n  - id: l\n    title: L\n"


def errors_of(folder: Path, text: str, name: str = "p") -> list[str]:
    """Return the errors and warnings of a file as `line:column: message`."""
    (folder / f"{name}.yml").write_text(text, "utf-8")
    loaded = load_portfolio(folder, "f")
    problems = sort_problems([*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)])
    return [
        str(problem).removeprefix(f"f/{name}.yml:") for problem in problems if problem.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ELEMENT + "    kind: outcome\n", 'S1 has no field "kind"; it belongs in a level'),
        (ELEMENT + "    start: 2020\n", 'S1 has no field "start"; it belongs under programme:'),
        (ELEMENT + "    Status: active\n", 'S1 has no field "Status"; did you mean "status"?'),
        (ELEMENT + "    stat: active\n", 'S1 has no field "stat"; did you mean "status"?'),
        (LEVEL + "    statement: foo\n", 'level l has no field "statement"; it belongs in an element'),
        (LEVEL + "    if: foo\n", 'level l has no field "if"; it belongs in a hypothesis'),
        (LEVEL + "    end: 2020\n", 'level l has no field "end"; it belongs under programme:'),
        ("levles: []\n", 'the top of the file has no field "levles"; did you mean "levels"?'),
        (
            ELEMENT + "    assumptions: [A1]\n",
            'S1 has no field "assumptions"; it belongs in a link, as in leads_to: [{to: …, assumptions: …}]',
        ),
        (
            LEVEL + "    because: foo\n",
            'level l has no field "because"; it belongs in a link, as in leads_to: [{to: …, because: …}]',
        ),
        (ELEMENT + "    leads_to: [{id: S1}]\n", 'the link has no field "id"; did you mean "to"?'),
        (
            "assumptions: [{id: A1, statement: x, kind: y}]\n",
            'A1 has no field "kind"; it belongs under programme:',
        ),
    ],
)
def test_a_field_in_a_wrong_place_is_told_where_it_belongs(text: str, said: str, tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, PROGRAMME + text)
    assert error.partition(": ")[2] == said


@pytest.mark.parametrize(
    ("text", "name"),
    [(LEVEL + "    ref: S1\n", "ref"), ("judgements: []\n", "judgements"), ("  comments: foo\n", "comments")],
)
def test_a_field_that_is_like_no_other_is_guessed_at_by_nobody(text: str, name: str, tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, PROGRAMME + text)
    assert f'has no field "{name}"; it may have ' in error


def test_what_a_misplaced_field_holds_is_checked_where_it_belongs(tmp_path: Path) -> None:
    text = (
        "start: spring\n" + PROGRAMME + "  levels:\n    - id: l\n      title: L\n      kind: outcom\n"
        "      hypotheses: [{id: H1, statement: x, status: mix}]\n"
    )
    assert errors_of(tmp_path, text) == [
        '1:1: the top of the file has no field "start"; it belongs under programme:',
        '1:8: start of the programme: "spring" is no date; write a year, year-month or day: 2021, 2021-05, 2021-05-31',
        '5:3: programme p has no field "levels"; it belongs at the top of the file',
        '8:13: kind of level l is "outcom"; did you mean "outcome"?',
        '9:7: level l has no field "hypotheses"; it belongs at the top of the file',
        '9:51: status of H1 is "mix"; did you mean "mixed"?',
    ]


@pytest.mark.parametrize("field", ["zzq: a", "status: foo"])
def test_a_list_of_errors_is_whole_up_to_a_thousand_and_then_says_how_many_more(field: str, tmp_path: Path) -> None:
    text = PROGRAMME + "elements:\n" + f"  - id: S1\n    statement: x\n    {field}\n" * 1_002
    found = [error for error in errors_of(tmp_path, text) if "is taken already" not in error]
    assert len(found) == 1_001
    assert found[-2].startswith("3004:")
    assert found[-1].startswith("3007:")
    assert found[-1].endswith(": from here on, 2 more errors are not listed; mend those above and check again")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("hypotheses: [{id: H1, if: {ref: S1}, then: S2}]\n", 2),
        ("hypotheses: [{id: H1, statement: [a, b]}]\n", 1),
        ("hypotheses: [{id: H1, if: [[a]], then: [{ref: [b]}]}]\n", 2),
        ("  flows: [{direction: vertical, to: [a]}]\n", 1),
        (ELEMENT + "    status: retird\n    why: x\n", 1),
    ],
)
def test_what_was_written_wrongly_is_not_missed(text: str, count: int, tmp_path: Path) -> None:
    errors = errors_of(tmp_path, PROGRAMME + text)
    assert len(errors) == count
    assert not any("has no statement" in error or "does not say" in error for error in errors)


def test_an_entry_without_an_id_has_no_name_that_nobody_gave_it(tmp_path: Path) -> None:
    errors = errors_of(tmp_path, PROGRAMME + "hypotheses:\n  - {}\n")
    assert len(errors) == 2
    assert "unnamed" not in "".join(errors)


def test_an_earlier_id_is_reported_in_its_own_line(tmp_path: Path) -> None:
    text = PROGRAMME + ELEMENT + "    aliases:\n      - old\n      - s2\n  - {id: S2, statement: y, aliases: [p/S9]}\n"
    assert [error.partition(" ")[0] for error in errors_of(tmp_path, text)] == ["9:9:", "10:38:"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PROGRAMME + "levels:\n", "levels holds nothing; write something, or leave the field out"),
        (PROGRAMME + "levels:\n  -\n", "level 1 holds nothing; write something, or take the entry out"),
        (PROGRAMME + "  start: ~\n", "start of the programme holds nothing; write something, or leave the field out"),
        (
            PROGRAMME + ELEMENT + "    aliases: ['']\n",
            "entry 1 of aliases of S1 holds nothing; write something, or take the entry out",
        ),
        (
            PROGRAMME + ELEMENT + "    who: ['']\n",
            "entry 1 of who of S1 holds nothing; write something, or take the entry out",
        ),
        (
            PROGRAMME + "hypotheses: [{id: H1, statement: ''}]\n",
            "statement of H1 holds no text; write one, or leave the",
        ),
        (PROGRAMME + "waivers: [{rule: no-links, on: p, reason: ''}]\n", "reason of waiver 1 holds no text; write one"),
        ("programme:\n", "programme holds nothing; write its fields"),
    ],
)
def test_what_can_be_done_about_nothing_can_be_done(text: str, said: str, tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, text)
    assert error.partition(": ")[2].startswith(said)
    assert ("leave the field out" in error) == ("or leave the" in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "  source: {title: x, url: 'http://a.org/a b'}\n",
            'url of the source: "http://a.org/a b" holds a space, which ends an address; write %20 for it: http://a.org/a%20b',
        ),
        (
            "  source: {title: x, url: 'http://exam ple.org'}\n",
            'url of the source: "http://exam ple.org" holds U+0020 (SPACE) in the name of the site, where only letters',
        ),
        (
            "  partners: [{id: x}]\n",
            "entry 1 of partners of the programme is a list or a group of fields where one id is expected; write x",
        ),
        (
            "levels: [{id: l, title: L, stated_count: 1_0}]\n",
            'stated_count of level l is "1_0"; write a whole number such as 7',
        ),
        (
            "  start: ２０１９-05\n",
            'start of the programme: "２０１９-05" is no date; write a year, year-month or day',
        ),
        (
            "  start: 0000-01\n",
            'start of the programme: "0000-01" is no date; write a year, year-month or day',
        ),
    ],
)
def test_a_value_is_refused_with_what_is_wrong_in_it(text: str, said: str, tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, PROGRAMME + text)
    assert error.partition(": ")[2].startswith(said)


def test_a_list_in_the_file_of_organisations_lacks_the_field_above_it(tmp_path: Path) -> None:
    assert errors_of(tmp_path, "- {id: a}\n", "organisations") == [
        "1:1: the file holds a list, where fields are expected, such as organisations:"
    ]
