"""Bytes made into a text that can be parsed: decoded, without unseen characters, and without lines no author means."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from outcome_frameworks.problems import FileProblems, Place, Problem
from outcome_frameworks.problems.wording import show

_MARKER = re.compile(r"(?:([<>|])\1{6}(?: .*)?|={7})")  # `<<<<<<< HEAD`, `=======`: what git writes around versions
_END = re.compile(r"\.\.\.(?:[ \t].*)?")  # `...`, `... and so on`
_UNREAD = re.compile(r"\s*(?:#.*)?")  # what YAML passes over: nothing, `  # a comment`
_ID = re.compile(r"""\bid: +["']?([^\s"',}]+)""")  # `id: S1`, `{id: "S1"`
_NUMBERS = {3: "three", 4: "four"}
_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}  # where YAML breaks a line, and no editor shows it
# What YAML takes for no character (1.2.2, 5.1), or only it for the end of a line: `\x0b`, half of a surrogate pair. A
# list of what it does take would be as short, and take 3 ms of each build to compile.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\x85\u2028\u2029\ufeff"
_HARMLESS = re.compile(r"[\s\ufeff]*(?:#[^\x85\u2028\u2029\ufeff]*)?[\s\ufeff]*")
"""A line without text, or one that such characters end: what they part in `# one‹U+2028›two` may be a text's."""
_JOINED = re.compile("^\ufeff+", re.MULTILINE)  # the mark at the start of a file that was put behind another


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
    problems = FileProblems(file)
    for number, message in found:
        problems.add(Place(number + 1, 1), "yaml-syntax", message)
    left.problems = problems.all()
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
