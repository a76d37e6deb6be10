"""Put right a block of text (`>` or `|`) whose lines do not stand where YAML expects them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.reading.yaml.fault import END, FIELD, ITEM, LINE_START, Mend, indent_of

_BLOCK = re.compile(r"[|>][+-]?(?:\s+#.*)?")
_LONGEST = 2_000  # lines


def mend_block(line: int, lines: list[str]) -> Iterator[Mend]:
    """A line further left than the first line of the block of text (`>` or `|`) that it belongs to."""
    here = indent_of(lines[line])
    above = range(line - 1, max(line - _LONGEST, -1), -1)
    head = next((n for n in above if lines[n].strip() and indent_of(lines[n]) < here), None)
    found = head is not None and (FIELD.fullmatch(lines[head].rstrip()) or ITEM.fullmatch(lines[head].rstrip()))
    if head is None or not found or not _BLOCK.fullmatch(found["value"]):
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    first = next((n for n in range(head + 1, line) if lines[n].strip()), line)
    if here <= margin:
        return
    if first == line:
        blank = next((n for n in range(head + 1, line) if len(lines[n]) > here), None)
        if blank is not None:
            message = "this empty line has more spaces than the first line of the text below it; delete them"
            yield Mend(blank, [""] * (line - blank), 0, message, (line, END))
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
    yield Mend(line, mended, here, message, (line, END))


def mend_flat_block(line: int, lines: list[str]) -> Iterator[Mend]:
    """The first line of a block of text, no further right than the field that it belongs to."""
    above = range(line - 1, max(line - _LONGEST, -1), -1)
    head = next((number for number in above if lines[number].lstrip()[:1] not in ("", "#")), None)
    found = head is not None and (FIELD.fullmatch(lines[head].rstrip()) or ITEM.fullmatch(lines[head].rstrip()))
    if head is None or not found or not _BLOCK.fullmatch(found["value"]) or LINE_START.match(lines[line]):
        return
    margin = len(found["lead"]) - (0 if found["key"] else 1)
    here = indent_of(lines[line])
    if here > margin:
        return
    first = next((number for number in range(head + 1, line) if lines[number].strip()), line)
    last = line
    while last + 1 < len(lines) and not _ends_block(lines[last + 1], margin):
        last += 1
    depth = margin + (2 if found["key"] else 1)
    mended = [
        " " * max(indent_of(text) + depth - here, depth) + text.lstrip() if text.strip() else ""
        for text in lines[first : last + 1]
    ]
    message = (
        f"the text that {found['value'][0]} in line {head + 1} begins must stand further right than that line; give "
        f"each of its lines {depth} spaces at its start"
    )
    yield Mend(first, mended, indent_of(lines[first]), message, (line, END))


def _ends_block(text: str, margin: int) -> bool:
    return bool(LINE_START.match(text)) and indent_of(text) <= margin
