"""A text that has been made readable: what it is now, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.reading.yaml.parser import place_of


@dataclass
class Repairs:
    """A text that has been made readable, and what was wrong with it.

    `places` are where values stand that were put in quotes; `ids` those named in lines that were left out. `shifts` are
    the lines, from 0, whose columns moved: by how much they move back, and the last column that the author's line has.
    """

    text: str
    problems: list[Problem] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    complete: bool = True
    readable: bool = True
    shifts: dict[int, tuple[int, int]] = field(default_factory=dict)

    def place_of(self, mark: Any) -> Place:
        """Return the place in the author's file of a mark in the mended text."""
        if mark.line not in self.shifts:
            return place_of(mark)
        shift, most = self.shifts[mark.line]
        return Place(mark.line + 1, min(max(mark.column + shift, 0), most) + 1)
