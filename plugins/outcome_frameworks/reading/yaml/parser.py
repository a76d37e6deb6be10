"""What a parser finds in a YAML text: events, why it stops, comments that it drops; the same in any of its versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

import yaml
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from outcome_frameworks.problems import Place
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.yaml.lookalikes import WRONG_ENTRIES, WRONG_KEY

_BESIDE = re.compile(r"(?P<before>[ \t,\]}]*)(?<=[ \t])(?P<comment>#[^\n]*)")  # ` # a comment`, `], # a comment`
_COMMENT = re.compile(r"#[^\n]*")
_CLINGING = re.compile(r"[^ \t\n]#")  # `"People meet"# daily`
_WHOLE_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)  # `"People \"meet\""`, `'It''s ours'`
_TAG_HANDLE = re.compile(r"!\w+!")  # `!e!word` takes a part of YAML that nobody declares
_new = tuple.__new__  # half the time of Place(…), and it is asked for every key and value
_LONGEST_KEY = 1_024  # characters


class Stop(Enum):
    """Why reading stops."""

    OPEN_QUOTE = auto()
    """A quote never closes."""
    ESCAPE = auto()
    """A backslash in double quotes stands before what it gives no meaning to."""
    NO_COLON = auto()
    """A line stands where a field is expected, and has no colon."""
    SECOND_COLON = auto()
    """A field stands where none can: a text before it holds a colon and a space."""
    IN_BRACKETS = auto()
    """A list in brackets or a group in braces does not go on as it should."""
    OUT_OF_LINE = auto()
    """A line does not belong with those above it."""
    OTHER = auto()
    """Anything else."""


def why_stopped(error: yaml.MarkedYAMLError, text: str) -> Stop:
    """Return why a parser stops, by where it does and what stands there.

    Its own words are not asked: they differ between libyaml, the parser written in Python, and their versions.
    """
    began, stopped = error.context_mark, error.problem_mark
    first, last = _character_at(began, text), _character_at(stopped, text)
    if isinstance(error, ParserError):
        if stopped and (last == "%" or _TAG_HANDLE.match(text, stopped.index)):
            return Stop.OTHER
        return Stop.IN_BRACKETS if first and first in "[{" else Stop.OUT_OF_LINE
    if not isinstance(error, ScannerError) or stopped is None:
        return Stop.OTHER
    if began is None or began.index == stopped.index:
        return Stop.SECOND_COLON if last == ":" else Stop.OTHER
    if first and first in "\"'":
        whole = _WHOLE_QUOTED.match(text, began.index)
        if whole and whole.end() <= stopped.index:
            return Stop.NO_COLON
        is_end = not last or (stopped.column == 0 and text.startswith(("---", "..."), stopped.index))
        return Stop.OPEN_QUOTE if is_end else Stop.ESCAPE
    if last != "\t" and first not in ("|", ">") and _is_beyond_key(began, stopped):
        return Stop.NO_COLON
    return Stop.OUT_OF_LINE if first and first in "|>&*!" else Stop.OTHER


def _is_beyond_key(began: Any, stopped: Any) -> bool:
    """Return whether what began as the name of a field cannot be one any more (YAML 1.2.2, 7.4)."""
    return bool(stopped.line > began.line or stopped.index - began.index > _LONGEST_KEY)


def _character_at(mark: Any, text: str) -> str:
    return text[mark.index : mark.index + 1] if mark else ""


class PythonLoader(yaml.SafeLoader):
    """The parser written in Python, which takes and refuses here what libyaml does."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        r"""Return the pieces of a word in quotes; refuse a code such as \ud800, which stands for no character.

        Raises:
            ScannerError: at the end of that word.
        """
        try:
            pieces: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(pieces).encode()
        except ValueError as error:
            raise ScannerError(None, start_mark, "no character", self.get_mark()) from error
        return pieces

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """Return what follows | or > in its line: whether the last line breaks stay, and by how much lines are moved.

        A # may cling to it, which is reported later.
        """
        try:
            found: tuple[bool | None, int | None] = super().scan_block_scalar_indicators(start_mark)
        except ScannerError:
            if self.peek() != "#":
                raise
            marks = self.buffer[start_mark.index + 1 : self.index]
            digits = marks.strip("+-")
            return (("+" in marks) if marks != digits else None), (int(digits) if digits else None)
        return found


LOADER: Any = getattr(yaml, "CSafeLoader", PythonLoader)
"""libyaml where it is installed: ten times as fast, and it builds nothing but events."""


def parse(text: str) -> Iterator[Any]:
    """Return the parser's events.

    Raises:
        yaml.MarkedYAMLError: where it can read no further, and at the name of a field such as `-id` or `• id`, which
            is meant as the start of an entry.
    """
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    return _without_wrong_dashes(events, text) if WRONG_ENTRIES.search(text) else events


def _without_wrong_dashes(events: Iterator[Any], text: str) -> Iterator[Any]:
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and not event.style and WRONG_KEY.fullmatch(event.value):
            start: Any = event.start_mark
            end: Any = event.end_mark
            alone = not text[text.rfind("\n", 0, start.index) + 1 : start.index].strip()
            if alone and text[end.index : end.index + 1] == ":":
                raise yaml.MarkedYAMLError(None, None, "a mark in the place of a dash", start)
        yield event


def place_of(mark: Any) -> Place:
    """Return the place of a parser's mark, counted from 1."""
    return _new(Place, (mark.line + 1, mark.column + 1))


def comment_beside(text: str, end: int) -> str | None:
    """Return the comment in the line of a text without quotes that ends at `end`, where it may be part of that text.

    Once a bracket has closed, it is clear where the text ends, unless the comment holds a bracket that closes nothing:
    of `{statement: 0} #}` somebody may have meant `0} #`.
    """
    if text[end : end + 1] not in " \t,]}":  # nearly always; it is asked of every text
        return None
    found = _BESIDE.match(text, end)
    if not found:
        return None
    comment = found["comment"].rstrip()
    closed = "]" in found["before"] or "}" in found["before"]
    return None if closed and not _closes_nothing(comment) else comment


def _closes_nothing(comment: str) -> bool:
    return comment.count("}") > comment.count("{") or comment.count("]") > comment.count("[")


def has_clinging_hash(text: str) -> bool:
    """Return whether a # stands anywhere without a blank before it, in a comment or a text as may be."""
    return bool(_CLINGING.search(text))


def clinging_comments(text: str, after: Any, end: int) -> Iterator[tuple[yaml.Mark, str]]:
    """Yield place and message for each comment with no blank before its #, from the mark `after` to the index `end`.

    By the rules of YAML they are none (1.2.2, 6.6: comments are separated from other tokens by white space), but its
    parser drops them without a word.
    """
    for found in _COMMENT.finditer(text, after.index, end):
        at = found.start()
        before = text[at - 1 : at]
        if before.strip():
            line = after.line + text.count("\n", after.index, at)
            mark = yaml.Mark("", at, line, at - text.rfind("\n", 0, at) - 1, None, 0)
            message = (
                f'"{show(found[0])}" follows "{before}" without a space, and would be lost as a comment; if it is part '
                "of a text, put all of that text in quotes, else write a space before the #"
            )
            yield mark, message
