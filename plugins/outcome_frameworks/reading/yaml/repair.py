"""Find every line that YAML cannot understand: put the first one right in memory, read on, and so to the end."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.reading.yaml.cleaning import ids_in
from outcome_frameworks.reading.yaml.diagnoses import explain_fault, find_mends
from outcome_frameworks.reading.yaml.fault import END, Fault, Mend, indent_of
from outcome_frameworks.reading.yaml.lookalikes import without_wrong_dashes
from outcome_frameworks.reading.yaml.parser import parse

_MOST_REPAIRS = 500  # each reads the text again
_NOT_READ = (
    "from here on the file is not read, since too many lines above cannot be understood; mend those and check again"
)
_new = tuple.__new__  # half the time of Place(…), and it is asked for every key and value
_MANY = 1_000  # lines: to make a mend of so many takes longer than to parse up to it
_MOST_READ = 40_000_000  # characters parsed in all: some three seconds

_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}  # where YAML breaks a line, and no editor shows it
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"""\bid: +["']?([^\s"',}]+)""")
_UNSEEN = "\x85\u2028\u2029\ufeff"
_HARMLESS = re.compile(r"[\s\ufeff]*(?:#[^\x85\u2028\u2029\ufeff]*)?[\s\ufeff]*")
"""A line without text, or one that such characters end: what they part in `# one‹U+2028›two` may be a text's."""
_JOINED = re.compile("^\ufeff+", re.MULTILINE)


def place_of(mark: Any) -> Place:
    """Return the place of a parser's mark, counted from 1."""
    return _new(Place, (mark.line + 1, mark.column + 1))


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, and a problem where it is not UTF-8; a byte order mark is left out.

    After a problem the text is as close to the file as can be had, so that the rest of it can be checked.
    """
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        message = "the file is saved as UTF-32; open it in an editor and save it as UTF-8"
        return raw.decode("utf-32", "replace"), [Problem(file, Place(1, 1), "unreadable-file", message)]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]:
        encoding = "utf-16" if b"\0" not in raw[:2] else "utf-16-be" if raw[0] == 0 else "utf-16-le"
        message = "the file is saved as UTF-16; open it in an editor and save it as UTF-8"
        return raw.decode(encoding, "replace"), [Problem(file, Place(1, 1), "unreadable-file", message)]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        raw = raw.removeprefix(codecs.BOM_UTF8)
        before = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        place = Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = (
            f"the file is not UTF-8 (byte 0x{raw[error.start]:02X} stands here, as older Windows programs write it); "
            "open it in an editor and save it as UTF-8"
        )
        return raw.decode("cp1252", "replace"), [Problem(file, place, "unreadable-file", message)]


def clean(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return a text without what would stop the parser or shift its lines, and what of that is a problem.

    Lines end with a line feed afterwards, and only they do. Characters that YAML forbids are reported, the first in
    each line, and so are those at which it alone breaks a line: spaces stand for these.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTROL.search(text) and "\ufeff" not in text:
        return text, []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _JOINED.match(line) or _CONTROL.search(line)
        if found and not (found[0][0] in _UNSEEN and _HARMLESS.fullmatch(line)):
            problems.append(
                Problem(file, Place(number, found.start() + 1), "control-character", _explain_hidden(found))
            )
    text = _JOINED.sub("", text)
    return _CONTROL.sub("\ufffd", text.translate(_BREAKS)), problems


def _explain_hidden(found: re.Match[str]) -> str:
    """Return which character nobody sees, where it comes from as far as that is known, and what to do."""
    code = f"U+{ord(found[0][0]):04X}"
    if found.re is _JOINED:
        return f"the invisible character {code} stands at the start of this line, as where files were joined; delete it"
    if found[0] in "\u2028\u2029":
        return f"the invisible line break {code} stands here, as word processors paste it; type a space instead"
    return f"the invisible character {code} stands here; delete it and type the text around it again"


@dataclass
class Repairs:
    """A text that has been made readable, and what was wrong with it.

    `places` are where values stand that were put in quotes; `ids` those named in lines that were left out. `shifts` are
    the lines, from 0, whose columns moved: by how much they move back, and the last column that the author's line has.
    """

    text: str
    problems: list[Problem] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    complete: bool = True
    readable: bool = True
    shifts: dict[int, tuple[int, int]] = field(default_factory=dict)

    def place_of(self, mark: Any) -> Place:
        """Return the place in the author's file of a mark in the mended text."""
        if mark.line not in self.shifts:
            return place_of(mark)
        shift, most = self.shifts[mark.line]
        return Place(mark.line + 1, min(max(mark.column + shift, 0), most) + 1)


def repair(text: str, file: str) -> Repairs:
    """Put a text right, fault by fault, until the parser reads it to its end."""
    repairs = Repairs(text)
    lines = text.split("\n")
    budget = _MOST_READ
    quoted: set[int] = set()
    fault = _first_fault(text)
    while fault is not None:
        is_stuck = True
        for mend in find_mends(fault, lines):
            if mend.quotes and mend.first in quoted:
                continue
            trial = [*lines[: mend.first], *mend.lines, *lines[mend.first + len(mend.lines) :]]
            after = _first_fault("\n".join(trial))
            budget -= after.error.problem_mark.index if after and after.error.problem_mark else len(text)
            budget -= len(text) if len(mend.lines) > _MANY else 0
            if after is None or after.place > mend.beyond:
                _record(repairs, mend, lines, file)
                quoted |= {mend.first} if mend.quotes else set()
                lines, fault, is_stuck = trial, after, False
                break
        if fault is not None and (is_stuck or budget < 0 or len(repairs.problems) >= _MOST_REPAIRS):
            place = Place(fault.place[0] + 1, fault.place[1] + 1)
            message = explain_fault(fault, lines) if is_stuck else _NOT_READ
            repairs.problems.append(Problem(file, place, "yaml-syntax", message))
            repairs.readable = repairs.complete = False
            break
    repairs.text = "\n".join(lines)
    _keep_places(repairs, text.split("\n"), lines)
    return repairs


def _keep_places(repairs: Repairs, source: list[str], mended: list[str]) -> None:
    """Note how far lines have moved, so that problems are placed where the author sees them."""
    for number, (before, after) in enumerate(zip(source, mended, strict=True)):
        if before != after:
            repairs.shifts[number] = (indent_of(before) - indent_of(after), len(before))
    for number, problem in enumerate(repairs.problems):
        line, column = min(problem.place, Place(len(source), END))
        repairs.problems[number] = replace(problem, place=Place(line, min(column, len(source[line - 1]) + 1)))


def _first_fault(text: str) -> Fault | None:
    """Read until the parser stops; give None where it reads all."""
    scalar = None
    try:
        for event in without_wrong_dashes(parse(text), text):
            if type(event) is yaml.ScalarEvent:
                scalar = event
    except yaml.MarkedYAMLError as error:
        return Fault(error, scalar, text)
    return None


def _record(repairs: Repairs, mend: Mend, lines: list[str], file: str) -> None:
    place = Place(mend.first + 1, mend.column + 1)
    repairs.problems.append(Problem(file, place, "yaml-syntax", mend.message))
    if mend.keeps:
        repairs.places.add(place)
    else:
        repairs.complete = False
        repairs.ids.update(ids_in(lines[mend.first : mend.first + len(mend.lines)]))
