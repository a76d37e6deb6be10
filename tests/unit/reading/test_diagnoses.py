"""The table of what is said of lines that YAML cannot understand: each row is reached, by a slip that is shown here."""

from __future__ import annotations

import pytest

from outcome_frameworks.reading.yaml import diagnoses
from outcome_frameworks.reading.yaml.diagnoses import DIAGNOSES
from outcome_frameworks.reading.yaml.fault import Way
from outcome_frameworks.reading.yaml.slip import Slip
from outcome_frameworks.reading.yaml.source import read_yaml

SLIPS = (
    ("a:\n\tb: c", "the line starts with a tab where"),
    ("a:\n  -\tb: c\n    d: e\n  - f: g", "a tab stands after the dash where"),
    ("a:\n  - b: c\n  -\xa0d: e", "U+00A0, a no-break space, stands at the start of this line"),
    ("a:\xa0b\nc: d", "U+00A0, a no-break space, stands after the colon"),
    ("a: b\nc：d\ne: f", 'after "c" stands U+FF1A, a wide colon; type : and a space'),
    (
        "a:\n  • id: b\n  • id: c",
        '"•" begins no entry of a list; write a hyphen and a space instead: "- id: b" (2 lines',
    ),
    ("a:\n  -id: b\n  -id: c", 'a space is missing after the dash; write one: "- id: b" (2 lines'),
    ("a:\n  b: >\n  c d\n  e: f", "the text that > in line 2 begins must stand further right"),
    ("a:\n  b: |\n\n        \n    c\n  d: e", "this empty line has more spaces than"),
    ("a:\n  b: >\n      c\n    d e\n  f: g", "this line starts further left than line 3"),
    ("a:\n  b: c\n   d: e", '"d: e" does not line up with the lines above it'),
    ("a:\n  b:c\n  d: e", 'a space is missing after the colon; write "b: c"'),
    ('a: "C:\\people"', "a backslash has a meaning of its own in double quotes"),
    ('a: "b\nc: d', 'the quote that opens here is never closed; write "b"'),
    ("a: 'b' c", "the text goes on after its closing quote"),
    ("a: \"b\nc: 'd.'\ne: f", 'the quote that opens here is never closed; write "b"'),
    ("a: \"b\nc: 'd.\"'\ne:\n  - f", 'the quote that opens here is never closed; write "b"'),
    ("a: {b: :c}", 'YAML cannot read this text; write it in quotes: ":c"'),
    ("a: {b: c\n d: e}", 'YAML cannot read "{b: c d: e}"; if it is one text'),
    ("a: [b\nc: d", "the [ that opens here is never closed; write ] at its end"),
    ("a: [b] c", 'a text that starts with [ is not read as a text; write it in quotes: "[b] c"'),
    ("a: [b, @c]", 'YAML cannot read one entry in brackets; write it in quotes: "@c"'),
    ("a: [b: c: d]", "YAML cannot read one entry in brackets"),
    ("a: - b", "a list starts on the line below its field"),
    ("a: @b", 'a text cannot start with @ unless it is in quotes; write it in quotes: "@b"'),
    ("a: b: c", "the text holds a colon and a space"),
    ("a: b # c\n  d", "YAML takes what follows # for a comment, and the text goes on after it"),
    ("a: [b,, c]", "two commas follow each other"),
    ("a: [, b]", "a comma stands right after the ["),
    ("a: [b]]", "there is one ] too many here"),
    ("{b", "the file ends too early"),
    ("a: b\nc\nd: e", '"c" has no colon, so it is no field'),
    ("a: b\n:", '":" does not belong with the lines above it'),
    ("a\n\nc:", 'no field can stand here: "c:"'),
    ("a: b\n@c", 'YAML cannot read "@c"; check its quotes'),
)


@pytest.mark.parametrize(("text", "said"), SLIPS)
def test_each_slip_is_told_in_its_own_words(text: str, said: str) -> None:
    problems = read_yaml(f"{text}\n", "f.yml").problems
    assert [problem.message for problem in problems if problem.message.startswith(said)], problems


def test_every_row_is_said_of_some_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[int] = set()

    def watched(number: int, row: diagnoses.Diagnosis) -> diagnoses.Diagnosis:
        def say(slip: Slip) -> str:
            said.add(number)
            return row.say(slip)

        return row._replace(say=say)

    monkeypatch.setattr(diagnoses, "DIAGNOSES", tuple(watched(*row) for row in enumerate(DIAGNOSES)))
    for text, _ in SLIPS:
        read_yaml(f"{text}\n", "f.yml")
    assert [row for number, row in enumerate(DIAGNOSES) if number not in said] == []


def test_whatever_is_done_to_a_line_something_is_said() -> None:
    last = {row.way: row for row in DIAGNOSES}
    assert set(last) == set(Way)
    assert [way.name for way, row in last.items() if row.applies is not diagnoses._always] == []
