"""Ways to put right where lines start: tabs, blocks of text, dashes, and lines that belong beside others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from outcome_frameworks.reading.yaml.fault import END, FIELD, ITEM, LINE_START, Mend, Way, indent_of

_START = re.compile(r"\s*(?:-\s+)*")
_DASHES = re.compile(r" *(?:- +)*")
_TAB = re.compile(r"(?P<lead> *(?:- +)*)(?P<mark>-)(?P<blanks>[ \t]*\t[ \t]*)(?P<rest>.*)")  # `  -⇥id: S1`
_MOST_DASHES = 3  # in one line
_BLOCK = re.compile(r"[|>][+-]?(?:\s+#.*)?")  # `|`, `>-`, `> # a comment`
_LONGEST = 2_000  # lines of a block
_FURTHEST = 60  # lines above, to look for one that a line may belong beside
_MOST_MOVED = 3  # columns


def starts_with_tab(text: str) -> bool:
    """Return whether a tab stands before the first word of a line, or before or after a dash there."""
    start = _START.match(text)
    return start is not None and "\t" in start[0]


def mend_tabs(line: int, lines: list[str]) -> Iterator[Mend]:
    """A tab before or after a dash, or before a field: replace those of all lines from here on at once."""
    if not starts_with_tab(lines[line]):
        return
    before = next((text for text in reversed(lines[:line]) if text.strip()), "")
    start = _DASHES.match(before)
    margin = start.end() if start else 0
    indent = lines[line][: indent_of(lines[line])]
    first = len(indent.expandtabs(2))
    columns = [first]
    if "\t" in indent:
        columns = [margin + 2 if before.rstrip().endswith(":") else margin, first]
    for here in columns:
        mended = [_untab(text, here, first) for text in lines[line:]]
        for number in range(len(mended)):
            for _ in range(_MOST_DASHES):
                if "\t" in mended[number] and (tab := _TAB.fullmatch(mended[number])):
                    write_dash(number, mended, tab)
        beyond = (line, END if here != first else -1)
        yield Mend(Way.TABS, line, lines[line].index("\t"), mended, beyond)


def _untab(text: str, here: int, first: int) -> str:
    """Replace the tabs before a text: where the first such line has `first` columns and comes to `here`."""
    indent = text[: indent_of(text)]
    if "\t" not in indent:
        return text
    return " " * max(here + len(indent.expandtabs(2)) - first, 0) + text.lstrip()


def write_dash(number: int, lines: list[str], found: re.Match[str]) -> None:
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


class Block(NamedTuple):
    """A block of text: the line, from 0, of the field that begins it, the | or > there, and its first line of words.

    `margin` is the column of its field; `depth` is where a line starts that stands far enough to the right of it.
    """

    head: int
    mark: str
    margin: int
    depth: int
    first: int


def block_above(line: int, lines: list[str], is_further_left: bool) -> Block | None:
    """Return the block of text that a line is meant to belong to, or None.

    The line that begins it is the nearest above with a word in it, or, where `is_further_left`, one that starts further
    left than this line.
    """
    here = indent_of(lines[line])
    for head in range(line - 1, max(line - _LONGEST, -1), -1):
        text = lines[head]
        if (text.strip() and indent_of(text) < here) if is_further_left else text.lstrip()[:1] not in ("", "#"):
            break
    else:
        return None
    found = FIELD.fullmatch(text.rstrip()) or ITEM.fullmatch(text.rstrip())
    if not found or not _BLOCK.fullmatch(found["value"]):
        return None
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    first = next((number for number in range(head + 1, line) if lines[number].strip()), line)
    return Block(head, found["value"][0], margin, margin + (2 if found["key"] else 1), first)


def mend_block(line: int, lines: list[str]) -> Iterator[Mend]:
    """A line further left than the first line of the block of text (`>` or `|`) that it belongs to."""
    here = indent_of(lines[line])
    block = block_above(line, lines, is_further_left=True)
    if block is None or here <= block.margin:
        return
    if block.first == line:
        blank = next((number for number in range(block.head + 1, line) if len(lines[number]) > here), None)
        if blank is not None:
            yield Mend(Way.BLOCK, blank, 0, [""] * (line - blank), (line, END))
        return
    last = line
    while last + 1 < len(lines) and (not lines[last + 1].strip() or indent_of(lines[last + 1]) > block.margin):
        last += 1
    depth = indent_of(lines[block.first])
    mended = [" " * max(depth - indent_of(text), 0) + text if text.strip() else text for text in lines[line : last + 1]]
    yield Mend(Way.BLOCK, line, here, mended, (line, END))


def mend_flat_block(line: int, lines: list[str]) -> Iterator[Mend]:
    """The first line of a block of text, no further right than the field that it belongs to."""
    block = block_above(line, lines, is_further_left=False)
    here = indent_of(lines[line])
    if block is None or here > block.margin or LINE_START.match(lines[line]):
        return
    last = line
    while last + 1 < len(lines) and not _ends_block(lines[last + 1], block.margin):
        last += 1
    mended = [
        " " * max(indent_of(text) + block.depth - here, block.depth) + text.lstrip() if text.strip() else ""
        for text in lines[block.first : last + 1]
    ]
    yield Mend(Way.FLAT_BLOCK, block.first, indent_of(lines[block.first]), mended, (line, END))


def _ends_block(text: str, margin: int) -> bool:
    return bool(LINE_START.match(text)) and indent_of(text) <= margin


def mend_indent(line: int, lines: list[str]) -> Iterator[Mend]:
    """Move a line to where a field or list entry above it starts."""
    here = LINE_START.match(lines[line])
    if not here:
        return
    columns: list[int] = []
    for earlier in reversed(lines[max(line - _FURTHEST, 0) : line]):
        if start := LINE_START.match(earlier):
            fields = _DASHES.match(earlier)
            columns += [len(start[1]), fields.end() if fields else 0]
    text = lines[line].lstrip()
    shifts = {column: abs(column - len(here[1])) for column in columns}
    near = (column for column, shift in shifts.items() if 0 < shift <= _MOST_MOVED)
    for column in sorted(near, key=lambda column: shifts[column]):
        yield Mend(Way.INDENT, line, len(here[1]), [" " * column + text], (line, END))
