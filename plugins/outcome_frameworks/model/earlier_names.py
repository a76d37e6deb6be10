"""What everything with a page was called before: under earlier ids of its own, of its programme, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from outcome_frameworks.model.framework import Framework
from outcome_frameworks.model.ids import fold_id
from outcome_frameworks.model.portfolio import Paged, Portfolio, Target, paged_entries

MOST_FOR_EACH = 16
"""Most earlier addresses of a programme for each of its entries: it may have had five ids, and each entry three."""

FEWEST_ENTRIES = 25
"""A programme with fewer entries may have as many earlier addresses as one with these."""


class Name(NamedTuple):
    """The two parts of an address: the id of a programme, and the folded id of what stands in it, or ""."""

    programme: str
    entry: str = ""


def name_of(target: Target) -> Name:
    """Return the present name of a programme or of what has a page in it."""
    return Name(target.framework.id, fold_id(target.entry.id) if target.entry else "")


def name_of_alias(alias: str, framework: Framework) -> Name:
    """Return the name that an entry's alias means: `S2` in its own programme, `kitchen/S2` in another."""
    programme, slash, entry = alias.partition("/")
    return Name(programme, fold_id(entry)) if slash else Name(framework.id, fold_id(alias))


@dataclass(frozen=True)
class EarlierNames:
    """The earlier names of a portfolio. Where two claim the same, the first has it; the check reports the second."""

    portfolio: Portfolio

    def claimed(self, framework: Framework) -> int:
        """Return how many earlier addresses a programme and its entries claim, by multiplying: they may be millions."""
        claimed = len(framework.programme.aliases)
        for entry in paged_entries(framework):
            programmes = [framework.id, *(name_of_alias(alias, framework).programme for alias in entry.aliases)]
            claimed += len(entry.aliases) + sum(len(self._aliases.get(programme, ())) for programme in programmes)
        return claimed

    @cached_property
    def excessive(self) -> dict[str, int]:
        """Programmes that claim more earlier addresses than a site can hold, with how many they may have.

        What their entries inherit from them is left out of everything; the check stops the build.
        """
        most = {
            framework.id: MOST_FOR_EACH * max(FEWEST_ENTRIES, sum(1 for _ in paged_entries(framework)))
            for framework in self.portfolio.frameworks
        }
        return {f.id: most[f.id] for f in self.portfolio.frameworks if self.claimed(f) > most[f.id]}

    @cached_property
    def present(self) -> dict[Name, Target]:
        """Every programme, and all in it that has a page, by its present name."""
        found: dict[Name, Target] = {}
        for framework in self.portfolio.frameworks:
            for target in (Target(framework, None), *(Target(framework, entry) for entry in paged_entries(framework))):
                found.setdefault(name_of(target), target)
        return found

    @cached_property
    def targets(self) -> dict[Name, Target]:
        """What each earlier name means now. A present name is nobody's earlier one.

        What an entry lists itself goes before what follows from an earlier id of its programme: where a programme was
        split, one part has its id, and entries of the other part list theirs.
        """
        found: dict[Name, Target] = {}
        for claims in (self._listed_by, self._inherited_by):
            for target in self.present.values():
                for name in claims(target):
                    if name not in self.present:
                        found.setdefault(name, target)
        return found

    def find(self, reference: str, within: Framework | None = None) -> Target | None:
        """Return what has an earlier name now: `S2` in a framework, `kitchen/S2`, or `kitchen` for a programme."""
        programme, slash, entry = reference.partition("/")
        found = self.targets.get(Name(programme, fold_id(entry)))
        if found is None and within is not None and not slash:
            found = self.targets.get(name_of_alias(reference, within))
        return found

    @cached_property
    def _of(self) -> dict[Name, list[Name]]:
        found: dict[Name, list[Name]] = {}
        for name, target in self.targets.items():
            found.setdefault(name_of(target), []).append(name)
        return found

    def of(self, name: Name) -> list[Name]:
        """Return the earlier names of what has this name now."""
        return self._of.get(name, [])

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        return {framework.id: framework.programme.aliases for framework in self.portfolio.frameworks}

    def _listed_by(self, target: Target) -> Iterator[Name]:
        framework, entry = target
        if entry is None:
            yield from map(Name, framework.programme.aliases)
        elif isinstance(entry, Paged):
            yield from (name_of_alias(alias, framework) for alias in entry.aliases)

    def _inherited_by(self, target: Target) -> Iterator[Name]:
        if target.entry is not None and target.framework.id not in self.excessive:
            for name in (name_of(target), *self._listed_by(target)):
                for alias in self._aliases.get(name.programme, ()):
                    yield Name(alias, name.entry)
