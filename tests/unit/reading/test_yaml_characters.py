"""Characters that look like others, or like nothing: blanks, colons, breaks of lines, and how a file is saved."""

from __future__ import annotations

import pytest

from outcome_frameworks.problems import Place
from outcome_frameworks.reading.yaml.cleaning import decode
from outcome_frameworks.reading.yaml.source import read_yaml


def test_line_breaks_that_no_editor_shows_are_told_and_move_no_line() -> None:
    document = read_yaml('a: one\u2028two\x85three\nb: x\x85\nc: "\\u2028 as typed"\n', "f.yml")
    assert document.data == {"a": "one two three", "b": "x", "c": "\u2028 as typed"}
    assert document.data["b"].place == Place(2, 4)
    assert [(problem.place, problem.rule) for problem in document.problems] == [
        ((1, 7), "control-character"),
        ((2, 5), "control-character"),
    ]
    assert "line break U+2028 stands here" in document.problems[0].message
    assert "character U+0085 stands here" in document.problems[1].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n  b:\xa0Our club\n  c: d\n", "2:5: U+00A0, a no-break space, stands after the colon"),
        ("a:\n  b:\u3000 Our club\n  c: d\n", "2:5: U+3000, a wide space, stands after the colon"),
        ("a:\xa0\n  b: Our club\n  c: d\n", "1:3: U+00A0, a no-break space, stands after the colon"),
        ("a:\n\xa0\u202fb: Our club\n  c: d\n", "2:1: U+00A0, a no-break space, stands at the start of this line"),
        ("a:\n  c: d\n  b:\u2003Our club\n", "3:5: U+2003, a space of another width, stands after the colon"),
    ],
)
def test_a_blank_that_is_no_space_is_named(text: str, said: str) -> None:
    document = read_yaml(text, "f.yml")
    advice = "where YAML takes only a space; replace it with a space"
    assert [str(problem) for problem in document.problems] == [f"f.yml:{said}, {advice}"]
    assert document.data == {"a": {"b": "Our club", "c": "d"}}


@pytest.mark.parametrize(
    ("text", "said", "count"),
    [
        ("a:\n  b： Our club\n  c: d：e\n", '2:4: after "b" stands U+FF1A, a wide colon', ""),
        ("a：\n  b：Our club\n  c: d：e\n", '1:2: after "a" stands U+FF1A, a wide colon', 2),
        ("a:\n  c: d：e\n  b꞉ Our club\n", '3:4: after "b" stands U+A789, a mark that only looks like a colon', ""),
    ],
)
def test_marks_that_are_no_colons_are_named_once_and_read(text: str, said: str, count: int | str) -> None:
    document = read_yaml(text, "f.yml")
    more = f" ({count} lines of this file have one)" if count else ""
    assert [str(problem) for problem in document.problems] == [f"f.yml:{said}; type : and a space instead{more}"]
    assert document.data == {"a": {"b": "Our club", "c": "d：e"}}


def test_no_break_spaces_of_texts_stay() -> None:
    text = "a: Pourquoi\xa0? 10\u202fkm:\xa0oui\nb:\n  - >\n    Note:\xa0c\n"
    document = read_yaml(text, "f.yml")
    assert document.problems == ()
    assert document.data == {"a": "Pourquoi\xa0? 10\u202fkm:\xa0oui", "b": ["Note:\xa0c\n"]}
    document = read_yaml("a: Il dit\n  Pourquoi:\xa0parce que: oui\nb: c\n", "f.yml")
    assert document.data == {"a": "Il dit Pourquoi:\xa0parce que: oui", "b": "c"}
    assert len(document.problems) == 1


def test_utf_8_with_and_without_a_byte_order_mark() -> None:
    assert decode("é".encode(), "f.yml") == ("é", [])
    assert decode("é".encode("utf-8-sig"), "f.yml") == ("é", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    text, (problem,) = decode("a: b".encode(encoding), "f.yml")
    assert text == "a: b"
    assert str(problem) == "f.yml:1:1: the file is saved as UTF-16; open it in an editor and save it as UTF-8"


@pytest.mark.parametrize("blank", ["\u00a0", "  \u2003"])
@pytest.mark.parametrize("mark", [">", "|"])
def test_a_blank_that_is_no_space_is_named_below_the_mark_of_a_text(blank: str, mark: str) -> None:
    document = read_yaml(f"a:\n  b: {mark}\n{blank}\n    Text\nc: d\n", "p.yml")
    assert [problem.place.line for problem in document.problems] == [3]


def test_a_wide_colon_within_a_text_stays_and_the_line_that_has_one_for_a_colon_is_named() -> None:
    text = "programme:\n  id: g\n  summary: |\n    Email\uff1a a@b.org\n  title\uff1aG\n"
    (problem,) = read_yaml(text, "p.yml").problems
    assert str(problem).startswith('p.yml:5:8: after "title" stands U+FF1A')


@pytest.mark.parametrize("end", ["# pasted\u2028", "\u2028", "\ufeff", "# \x85"])
def test_invisible_characters_where_no_text_stands_are_no_fault(end: str) -> None:
    assert read_yaml(f"a: b\n{end}\nc: d\n", "p.yml").problems == ()


def test_an_invisible_line_break_within_what_may_be_a_text_is_told() -> None:
    text = "note: |\n  # Aim\u2028one\n  # Aim two\n"
    assert [problem.rule for problem in read_yaml(text, "p.yml").problems] == ["control-character"]
    assert [problem.rule for problem in read_yaml("a: b\n# \x07\n", "p.yml").problems] == ["control-character"]
