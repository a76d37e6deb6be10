"""How messages show what an author wrote: on one line, shortened, in quotes, with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from outcome_frameworks.problems.unseen import HIDDEN

WHITE_SPACE = re.compile("[^\\S\xa0\u2007\u202f]+")
"""What may become one space where a text is set anew: all white space but no-break spaces."""


def one_line(text: str) -> str:
    """Return a text on one line, its white space drawn together; no-break spaces stay, as in `5 %` or `10 km`."""
    return WHITE_SPACE.sub(" ", text).strip()


def show(text: object, most: int = 60) -> str:
    """Return a text on one line, cut after `most` characters."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def write_out(text: str) -> str:
    """Return a text on one line as its author is to write it: whole, or `…`, and without what nobody can see."""
    line = HIDDEN.sub("", one_line(text))
    return line if len(line) <= _MOST_TO_WRITE else "…"


def quote(text: str) -> str:
    """Return a text as its author is to write it in YAML, in quotes that fit what it holds."""
    line = write_out(text)
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    return "'" + line.replace("'", "''") + "'"


_MOST_TO_WRITE = 300  # characters: more are not typed from a message, and half of a text is not what is meant


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 error`, `2 errors`, `1,500 elements`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def suggest(word: str, names: Iterable[str], likeness: float | None = None) -> str | None:
    """Return the name that is most like the word, without regard to case; None where none is near.

    Of names equally near, one that starts alike wins: M5 for M9 rather than A9. `likeness`, from 0 to 1, is how alike
    a name has to be; without it, short words such as ids need less of it.
    """
    by_folded = {name.casefold(): name for name in reversed(list(names))}
    folded = word.casefold()
    if folded in by_folded:
        return by_folded[folded]
    likeness = likeness or (0.5 if len(word) <= 3 else 0.65)
    near = get_close_matches(folded, by_folded, n=5, cutoff=likeness)
    near.sort(key=lambda name: -_same_start(name, folded))  # stable: of those that start alike, the nearest is first
    return by_folded[near[0]] if near else None


def _same_start(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class Suggestions:
    """Says what may be meant until as much has been compared as a check can take time for; no more from then on.

    To compare two words takes time by the product of their lengths, and thousands of words may each be unknown.
    """

    def __init__(self, most: int = 10_000_000) -> None:
        self._left = most

    def did_you_mean(self, word: str, names: Iterable[str], likeness: float | None = None) -> str:
        """Return `; did you mean "M5"?`, or nothing. The names are asked for only where they are compared."""
        if self._left <= 0 or len(word) > _LONGEST:
            return ""
        compared = list(names)
        self._left -= sum((len(word) + _FIXED) * (len(name) + _FIXED) for name in compared)
        return did_you_mean(word, compared, likeness) if self._left >= 0 else ""


_LONGEST = 400  # a word of more characters is like no name: two ids and a slash have 161 at most
_FIXED = 10  # what a comparison takes besides, in characters


def did_you_mean(word: str, names: Iterable[str], likeness: float | None = None) -> str:
    """Return `; did you mean "M5"?`, or nothing where no name is near."""
    name = suggest(word, names, likeness)
    return f'; did you mean "{name}"?' if name else ""
