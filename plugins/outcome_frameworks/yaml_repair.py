"""Find every line that YAML cannot understand: put the first one right in memory, read on, and so to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.wording import show, show_quoted

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where it is installed: ten times as fast, and it builds nothing but events."""

_MOST_REPAIRS = 200
_new = tuple.__new__  # half the time of Place(…), and it is asked for every key and value
_MOST_READ = 40_000_000  # characters parsed in all: some three seconds

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*): +(?P<value>\S.*)")
_ITEM = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>)(?P<value>\S.*)")
_LINE_START = re.compile(r"( *)(?:- |[A-Za-z_][\w-]*:(?: |$)|-$)")
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
_END = 1_000_000_000  # a column beyond the end of any line
_ID = re.compile(r"""\bid: +["']?([^\s"',}]+)""")


def place_of(mark: Any) -> Place:
    """Give the place of a parser's mark, counted from 1."""
    return _new(Place, (mark.line + 1, mark.column + 1))


def clean(text: str, file: str) -> tuple[str, list[Problem]]:
    """Give a text without what would stop the parser or shift its lines, and what of that is a problem.

    Lines end with a line feed afterwards, and only they do: YAML also breaks lines at characters that editors
    do not show as a line break. Characters that YAML forbids are reported, the first in each line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})
    if not _CONTROL.search(text):
        return text, []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            code = f"U+{ord(found[0]):04X}"
            message = f"the invisible character {code} stands here; delete it and type the text around it again"
            problems.append(Problem(file, Place(number, found.start() + 1), "control-character", message))
    return _CONTROL.sub("\ufffd", text), problems


@dataclass
class Repairs:
    """A text that has been made readable, and what was wrong with it.

    `places` are where values stand that were put in quotes; `ids` those named in lines that were left out.
    """

    text: str
    problems: list[Problem] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    complete: bool = True
    readable: bool = True


class _Fault(NamedTuple):
    """Where reading stops: the error, and the last scalar before it."""

    error: yaml.MarkedYAMLError
    scalar: Any

    @property
    def problem(self) -> str:
        """The parser's own words."""
        return self.error.problem or ""

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 0. For a line without a colon that is the line itself, not the next one."""
        context = self.error.context or ""
        in_quotes = "quoted scalar" in context and "escape" not in self.problem
        mark = self.error.context_mark if in_quotes or "simple key" in context else self.error.problem_mark
        return (mark.line, mark.column) if mark else (0, 0)


class _Mend(NamedTuple):
    """One way to put a fault right: new lines in the place of old ones, and what to tell the author.

    It has worked if the parser then stops only after `beyond`, or not at all.
    """

    first: int
    lines: list[str]
    column: int
    message: str
    beyond: tuple[int, int]
    keeps: bool = True  # False where the line is left out


def repair(text: str, file: str) -> Repairs:
    """Put a text right, fault by fault, until the parser reads it to its end."""
    repairs = Repairs(text)
    lines = text.split("\n")
    budget = _MOST_READ
    fault = _first_fault(text)
    while fault is not None:
        for mend in _mends(fault, lines):
            trial = [*lines[: mend.first], *mend.lines, *lines[mend.first + len(mend.lines) :]]
            after = _first_fault("\n".join(trial))
            budget -= after.error.problem_mark.index if after and after.error.problem_mark else len(text)
            if after is None or after.place > mend.beyond:
                _record(repairs, mend, lines, file)
                lines, fault = trial, after
                break
        else:
            budget = -1
        if fault is not None and (budget < 0 or len(repairs.problems) >= _MOST_REPAIRS):
            place = Place(fault.place[0] + 1, fault.place[1] + 1)
            repairs.problems.append(Problem(file, place, "yaml-syntax", _explain(fault, lines)))
            repairs.readable = repairs.complete = False
            break
    repairs.text = "\n".join(lines)
    return repairs


def _first_fault(text: str) -> _Fault | None:
    """Read until the parser stops; give None where it reads all."""
    scalar = None
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if type(event) is yaml.ScalarEvent:
                scalar = event
    except yaml.MarkedYAMLError as error:
        return _Fault(error, scalar)
    return None


def _record(repairs: Repairs, mend: _Mend, lines: list[str], file: str) -> None:
    place = Place(mend.first + 1, mend.column + 1)
    repairs.problems.append(Problem(file, place, "yaml-syntax", mend.message))
    if mend.keeps:
        repairs.places.add(place)
    else:
        repairs.complete = False
        repairs.ids.update(_ID.findall("\n".join(lines[mend.first : mend.first + len(mend.lines)])))


def _mends(fault: _Fault, lines: list[str]) -> Iterator[_Mend]:
    """Give ways to put a fault right, the likeliest first."""
    line, column = fault.place
    if line >= len(lines):
        return
    yield from _mend_tabs(line, lines)
    yield from _mend_open_quote(fault, lines)
    yield from _mend_escape(fault, lines)
    yield from _mend_in_braces(line, column, lines)
    yield from _mend_value(line, lines, (line, _END))
    yield from _mend_indent(line, lines)
    for earlier in range(line - 1, max(line - 8, -1), -1):
        if _LINE_START.match(lines[earlier]):
            yield from _mend_value(earlier, lines, (line, _END))
            break
    if "flow" in (fault.error.context or "") and fault.error.context_mark.line < line:
        yield from _mend_value(fault.error.context_mark.line, lines, fault.place)
    if lines[line].strip():
        yield _Mend(line, [""], _indent(lines[line]), _explain(fault, lines), (line, _END), keeps=False)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _mend_tabs(line: int, lines: list[str]) -> Iterator[_Mend]:
    """A tab in the indentation: replace those of all lines at once, and report the first."""
    if "\t" not in lines[line][: _indent(lines[line])]:
        return
    tabbed = [number for number, text in enumerate(lines) if "\t" in text[: _indent(text)]]
    more = f" ({len(tabbed)} lines of this file start so)" if len(tabbed) > 1 else ""
    untabbed = [text[: _indent(text)].replace("\t", "  ") + text.lstrip() for text in lines[line:]]
    message = f"the line starts with a tab where YAML takes only spaces; write two spaces instead{more}"
    yield _Mend(line, untabbed, lines[line].index("\t"), message, (line, -1))


def _mend_open_quote(fault: _Fault, lines: list[str]) -> Iterator[_Mend]:
    """A quote that never closes, or swallows lines that start with a field until another text's quote."""
    mark = None
    scalar = fault.scalar
    if "quoted scalar" in (fault.error.context or "") and "escape" not in fault.problem:
        mark = fault.error.context_mark
    elif scalar is not None and scalar.style in ("'", '"'):
        swallowed = lines[scalar.start_mark.line + 1 : scalar.end_mark.line + 1]
        if any(_LINE_START.match(text) for text in swallowed):
            mark = scalar.start_mark
    if mark is None:
        return
    text = lines[mark.line]
    value = text[mark.column + 1 :].rstrip()
    message = f"the quote that opens here is never closed; write {show_quoted(value)}"
    yield _Mend(mark.line, [text[: mark.column] + _quote(value)], mark.column, message, (mark.line, _END))


