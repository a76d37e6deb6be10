"""Compare two wordings word by word, in pieces that read well."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|[^\W_]+(?:['’\-][^\W_]+)*|.", re.DOTALL)

MOST_WORDS = 3_000
"""Longer texts are shown whole: comparing takes time that grows with the square of their length."""

LEAST_ALIKE = 0.35
"""Below this share of common words a comparison reads worse than two whole wordings."""


class Piece(NamedTuple):
    """A stretch of a wording, and whether the other wording lacks it."""

    text: str
    is_changed: bool


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Give both wordings in pieces. Where they have little in common, each is one piece, unmarked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return (Piece(before, False),), (Piece(after, False),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if _alike(matcher, old, new) < LEAST_ALIKE:
        return (Piece(before, False),), (Piece(after, False),)
    left, right = list[Piece](), list[Piece]()
    for same, old_words, new_words in _stretches(matcher, old, new):
        _add(left, old_words, not same)
        _add(right, new_words, not same)
    return tuple(left), tuple(right)


def _alike(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> float:
    """Give the share of words, without spaces and signs, that both have."""
    words = sum(word[0].isalnum() for word in (*old, *new))
    same = sum(
        word[0].isalnum() for block in matcher.get_matching_blocks() for word in old[block.a : block.a + block.size]
    )
    return 2 * same / words if words else 1.0


def _stretches(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """Give stretches that are the same or not; a mere space between two changes belongs to them."""
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
