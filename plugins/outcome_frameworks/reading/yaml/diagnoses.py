"""The ways to put right a line that YAML cannot understand, and what to tell its author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.problems.wording import (
    FOREIGN_BLANK,
    FOREIGN_COLON,
    name_blank,
    name_colon,
    quote,
    show,
    write_out,
)
from outcome_frameworks.reading.yaml.advice import end_in_brackets, explain_value, is_spare_bracket
from outcome_frameworks.reading.yaml.blocks import mend_block, mend_flat_block
from outcome_frameworks.reading.yaml.fault import END, FIELD, ITEM, LINE_START, Fault, Mend, indent_of
from outcome_frameworks.reading.yaml.lookalikes import mend_dashes, mend_tabs
from outcome_frameworks.reading.yaml.parser import Stop

_NO_SPACE = re.compile(r"(?P<name> *(?:- +)*[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_FOREIGN_COLON = re.compile(rf"^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)({FOREIGN_COLON.pattern})\s*")
_FIELD_START = re.compile(rf"\s*(?:-\s+)*[A-Za-z_][\w-]*{FOREIGN_BLANK.pattern}*:(?=\s|$)\s*")
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')


def find_mends(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    """Yield ways to put a fault right, the likeliest first."""
    line, column = fault.place
    if line >= len(lines):
        return
    yield from mend_tabs(line, lines)
    yield from mend_dashes(line, lines)
    yield from mend_flat_block(line, lines)
    yield from _mend_foreign_blanks(line, lines)
    yield from _mend_foreign_colons(line, lines)
    if not LINE_START.match(lines[line]):
        yield from mend_block(line, lines)
    yield from _mend_open_quote(fault, lines)
    yield from _mend_escape(fault, lines)
    yield from _mend_space(line, lines)
    yield from _mend_spare_comma(line, column, lines)
    yield from _mend_spare_bracket(line, column, lines)
    yield from _mend_in_braces(line, column, lines)
    yield from _mend_value(line, lines, (line, END))
    yield from _mend_indent(line, lines)
    for earlier in range(line - 1, max(line - 8, -1), -1):
        if LINE_START.match(lines[earlier]):
            yield from _mend_value(earlier, lines, (line, END))
            break
    yield from mend_block(line, lines)
    opening = fault.error.context_mark
    if opening and opening.line < line and fault.stop is Stop.IN_BRACKETS:
        yield from _mend_value(opening.line, lines, fault.place)
    if lines[line].strip():
        yield Mend(line, [""], indent_of(lines[line]), explain_fault(fault, lines), (line, END), keeps=False)


def _mend_foreign_blanks(line: int, lines: list[str]) -> Iterator[Mend]:
    """A blank that looks like a space and is none, before the name of a field, or before or after its colon."""
    for number in (line, line - 1):
        text = lines[number] if number >= 0 else ""
        start = _FIELD_START.match(text)
        found = FOREIGN_BLANK.search(start[0]) if start else None
        if start and found:
            mended = FOREIGN_BLANK.sub(" ", start[0]) + text[start.end() :]
            before = text[: found.start()].strip("- ")
            where = "at the start of this line" if not before else f"{'after' if ':' in before else 'before'} the colon"
            message = f"{name_blank(found[0])}, stands {where}, where YAML takes only a space; replace it with a space"
            yield Mend(number, [mended], found.start(), message, (line, END))


def _mend_foreign_colons(line: int, lines: list[str]) -> Iterator[Mend]:
    """A mark that looks like a colon and is none: replace those of all lines from here on, and report the first."""
    first = line if _FOREIGN_COLON.match(lines[line]) else line - 1
    while (
        first > 0 and _FOREIGN_COLON.match(lines[first - 1]) and indent_of(lines[first - 1]) <= indent_of(lines[first])
    ):
        first -= 1  # lines that this one goes on with, to YAML; not those further in, of a text
    start = _FOREIGN_COLON.match(lines[first]) if first >= 0 else None
    if start is None:
        return
    others = sum(bool(_FOREIGN_COLON.match(text)) for text in lines[first + 1 :])
    more = f" ({others + 1} lines of this file have one)" if others else ""
    message = f'after "{start[2]}" stands {name_colon(start[3])}; type : and a space instead{more}'
    mended = [_FOREIGN_COLON.sub(r"\1\2: ", text) for text in lines[first:]]
    yield Mend(first, mended, start.start(3), message, (line, END))


def _mend_open_quote(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    """A quote that never closes, or swallows lines that start with a field until another text's quote."""
    mark, scalar = None, fault.scalar
    if fault.stop is Stop.OPEN_QUOTE:
        mark = fault.error.context_mark
    elif scalar is not None and scalar.style in ("'", '"'):
        swallowed = lines[scalar.start_mark.line + 1 : scalar.end_mark.line + 1]
        if any(LINE_START.match(text) for text in swallowed):
            mark = scalar.start_mark
    if mark is None:
        return
    text = lines[mark.line]
    end = end_in_brackets(text, mark.column)
    value = text[mark.column + 1 : end].rstrip()
    message = f"the quote that opens here is never closed; write {quote(value)}"
    mended = text[: mark.column] + _quote(value) + text[end:]
    beyond = (mark.line, END if end == len(text) else mark.column)
    yield Mend(mark.line, [mended], mark.column, message, beyond, quotes=True)


