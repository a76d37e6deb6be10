"""Put right how entries of a list begin: tabs before or after the dash, and marks that only look like a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.yaml.fault import END, LINE_START, Mend, indent_of

WRONG_DASH = "wrong dash"
"""The problem of the fault that stands for a field whose name begins with what was meant as a dash."""

_MARK = r"(?P<mark>-(?=[a-z])|[–—‒−•·●▪◦‣*+\uf0b7]|\d{1,3}[.)])(?P<blanks>[^\S\n]*)"
_NAME = r"(?:id|to|title|statement|label|rule|ref|on|vocabulary)"  # with these entries begin; "1. Aim: x" is a text
_ENTRY = re.compile(rf"(?P<lead> *){_MARK}(?P<rest>{_NAME}:(?:\s.*)?)")
_ENTRIES = re.compile(rf"^ *{_MARK}{_NAME}:(?=\s|$)", re.MULTILINE)
_KEY = re.compile(f"{_MARK}{_NAME}")
_START = re.compile(r"\s*(?:-\s+)*")
_TAB = re.compile(r"(?P<lead> *(?:- +)*)(?P<mark>-)(?P<blanks>[ \t]*\t[ \t]*)(?P<rest>.*)")
_MOST_DASHES = 3  # in one line


def without_wrong_dashes(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Return the parser's events, and raise yaml.MarkedYAMLError at the name of a field such as `-id` or `• id`."""
    return _looked_through(events, text) if _ENTRIES.search(text) else events


def _looked_through(events: Iterator[Any], text: str) -> Iterator[Any]:
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and not event.style and _KEY.fullmatch(event.value):
            start: Any = event.start_mark
            end: Any = event.end_mark
            alone = not text[text.rfind("\n", 0, start.index) + 1 : start.index].strip()
            if alone and text[end.index : end.index + 1] == ":":
                raise yaml.MarkedYAMLError(None, None, WRONG_DASH, start)
        yield event


def mend_dashes(line: int, lines: list[str]) -> Iterator[Mend]:
    """A mark in the place of a dash: replace those of all lines from here on at once, and report the first."""
    found = _ENTRY.fullmatch(lines[line])
    if not found or not _is_in_list(line, len(found["lead"]), lines):
        return
    mended, without = lines[line:], lines[line:]
    count = 0
    for number in range(len(mended)):
        entry = _ENTRY.fullmatch(mended[number])
        if entry and entry["mark"][-1] == found["mark"][-1]:
            _write_dash(number, mended, entry)
            without[number] = ""
            count += 1
    more = f" ({count} lines of this file start so)" if count > 1 else ""
    wrong = f'"{found["mark"]}" begins no entry of a list; write a hyphen and a space instead'
    if found["mark"] == "-":
        wrong = "a space is missing after the dash; write one"
    message = f'{wrong}: "- {show(found["rest"], 40)}"{more}'
    column = len(found["lead"])
    yield Mend(line, mended, column, message, (line, END))
    yield Mend(line, without, column, message, (line, END), keeps=False)


def _is_in_list(line: int, indent: int, lines: list[str]) -> bool:
    """Return whether what a line stands under is a name alone; below a name with a text the line is part of that."""
    above = (text for text in reversed(lines[:line]) if text.strip() and indent_of(text) < max(indent, 1))
    return next(above, "").split(" #")[0].rstrip().endswith(":")


def mend_tabs(line: int, lines: list[str]) -> Iterator[Mend]:
    """A tab before or after a dash, or before a field: replace those of all lines at once, and report the first."""
    if not _starts_with_tab(lines[line]):
        return
    tabbed = sum(_starts_with_tab(text) for text in lines)
    before = next((text for text in reversed(lines[:line]) if text.strip()), "")
    start = re.match(r" *(?:- +)*", before)
    margin = start.end() if start else 0
    indent = lines[line][: indent_of(lines[line])]
    first = len(indent.expandtabs(2))
    message, more = "a tab stands after the dash where YAML takes only a space; write a space instead", "hold one there"
    columns = [first]
    if "\t" in indent:
        message, more = "the line starts with a tab where YAML takes only spaces; write spaces instead", "start so"
        columns = [margin + 2 if before.rstrip().endswith(":") else margin, first]
    message += f" ({tabbed} lines of this file {more})" if tabbed > 1 else ""
    for here in columns:
        mended = [_untab(text, here, first) for text in lines[line:]]
        for number in range(len(mended)):
            for _ in range(_MOST_DASHES):
                if "\t" in mended[number] and (tab := _TAB.fullmatch(mended[number])):
                    _write_dash(number, mended, tab)
        beyond = (line, END if here != first else -1)
        yield Mend(line, mended, lines[line].index("\t"), message, beyond)


def _starts_with_tab(text: str) -> bool:
    start = _START.match(text)
    return start is not None and "\t" in start[0]


def _untab(text: str, here: int, first: int) -> str:
    """Replace the tabs before a text: where the first such line has `first` columns and comes to `here`."""
    indent = text[: indent_of(text)]
    if "\t" not in indent:
        return text
    return " " * max(here + len(indent.expandtabs(2)) - first, 0) + text.lstrip()


def _write_dash(number: int, lines: list[str], found: re.Match[str]) -> None:
    """Begin an entry with a dash, so that its first field lines up with the fields below, moved right if need be."""
    dash = len(found["lead"])
    blanks = found["blanks"]
    start = dash + (2 if "\t" in blanks else max(len(found["mark"] + blanks), 2))
    below = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), number)
    field = LINE_START.match(lines[below]) if below > number else None
    if field and not found["rest"].rstrip().endswith(":") and not lines[below].lstrip().startswith("-"):
        column = len(field[1])
        if column == dash + 1:
            _move_right(below, lines, dash)
        elif dash + 1 < column < start or ("\t" in blanks and column > dash):
            start = column
    lines[number] = f"{found['lead']}-{' ' * (start - dash - 1)}{found['rest']}"


def _move_right(first: int, lines: list[str], dash: int) -> None:
    """Put one more space before all lines of an entry."""
    for number in range(first, len(lines)):
        if lines[number].strip():
            if indent_of(lines[number]) <= dash:
                return
            lines[number] = " " + lines[number]
