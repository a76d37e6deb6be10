"""Reading YAML: every scalar stays what was written, places are right, and no line is reported in vain."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from outcome_frameworks.problems import Place
from outcome_frameworks.reading.yaml.placed import PlacedMapping, PlacedText
from outcome_frameworks.reading.yaml.source import read_yaml

ROOT = Path(__file__).parents[3]


_TWO_COMMAS = "two commas follow each other; take one out, or write an entry between them"


def data_of(text: str) -> PlacedMapping:
    document = read_yaml(text, "f.yml")
    assert document.problems == ()
    assert document.data is not None
    return document.data


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in read_yaml(text, "f.yml").problems]


@pytest.mark.parametrize("scalar", "10000 no 1:30 2021-05 012 0x1F 1e3 yes +1 .5 = <b>".split())
def test_an_unquoted_scalar_is_the_text_that_was_written(scalar: str) -> None:
    assert data_of(f"a: {scalar}\n") == {"a": scalar}


@pytest.mark.parametrize("null", ["", " ~", " null", " Null", " NULL"])
def test_null_is_the_empty_text(null: str) -> None:
    assert data_of(f"a:{null}\n") == {"a": ""}


@pytest.mark.parametrize("quoted", ['"null"', "'~'"])
def test_quoted_null_is_a_text(quoted: str) -> None:
    assert data_of(f"a: {quoted}\n") == {"a": quoted[1:-1]}


def test_every_key_and_value_knows_its_place() -> None:
    data = data_of("first: 1\nécole 😀:   two\nlist:\n  - x\n  - {a: b}\n")
    assert data.key_places == {"first": (1, 1), "école 😀": (2, 1), "list": (3, 1)}
    assert data["école 😀"].place == Place(2, 12)
    assert [entry.place for entry in data["list"]] == [(4, 5), (5, 5)]
    assert data["list"][1]["a"].place == Place(5, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_how_lines_end(end: str) -> None:
    data = data_of(f"a: 1{end}b: 2 # c{end}c: 3{end}")
    assert [value.place for value in data.values()] == [(1, 4), (2, 4), (3, 4)]
    assert data["b"].comment == "# c"


@pytest.mark.parametrize(
    ("line", "value", "comment"),
    [
        ("a: # of visitors", "", "# of visitors"),
        ("a: Annual # of visits", "Annual", "# of visits"),
        ("a: Annual#of visits", "Annual#of visits", None),
        ("a: 'Annual' # of visits", "Annual", None),
        ("a: # first\n  second", "second", "# first"),
        ("a: |  # header\n  text", "text\n", None),
        ("a: ~ # nothing", "", "# nothing"),
        ("{a: 0} #}", "0", "#}"),
        ("{a: 0} # see [3]", "0", None),
        ("{a: Annual, # of visits\n b: c}", "Annual", "# of visits"),
        ("{a: Annual, b: c, # of visits\n d: e}", "Annual", None),
    ],
)
def test_a_comment_beside_an_unquoted_text_is_kept(line: str, value: str, comment: str | None) -> None:
    text = data_of(f"{line}\n")["a"]
    assert isinstance(text, PlacedText)
    assert (str(text), text.comment) == (value, comment)


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("list:\n  - {a: 0}#}\n  - {a: 1}\n", '"#}" follows "}"', (2, 11)),
        ("a: [b]#1 of them\nc: d\n", '"#1 of them" follows "]"', (1, 7)),
        ("a: [b,#1\n  c]\n", '"#1" follows ","', (1, 7)),
        ("a: {#1\n  b: c}\n", '"#1" follows "{"', (1, 5)),
        ("a: {b: c # one\n  ,#2\n  d: e}\n", '"#2" follows ","', (2, 4)),
        ("a: 'Maker'#1\n", """"#1" follows "'\"""", (1, 11)),
        ("a: |#1\n  b\nc: d\n", '"#1" follows "|"', (1, 5)),
        ("a: b\nc: >-#1\n  d # e#f\n", '"#1" follows "-"', (2, 6)),
    ],
)
def test_words_after_a_hash_that_clings_to_something_are_told(text: str, words: str, place: Place) -> None:
    problems = read_yaml(text, "f.yml").problems
    assert [(problem.rule, problem.place) for problem in problems] == [("lost-text", place)]
    assert problems[0].message.startswith(words)


