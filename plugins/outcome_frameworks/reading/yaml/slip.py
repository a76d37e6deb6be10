"""What a message may speak of: the line that stops the parser, and the words and brackets of its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from outcome_frameworks.reading.yaml.fault import Fault, Mend, mark_before

_QUOTED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")  # `"People meet"`, `'It''s ours'`
_MARK = re.compile(r"[],\[{}]")
# What no entry of a list in brackets may begin with or hold, unless it is in quotes: `@home`, `& co`, `a: b: c`.
_NEEDS_QUOTES = re.compile(r"""[%@`|>"'\[\]{}#]|- |[&*!](?: |$)|.*[\[\]{}]|.* #|.*?:(?: |$).*:(?: |$)""")
CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Slip:
    """What a message may speak of: where reading stopped, what put it right, and the lines before that."""

    fault: Fault
    mend: Mend
    lines: list[str]

    @property
    def line(self) -> str:
        """The line that is wrong; empty beyond the end of the file."""
        return self.lines[self.mend.first] if self.mend.first < len(self.lines) else ""

    @property
    def mark(self) -> str:
        """The character at which it is wrong."""
        return self.line[self.mend.column : self.mend.column + 1]

    @property
    def value(self) -> str:
        """The words that came to stand in quotes."""
        return self.mend.value

    @property
    def before(self) -> str:
        """The last character before the mark, in the same line or one above it."""
        return mark_before(self.mend.first, self.mend.column, self.lines)

    @property
    def is_open(self) -> bool:
        """Whether the value starts with a bracket that no other closes."""
        return self.value[0] in CLOSING and CLOSING[self.value[0]] not in self.value

    @property
    def goes_on(self) -> bool:
        """Whether words stand behind the bracket that closes the value: `[Some] people`."""
        rest = _split(self.value)[1] if self.value[0] in CLOSING else ""
        return bool(rest) and not rest.startswith("#")

    @property
    def wrong_entry(self) -> str | None:
        """The first entry of a list in brackets, or value of a group in braces, that needs quotes and has none."""
        entries = _split(self.value)[0] if self.value[0] in CLOSING else []
        if self.value[0] == "{":
            entries = [inner for _, _, inner in (entry.partition(": ") for entry in entries) if inner]
        return next((entry for entry in entries if _needs_quotes(entry)), None)


def without_outer_quotes(value: str) -> str:
    """Return the words of `'It's ours'`, whose quotes stand around them, but all of `'Ours' and 'theirs'`."""
    quote, inside = value[0], value[1:-1]
    if quote == "'":
        inside = inside.replace("''", "'")
    first = re.search(rf"(?<!\w){quote}|{quote}(?!\w)", inside)  # that is no apostrophe within a word
    closes = first and inside[: first.start()][-1:].strip() and not inside[first.end() :][:1].isalnum()
    return value if closes or value[-1] != quote else inside


def _split(value: str) -> tuple[list[str], str]:
    """Return the entries between the first bracket and the one that closes it, and what stands behind that."""
    entries, start, at, depth = [], 1, 1, 0
    closing = CLOSING[value[0]]
    while at < len(value):
        if at == start and (quoted := _QUOTED.match(value, at)):
            at = quoted.end()
        mark = _MARK.search(value, at)
        if not mark:
            break
        at = mark.end()
        if mark[0] in "[{":
            depth += 1
        elif depth and mark[0] in "]}":
            depth -= 1
        elif not depth and mark[0] in (",", closing):
            entries.append(value[start : mark.start()].strip())
            start = at
            if mark[0] == closing:
                return entries, value[at:].strip()
    return [*entries, value[start:].strip()], ""


def _needs_quotes(entry: str) -> bool:
    """Return whether YAML takes an entry of a list for something else than a text; groups in braces are left alone."""
    if _QUOTED.fullmatch(entry) or (entry[:1] in "[{" and entry[-1:] in "]}"):
        return False
    return bool(_NEEDS_QUOTES.match(entry))


def without_quotes(entry: str) -> str:
    """Return the words of `'it's'`, whose quotes were meant to stand around them."""
    inside = entry[1:-1]
    return inside if entry[0] == entry[-1] and entry[0] in "\"'" and inside.count(entry[0]) == 1 else entry
