"""Emphasis in longer texts: which stars make it, whatever version of Markdown is there; all others stay as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# A run of stars: `**` in `**strong**`.
_STARS = re.compile(r"\*+")
_CLOSING = frozenset(")]}.,;:!?…’”»")
_LINK = "[)"  # stands among the words for a link: as if it were written there, a bracket follows and comes before them
_TAGS = {1: "em", 2: "strong"}


class Mark(NamedTuple):
    """One star or two that begin emphasis, or that end it."""

    start: int
    stars: int
    begins: bool


class _PlacedLink(NamedTuple):
    """A link, and where among the words it stands."""

    start: int
    link: Element


@dataclass
class _Run:
    """Stars that may begin emphasis; the first `left` of them have no partner yet."""

    start: int
    length: int
    left: int


class Emphasis(Treeprocessor):
    """Makes emphasis in paragraphs, and in the words of links, once these are known; none reaches across their ends."""

    def run(self, root: Element) -> None:
        """Put elements in the place of the stars that make emphasis."""
        for element in [*root.iter("p"), *root.iter("a")]:
            if not isinstance(element.text, AtomicString):
                _emphasise(element)


def marks_in(text: str) -> list[Mark]:
    """Return the stars that make emphasis, in their order; what begins ends too, the inner before the outer.

    Which do says CommonMark (0.31.2, 6.2), with two differences for what authors write: none begins within a word, as
    in `A*-C`, `R&D*`, `2*3*4`, and one star is never a partner of two, so that all of `**A*-C**` is strong.
    """
    found, opened = list[Mark](), list[_Run]()
    for run in _STARS.finditer(text):
        start, length = run.start(), len(run[0])
        before, after = text[start - 1 : start], text[run.end() : run.end() + 1]
        left = length
        while left and _may_end(before, after) and (partner := _partner(opened, length)):
            stars = 1 if min(left, partner.left) % 2 else 2  # `***a***` is strong around emphasis
            partner.left -= stars
            found += Mark(partner.start + partner.left, stars, True), Mark(start, stars, False)
            start, left = start + stars, left - stars
            if not partner.left:
                opened.pop()
        if left and _may_begin(before, after):
            opened.append(_Run(start, length, left))
    return sorted(found)


def _partner(opened: list[_Run], length: int) -> _Run | None:
    """Return the nearest run that one of this length may end; those after it stay without a partner."""
    for place in range(len(opened) - 1, -1, -1):
        if (opened[place].length + length) % 3 or not length % 3:
            del opened[place + 1 :]
            return opened[place]
    return None


def _may_begin(before: str, after: str) -> bool:
    if not after.strip() or after in _CLOSING or _is_in_word(before):
        return False
    return not _is_punctuation(after) or not before.strip() or _is_punctuation(before)


def _may_end(before: str, after: str) -> bool:
    if not before.strip():
        return False
    return not _is_punctuation(before) or not after.strip() or _is_punctuation(after)


def _is_in_word(before: str) -> bool:
    """Return whether a letter or digit stands there; in scripts without spaces between words that says nothing."""
    return before.isalnum() and unicodedata.east_asian_width(before) not in ("W", "F")


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _emphasise(element: Element) -> None:
    """Make emphasis of the stars in an element's own words, around the links that stand among them."""
    links = list(element)
    words = _LINK.join([element.text or "", *(link.tail or "" for link in links)])
    if "*" not in words:
        return
    lengths = [len(element.text or ""), *(len(_LINK) + len(link.tail or "") for link in links)]
    starts = accumulate(lengths[:-1])
    before, after = ("[", "]") if element.tag == "a" else ("", "")
    marks = [mark._replace(start=mark.start - len(before)) for mark in marks_in(f"{before}{words}{after}")]
    parts: list[Mark | _PlacedLink] = [*marks, *map(_PlacedLink, starts, links)]
    writer = _Writer(element, words)
    for part in sorted(parts, key=attrgetter("start")):
        if isinstance(part, Mark):
            writer.mark(part)
        else:
            writer.link(part)
    writer.write_up_to(len(words))


class _Writer:
    """Fills an element anew with words, as far as they are `done`, and with the elements among them."""

    def __init__(self, element: Element, words: str) -> None:
        for child in list(element):
            element.remove(child)
        element.text = None
        self._words = words
        self._open = [element]
        self._done = 0

    def write_up_to(self, end: int) -> None:
        """Write the next words into what is open."""
        words, holder = self._words[self._done : end], self._open[-1]
        if len(holder):
            holder[-1].tail = words
        else:
            holder.text = words
        self._done = end

    def mark(self, mark: Mark) -> None:
        """Begin or end emphasis in the place of its stars."""
        self.write_up_to(mark.start)
        if mark.begins:
            self._open.append(SubElement(self._open[-1], _TAGS[mark.stars]))
        else:
            self._open.pop()
        self._done += mark.stars

    def link(self, placed: _PlacedLink) -> None:
        """Put a link where it stood."""
        self.write_up_to(placed.start)
        self._open[-1].append(placed.link)
        self._done += len(_LINK)
