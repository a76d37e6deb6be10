"""The ways to put right a line that YAML cannot understand, the likeliest first; what to say is found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.reading.yaml.fault import END, FIELD, ITEM, LINE_START, Fault, Mend, Way, indent_of, mark_before
from outcome_frameworks.reading.yaml.indents import mend_block, mend_flat_block, mend_indent, mend_tabs, write_dash
from outcome_frameworks.reading.yaml.lookalikes import FOREIGN_BLANK, FOREIGN_COLON, WRONG_ENTRY
from outcome_frameworks.reading.yaml.parser import Stop

_NO_SPACE = re.compile(
    r"(?P<name> *(?:- +)*[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)"
)  # `title:Soon`, not `a: b` or `x://`
_FOREIGN_COLON = re.compile(rf"^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)({FOREIGN_COLON.pattern})\s*")  # `- title：`
_FIELD_START = re.compile(
    rf"\s*(?:-\s+)*[A-Za-z_][\w-]*{FOREIGN_BLANK.pattern}*:(?=\s|$)\s*"
)  # `- title: `, with any blanks
# `\p`, but not `\n`, `\xe9`, `\u00e9`, to which YAML gives a meaning (1.2.2, 5.7).
_ESCAPE = re.compile(r'\\(?![0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
_CLOSED = re.compile(r"[]},\s]*(?:\s#.*)?")  # `]},  # a comment`: what may stand at the end of a line in brackets
_NEXT_ENTRY = re.compile(r",")
_NEXT_FIELD = re.compile(r",\s*[A-Za-z_][\w-]*:\s")  # `, title: `
_MOST_ABOVE = 8  # lines, to look for the value that a line goes on with


def find_mends(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    """Yield ways to put a fault right, the likeliest first."""
    line, column = fault.place
    if line >= len(lines):
        return
    yield from mend_tabs(line, lines)
    yield from _mend_dashes(line, lines)
    yield from mend_flat_block(line, lines)
    yield from _mend_blanks(line, lines)
    yield from _mend_colons(line, lines)
    if not LINE_START.match(lines[line]):
        yield from mend_block(line, lines)
    yield from _close_quote(fault, lines)
    yield from _mend_backslash(fault, lines)
    yield from _add_space(line, lines)
    yield from _leave_out_mark(line, column, lines)
    yield from _quote_in_braces(line, column, lines)
    yield from _quote_value(line, lines, (line, END))
    yield from mend_indent(line, lines)
    for earlier in range(line - 1, max(line - _MOST_ABOVE, -1), -1):
        if LINE_START.match(lines[earlier]):
            yield from _quote_value(earlier, lines, (line, END))
            break
    yield from mend_block(line, lines)
    opening = fault.error.context_mark
    if opening and opening.line < line and fault.stop is Stop.IN_BRACKETS:
        yield from _quote_value(opening.line, lines, fault.place)
    if lines[line].strip():
        yield leave_out(line, indent_of(lines[line]))


def leave_out(line: int, column: int) -> Mend:
    """Return the last way: the line is left out."""
    return Mend(Way.LEAVE_OUT, line, column, [""], (line, END), keeps=False)


def _mend_dashes(line: int, lines: list[str]) -> Iterator[Mend]:
    """A mark in the place of a dash: replace all of the kind from here on at once, or leave their lines out."""
    found = WRONG_ENTRY.fullmatch(lines[line])
    column = len(found["lead"]) if found else 0
    if not found or not _is_in_list(line, column, lines):
        return
    mended, without = lines[line:], lines[line:]
    for number in range(len(mended)):
        entry = WRONG_ENTRY.fullmatch(mended[number])
        if entry and entry["mark"][-1] == found["mark"][-1]:
            write_dash(number, mended, entry)
            without[number] = ""
    yield Mend(Way.LOOKALIKE, line, column, mended, (line, END))
    yield Mend(Way.LOOKALIKE, line, column, without, (line, END), keeps=False)


def _is_in_list(line: int, indent: int, lines: list[str]) -> bool:
    """Return whether what a line stands under is a name alone; below a name with a text the line is part of that."""
    above = (text for text in reversed(lines[:line]) if text.strip() and indent_of(text) < max(indent, 1))
    return next(above, "").split(" #")[0].rstrip().endswith(":")


def _mend_blanks(line: int, lines: list[str]) -> Iterator[Mend]:
    """A blank that looks like a space and is none, before the name of a field, or before or after its colon."""
    for number in (line, line - 1):
        text = lines[number] if number >= 0 else ""
        start = _FIELD_START.match(text)
        found = FOREIGN_BLANK.search(start[0]) if start else None
        if start and found:
            mended = FOREIGN_BLANK.sub(" ", start[0]) + text[start.end() :]
            yield Mend(Way.LOOKALIKE, number, found.start(), [mended], (line, END))


def _mend_colons(line: int, lines: list[str]) -> Iterator[Mend]:
    """A mark that looks like a colon and is none: replace those of all lines from here on."""
    first = line if _FOREIGN_COLON.match(lines[line]) else line - 1
    while (
        first > 0 and _FOREIGN_COLON.match(lines[first - 1]) and indent_of(lines[first - 1]) <= indent_of(lines[first])
    ):
        first -= 1  # lines that this one goes on with, to YAML; not those further in, of a text
    start = _FOREIGN_COLON.match(lines[first]) if first >= 0 else None
    if start is not None:
        mended = [_FOREIGN_COLON.sub(r"\1\2: ", text) for text in lines[first:]]
        yield Mend(Way.LOOKALIKE, first, start.start(3), mended, (line, END))


def _close_quote(fault: Fault, lines: list[str]) -> Iterator[Mend]:
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
    end = _end_in_brackets(text, mark.column)
    value = text[mark.column + 1 : end].rstrip()
    mended = text[: mark.column] + _quote(value) + text[end:]
    beyond = (mark.line, END if end == len(text) else mark.column)
    yield Mend(Way.CLOSE_QUOTE, mark.line, mark.column, [mended], beyond, value, once=True)


def _end_in_brackets(text: str, column: int) -> int:
    """Return where a text ends that starts in the column, perhaps within brackets that close in the same line."""
    before = text[:column]
    opened = [mark for mark in "[{" for _ in range(before.count(mark) - before.count("]" if mark == "[" else "}"))]
    if not opened:
        return len(text)
    in_list = before.rfind("[") > max(before.rfind("]"), before.rfind("{"))
    following = (_NEXT_ENTRY if in_list else _NEXT_FIELD).search(text, column)
    if following:
        return following.start()
    end = len(text.rstrip(" ,"))
    for _ in opened:
        if text[end - 1 : end] in ("]", "}"):
            end = len(text[: end - 1].rstrip())
    return end


def _mend_backslash(fault: Fault, lines: list[str]) -> Iterator[Mend]:
    r"""A backslash in double quotes, as in "C:\path"."""
    if fault.stop is not Stop.ESCAPE or not (mark := fault.error.problem_mark):
        return
    text = lines[mark.line]
    mended = _ESCAPE.sub(r"\\\\", text) if _ESCAPE.search(text) else re.sub(r"\\(?=[xuU])", r"\\\\", text)
    column = max(text.rfind("\\", 0, mark.column + 1), 0)
    yield Mend(Way.BACKSLASH, mark.line, column, [mended], (mark.line, mark.column))


def _add_space(line: int, lines: list[str]) -> Iterator[Mend]:
    """A field without a space after its colon, here or in the line before, which then goes on into this one."""
    for number in (line, line - 1):
        if number >= 0 and (found := _NO_SPACE.fullmatch(lines[number].rstrip())):
            mended = f"{found['name']}: {found['value']}"
            yield Mend(Way.SPACE, number, found.end("name"), [mended], (line, -1 if number < line else END))


def _leave_out_mark(line: int, column: int, lines: list[str]) -> Iterator[Mend]:
    """A comma with no entry before it, or a bracket that closes nothing."""
    text = lines[line]
    if _is_spare_comma(line, column, lines) or _is_spare_bracket(text, column):
        mended = f"{text[:column]} {text[column + 1 :]}"
        yield Mend(Way.LEAVE_OUT_MARK, line, column, [mended], (line, column))


def _is_spare_comma(line: int, column: int, lines: list[str]) -> bool:
    """Return whether a comma stands in a place and right before it another one, or the start of a list in brackets."""
    return lines[line][column : column + 1] == "," and mark_before(line, column, lines) in (",", "[", "{")


def _is_spare_bracket(text: str, column: int) -> bool:
    """Return whether a line ends in brackets all closed, but for the one in the column, which closes nothing."""
    without = text[:column] + text[column + 1 :]
    return (
        text[column : column + 1] in ("]", "}")
        and bool(_CLOSED.fullmatch(text, column))
        and all(without.count(first) == without.count(last) for first, last in ("[]", "{}"))
    )


def _quote_in_braces(line: int, column: int, lines: list[str]) -> Iterator[Mend]:
    """Put one value in quotes where several fields stand in braces on one line."""
    text = lines[line]
    start = text.rfind(": ", 0, column) + 2
    end = min((found for mark in ",}]" if (found := text.find(mark, column)) >= 0), default=-1)
    if start < 2 or "{" not in text[:start] or "}" in text[start:column] or end < 0:
        return
    value = text[start:end].strip()
    if value and value[0] not in "'\"":
        mended = text[:start] + _quote(value) + text[end:]
        yield Mend(Way.QUOTE, line, start, [mended], (line, column + 2), value)


def _quote_value(line: int, lines: list[str], beyond: tuple[int, int]) -> Iterator[Mend]:
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
    column = found.start("value")
    for end in dict.fromkeys(spans):
        whole = [found["value"], *(text.rstrip() for text in lines[line + 1 : end + 1])]
        quoted = _quote("\n".join(whole)).split("\n")
        value = " ".join(text.strip() for text in whole)
        mended = [lines[line][:column] + quoted[0], *quoted[1:]]
        yield Mend(Way.QUOTE, line, column, mended, max(beyond, (end, -1)), value, once=True)


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
