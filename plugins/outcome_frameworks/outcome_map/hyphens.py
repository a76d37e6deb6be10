"""Says where a word may be broken with a hyphen, by the dictionary of the page's language."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pyphen

LEAST = 3
"""Letters that stay together at either end of a word."""


def syllables(word: str, language: str) -> list[str]:
    """Return a word in the parts between which a hyphen may stand; whole where there is no dictionary of its language.

    `language` is written as in HTML: `en`, `en-GB`. Places where hyphens change the spelling are left out.
    """
    dictionary = _dictionary(language)
    places = [int(place) for place in dictionary.positions(word) if not place.data] if dictionary else []
    ends = [0, *places, len(word)]
    return [word[start:end] for start, end in pairwise(ends)]


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=name, left=LEAST, right=LEAST) if name else None
