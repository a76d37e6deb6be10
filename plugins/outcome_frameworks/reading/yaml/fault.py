"""Where reading YAML stops, and what may be done about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from outcome_frameworks.reading.yaml.parser import Stop, why_stopped

FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*): +(?P<value>\S.*)")
"""A field with a value in its line."""

ITEM = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>)(?P<value>\S.*)")
"""A list entry that is no field."""

LINE_START = re.compile(r"( *)(?:- |[A-Za-z_][\w-]*:(?: |$)|-$)")
"""How a line starts that does not go on with the text above it."""

END = 1_000_000_000
"""A column beyond the end of any line."""


@dataclass(frozen=True)
class Fault:
    """Where reading a text stops: the error, and the last scalar before it."""

    error: yaml.MarkedYAMLError
    scalar: Any
    text: str

    @cached_property
    def stop(self) -> Stop:
        """Why reading stops."""
        return why_stopped(self.error, self.text)

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 0: where what is wrong begins. The end of the text is the start of a line."""
        began = self.stop in (Stop.OPEN_QUOTE, Stop.NO_COLON)
        mark = self.error.context_mark if began else self.error.problem_mark
        if mark and mark.index >= len(self.text):
            return self.text.count("\n") + (self.text[-1:] not in ("", "\n")), 0
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


def indent_of(line: str) -> int:
    """Return how many characters of white space a line starts with."""
    return len(line) - len(line.lstrip())
