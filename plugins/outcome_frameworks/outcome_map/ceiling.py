"""Says where the accountability ceiling of a framework runs, and on which side of it something stands.

Accountability ceiling: the line in a theory of change between what a programme is held to account for and what it
contributes to (ActKnowledge and Aspen Institute, 2003). The map and all sentences ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outcome_frameworks.model import Element, Framework, Influence, Level, Target, is_retired
from outcome_frameworks.model.graph import Graph

Side = Literal["below", "above"]


@dataclass(frozen=True)
class Ceiling:
    """A ceiling between the levels `after` and `after` + 1, counted from 0; `aim_first` = the aim stands before it."""

    after: int
    aim_first: bool

    def side_of(self, position: int, influence: Influence | None) -> Side | None:
        """Return the side on which something of a level stands that has this influence.

        None where its influence, its own or that of its level, is not what the side means: what a programme only
        contributes to is not answered for, wherever it is drawn.
        """
        is_below = (position > self.after) if self.aim_first else (position <= self.after)
        if is_below:
            return "below" if influence == "direct" else None
        return "above" if influence == "contribute" else None


def find_ceiling(framework: Framework, graph: Graph) -> Ceiling | None:
    """Return the ceiling of a framework: beyond the last level that it influences directly, on the way to its aim.

    None where no such level is, none that it contributes to or has no influence on follows, one that it only
    contributes to stands on the same side, or no map is drawn.
    """
    if not any(framework.walk()):
        return None
    aim_first = is_aim_first(framework, graph)
    influences = [level.influence for level in framework.levels][:: -1 if aim_first else 1]
    if "direct" not in influences:
        return None
    last = max(place for place, influence in enumerate(influences) if influence == "direct")
    below, above = influences[: last + 1], influences[last + 1 :]
    if "contribute" in below or not {"contribute", "none"} & set(above):
        return None
    return Ceiling(len(above) - 1 if aim_first else last, aim_first)


def is_aim_first(framework: Framework, graph: Graph) -> bool:
    """Return whether the levels of a framework begin with its aim: as most links between them lead to earlier levels.

    Where links do not tell, a driver diagram begins with its aim: it is drawn so (source: Institute for Healthcare
    Improvement, "Driver Diagram"). Without levels the map itself puts what leads to something before it.
    """
    place = {Target(framework, level).key: number for number, level in enumerate(framework.levels)}
    place |= {
        Target(framework, element).key: number
        for number, level in enumerate(framework.levels)
        for element in level.walk()
    }
    size = {Target(framework, level).key: sum(1 for _ in level.walk()) for level in framework.levels}
    joined = {1: 0, 0: 0, -1: 0}  # pairs of elements by the direction of what joins them: a level stands for all in it
    for source, number in place.items():
        for target in {connection.target.key for connection in graph.leads_to.get(source, ())} & place.keys():
            step = place[target] - number
            joined[(step > 0) - (step < 0)] += size.get(source, 1) * size.get(target, 1)
    is_driver_diagram = framework.programme.kind == "driver-diagram" and bool(framework.levels)
    return joined[-1] > joined[1] or (joined[-1] == joined[1] and is_driver_diagram)


def side_of(entry: Element | Level, framework: Framework, ceiling: Ceiling | None) -> Side | None:
    """Return the side of its framework's ceiling on which an element or a level stands.

    None where there is no ceiling, and for what is retired.
    """
    level = entry if isinstance(entry, Level) else framework.level_of.get(entry.id)
    if ceiling is None or level is None or is_retired(entry):
        return None
    influence = entry.influence if isinstance(entry, Level) else framework.influence_on(entry)
    return ceiling.side_of(framework.levels.index(level), influence)