def _mend_space(line: int, lines: list[str]) -> Iterator[Mend]:
    """A field without a space after its colon, here or in the line before, which then goes on into this one."""
    for number in (line, line - 1):
        if number >= 0 and (found := _NO_SPACE.fullmatch(lines[number].rstrip())):
            mended = f"{found['name']}: {found['value']}"
            message = f'a space is missing after the colon; write "{write_out(mended)}"'
            yield Mend(number, [mended], found.end("name"), message, (line, -1 if number < line else END))


def _mend_escape(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    r"""A backslash in double quotes, as in "C:\path"."""
    if fault.stop is not Stop.ESCAPE or not (mark := fault.error.problem_mark):
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
    found = FIELD.fullmatch(lines[line].rstrip()) or ITEM.fullmatch(lines[line].rstrip())
    if not found:
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    last = line
    while last + 1 < len(lines) and lines[last + 1].strip() and indent_of(lines[last + 1]) > margin:
        last += 1
    following = lines[line + 1 : last + 1]
    spans = [last, line] if not any(LINE_START.match(text) for text in following) else [line, last]
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


def _mend_spare_bracket(line: int, column: int, lines: list[str]) -> Iterator[Mend]:
    """A bracket or brace that closes nothing, where without it all of the line's would be closed."""
    text = lines[line]
    if is_spare_bracket(text, column):
        message = f"there is one {text[column]} too many here; take one {text[column]} out"
        yield Mend(line, [f"{text[:column]} {text[column + 1 :]}"], column, message, (line, column))


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
    here = LINE_START.match(lines[line])
    if not here:
        return
    columns: list[int] = []
    for earlier in reversed(lines[max(line - 60, 0) : line]):
        if start := LINE_START.match(earlier):
            fields = re.match(r" *(?:- +)*", earlier)
            columns += [len(start[1]), fields.end() if fields else 0]
    text = lines[line].lstrip()
    message = (
        f'"{show(text, 40)}" does not line up with the lines above it; give it as many spaces at its start as the '
        "field or entry has that it belongs beside"
    )
    shifts = {column: abs(column - len(here[1])) for column in columns}
    for column in sorted((column for column, shift in shifts.items() if 0 < shift <= 3), key=lambda c: shifts[c]):
        yield Mend(line, [" " * column + text], len(here[1]), message, (line, END))


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def explain_fault(fault: Fault, lines: list[str]) -> str:
    """Return in plain words what is wrong with a line that could not be put right."""
    line = lines[fault.place[0]].strip() if fault.place[0] < len(lines) else ""
    if not line:
        return "the file ends too early; check its last quotes and brackets"
    text = show(line)
    if fault.stop is Stop.NO_COLON:
        advice = "if it goes on with the text above, give it more spaces at its start"
        return f'"{text}" has no colon, so it is no field; {advice}'
    if fault.stop in (Stop.IN_BRACKETS, Stop.OUT_OF_LINE):
        advice = "check the spaces at its start, and the lines just before it"
        return f'"{text}" does not belong with the lines above it; {advice}'
    if fault.stop is Stop.SECOND_COLON:
        return f'no field can stand here: "{text}"; check the spaces at its start, or write the text in quotes'
    return f'YAML cannot read "{text}"; check its quotes, brackets, colons and spaces'
