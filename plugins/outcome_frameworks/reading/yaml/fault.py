"""Where reading YAML stops, and one way of putting that right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, NamedTuple

import yaml

from outcome_frameworks.reading.yaml.parser import Stop

FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*): +(?P<value>\S.*)")
"""A field with a value in its line: `  - title: Soon`."""

ITEM = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>)(?P<value>\S.*)")
"""A list entry that is no field: `  - People meet`."""

LINE_START = re.compile(r"( *)(?:- |[A-Za-z_][\w-]*:(?: |$)|-$)")
"""How a line starts that does not go on with the text above it: `- `, `title: `, `levels:`."""

END = 1_000_000_000
"""A column beyond the end of any line."""


@dataclass(frozen=True)
class Fault:
    """Where reading a text stops: the error, why that is, and the last scalar before it."""

    error: yaml.MarkedYAMLError
    stop: Stop
    scalar: Any
    text: str

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 0: where what is wrong begins. The end of the text is the start of a line."""
        began = self.stop in (Stop.OPEN_QUOTE, Stop.NO_COLON)
        mark = self.error.context_mark if began else self.error.problem_mark
        if mark and mark.index >= len(self.text):
            return self.text.count("\n") + (self.text[-1:] not in ("", "\n")), 0
        return (mark.line, mark.column) if mark else (0, 0)


class Way(Enum):
    """What is done to lines so that they can be read: marks exchanged, values quoted, lines moved or left out."""

    TABS = auto()
    """Spaces stand for tabs."""
    LOOKALIKE = auto()
    """The mark that is meant stands for one that looks like it."""

    QUOTE = auto()
    """A value stands in quotes."""
    CLOSE_QUOTE = auto()
    """A quote closes where its line ends, or the bracket around it."""
    BACKSLASH = auto()
    """A backslash within quotes stands twice."""

    INDENT = auto()
    """A line starts where one above it does."""
    BLOCK = auto()
    """The lines of a block of text start as far right as its first."""
    FLAT_BLOCK = auto()
    """The lines of a block of text start further right than its field."""
    SPACE = auto()
    """A space follows a colon."""

    LEAVE_OUT_MARK = auto()
    """A mark is left out, and the rest of its line is read."""
    LEAVE_OUT = auto()
    """A line is left out."""


class Mend(NamedTuple):
    """One way to put a fault right: new lines in the place of as many old ones, from line `first` on, from 0.

    What is wrong stands in `column` of the first; `value` are the words that come to stand in quotes. It has worked if
    the parser then stops only after `beyond`, or not at all.
    """

    way: Way
    first: int
    column: int
    lines: list[str]
    beyond: tuple[int, int]
    value: str = ""
    once: bool = False  # whether it is done to a line once at most, as to put quotes around a whole value
    keeps: bool = True  # False where a line is left out


def indent_of(line: str) -> int:
    """Return how many characters of white space a line starts with."""
    return len(line) - len(line.lstrip())


def mark_before(line: int, column: int, lines: list[str]) -> str:
    """Return the last character before a place that is no white space, in the same line or one above it."""
    above = next((earlier for earlier in reversed(lines[:line]) if earlier.strip()), "")
    return (lines[line][:column].rstrip() or above.rstrip())[-1:]
