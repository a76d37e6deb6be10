"""What is said of a file hangs on no parser and on none of its words: libyaml, the one in Python, other versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from outcome_frameworks.reading.yaml import parser as yaml_parser
from outcome_frameworks.reading.yaml import repair as yaml_repair
from outcome_frameworks.reading.yaml import source as yaml_source
from outcome_frameworks.reading.yaml.cleaning import clean, decode
from outcome_frameworks.reading.yaml.source import read_yaml

BROKEN = sorted((Path(__file__).parents[2] / "broken").glob("*.yml"))

_START = "programme:\n  id: p\n  title: T\n"
SLIPS = {
    "empty": "",
    "colon in a text": f"{_START}  aim: Goal 1: x\n",
    "percent sign": f"{_START}  aim: % of us\n",
    "at sign": f"{_START}  aim: @home\n",
    "tab": f"{_START}levels:\n\t- id: l\n",
    "comment for a text": f"{_START}  aim: # of us\n",
    "open quote": f'{_START}  aim: "We meet\n  area: Fife\n',
    "open quote at the end": f'{_START}  aim: "We meet',
    "open quote before a document": f"{_START}  aim: 'We meet\n---\nb: c\n",
    "quotes within quotes": f'{_START}  aim: "We "all" meet"\n',
    "backslash": f'{_START}  aim: "C:\\path"\n',
    "half a code": f'{_START}  aim: "\\u12"\n',
    "code of no character": f'{_START}  aim: "\\ud800 and"\n',
    "code beyond all characters": f'{_START}  aim: "\\U00ffffff"\n',
    "text after brackets": f"{_START}  partners: [us] and them\n",
    "open bracket": f"{_START}  partners: [us, them\nlevels: []\n",
    "open bracket at the end": f"{_START}levels: [",
    "open braces": f"{_START}levels: {{{{",
    "two commas": f"{_START}  partners: [us,, them]\n",
    "no colon": f"{_START}levels\nelements: []\n",
    "quoted and no colon": f'{_START}"levels"\nelements: []\n',
    "indent": f"{_START}   aim: x\n",
    "too far left": f"{_START} aim: x\n",
    "dash beside a field": f"{_START}- aim: x\n",
    "tag that nobody declares": f"{_START}  aim: !e!us x\n",
    "directive": f"{_START}% of us\n",
    "hash that clings to a block": f"{_START}  aim: |#1\n    x\n",
    "hash that clings to a folded block": f"{_START}  aim: >-#1\n    x\n",
    "block with a column": f"{_START}  aim: |2-#1\n      x\n",
}


TEXTS = [
    *(pytest.param(text, id=name) for name, text in SLIPS.items()),
    *(pytest.param(clean(decode(path.read_bytes(), "")[0], "")[0], id=path.stem) for path in BROKEN),
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_parser_written_in_python_finds_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_yaml(text, "f.yml")
    monkeypatch.setattr(yaml_parser, "LOADER", yaml_parser.PythonLoader)
    assert read_yaml(text, "f.yml") == expected


@pytest.mark.parametrize("text", TEXTS)
def test_a_parser_that_says_nothing_leads_to_the_same_lines(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_yaml(text, "f.yml")

    def parse(text: str) -> Iterator[Any]:
        try:
            yield from yaml_parser.parse(text)
        except yaml.MarkedYAMLError as error:
            raise type(error)(None, error.context_mark, None, error.problem_mark) from error

    for module in (yaml_repair, yaml_source):
        monkeypatch.setattr(module, "parse", parse)
    assert read_yaml(text, "f.yml") == expected


def test_an_error_of_a_kind_that_is_not_known_is_told_plainly() -> None:
    unknown = yaml.MarkedYAMLError("in words of its own", None, "something is not right", None)
    assert yaml_parser.why_stopped(unknown, "a: b\n") is yaml_parser.Stop.OTHER
