"""What of a text can be shown: what HTML and XML may hold, on one line."""

from __future__ import annotations

import re
from functools import lru_cache

from outcome_frameworks.problems.wording import one_line

KEPT_TEXTS = 1024
"""Texts of which is kept what was found of them: each stands in several maps and pictures of its programme, one made
right after the other."""

# What neither XML 1.0 nor HTML may hold: controls but tab and line feeds, surrogates, and non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@lru_cache(KEPT_TEXTS)
def displayable(text: str) -> str:
    """Return a text without characters that would make HTML or XML invalid, with white space drawn together."""
    return one_line(_FORBIDDEN.sub("", text))
