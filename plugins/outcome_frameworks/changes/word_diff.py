"""Compare two wordings word by word, in pieces that read well."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# White space, a word with its apostrophes and hyphens (`people’s`, `well-being`), or any other character.
_WORDS = re.compile(r"\s+|[^\W_]+(?:['’\-][^\W_]+)*|.", re.DOTALL)

MOST_WORDS = 3_000
"""Longer texts are shown whole: comparing takes time that grows with the square of their length."""

MOST_STEPS_OF_PAIR = 2_000_000
"""Steps that comparing two wordings may take, about a fifth of a second. Texts that say the same few words over and
over would take as many as the cube of their length; a rewritten text of 500 words takes less than these."""

MOST_STEPS_OF_PAGE = 10_000_000
"""Steps that comparing all wordings of a page may take together."""

LEAST_ALIKE = 0.35
"""Below this share of common words a comparison reads worse than two whole wordings."""


class Piece(NamedTuple):
    """A stretch of a wording, and whether the other wording lacks it."""

    text: str
    is_changed: bool


@dataclass
class Effort:
    """How many steps are left for the comparisons that share it, such as those of a page."""

    steps: int = MOST_STEPS_OF_PAGE


def compare_words(before: str, after: str, effort: Effort | None = None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both wordings in pieces. Where they have little in common, each is one piece, unmarked.

    Where comparing would take too long, what it has not come to counts as different; `effort` says what is left.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return (Piece(before, False),), (Piece(after, False),)
    matcher = _BoundedMatcher(old, new, effort or Effort())
    if _alike(matcher, old, new) < LEAST_ALIKE:
        return (Piece(before, False),), (Piece(after, False),)
    left, right = list[Piece](), list[Piece]()
    for same, old_words, new_words in _stretches(matcher, old, new):
        _add(left, old_words, not same)
        _add(right, new_words, not same)
    return tuple(left), tuple(right)


class _BoundedMatcher(SequenceMatcher[str]):
    """Finds what two lists of words share, the longest stretches first, until its steps are used up.

    From then on it finds only what both begin or end with, so that a small change of any text is still seen as one.
    """

    def __init__(self, old: list[str], new: list[str], effort: Effort) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._old, self._new = old, new
        self._left, self._effort = min(MOST_STEPS_OF_PAIR, effort.steps), effort
        times = Counter(new)
        self._steps = list(accumulate((times[word] + 1 for word in old), initial=0))

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest stretch in these ranges, where the steps suffice to look for it."""
        ahi, bhi = len(self._old) if ahi is None else ahi, len(self._new) if bhi is None else bhi
        steps = self._steps[ahi] - self._steps[alo]
        if steps > self._left:
            return self._ends(alo, ahi, blo, bhi)
        self._left -= steps
        self._effort.steps -= steps
        return super().find_longest_match(alo, ahi, blo, bhi)

    def _ends(self, alo: int, ahi: int, blo: int, bhi: int) -> Match:
        """Return what two ranges begin with, or else what they end with, which may be nothing."""
        old, new = self._old[alo:ahi], self._new[blo:bhi]
        if start := _common(old, new):
            return Match(alo, blo, start)
        end = _common(old[::-1], new[::-1])
        return Match(ahi - end, bhi - end, end)


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two lists have in common from their first one on."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _alike(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> float:
    """Return the share of words, without spaces and signs, that both have."""
    words = sum(word[0].isalnum() for word in (*old, *new))
    same = sum(
        word[0].isalnum() for block in matcher.get_matching_blocks() for word in old[block.a : block.a + block.size]
    )
    return 2 * same / words if words else 1.0


def _stretches(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """Return stretches that are the same or not; a mere space between two changes belongs to them."""
    found: list[tuple[bool, str, str]] = []
    codes = matcher.get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        before, after = "".join(old[a:b]), "".join(new[c:d])
        is_gap = tag == "equal" and not any(c.isalnum() for c in before) and 0 < number < len(codes) - 1
        same = tag == "equal" and not is_gap
        if found and found[-1][0] == same:
            found[-1] = (same, found[-1][1] + before, found[-1][2] + after)
        else:
            found.append((same, before, after))
    return found


def _add(pieces: list[Piece], text: str, is_changed: bool) -> None:
    """Add a piece; spaces at its ends are not marked, since a mark on nothing looks like a slip."""
    core = text.strip()
    if not is_changed or not core:
        pieces += [Piece(text, False)] if text else []
        return
    start = text.index(core)
    for part, changed in ((text[:start], False), (core, True), (text[start + len(core) :], False)):
        pieces += [Piece(part, changed)] if part else []
