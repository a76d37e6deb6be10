"""The rule on circles: elements and levels that lead to each other, one by one or as groups, in all programmes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from outcome_frameworks.model import Element, Framework, Holder, Level, Target, fold_id
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.checks.resolver import Resolver
from outcome_frameworks.reading.checks.waivers import waived_ids

_MOST_NAMED = 12  # names in one message

Successors = dict[str, list[str]]
"""The places that each place leads to, in the order of the files."""

_Step = tuple[Target, Target | None]
"""What a circle goes through: an element or a level, and the level as one of which an element leads on."""


def note_circles(resolver: Resolver) -> Iterator[Problem]:
    """Note what leads to itself by way of others: by its own links, and what else does so by those of groups.

    A link of a level is one of each element in it; a link to a level leads to each element in it. A link from an
    element to its own level closes no circle: it speaks of the group that the element is part of. What all lead to
    each other is one note.
    """
    web = _Web(resolver)
    through_groups = _find_circles(web.successors)
    if not through_groups:
        return  # each circle of links alone is one of these, too
    told: set[str] = set()
    for group in _find_circles(web.links):
        members = web.in_order(group)
        told |= group | {key for member in members for key in _inside(member)}
        if not web.is_waived(members):
            circle = _shortest_circle(members[0].key, group, web.links)
            yield _note(members, [(web.targets[key], None) for key in circle])
    for group in through_groups:
        members = [target for target in web.in_order(group) if target.key not in told]
        if any(isinstance(member.entry, Element) for member in members) and not web.is_waived(members):
            yield _note(members, _shortest_path(members, group, web))


def _note(members: list[Target], path: list[_Step]) -> Problem:
    """Note a circle, and say how many more lead to each other there."""
    named = {key for step in path for target in step if target for key in (target.key, *_inside(target))}
    kind = Element if any(isinstance(member.entry, Element) for member in members) else Level
    rest = sum(1 for member in members if isinstance(member.entry, kind) and member.key not in named)
    more = f"; {count(rest, 'more is', 'more are')} in circles with them" if rest else ""
    first = path[0][0]
    assert first.entry is not None
    message = f"these lead to each other in a circle: {_in_words(path)}{more}"
    return Problem(first.framework.file, first.entry.place, "cycle", message)


def _inside(target: Target) -> list[str]:
    """Return the keys of what stands in a level; nothing for an element."""
    level = target.entry
    return [f"{target.framework.id}/{element.id}" for element in level.walk()] if isinstance(level, Level) else []


class _Web:
    """What leads to what: by `links` alone, and with what follows from those of groups (`successors`).

    There a level has two places, so that it takes no line from each element to each other: at the one, `garden/do`,
    arrives what leads to all in the level; from the other, `garden/do>`, starts what all in it lead to.
    """

    def __init__(self, resolver: Resolver) -> None:
        self.links: Successors = {}
        self.successors: Successors = {}
        self.targets: dict[str, Target] = {}
        self._waived = {f.id: waived_ids(f, "cycle") for f in resolver.portfolio.frameworks}
        for holder in resolver.portfolio.holders:
            if not resolver.is_ambiguous(holder.framework):
                self._add(holder)
        self._number = {place: number for number, place in enumerate(self.targets)}

    def in_order(self, group: set[str]) -> list[Target]:
        """Return what stands at some places, each once, in the order of the files."""
        places = sorted(group, key=self._number.__getitem__)
        return list({self.targets[place].key: self.targets[place] for place in places}.values())

    def is_waived(self, members: list[Target]) -> bool:
        """Return whether the rule is waived for one of the members of a circle, or for its programme."""
        return any(
            (waived := self._waived[framework.id]) and ("programme" in waived or fold_id(entry.id) in waived)
            for framework, entry in members
            if entry
        )

    def _add(self, holder: Holder) -> None:
        framework, entry, links = holder
        target = Target(framework, entry)
        led_to = [other.key for _, other in links if other and isinstance(other.entry, (Level, Element))]
        self.targets[target.key] = target
        self.links[target.key] = led_to
        if isinstance(entry, Level):
            self.targets[f"{target.key}>"] = target
            self.successors |= {target.key: [f"{target.key}>", *_inside(target)], f"{target.key}>": led_to}
            return
        level = framework.level_of.get(entry.id)
        own = f"{framework.id}/{level.id}" if level else ""
        self.successors[target.key] = [key for key in led_to if key != own] + ([f"{own}>"] if own else [])


def _shortest_path(members: list[Target], group: set[str], web: _Web) -> list[_Step]:
    """Return the circle with the fewest names: from its first element, or from its first level if that is shorter."""
    kinds: tuple[type[Element | Level], ...] = (Element, Level)
    firsts = [next((m for m in members if isinstance(m.entry, kind)), None) for kind in kinds]
    starts = [place for first in firsts if first for place in (first.key, f"{first.key}>") if place in group]
    paths = (_steps(_shortest_circle(start, group, web.successors), web) for start in starts)
    return min(paths, key=lambda path: len(path) + sum(level is not None for _, level in path))


def _steps(places: list[str], web: _Web) -> list[_Step]:
    """Return the steps of a circle, with the two places of a level as one."""
    steps: list[_Step] = []
    for place in places:
        target, before = web.targets[place], steps[-1][0] if steps else None
        if place.endswith(">") and before and isinstance(before.entry, Element):
            steps[-1] = (before, target)
        elif before != target or len(places) == 2:
            steps.append((target, None))
    return steps


def _in_words(path: list[_Step]) -> str:
    within = path[0][0].framework
    are_levels = all(isinstance(target.entry, Level) for target, _ in path)
    names = [_name(step, within, "" if are_levels else "level ") for step in path]
    if len(names) <= _MOST_NAMED:
        return " → ".join(names)
    what = "element" if all(isinstance(target.entry, Element) for target, _ in path) else "step"
    names[_MOST_NAMED // 2 : -2] = ["…"]
    return f"{' → '.join(names)} ({count(len(path) - 1, what)})"


def _name(step: _Step, within: Framework, noun: str) -> str:
    """Name a step: `S1`, `level short`, `S1 in level short`; those of another programme in full."""
    target, level = step
    assert target.entry is not None
    name = target.entry.id if target.framework is within else target.key
    if isinstance(target.entry, Level):
        return noun + name
    return f"{name} in {_name((level, None), within, noun)}" if level else name


def _find_circles(successors: Successors) -> list[set[str]]:
    """Return the groups of keys that all lead to each other, in order of their first keys."""
    search = _CircleSearch(successors)
    for key in successors:
        search.start_at(key)
    return search.groups


class _CircleSearch:
    """Tarjan's search for strongly connected components (1972), with a list of its own in place of recursion."""

    def __init__(self, successors: Successors) -> None:
        self.groups: list[set[str]] = []
        self._successors = successors
        self._number: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: dict[str, None] = {}  # keys whose group is not known yet, in the order they were met
        self._work: list[tuple[str, Iterator[str]]] = []

    def start_at(self, key: str) -> None:
        """Search everything that a key leads to and that has not been searched yet."""
        if key not in self._number:
            self._enter(key)
        while self._work:
            key, following = self._work[-1]
            after = next(following, None)
            if after is None:
                self._leave(key)
            elif after not in self._number:
                self._enter(after)
            elif after in self._open:
                self._low[key] = min(self._low[key], self._number[after])

    def _enter(self, key: str) -> None:
        self._number[key] = self._low[key] = len(self._number)
        self._open[key] = None
        self._work.append((key, iter(self._successors.get(key, ()))))

    def _leave(self, key: str) -> None:
        self._work.pop()
        if self._work:
            before = self._work[-1][0]
            self._low[before] = min(self._low[before], self._low[key])
        if self._low[key] != self._number[key]:
            return
        group: set[str] = set()
        while key not in group:
            group.add(self._open.popitem()[0])
        if len(group) > 1 or key in self._successors.get(key, ()):
            self.groups.append(group)


def _shortest_circle(start: str, group: set[str], successors: Successors) -> list[str]:
    """Return a shortest way from a key back to itself inside its group, both ends included."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        key = queue.popleft()
        for after in successors[key]:
            if after == start:
                path = [start, key]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if after in group and after not in came_from:
                came_from[after] = key
                queue.append(after)
    return [start]