def _mend_escape(fault: _Fault, lines: list[str]) -> Iterator[_Mend]:
    r"""A backslash in double quotes, as in "C:\path"."""
    if "escape" not in fault.problem or not (mark := fault.error.problem_mark):
        return
    text = lines[mark.line]
    mended = _ESCAPE.sub(r"\\\\", text) if _ESCAPE.search(text) else re.sub(r"\\(?=[xuU])", r"\\\\", text)
    column = max(text.rfind("\\", 0, mark.column + 1), 0)
    message = (
        "a backslash has a meaning of its own in double quotes; write it twice, or put the text in single quotes: "
        f"{show(text.strip())}"
    )
    yield _Mend(mark.line, [mended], column, message, (mark.line, mark.column))


def _mend_value(line: int, lines: list[str], beyond: tuple[int, int]) -> Iterator[_Mend]:
    """Put the value of a field or list entry in quotes, with the lines that go on with it."""
    found = _FIELD.fullmatch(lines[line].rstrip()) or _ITEM.fullmatch(lines[line].rstrip())
    if not found:
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    last = line
    while last + 1 < len(lines) and lines[last + 1].strip() and _indent(lines[last + 1]) > margin:
        last += 1
    following = lines[line + 1 : last + 1]
    spans = [last, line] if not any(_LINE_START.match(text) for text in following) else [line, last]
    value, column = found["value"], found.start("value")
    for end in dict.fromkeys(spans):
        whole = [value, *(text.rstrip() for text in lines[line + 1 : end + 1])]
        quoted = _quote("\n".join(whole)).split("\n")
        message = _explain_value(" ".join(text.strip() for text in whole))
        yield _Mend(line, [lines[line][:column] + quoted[0], *quoted[1:]], column, message, max(beyond, (end, -1)))


