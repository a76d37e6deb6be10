"""Read YAML into plain data that knows the line and column of every key and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from outcome_frameworks.problems import FileProblems, Place, Problem
from outcome_frameworks.problems.wording import quote, show
from outcome_frameworks.reading.yaml.cleaning import clean, decode, take_out_leftovers
from outcome_frameworks.reading.yaml.mended import Repairs
from outcome_frameworks.reading.yaml.parser import clinging_comments, comment_beside, has_clinging_hash, parse, place_of
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping, PlacedText

MAX_DEPTH = 32
"""Lists and fields may stand inside each other this deep; real frameworks need about ten."""

MAX_VALUES = 200_000  # names, texts, starts and ends of lists in one file; 5,000 elements take about 70,000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_WORD = re.compile(r"[^\s,\[\]{}]+")


@dataclass(frozen=True)
class YamlDocument:
    """What a file says. `data` is None where nothing could be read.

    `complete` is false where lines were left out to read the rest, `cut` true where reading stopped before the end.
    `ids` are all values of fields named `id`, of left-out parts too: what refers to one is no dangling reference.
    `text` is what the author sees of the file.
    """

    data: PlacedMapping | None
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    cut: bool = False
    ids: frozenset[str] = frozenset()
    text: str = ""


def read_yaml(source: bytes | str, file: str) -> YamlDocument:
    """Read a YAML file, or its text; `file` is its name in problems. Never raises on what it holds.

    A line that YAML cannot understand is reported, put right in memory and read again, so that one run names
    all such lines and the other problems too.
    """
    author_text, problems = decode(source, file) if isinstance(source, bytes) else (source, [])
    text, hidden = clean(author_text, file)
    left = take_out_leftovers(text, file)
    builder, repairs = _build(left.text, file)
    problems += (*hidden, *left.problems, *repairs.problems, *builder.problems.all())
    ids = frozenset(builder.ids | repairs.ids | left.ids)
    data = builder.root if repairs.readable else None
    complete = repairs.complete and left.complete and not builder.cut
    if isinstance(data, PlacedMapping):
        return YamlDocument(data, tuple(problems), complete, builder.cut, ids, author_text)
    if repairs.complete and not builder.cut and not getattr(data, "repaired", False):
        problems.append(_no_fields(data, file))
    return YamlDocument(None, tuple(problems), complete=False, ids=ids, text=author_text)


def _build(text: str, file: str) -> tuple[_Builder, Repairs]:
    """Return what a text holds; where the parser stops on it, what it holds when its lines are put right."""
    builder = _Builder(text, file, Repairs(text))
    try:
        builder.build()
    except yaml.YAMLError:
        # What mends lines and says what was meant takes .01 s to load, and most files need none of it.
        from outcome_frameworks.reading.yaml.repair import repair  # noqa: PLC0415

        repairs = repair(text, file)
        builder = _Builder(repairs.text, file, repairs)
        if repairs.readable:
            builder.build()
    return builder, builder.repairs


def _no_fields(root: Any, file: str) -> Problem:
    if root is None or root == "":
        return Problem(file, Place(1, 1), "unreadable-file", "the file is empty; write fields in it, or delete it")
    shape = "a list" if isinstance(root, list) else f'only the text "{show(root)}"'
    such_as = "organisations:" if PurePosixPath(file).stem == "organisations" else "programme: and levels:"
    message = f"the file holds {shape}, where fields are expected, such as {such_as}"
    return Problem(file, root.place, "wrong-type", message)


class _Frame:
    """A list or a group of fields that is being read, and the field whose value comes next."""

    __slots__ = ("container", "kept", "key", "key_mark", "lacks_dash", "start")

    def __init__(self, container: PlacedMapping | PlacedList, start: int | None) -> None:
        self.container = container
        self.start = start
        self.key: str | None = None
        self.key_mark: Any = None
        self.kept = True
        self.lacks_dash = False


class _Builder:
    """Builds data from the parser's events, one by one, without recursion."""

    def __init__(self, text: str, file: str, repairs: Repairs) -> None:
        self.text, self.repairs = text, repairs
        self.problems = FileProblems(file)
        self.ids: set[str] = set()
        self.root: Any = None
        self.cut = False
        self._stack: list[_Frame] = []
        self._documents = 0
        self._place_of = repairs.place_of if repairs.shifts else place_of
        self._values = 0

    def build(self) -> None:
        """Read all events. Raises yaml.YAMLError on bad syntax."""
        for event in self._events():
            kind = type(event)
            self._values += 1
            if self._values > MAX_VALUES:
                self._stop_reading(event)
            elif kind is yaml.ScalarEvent:
                self._add(self._read_text(event), event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, PlacedMapping(self._place_of(event.start_mark)))
            elif kind is yaml.SequenceStartEvent:
                self._open(event, PlacedList(self._place_of(event.start_mark)))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(event)
            elif kind is yaml.AliasEvent:
                self._report_feature(event)
                self._add(PlacedText.at(self._place_of(event.start_mark), self._rest(event), repaired=True), event)
            elif kind is yaml.DocumentStartEvent:
                self._start_document(event)
            if self.cut:
                return

    def _events(self) -> Iterator[Any]:
        events = parse(self.text)
        return self._without_clinging_comments(events) if has_clinging_hash(self.text) else events

    def _without_clinging_comments(self, events: Iterator[Any]) -> Iterator[Any]:
        """Yield the parser's events, and report the comments between them that YAML does not allow."""
        last = next(events).end_mark  # where the file starts
        for event in events:
            if self.text.find("#", last.index, event.end_mark.index) >= 0:
                self._report_clinging_comments(last, event)
            last = event.end_mark
            yield event

    def _report_clinging_comments(self, last: Any, event: Any) -> None:
        end = event.start_mark.index
        if getattr(event, "style", None) in ("|", ">"):  # no words of a block stand in the line of its mark
            end = self.text.find("\n", end)
        for mark, message in clinging_comments(self.text, last, end):
            self._report(mark, "lost-text", message)

    def _report(self, mark: Any, rule: str, message: str) -> None:
        self.problems.add(self._place_of(mark), rule, message)

    def _stop_reading(self, event: Any) -> None:
        self._report(
            event.start_mark, "too-long", f"the file holds more than {MAX_VALUES:,} names and values; split it in two"
        )
        self.cut = True

    def _start_document(self, event: Any) -> None:
        if self._documents:
            message = (
                'a second document starts here with "---", which is not read; put it in a file of its own, or take the '
                "line out"
            )
            self._report(event.start_mark, "yaml-feature", message)
            self.cut = True
        self._documents += 1

    def _rest(self, event: Any) -> str:
        """Return the source text from the event to the end of its line; of a list on one line, only its first word."""
        start = event.start_mark.index
        end = self.text.find("\n", start)
        rest = self.text[start : end if end >= 0 else None].strip()
        word = _WORD.match(rest)
        return word[0] if word and rest[word.end() : word.end() + 1] in (",", "]", "}") else rest

    def _read_text(self, event: Any) -> PlacedText:
        place = self._place_of(event.start_mark)
        if event.tag is not None or event.anchor is not None:
            self._report_feature(event)
            return PlacedText.at(place, self._rest(event), repaired=True)
        repaired = bool(self.repairs.places) and place_of(event.start_mark) in self.repairs.places
        if event.style:  # in quotes, or a block of lines
            return PlacedText.at(place, event.value, repaired=repaired)
        text = "" if event.value in _NULLS else event.value
        return PlacedText.at(place, text, True, comment_beside(self.text, event.end_mark.index), repaired)

    def _report_feature(self, event: Any) -> None:
        rest = self._rest(event)
        found = _WORD.match(rest)
        word = found[0] if found else rest
        name = {"!": "a tag", "&": "an anchor", "*": "an alias"}.get(word[:1], "a tag")
        message = (
            f'"{show(word, 30)}" is {name}, a part of YAML that is not allowed here; take it out, or write the text '
            f"in quotes: {quote(rest)}"
        )
        self._report(event.start_mark, "yaml-feature", message)

    def _open(self, event: Any, container: PlacedMapping | PlacedList) -> None:
        """Start a list or a group of fields."""
        if len(self._stack) >= MAX_DEPTH:
            message = f"lists and fields stand inside each other more than {MAX_DEPTH} deep here; take some levels out"
            self._report(event.start_mark, "nested-too-deep", message)
            self.cut = True
            for frame in self._stack:
                frame.container.repaired = True
            return
        if event.tag is not None or event.anchor is not None:
            self._report_feature(event)
            container.repaired = True
        container.in_brackets = bool(event.flow_style)
        if isinstance(container, PlacedList):
            container = self._earlier_list() or container
        self._add(container, event)
        self._stack.append(_Frame(container, event.start_mark.index if event.flow_style else None))

    def _earlier_list(self) -> PlacedList | None:
        """Return the list of a field that is written twice: reading goes on in it, so that all entries are checked."""
        frame = self._stack[-1] if self._stack else None
        if frame is None or frame.key is None or frame.kept or not isinstance(frame.container, PlacedMapping):
            return None
        earlier = frame.container.get(frame.key)
        return earlier if frame.key_mark is not None and isinstance(earlier, PlacedList) else None

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        if frame.start is not None and event.end_mark.line + 1 == frame.container.place.line:
            frame.container.written = self.text[frame.start : event.end_mark.index]

    def _add(self, value: Any, event: Any) -> None:
        """Put a value where it belongs: the top, a list, or a field whose name has just been read."""
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.container, PlacedList):
            frame.container.append(value)
        elif frame.key_mark is None:
            self._add_key(frame, frame.container, value, event)
        else:
            if frame.kept and frame.key is not None:
                self._note_comment_before(frame, value, event)
                frame.container[frame.key] = value
            if frame.key == "id" and isinstance(value, PlacedText):
                self.ids.add(str(value))
            frame.key_mark = None

    def _note_comment_before(self, frame: _Frame, value: Any, event: Any) -> None:
        """Keep a comment that stands between the field's name and a text that starts on a later line."""
        if isinstance(value, PlacedText) and value.plain and event.start_mark.line > frame.key_mark.line:
            value.comment = comment_beside(self.text, frame.key_mark.index + 1) or value.comment

    def _add_key(self, frame: _Frame, mapping: PlacedMapping, value: Any, event: Any) -> None:
        frame.key_mark, frame.key, frame.kept = event.end_mark, None, False
        if not isinstance(value, PlacedText) or value == "":
            shape = {PlacedList: "a list", PlacedMapping: "a group of fields"}.get(type(value), "nothing")
            message = (
                f"{shape} stands where the name of a field is expected; write a name, a colon and a space, or put the "
                "text in quotes"
            )
            self._report(event.start_mark, "yaml-feature", message)
            return
        frame.key = str(value)
        if first := mapping.key_places.get(frame.key):
            self._report_twice(frame, first, event)
            return
        frame.kept = True
        mapping.key_places[frame.key] = value.place

    def _report_twice(self, frame: _Frame, first: Place, event: Any) -> None:
        """Report a field written twice, once where a dash is missing: what follows it belongs to a new entry."""
        if frame.lacks_dash:
            return
        message = f'"{show(frame.key)}" is written twice here, first in line {first.line}; keep one of the two'
        listed = len(self._stack) > 1 and isinstance(self._stack[-2].container, PlacedList)
        if frame.key == "id" and listed and frame.start is None:
            frame.lacks_dash = True
            message += ', or, if a new entry starts here, write "- " before it'
        self._report(event.start_mark, "duplicate-key", message)
