"""Names the parts of a map: ids for HTML that are short, safe in an address, and unique on the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from outcome_frameworks.outcome_map.drawing import OutcomeMap

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Anchors:
    """The ids of one map: its own, and one for each card."""

    of_map: str
    by_key: dict[str, str]

    def of_card(self, key: str) -> str:
        """Return the id of a card by its key."""
        return self.by_key[key]


def anchors(drawing: OutcomeMap) -> Anchors:
    """Return the ids of a map: `{map}-{code}` where all cards are of one programme, else `{map}-{programme}-{code}`."""
    prefix = slug(drawing.id) or "map"
    keys = list(drawing.column_of())
    programmes = {key.rpartition("/")[0] for key in keys}
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = slug(key.rpartition("/")[2] if len(programmes) == 1 else key) or "card"
        free, count = name, 2
        while free.casefold() in taken:
            free, count = f"{name}-{count}", count + 1
        taken.add(free.casefold())
        given[key] = f"{prefix}-{free}"
    return Anchors(prefix, given)


def slug(text: str) -> str:
    """Return a text with only letters, digits, `_`, `.` and `-`, which stands in an id and in an address as it is."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip("-")
