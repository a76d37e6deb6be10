"""The ways to put right a line that YAML cannot understand, and what to tell its author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from outcome_frameworks.wording import FOREIGN_BLANK, FOREIGN_COLON, name_blank, name_colon, show, show_quoted
from outcome_frameworks.yaml_advice import explain_value

_FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*): +(?P<value>\S.*)")
_ITEM = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>)(?P<value>\S.*)")
_NO_SPACE = re.compile(r"(?P<name> *(?:- +)*[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_FOREIGN_COLON = re.compile(rf"^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)({FOREIGN_COLON.pattern})\s*")
_BLOCK = re.compile(r"[|>][+-]?(?:\s+#.*)?")
_FIELD_START = re.compile(r"\s*(?:-\s+)*[A-Za-z_][\w-]*:(?=\s|$)\s*")
_LINE_START = re.compile(r"( *)(?:- |[A-Za-z_][\w-]*:(?: |$)|-$)")
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
_LONGEST_BLOCK = 2_000  # lines
_END = 1_000_000_000  # a column beyond the end of any line


class Fault(NamedTuple):
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


class Mend(NamedTuple):
    """One way to put a fault right: new lines in the place of old ones, and what to tell the author.

    It has worked if the parser then stops only after `beyond`, or not at all.
    """

    first: int
    lines: list[str]
    column: int
    message: str
    beyond: tuple[int, int]
    quotes: bool = False  # whether it puts quotes around a whole value: that is done to a line once
    keeps: bool = True  # False where the line is left out


def find_mends(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    """Give ways to put a fault right, the likeliest first."""
    line, column = fault.place
    if line >= len(lines):
        return
    yield from _mend_tabs(line, lines)
    yield from _mend_foreign_blanks(line, lines)
    yield from _mend_foreign_colons(line, lines)
    if not _LINE_START.match(lines[line]):
        yield from _mend_block(line, lines)
    yield from _mend_open_quote(fault, lines)
    yield from _mend_escape(fault, lines)
    yield from _mend_space(line, lines)
    yield from _mend_spare_comma(line, column, lines)
    yield from _mend_in_braces(line, column, lines)
    yield from _mend_value(line, lines, (line, _END))
    yield from _mend_indent(line, lines)
    for earlier in range(line - 1, max(line - 8, -1), -1):
        if _LINE_START.match(lines[earlier]):
            yield from _mend_value(earlier, lines, (line, _END))
            break
    yield from _mend_block(line, lines)
    opening = fault.error.context_mark
    if opening and opening.line < line and "flow" in (fault.error.context or ""):
        yield from _mend_value(opening.line, lines, fault.place)
    if lines[line].strip():
        yield Mend(line, [""], indent_of(lines[line]), explain_fault(fault, lines), (line, _END), keeps=False)


def indent_of(line: str) -> int:
    """Give how many characters of white space a line starts with."""
    return len(line) - len(line.lstrip())


def _mend_tabs(line: int, lines: list[str]) -> Iterator[Mend]:
    """A tab in the indentation: replace those of all lines at once, and report the first."""
    if "\t" not in lines[line][: indent_of(lines[line])]:
        return
    tabbed = [number for number, text in enumerate(lines) if "\t" in text[: indent_of(text)]]
    more = f" ({len(tabbed)} lines of this file start so)" if len(tabbed) > 1 else ""
    message = f"the line starts with a tab where YAML takes only spaces; write spaces instead{more}"
    before = next((text for text in reversed(lines[:line]) if text.strip()), "")
    start = re.match(r" *(?:- +)*", before)
    margin = start.end() if start else 0
    first = indent_of(lines[line])
    for here in (margin + 2 if before.rstrip().endswith(":") else margin, 2 * first):
        mended = [_untab(text, here, first) for text in lines[line:]]
        yield Mend(line, mended, lines[line].index("\t"), message, (line, _END if here != 2 * first else -1))


def _untab(text: str, here: int, first: int) -> str:
    """Replace the tabs before a text: as many as in the first such line are `here` spaces, one more is two more."""
    indent = text[: indent_of(text)]
    if "\t" not in indent:
        return text
    return " " * max(here + 2 * (len(indent) - first), 0) + text.lstrip()


def _mend_foreign_blanks(line: int, lines: list[str]) -> Iterator[Mend]:
    """A blank that looks like a space and is none, before the name of a field or after its colon."""
    for number in (line, line - 1):
        text = lines[number] if number >= 0 else ""
        start = _FIELD_START.match(text)
        found = FOREIGN_BLANK.search(start[0]) if start else None
        if start and found:
            mended = FOREIGN_BLANK.sub(" ", start[0]) + text[start.end() :]
            where = "at the start of this line" if not text[: found.start()].strip("- ") else "after the colon"
            message = f"{name_blank(found[0])}, stands {where}, where YAML takes only a space; replace it with a space"
            yield Mend(number, [mended], found.start(), message, (line, _END))


def _mend_foreign_colons(line: int, lines: list[str]) -> Iterator[Mend]:
    """A mark that looks like a colon and is none: replace those of all lines at once, and report the first."""
    if not any(_FOREIGN_COLON.match(text) for text in lines[max(line - 1, 0) : line + 1]):
        return
    found = {number: start for number, text in enumerate(lines) if (start := _FOREIGN_COLON.match(text))}
    first, start = next(iter(found.items()))
    more = f" ({len(found)} lines of this file have one)" if len(found) > 1 else ""
    message = f'after "{start[2]}" stands {name_colon(start[3])}; type : and a space instead{more}'
    mended = [_FOREIGN_COLON.sub(r"\1\2: ", text) for text in lines[first:]]
    yield Mend(first, mended, start.start(3), message, (line, _END))


def _mend_block(line: int, lines: list[str]) -> Iterator[Mend]:
    """A line further left than the first line of the block of text (`>` or `|`) that it belongs to."""
    here = indent_of(lines[line])
    above = range(line - 1, max(line - _LONGEST_BLOCK, -1), -1)
    head = next((n for n in above if lines[n].strip() and indent_of(lines[n]) < here), None)
    found = head is not None and (_FIELD.fullmatch(lines[head].rstrip()) or _ITEM.fullmatch(lines[head].rstrip()))
    if head is None or not found or not _BLOCK.fullmatch(found["value"]):
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    first = next(n for n in range(head + 1, line + 1) if lines[n].strip())
    if here <= margin:
        return
    if first == line:
        blank = next((n for n in range(head + 1, line) if len(lines[n]) > here), None)
        if blank is not None:
            message = "this empty line has more spaces than the first line of the text below it; delete them"
            yield Mend(blank, [""] * (line - blank), 0, message, (line, _END))
        return
    last = line
    while last + 1 < len(lines) and (not lines[last + 1].strip() or indent_of(lines[last + 1]) > margin):
        last += 1
    depth = indent_of(lines[first])
    mended = [" " * max(depth - indent_of(text), 0) + text if text.strip() else text for text in lines[line : last + 1]]
    short = sum(bool(text.strip()) and indent_of(text) < depth for text in lines[line : last + 1])
    more = f" ({short} lines of this text start too far left)" if short > 1 else ""
    message = (
        f"this line starts further left than line {first + 1}, the first of the text that {found['value'][0]} in line "
        f"{head + 1} begins; give it {depth} spaces at its start, as that line has{more}"
    )
    yield Mend(line, mended, here, message, (line, _END))


def _mend_open_quote(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    """A quote that never closes, or swallows lines that start with a field until another text's quote."""
    mark, scalar = None, fault.scalar
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
    yield Mend(mark.line, [text[: mark.column] + _quote(value)], mark.column, message, (mark.line, _END), quotes=True)


