"""Read the JSON files of programmes back, with the same checks and the same problems as files in YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass

from outcome_frameworks.model import Framework, Name, Organisation, OrganisationsFile, Portfolio
from outcome_frameworks.model.schema import DATA_VERSION
from outcome_frameworks.problems import Place, Problem, Severity, sort_problems
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks import check_page_names, check_portfolio
from outcome_frameworks.reading.frameworks.load import load_content
from outcome_frameworks.reading.yaml.cleaning import decode
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping
from outcome_frameworks.reading.yaml.source import read_yaml

MAX_FILE = 50_000_000
"""Largest JSON file that is read, in bytes: some forty thousand elements with all that is said of them."""

_START = Place(1, 1)
_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.", re.DOTALL)
"""An escape of JSON; the groups hold a pair for one character beyond the first 65,536: `\\ud83d\\ude00`."""

_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.", re.DOTALL)
"""An escape of JSON; one of half a pair begins with `\\ud8` to `\\udf`, and others are passed over whole."""

_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class ReadResult:
    """What a JSON file holds, and what is wrong with it; with an error among the problems it must not be used."""

    frameworks: tuple[Framework, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> list[Problem]:
        """Those of the problems that keep the file from being used."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def read_json_file(
    raw: bytes, file: str, beside: Portfolio | None = None, published: Container[Name] = frozenset()
) -> ReadResult:
    """Read a JSON file of one programme or of all; `file` is its name in problems. Never raises on what it holds.

    `beside` are the programmes and organisations that its references may lead to; `published` are the names of entries
    that the ledger lists addresses of.
    """
    data, problems = _read_json(raw, file)
    if data is None:
        return ReadResult(problems=tuple(problems))
    frameworks, organisations, more = _read_parts(data, file)
    problems += more
    if not any(problem.severity is Severity.ERROR for problem in problems):
        merged = _merged(frameworks, organisations, beside or Portfolio())
        found = (*check_portfolio(merged), *check_page_names(merged, published))
        problems += (problem for problem in found if problem.file == file)
    return ReadResult(tuple(frameworks), organisations, tuple(sort_problems(problems)))


def _read_json(raw: bytes, file: str) -> tuple[PlacedMapping | None, list[Problem]]:
    """Return the fields of a JSON file, which know their places, since JSON is YAML but for a few escapes."""
    if len(raw) > MAX_FILE:
        message = f"the file has {len(raw):,} bytes, more than {MAX_FILE:,}; import its programmes one by one"
        return None, [Problem(file, _START, "too-long", message)]
    text, problems = decode(raw, file)
    if problems:
        return None, problems
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        message = f"the file is no JSON ({error.msg} here); download it again, and do not edit it by hand"
        return None, [Problem(file, Place(error.lineno, error.colno), "yaml-syntax", message)]
    except (ValueError, RecursionError):
        message = "the file is no JSON that can be read; download it again, and do not edit it by hand"
        return None, [Problem(file, _START, "yaml-syntax", message)]
    text = _ESCAPE.sub(_whole_character, text.translate(_BREAKS))
    if half := next((found for found in _HALF.finditer(text) if found[0].startswith(("\\uD", "\\ud"))), None):
        message = f"{half[0]} stands here, which is half of a character; delete it and type the text around it again"
        line = text.count("\n", 0, half.start())
        place = Place(line + 1, half.start() - text.rfind("\n", 0, half.start()))
        return None, [Problem(file, place, "control-character", message)]
    document = read_yaml(text, file)
    return (document.data if document.complete else None), list(document.problems)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _whole_character(escape: re.Match[str]) -> str:
    """Return the character of a pair of escapes, which JSON has and YAML has not; other escapes stay."""
    if escape[1] is None:
        return escape[0]
    return chr(0x10000 + ((int(escape[1], 16) - 0xD800) << 10) + int(escape[2], 16) - 0xDC00)


def _read_parts(data: PlacedMapping, file: str) -> tuple[list[Framework], tuple[Organisation, ...], list[Problem]]:
    held = {"outcome-framework": [data.get("framework")], "outcome-frameworks": data.get("frameworks", [])}
    problem = _wrong_format(data, file, list(held))
    if problem:
        return [], (), [problem]
    parts, problems, frameworks = held[str(data["format"])], list[Problem](), list[Framework]()
    if not isinstance(parts, list) or not all(isinstance(part, PlacedMapping) for part in parts):
        message = "the frameworks are not where they belong; download the file again"
        return [], (), [Problem(file, data.place, "wrong-type", message)]
    for part in parts:
        framework, more = load_content(part, file)
        problems += more
        frameworks += [framework] if framework else []
    organisations, more = _read_organisations(data, file)
    return frameworks, organisations, [*problems, *more, *_twice(frameworks, file)]


def _wrong_format(data: PlacedMapping, file: str, formats: list[str]) -> Problem | None:
    found, version = data.get("format"), data.get("version")
    if found not in formats:
        what = f'the format "{show(found)}"' if found else "no format"
        message = f"the file has {what}; it must be {' or '.join(formats)}, as the file of a programme or of all says"
        return Problem(file, data.key_places.get("format", _START), "wrong-value", message)
    if version != str(DATA_VERSION):
        message = f'the file has the version "{show(version)}" of the format; this program reads version {DATA_VERSION}'
        return Problem(file, data.key_places.get("version", _START), "wrong-value", message)
    return None


def _read_organisations(data: PlacedMapping, file: str) -> tuple[tuple[Organisation, ...], list[Problem]]:
    listed = data.get("organisations", PlacedList(data.place))
    mapping = PlacedMapping(data.place)
    mapping["organisations"] = listed
    content, problems = load_content(mapping, file, OrganisationsFile)
    return (content.organisations if content else ()), problems


def _twice(frameworks: list[Framework], file: str) -> list[Problem]:
    """Report programmes that stand in the file more than once."""
    problems, seen = [], set[str]()
    for framework in frameworks:
        if framework.id in seen:
            message = f'the programme "{framework.id}" is in the file twice; take one of the two out'
            problems.append(Problem(file, framework.programme.place, "duplicate-id", message))
        seen.add(framework.id)
    return problems


def _merged(frameworks: list[Framework], organisations: tuple[Organisation, ...], beside: Portfolio) -> Portfolio:
    """Return what was read together with what is there already, for the rules on whole portfolios."""
    ids, names = {framework.id for framework in frameworks}, set(beside.organisations)
    others = [framework for framework in beside.frameworks if framework.id not in ids]
    added = tuple(organisation for organisation in organisations if organisation.id not in names)
    known = OrganisationsFile(organisations=(*beside.organisations_file.organisations, *added))
    return Portfolio(tuple(sorted((*others, *frameworks), key=lambda framework: framework.id)), known)
