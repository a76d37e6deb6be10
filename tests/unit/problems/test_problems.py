"""How problems are written: for a terminal, for programs, and as annotations on a pull request."""

from __future__ import annotations

import json

import pytest

from outcome_frameworks.problems import (
    NOWHERE,
    RULES,
    WAIVABLE_RULES,
    Place,
    Problem,
    Severity,
    format_github,
    format_json,
    format_text,
    sort_problems,
)
from outcome_frameworks.problems.wording import Suggestions, count, quote, show, suggest

ERROR = Problem("f/a.yml", Place(3, 7), "lost-text", "100% lost: one, two")
NOTE = Problem("f/b.yml", NOWHERE, "cycle", "a circle")


def test_text_is_one_line_a_problem() -> None:
    assert format_text([ERROR, NOTE]) == (
        "f/a.yml:3:7: error: 100% lost: one, two [lost-text]\nf/b.yml: note: a circle [cycle]"
    )
    assert (str(ERROR), str(NOTE)) == ("f/a.yml:3:7: 100% lost: one, two", "f/b.yml: a circle")


def test_json_holds_every_part() -> None:
    (entry,) = json.loads(format_json([ERROR]))
    assert entry == {
        "file": "f/a.yml",
        "line": 3,
        "column": 7,
        "severity": "error",
        "rule": "lost-text",
        "message": "100% lost: one, two",
    }
    assert json.loads(format_json([])) == []


def test_github_commands_are_escaped() -> None:
    assert format_github([ERROR, NOTE]).splitlines() == [
        "::error file=f/a.yml,line=3,col=7,title=lost-text::100%25 lost: one, two",
        "::notice file=f/b.yml,line=1,col=1,title=cycle::a circle",
    ]
    assert format_github([Problem("a:b,c.yml", Place(1, 1), "comment-after-text", "x")]) == (
        "::warning file=a%3Ab%2Cc.yml,line=1,col=1,title=comment-after-text::x"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("one\ntwo", "one two"),
        ("one \r\n  two\u2028three", "one two three"),
        ("\x1b[31mred\x07", "<U+001B>[31mred<U+0007>"),
        ("\u202eabc", "<U+202E>abc"),
        ("क्ष 👩‍🌾", "क्ष 👩‍🌾"),
    ],
)
def test_a_message_is_one_line_and_hides_nothing(written: str, shown: str) -> None:
    assert Problem("a", NOWHERE, "cycle", written).message == shown


def test_problems_are_sorted_by_place_and_named_once() -> None:
    late, early = Problem("a", Place(10, 1), "cycle", "x"), Problem("a", Place(9, 2), "cycle", "x")
    assert sort_problems([late, early, NOTE, late]) == [early, late, NOTE]


def test_severities_and_waivers() -> None:
    assert (ERROR.severity, NOTE.severity) == (Severity.ERROR, Severity.NOTE)
    assert all(RULES[name].severity is Severity.NOTE for name in WAIVABLE_RULES & RULES.keys())


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("M9", ["A9", "M1", "S1"], "M1"),
        ("hypothesis", ["levels", "hypotheses"], "hypotheses"),
        ("OUTCOME", ["outcome", "output"], "outcome"),
        ("CTRL-2", ["CTRL-1"], "CTRL-1"),
        ("xyzzy", ["levels", "elements"], None),
        ("x", [], None),
    ],
)
def test_suggestions(word: str, names: list[str], expected: str | None) -> None:
    assert suggest(word, names) == expected


def test_suggestions_end_when_enough_has_been_compared() -> None:
    suggestions = Suggestions(most=700)
    assert [suggestions.did_you_mean("M9", ["M1", "S1"]) for _ in range(3)] == ['; did you mean "M1"?'] * 2 + [""]
    assert suggestions.did_you_mean("M9", iter(lambda: pytest.fail("asked for"), None)) == ""
    assert Suggestions().did_you_mean("M" * 1000, ["M1"]) == ""


def test_texts_are_shown_short_and_in_quotes_that_fit() -> None:
    assert show("a \n b") == "a b"
    assert show("x" * 100, 10) == "xxxxxxxxx…"
    assert [quote(text) for text in ("plain", 'say "x"')] == ['"plain"', "'say \"x\"'"]
    assert quote('it\'s \\ "x"') == "'it''s \\ \"x\"'"
    assert [count(1, "error"), count(1500, "error"), count(2, "is", "are")] == ["1 error", "1,500 errors", "2 are"]