def _mend_space(line: int, lines: list[str]) -> Iterator[Mend]:
    """A field without a space after its colon, here or in the line before, which then goes on into this one."""
    for number in (line, line - 1):
        if number >= 0 and (found := _NO_SPACE.fullmatch(lines[number].rstrip())):
            mended = f"{found['name']}: {found['value']}"
            message = f'a space is missing after the colon; write "{show(mended.strip())}"'
            yield Mend(number, [mended], found.end("name"), message, (line, -1 if number < line else _END))


def _mend_escape(fault: Fault, lines: list[str]) -> Iterator[Mend]:
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
    yield Mend(mark.line, [mended], column, message, (mark.line, mark.column))


def _mend_value(line: int, lines: list[str], beyond: tuple[int, int]) -> Iterator[Mend]:
    """Put the value of a field or list entry in quotes, with the lines that go on with it."""
    found = _FIELD.fullmatch(lines[line].rstrip()) or _ITEM.fullmatch(lines[line].rstrip())
    if not found:
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    last = line
    while last + 1 < len(lines) and lines[last + 1].strip() and indent_of(lines[last + 1]) > margin:
        last += 1
    following = lines[line + 1 : last + 1]
    spans = [last, line] if not any(_LINE_START.match(text) for text in following) else [line, last]
    value, column = found["value"], found.start("value")
    for end in dict.fromkeys(spans):
        whole = [value, *(text.rstrip() for text in lines[line + 1 : end + 1])]
        quoted = _quote("\n".join(whole)).split("\n")
        message = explain_value(" ".join(text.strip() for text in whole))
        mended = [lines[line][:column] + quoted[0], *quoted[1:]]
        yield Mend(line, mended, column, message, max(beyond, (end, -1)), quotes=True)


def _mend_spare_comma(line: int, column: int, lines: list[str]) -> Iterator[Mend]:
    """A comma with no entry before it: behind another one, or at the start of a list in brackets."""
    text = lines[line]
    above = next((earlier for earlier in reversed(lines[:line]) if earlier.strip()), "")
    before = (text[:column].rstrip() or above.rstrip())[-1:]
    if text[column : column + 1] == "," and before in (",", "[", "{"):
        message = f"a comma stands right after the {before}; take it out, or write an entry before it"
        if before == ",":
            message = "two commas follow each other; take one out, or write an entry between them"
        mended = f"{text[:column]} {text[column + 1 :]}"
        yield Mend(line, [mended], column, message, (line, column))


def _mend_in_braces(line: int, column: int, lines: list[str]) -> Iterator[Mend]:
    """Put one value in quotes where several fields stand in braces on one line."""
    text = lines[line]
    start = text.rfind(": ", 0, column) + 2
    end = min((found for mark in ",}]" if (found := text.find(mark, column)) >= 0), default=-1)
    if start < 2 or "{" not in text[:start] or "}" in text[start:column] or end < 0:
        return
    value = text[start:end].strip()
    if value and value[0] not in "'\"":
        mended = text[:start] + _quote(value) + text[end:]
        yield Mend(line, [mended], start, explain_value(value), (line, column + 2))


def _mend_indent(line: int, lines: list[str]) -> Iterator[Mend]:
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
        yield Mend(line, [" " * column + text], len(here[1]), message, (line, _END))


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def explain_fault(fault: Fault, lines: list[str]) -> str:
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
