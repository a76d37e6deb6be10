"""Says what stands between two neighbouring columns of a map: where the links between them lead, if there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outcome_frameworks.outcome_map.drawing import OutcomeMap, Wire


@dataclass(frozen=True)
class Mark:
    """Where the links between two columns lead as the map shows them: `on` to the second, `back` to the first, or both.

    `inferred` = every one of them is. Neither `on` nor `back` = no link between them is stated.
    """

    on: bool = False
    back: bool = False
    inferred: bool = False

    @property
    def words(self) -> str:
        """What a reader hears who does not see the mark."""
        if not (self.on or self.back):
            return "no link stated"
        to = "to the next level" if self.on else "to the level before"
        return f"links lead {'both ways' if self.on and self.back else to}{', all inferred' if self.inferred else ''}"

    def classes(self, name: str) -> str:
        """Return the classes of the mark in HTML and SVG, each with a space before it: ` of-way-on of-way-inferred`."""
        parts = {"on": self.on, "back": self.back, "inferred": self.inferred}
        return "".join(f" {name}-{part}" for part, is_so in parts.items() if is_so)


def marks_between(drawing: OutcomeMap, *, of_levels: bool = False) -> tuple[Mark, ...]:
    """Return the mark of each gap between columns, from the first: of all links, or only of those from level to level.

    The link of a card counts for its column. This is the one answer that all drawings of a map give.
    """
    columns = {column.key: number for number, column in enumerate(drawing.columns) if column.key}
    places = columns if of_levels else drawing.column_of() | columns
    gaps: list[list[tuple[bool, Wire]]] = [[] for _ in drawing.columns[1:]]
    for link in drawing.links():
        here, there = places.get(link.source), places.get(link.target)
        if here is not None and there is not None and abs(here - there) == 1:
            gaps[min(here, there)].append((here < there, link))
    return tuple(map(_mark, gaps))


def _mark(links: Sequence[tuple[bool, Wire]]) -> Mark:
    directions = {is_on for is_on, _ in links}
    return Mark(True in directions, False in directions, bool(links) and all(w.basis == "inferred" for _, w in links))