def _mend_in_braces(line: int, column: int, lines: list[str]) -> Iterator[_Mend]:
    """Put one value in quotes where several fields stand in braces on one line."""
    text = lines[line]
    start = max(text.rfind(": ", 0, column) + 2, text.rfind(", ", 0, column) + 2, 2)
    end = min((found for mark in ",}]" if (found := text.find(mark, column)) >= 0), default=-1)
    if "{" not in text[:start] or end < 0:
        return
    value = text[start:end].strip()
    if value:
        mended = text[:start] + _quote(value) + text[end:]
        yield _Mend(line, [mended], start, _explain_value(value), (line, column + 2))


def _mend_indent(line: int, lines: list[str]) -> Iterator[_Mend]:
    """Move a line to where a field or list entry above it starts."""
    here = _LINE_START.match(lines[line])
    if not here:
        return
    columns: list[int] = []
    for earlier in reversed(lines[max(line - 60, 0) : line]):
        if start := _LINE_START.match(earlier):
            fields = re.match(r" *(?:- +)*", earlier)
            columns += [len(start[1]), fields.end() if fields else 0]
    text = lines[line].lstrip()
    message = (
        f'"{show(text, 40)}" does not line up with the lines above it; give it as many spaces at its start as the '
        "field or entry has that it belongs beside"
    )
    shifts = {column: abs(column - len(here[1])) for column in columns}
    for column in sorted((column for column, shift in shifts.items() if 0 < shift <= 3), key=lambda c: shifts[c]):
        yield _Mend(line, [" " * column + text], len(here[1]), message, (line, _END))


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _explain_value(value: str) -> str:
    """Say why a text needs quotes, and show it in quotes."""
    first, fix = value[0], f"write it in quotes: {show_quoted(value)}"
    if first in "\"'":
        if first in value[1:]:
            return f"the text goes on after its closing quote; put all of it in quotes: {show_quoted(value)}"
        return f"the quote that opens here is never closed; write {show_quoted(value[1:])}"
    if first in "[{":
        closing = {"[": "]", "{": "}"}[first]
        if closing not in value:
            return f"the {first} that opens here is never closed; write {closing} at its end, or put the text in quotes"
        return f"a text that starts with {first} is not read as a text; {fix}"
    if first in "%@`*&!|>-?,]}":
        return f"a text cannot start with {first} unless it is in quotes; {fix}"
    if ": " in value or value.endswith(":"):
        return f"the text holds a colon and a space, which YAML takes for another field; {fix}"
    if " #" in value:
        return f"YAML takes what follows # for a comment, and the text goes on after it; {fix}"
    return f"YAML cannot read this text; {fix}"


def _explain(fault: _Fault, lines: list[str]) -> str:
    """Say in plain words what is wrong with a line that could not be put right."""
    line = lines[fault.place[0]].strip() if fault.place[0] < len(lines) else ""
    if not line:
        return "the file ends too early; check its last quotes and brackets"
    text = show(line)
    if "could not find expected ':'" in fault.problem:
        advice = "if it goes on with the text above, give it more spaces at its start"
        return f'"{text}" has no colon, so it is no field; {advice}'
    if "did not find expected" in fault.problem:
        advice = "check the spaces at its start, and the lines just before it"
        return f'"{text}" does not belong with the lines above it; {advice}'
    if "mapping values" in fault.problem:
        return f'no field can stand here: "{text}"; check the spaces at its start, or write the text in quotes'
    return f'YAML cannot read "{text}"; check its quotes, brackets, colons and spaces'