def test_escapes_that_programs_write_are_read() -> None:
    text = 'a: "one\\ntwo\\\\three\\tfour \\u00e9 \\"five\\" \\x41b\\_ c"\n'
    document = read_yaml(text, "f.yml")
    assert document.problems == ()
    assert document.data == {"a": 'one\ntwo\\three\tfour é "five" Ab\xa0 c'}


def test_a_hash_after_a_blank_clings_to_nothing() -> None:
    text = "# a#b\n#c\na: [b, c] #d#e\n#f\ng: {h: i\t#j\n #k\n , # l,#m\n  n: 'o' } # p'#q\nr: | # s\n  t]#u\n#v\n"
    assert read_yaml(text, "f.yml").problems == ()


def test_a_list_on_one_line_keeps_its_words() -> None:
    data = data_of("a: [b,  c]\nb: {c: d}\nc:\n  - d\n")
    assert [data[name].written for name in "abc"] == ["[b,  c]", "{c: d}", None]


def test_all_fifty_lines_with_a_colon_are_named_and_read() -> None:
    text = "list:\n" + "".join(f"  - id: S{n}\n    statement: Goal {n}: grow food\n" for n in range(50))
    document = read_yaml(text, "f.yml")
    assert [problem.place for problem in document.problems] == [(3 + 2 * n, 16) for n in range(50)]
    assert document.data is not None
    assert document.data["list"][49]["statement"] == "Goal 49: grow food"
    assert document.complete


def test_repairs_end_soon_however_many_lines_are_wrong() -> None:
    start = time.process_time()
    document = read_yaml("a:\n" + "  - % of people: all\n" * 20_000, "f.yml")
    assert len(document.problems) == 501
    assert str(document.problems[-1]).startswith("f.yml:502:5: from here on the file is not read, since too many lines")
    assert time.process_time() - start < 10


def test_a_list_of_problems_that_is_cut_says_so() -> None:
    document = read_yaml("list:\n" + "  - &a x\n" * 1_001 + "b: 1\nb: 2\n", "f.yml")
    assert len(document.problems) == 1_002
    assert [str(problem) for problem in document.problems[-2:]] == [
        'f.yml:1004:1: "b" is written twice here, first in line 1003; keep one of the two',
        "f.yml:1002:5: from here on, 1 more error is not listed; mend those above and check again",
    ]


def test_aliases_are_never_expanded() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    start = time.process_time()
    document = read_yaml("\n".join(lines), "f.yml")
    assert len(document.problems) == 91
    assert document.data is not None
    assert document.data["a9"] == ["*a8"] * 9
    assert time.process_time() - start < 1


def test_ids_of_left_out_lines_are_kept() -> None:
    document = read_yaml("a:\n  - id: S1\n  ] id: S2\n  - id: S3\n", "f.yml")
    assert not document.complete
    assert document.ids == {"S1", "S2", "S3"}


def test_a_list_written_twice_is_read_whole() -> None:
    document = read_yaml("a: [b]\na: [c]\n", "f.yml")
    assert document.data == {"a": ["b", "c"]}
    (problem,) = document.problems
    assert str(problem) == 'f.yml:2:1: "a" is written twice here, first in line 1; keep one of the two'


def test_what_follows_a_fault_is_reported_at_its_own_line() -> None:
    assert problems_of('a: \'Tis\nb: "x" y\nc: [d\ne: %\n') == [
        'f.yml:1:4: the quote that opens here is never closed; write "Tis"',
        "f.yml:2:4: the text goes on after its closing quote; put all of it in quotes: '\"x\" y'",
        "f.yml:3:4: the [ that opens here is never closed; write ] at its end, or put the text in quotes",
        'f.yml:4:4: a text cannot start with % unless it is in quotes; write it in quotes: "%"',
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("['it's', b]", 'YAML cannot read one entry in brackets; write it in quotes: "it\'s"'),
        ("[50% of x, %of y]", 'YAML cannot read one entry in brackets; write it in quotes: "%of y"'),
        ("['a', #2 b, c]", 'YAML cannot read one entry in brackets; write it in quotes: "#2 b"'),
        (
            '["One", "two" and four]',
            "YAML cannot read one entry in brackets; write it in quotes: '\"two\" and four'",
        ),
        ("{a: b, c: 'd'e'}", 'YAML cannot read one entry in brackets; write it in quotes: "d\'e"'),
        ("[{to: S1}, %c]", 'YAML cannot read one entry in brackets; write it in quotes: "%c"'),
        (
            "[people] grow [food]",
            'a text that starts with [ is not read as a text; write it in quotes: "[people] grow [food]"',
        ),
        (
            "[a, {b: c]",
            (
                'YAML cannot read "[a, {b: c]"; if it is one text, put all of it in quotes, '
                "else put what holds marks such as : # % in quotes"
            ),
        ),
    ],
)
def test_a_slip_in_brackets_is_told_where_it_can_be_seen(value: str, said: str) -> None:
    document = read_yaml(f"a:\n  b: {value}\n  c: d\n", "f.yml")
    assert [str(problem) for problem in document.problems] == [f"f.yml:2:6: {said}"]
    assert document.data is not None
    assert document.data["a"]["c"] == "d"


