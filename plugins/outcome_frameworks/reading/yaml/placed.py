"""What a file in YAML or JSON holds: texts, groups of fields and lists that know their places in it."""

from __future__ import annotations

from typing import Any

from outcome_frameworks.problems import Place


class PlacedText(str):
    """A scalar as it was written: `10000`, `no` and `012` stay text.

    An empty value, `~` and `null` are the empty text. `plain` tells that no quotes stand around it, `comment` is
    what follows on the same line from `#` on, and `repaired` that its line has been reported already.
    """

    __slots__ = ("comment", "place", "plain", "repaired")

    place: Place
    plain: bool
    comment: str | None
    repaired: bool

    @classmethod
    def at(
        cls, place: Place, text: str, plain: bool = False, comment: str | None = None, repaired: bool = False
    ) -> PlacedText:
        """Make a text that knows its place."""
        made = cls(text)
        made.place, made.plain, made.comment, made.repaired = place, plain, comment, repaired
        return made


class PlacedMapping(dict[str, Any]):
    """Fields and their values. `written` is the source text where it stands in braces on one line."""

    __slots__ = ("in_brackets", "key_places", "place", "repaired", "written")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.key_places: dict[str, Place] = {}
        self.written: str | None = None
        self.in_brackets = False
        self.repaired = False


class PlacedList(list[Any]):
    """A list of values. `written` is the source text where it stands in brackets on one line."""

    __slots__ = ("in_brackets", "place", "repaired", "written")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.written: str | None = None
        self.in_brackets = False
        self.repaired = False
