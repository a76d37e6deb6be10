"""Which stars of a text are emphasis, by CommonMark's rule (0.31.2, 6.2), and within words none: A*-C, R&D*, 2*3*4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_STARS = re.compile(r"\*+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_CLOSING = frozenset(")]}.,;:!?…’”»")


def single_stars(text: str) -> list[int]:
    """Return the places of the stars that neither begin nor end emphasis: they are the author's own."""
    found, start = list[int](), 0
    for paragraph in _PARAGRAPH.split(text):
        start = text.index(paragraph, start)
        found += (start + place for place in _unpaired(paragraph))
        start += len(paragraph)
    return found


def _unpaired(text: str) -> Iterator[int]:
    """Pair each run of stars that may end emphasis with what is open; give what stays alone."""
    opened: list[list[int]] = []  # places of stars, by run
    for run in _STARS.finditer(text):
        stars = list(range(*run.span()))
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        if _may_close(before, after):
            while stars and opened:
                paired = min(len(stars), len(opened[-1]))
                del stars[:paired], opened[-1][len(opened[-1]) - paired :]
                if not opened[-1]:
                    opened.pop()
        if stars and _may_open(before, after):
            opened.append(stars)
        else:
            yield from stars
    for stars in opened:
        yield from stars


def _may_open(before: str, after: str) -> bool:
    if not after.strip() or after in _CLOSING or _is_in_word(before):
        return False
    return not _is_punctuation(after) or not before.strip() or _is_punctuation(before)


def _may_close(before: str, after: str) -> bool:
    if not before.strip():
        return False
    return not _is_punctuation(before) or not after.strip() or _is_punctuation(after)


def _is_in_word(before: str) -> bool:
    """Return whether a letter or digit stands there; in scripts without spaces between words that says nothing."""
    return before.isalnum() and unicodedata.east_asian_width(before) not in ("W", "F")


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