@pytest.mark.parametrize(
    ("value", "place", "said", "read"),
    [
        ("[S2,, S3]", "2:10", _TWO_COMMAS, ["S2", "S3"]),
        ("[b,\n    ,\n    c]", "3:5", _TWO_COMMAS, ["b", "c"]),
        ("[, S3]", "2:7", "a comma stands right after the [; take it out, or write an entry before it", ["S3"]),
        ("{b: c,, d: e}", "2:12", _TWO_COMMAS, {"b": "c", "d": "e"}),
    ],
)
def test_a_spare_comma_is_told_and_costs_no_entry(value: str, place: str, said: str, read: object) -> None:
    document = read_yaml(f"a:\n  b: {value}\n  c: d\n", "f.yml")
    assert [str(problem) for problem in document.problems] == [f"f.yml:{place}: {said}"]
    assert document.data == {"a": {"b": read, "c": "d"}}


@pytest.mark.parametrize(
    ("block", "place", "line", "more", "read"),
    [
        (
            ">\n      Our club\n    meets\n    often",
            "4:5",
            3,
            " (2 lines of this text start too far left)",
            "Our club meets often\n",
        ),
        (
            "|\n      Our club\n\n    meets each week: yes\n      - often",
            "5:5",
            3,
            "",
            "Our club\n\nmeets each week: yes\n- often\n",
        ),
        (">-  # why\n\n      Our club: 1\n     % meets", "5:6", 4, "", "\nOur club: 1 % meets"),
    ],
)
def test_a_block_keeps_the_words_that_stand_too_far_left(
    block: str, place: str, line: int, more: str, read: str
) -> None:
    document = read_yaml(f"a:\n  b: {block}\n  c: d\n", "f.yml")
    said = (
        f"this line starts further left than line {line}, the first of the text that {block[0]} in line 2 begins; "
        f"give it 6 spaces at its start, as that line has{more}"
    )
    assert [str(problem) for problem in document.problems] == [f"f.yml:{place}: {said}"]
    assert document.data == {"a": {"b": read, "c": "d"}}


def test_a_block_in_a_list_and_an_empty_line_with_spaces() -> None:
    document = read_yaml("a:\n  - >\n      b\n    c\n  - d\n", "f.yml")
    assert document.data == {"a": ["b c\n", "d"]}
    document = read_yaml("a:\n  b: |\n        \n    c\n  d: e\n", "f.yml")
    said = "this empty line has more spaces than the first line of the text below it; delete them"
    assert [str(problem) for problem in document.problems] == [f"f.yml:3:1: {said}"]
    assert document.data == {"a": {"b": "\nc\n", "d": "e"}}


def test_a_field_that_is_a_little_too_far_right_is_no_part_of_the_block_above() -> None:
    document = read_yaml("a:\n  b: >\n      Our club\n   c: d\n", "f.yml")
    assert document.data == {"a": {"b": "Our club\n", "c": "d"}}
    (problem,) = document.problems
    assert "does not line up" in problem.message


def test_a_spoilt_file_never_stops_the_reader() -> None:
    """Whatever is done to a file, reading ends, soon, with problems whose places are in the file."""
    source = (ROOT / "frameworks" / "new-models.yml").read_text("utf-8")[:6000]
    bits = [*"\"'{}[]%\t\n\\\0", ": ", "- ", " #", "&a ", "*a ", "!x ", "| ", "? ", "---\n"]
    chance = random.Random(2026)  # noqa: S311 (the same spoilt files each time)
    start = time.process_time()
    for _ in range(300):
        text = source
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(bits) + text[at + chance.choice((0, 0, 1, 5)) :]
        for problem in read_yaml(text, "f.yml").problems:
            assert problem.message
            assert problem.place.line <= text.count("\n") + 2
    assert time.process_time() - start < 60
