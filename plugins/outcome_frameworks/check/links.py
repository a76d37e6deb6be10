"""Rules on how elements lead to each other: circles, and elements that stand alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from outcome_frameworks.check.resolver import Resolver
from outcome_frameworks.check.waivers import waived_ids
from outcome_frameworks.model import Element, Framework, Level, Target, fold_id
from outcome_frameworks.problems import Problem
from outcome_frameworks.wording import count

_MOST_NAMED = 12  # codes in one message

Successors = dict[str, list[str]]
"""The keys that each key leads to, in the order of the files."""


def check_links(resolver: Resolver) -> Iterator[Problem]:
    """Note circles in all frameworks together, and in each level the elements without links."""
    targets: dict[str, Target] = {}
    successors: Successors = {}
    uncertain: set[str] = set()  # programmes with a link to nobody knows where: it would be said of that one's end
    for framework in resolver.portfolio.frameworks:
        holders: list[Level | Element] = [*framework.levels, *framework.walk()]
        for holder in holders:
            source = Target(framework, holder)
            targets.setdefault(source.key, source)
            following = successors.setdefault(source.key, [])
            for link in holder.leads_to:
                target = resolver.portfolio.find(link.to, framework)
                if target and target.entry:
                    following.append(target.key)
                else:
                    uncertain.add(framework.id)
    waived = {framework.id: waived_ids(framework, "cycle") for framework in resolver.portfolio.frameworks}
    yield from _note_circles(successors, targets, waived)
    linked = {key for key, following in successors.items() if following}
    linked.update(key for following in successors.values() for key in following)
    for framework in resolver.portfolio.frameworks:
        if framework.id not in uncertain and not resolver.is_partial(framework):
            yield from _note_alone(framework, linked)


def _note_circles(
    successors: Successors, targets: dict[str, Target], waived: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    order = {key: number for number, key in enumerate(successors)}
    for group in _find_circles(successors):
        members = [targets[key] for key in sorted(group & targets.keys(), key=order.__getitem__)]
        if any(_is_among(waived[member.framework.id], member) for member in members):
            continue
        first = members[0]
        path = [targets[key] for key in _shortest_circle(first.key, group, successors)]
        names = [_name(target, first.framework) for target in path]
        circle = " → ".join(names)
        if len(names) > _MOST_NAMED:
            names[_MOST_NAMED // 2 : -2] = ["…"]
            circle = f"{' → '.join(names)} ({count(len(path) - 1, 'element')})"
        rest = len(group) - (len(path) - 1)
        more = f"; {count(rest, 'more is', 'more are')} in circles with them" if rest else ""
        message = f"these lead to each other in a circle: {circle}{more}"
        assert first.entry is not None
        yield Problem(first.framework.file, first.entry.place, "cycle", message)


def _name(target: Target, within: Framework) -> str:
    assert target.entry is not None
    return target.entry.id if target.framework is within else target.key


def _is_among(waived: frozenset[str], target: Target) -> bool:
    return bool(waived) and ("programme" in waived or (target.entry is not None and fold_id(target.entry.id) in waived))


def _find_circles(successors: Successors) -> list[set[str]]:
    """Give the groups of keys that all lead to each other, in order of their first keys."""
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
    """Give a shortest way from a key back to itself inside its group, both ends included."""
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


def _note_alone(framework: Framework, linked: set[str]) -> Iterator[Problem]:
    waived = waived_ids(framework, "no-links")
    if "programme" in waived:
        return
    for level in framework.levels:
        if f"{framework.id}/{level.id}" in linked or fold_id(level.id) in waived:
            continue
        alone = _alone(framework.id, level.elements, linked, waived)
        if alone:
            message = f"in level {level.id}, {_say_alone(alone)}"
            yield Problem(framework.file, level.place, "no-links", message)
    alone = _alone(framework.id, framework.elements, linked, waived)
    if alone:
        yield Problem(framework.file, alone[0].place, "no-links", _say_alone(alone))


def _alone(programme: str, elements: Iterable[Element], linked: set[str], waived: frozenset[str]) -> list[Element]:
    """Give the outermost elements that have no link, nor any element inside them."""
    alone = []
    for element in elements:
        family = list(element.walk())
        if any(f"{programme}/{member.id}" in linked or fold_id(member.id) in waived for member in family):
            continue
        alone.append(element)
    return alone


def _say_alone(alone: list[Element]) -> str:
    names = ", ".join(element.id for element in alone[:_MOST_NAMED])
    more = f" and {len(alone) - _MOST_NAMED:,} more" if len(alone) > _MOST_NAMED else ""
    if len(alone) == 1:
        return f"{names} leads to nothing and nothing leads to it"
    return f"{names}{more} lead to nothing and nothing leads to them"
