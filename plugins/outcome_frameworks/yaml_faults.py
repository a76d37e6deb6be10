"""Where reading YAML stops, and what may be done about it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

FIELD = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*): +(?P<value>\S.*)")
"""A field with a value in its line."""

ITEM = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>)(?P<value>\S.*)")
"""A list entry that is no field."""

LINE_START = re.compile(r"( *)(?:- |[A-Za-z_][\w-]*:(?: |$)|-$)")
"""How a line starts that does not go on with the text above it."""

END = 1_000_000_000
"""A column beyond the end of any line."""


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


def indent_of(line: str) -> int:
    """Give how many characters of white space a line starts with."""
    return len(line) - len(line.lstrip())
