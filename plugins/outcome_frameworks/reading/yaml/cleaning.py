"""Empty lines of a YAML file that no author means: what merging two versions leaves, and what ends a file too early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from outcome_frameworks.problems import MOST_LISTED, Place, Problem, cut_short
from outcome_frameworks.problems.wording import show

_MARKER = re.compile(r"(?:([<>|])\1{6}(?: .*)?|={7})")
_END = re.compile(r"\.\.\.(?:[ \t].*)?")
_UNREAD = re.compile(r"\s*(?:#.*)?")  # what YAML passes over
_ID = re.compile(r"""\bid: +["']?([^\s"',}]+)""")
_NUMBERS = {3: "three", 4: "four"}


@dataclass
class Leftovers:
    """A text without such lines, which are empty in it, and what is wrong with them.

    `ids` are those named in lines of which another version was read, `complete` is false where there are such lines.
    """

    text: str
    problems: list[Problem] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    complete: bool = True


def ids_in(lines: list[str]) -> list[str]:
    """Return all values of fields named `id` in lines that are not read as YAML."""
    return _ID.findall("\n".join(lines))


def take_out_leftovers(text: str, file: str) -> Leftovers:
    """Empty the lines that git writes around two versions, those of the second version, and "..." within the file."""
    left = Leftovers(text)
    if "<<<<<<<" not in text and ">>>>>>>" not in text and not text.startswith("...") and "\n..." not in text:
        return left
    lines = text.split("\n")
    found: list[tuple[int, str]] = []
    second_versions: list[str] = []
    for markers in list(_conflicts(lines)):
        found.append((markers[0], _explain_conflict(markers, lines)))
        second = range(markers[1], markers[-1]) if len(markers) > 1 else range(0)
        second_versions += (lines[number] for number in second)
        for number in (*markers, *second):
            lines[number] = ""
    found += _take_out_ends(lines)
    found.sort()
    for number, message in found[:MOST_LISTED]:
        left.problems.append(Problem(file, Place(number + 1, 1), "yaml-syntax", message))
    for number, _ in found[MOST_LISTED : MOST_LISTED + 1]:
        left.problems.append(cut_short(file, Place(number + 1, 1), "yaml-syntax", len(found) - MOST_LISTED))
    left.text = "\n".join(lines)
    left.ids, left.complete = frozenset(ids_in(second_versions)), not second_versions
    return left


def _conflicts(lines: list[str]) -> Iterator[list[int]]:
    """Yield the numbers of the lines around each conflict, or of one of them where others are missing.

    A line of = or | with no < above it is left alone: it may be part of a text.
    """
    markers: list[int] = []
    for number, line in enumerate(lines):
        if not _MARKER.fullmatch(line.rstrip()):
            continue
        if line[0] == "<":
            yield from ([marker] for marker in markers)
            markers = []
        if line[0] in "<>" or markers:
            markers.append(number)
        if line[0] == ">":
            whole = "".join(lines[marker][0] for marker in markers) in ("<=>", "<|=>")
            yield from [markers] if whole else ([marker] for marker in markers)
            markers = []
    yield from ([marker] for marker in markers)


def _explain_conflict(markers: list[int], lines: list[str]) -> str:
    message = f'"{show(lines[markers[0]], 40)}" is left from merging two versions of this file'
    if len(markers) == 1:
        return f"{message}; see that the lines around it are right, and delete it"
    marks = [lines[number][:7] for number in markers]
    fix = f"delete the {_NUMBERS[len(marks)]} lines with {', '.join(marks[:-1])} and {marks[-1]}"
    return f"{message}, down to line {markers[-1] + 1}; keep the right lines, and {fix}"


def _take_out_ends(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Empty the lines "...", and tell of those with lines below them that are not of a second document."""
    below = ""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if _END.fullmatch(line):
            if below.startswith("---"):
                continue
            if below or not _UNREAD.fullmatch(line[3:]):
                message = (
                    f'YAML takes "{show(line, 40)}" at the start of a line for the end of the file; delete it, or, if '
                    "it is part of a text, give it spaces at its start as the rest of that text has"
                )
                yield number, message
            lines[number] = ""
        elif not _UNREAD.fullmatch(line):
            below = line
