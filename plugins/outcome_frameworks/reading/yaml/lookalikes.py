"""Marks that word processors and keyboards put in the place of those of YAML: one table of what is taken for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Lookalike(NamedTuple):
    """Marks that people take for one of YAML.

    `marks` stands between the brackets of a regular expression. `names` are what messages call some of them, `name`
    what they call the others; marks that messages only show have no name.
    """

    meant: str
    marks: str
    name: str = ""
    names: Mapping[str, str] = MappingProxyType({})


COLON = Lookalike(
    ":",
    "\uff1a\ufe55\ufe13\ua789\u2236\u02d0",  # keyboards for Chinese and Japanese type the wide one
    "a mark that only looks like a colon",
    MappingProxyType({"\uff1a": "a wide colon"}),
)
BLANK = Lookalike(
    " ",
    "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000",  # in the words of a text they are right: in French, before units
    "a space of another width",
    MappingProxyType({"\xa0": "a no-break space", "\u202f": "a narrow no-break space", "\u3000": "a wide space"}),
)
DASH = Lookalike("-", "–—‒−")
BULLET = Lookalike("-", "•·●▪◦‣\uf0b7")  # the last is that of Word, from its font of symbols

LOOKALIKES = (COLON, BLANK, DASH, BULLET)

FOREIGN_COLON = re.compile(f"[{COLON.marks}]")
"""A mark that looks like a colon and is none to YAML."""

FOREIGN_BLANK = re.compile(f"[{BLANK.marks}]")
"""A blank that looks like a space and is none to YAML."""

BULLETS = DASH.marks + BULLET.marks
"""What stands before the entries of a list in the place of a dash, for the brackets of a regular expression."""


def find_lookalike(mark: str) -> Lookalike | None:
    """Return what a mark is taken for, or None where it is taken for nothing else."""
    return next((kind for kind in LOOKALIKES if re.fullmatch(f"[{kind.marks}]", mark)), None)


def name_lookalike(mark: str) -> str:
    """Return what messages call a mark that nobody can tell from another: `U+00A0, a no-break space`."""
    kind = find_lookalike(mark)
    return f"U+{ord(mark):04X}, {kind.names.get(mark, kind.name)}" if kind else f"U+{ord(mark):04X}"


_WRONG_DASH = rf"(?P<mark>-(?=[a-z])|[{BULLETS}*+]|\d{{1,3}}[.)])(?P<blanks>[^\S\n]*)"
_FIRST_FIELD = r"(?:id|to|title|statement|label|rule|ref|on|vocabulary)"  # not any: `1. Aim: x` is a text

WRONG_ENTRY = re.compile(rf"(?P<lead> *){_WRONG_DASH}(?P<rest>{_FIRST_FIELD}:(?:\s.*)?)")
"""A line that begins an entry with another mark than a dash and a space: `-id: S1`, `• id: S1`, `2) id: S1`."""

WRONG_ENTRIES = re.compile(rf"^ *{_WRONG_DASH}{_FIRST_FIELD}:(?=\s|$)", re.MULTILINE)
"""Such a line anywhere in a text."""

WRONG_KEY = re.compile(f"{_WRONG_DASH}{_FIRST_FIELD}")
"""What YAML takes for the name of a field there: `-id`, `• id`."""
