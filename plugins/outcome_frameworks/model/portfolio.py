"""All frameworks of a site together, and the one way in which references are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from outcome_frameworks.model.entry import Entry, is_retired
from outcome_frameworks.model.framework import (
    Assumption,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    LearningPoint,
    Level,
)
from outcome_frameworks.model.ids import fold_id
from outcome_frameworks.model.organisations import Organisation, OrganisationsFile
from outcome_frameworks.model.parts import Link, Phase
from outcome_frameworks.model.scalars import Reference
from outcome_frameworks.problems.wording import Suggestions, one_line

Identified = Level | Element | Hypothesis | Assumption | LearningPoint | Evidence | Phase
"""What has an id that references can name."""

Paged = Element | Hypothesis | LearningPoint
"""What has a page of its own inside a programme: `isinstance(entry, Paged)` asks whether an entry has one."""


class Target(NamedTuple):
    """What a reference means: a framework, and the entry in it; no entry means the programme as a whole."""

    framework: Framework
    entry: Identified | None

    @property
    def key(self) -> str:
        """The reference in full: `new-models/S1`, or `new-models` for the programme."""
        return f"{self.framework.id}/{self.entry.id}" if self.entry else self.framework.id


class Unlinkable(NamedTuple):
    """What has an id to which no reference can lead: `a document` of a framework, or `an organisation` of none."""

    what: str
    framework: Framework | None = None


class Holder(NamedTuple):
    """A level or an element with its links, and what each of these leads to: None where that is unknown."""

    framework: Framework
    entry: Level | Element
    links: tuple[tuple[Link, Target | None], ...]

    @property
    def key(self) -> str:
        """Its reference in full: `new-models/S1`."""
        return Target(self.framework, self.entry).key


class Stretch(NamedTuple):
    """What a link reference `S1 > M1` means: its two ends."""

    source: Target
    target: Target


def identified_entries(framework: Framework) -> list[Identified]:
    """Return everything in a framework that has an id and shares its one space of ids, in the order of the file."""
    return [
        *(phase for phase in framework.programme.phases if phase.id),
        *framework.levels,
        *framework.walk(),
        *framework.hypotheses,
        *framework.assumptions,
        *framework.learning,
        *framework.evidence,
    ]


def paged_entries(framework: Framework) -> Iterator[Paged]:
    """Yield everything in a framework that has a page of its own, in the order of the file."""
    return (entry for entry in identified_entries(framework) if isinstance(entry, Paged))


def _fold_name(name: str) -> str:
    """Return the form in which names of organisations are compared: without regard to case and white space."""
    return fold_id(one_line(name))


@dataclass(frozen=True)
class Portfolio:
    """All frameworks of a site and the organisations they refer to.

    `frameworks` are in the order of their ids. Later entries with an id that is already taken are not found by
    `find`; `check` reports them. `withheld` are the full keys, with folded ids, of what has been left out of it, since
    it is not for the public yet: of drafts.
    """

    frameworks: tuple[Framework, ...] = ()
    organisations_file: OrganisationsFile = field(default_factory=OrganisationsFile)
    withheld: frozenset[str] = frozenset()

    @cached_property
    def suggestions(self) -> Suggestions:
        """Says what is meant where a reference is unknown, in frameworks and in pages."""
        return Suggestions()

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by id."""
        return {organisation.id: organisation for organisation in self.organisations_file.organisations}

    @cached_property
    def _organisations_by_name(self) -> dict[str, Organisation]:
        """Organisations by their folded titles and short titles; of two with the same name, the first, titles first."""
        listed = self.organisations_file.organisations
        named = [(each.title, each) for each in listed]
        named += [(each.short_title, each) for each in listed if each.short_title]
        return {_fold_name(name): each for name, each in reversed(named)}

    def organisation(self, reference: Reference | str) -> Organisation | None:
        """Return the organisation of an id, a title or a short title; None where organisations.yml has none."""
        text = str(reference)
        return self.organisations.get(text) or self._organisations_by_name.get(_fold_name(text))

    def organisation_with_owners(self, reference: Reference | str) -> list[Organisation]:
        """Return an organisation and those that it belongs to, the nearest first; none where it is unknown."""
        found: dict[str, Organisation] = {}
        organisation = self.organisation(reference)
        while organisation is not None and organisation.id not in found:
            found[organisation.id] = organisation
            organisation = self.organisation(organisation.part_of) if organisation.part_of else None
        return list(found.values())

    @cached_property
    def _frameworks(self) -> dict[str, Framework]:
        return {framework.id: framework for framework in reversed(self.frameworks)}

    @cached_property
    def _entries(self) -> dict[str, dict[str, Identified]]:
        return {
            framework.id: {fold_id(entry.id): entry for entry in reversed(identified_entries(framework))}
            for framework in reversed(self.frameworks)
        }

    def find(self, reference: Reference | str, within: Framework | None = None) -> Target | None:
        """Resolve `S1`, `new-models/S1`, `new-models` or `programme`; give None where nothing is meant.

        A bare id means an entry of `within` first, and a programme where there is no such entry. Aliases are not
        references: they keep old addresses alive.
        """
        programme_id, slash, entry_id = str(reference).partition("/")
        if not slash:
            if within is not None:
                if programme_id == "programme":
                    return Target(within, None)
                entry = self._entries[within.id].get(fold_id(programme_id))
                if entry is not None:
                    return Target(within, entry)
            framework = self._frameworks.get(programme_id)
            return Target(framework, None) if framework else None
        framework = self._frameworks.get(programme_id)
        entry = self._entries[programme_id].get(fold_id(entry_id)) if framework else None
        return Target(framework, entry) if framework and entry else None

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Every level and element with its links resolved, in the order of the files, levels first in each.

        The graph and the rules on links all read this one resolution.
        """
        return tuple(holder for held in self._held.values() for holder in held)

    def holders_in(self, framework: Framework) -> tuple[Holder, ...]:
        """Return those of one framework."""
        return self._held[id(framework)]

    @cached_property
    def _held(self) -> dict[int, tuple[Holder, ...]]:
        """Holders by the identity of their framework: two files may claim one id, which is an error of its own."""
        return {id(framework): tuple(self._resolved(framework)) for framework in self.frameworks}

    def _resolved(self, framework: Framework) -> Iterator[Holder]:
        entries: list[Level | Element] = [*framework.levels, *framework.walk()]
        for entry in entries:
            yield Holder(framework, entry, tuple((link, self.find(link.to, framework)) for link in entry.leads_to))

    def successors(self, target: Target) -> list[Target]:
        """Return what replaced an entry that is retired, what replaced that, and so on to what stands now.

        A circle ends where it would begin again; the check reports it.
        """
        found: list[Target] = []
        now: Target | None = target
        while now is not None and is_retired(now.entry):
            reference = getattr(now.entry, "replaced_by", None)
            now = self.find(reference, now.framework) if reference else None
            if now is None or now.key == target.key or now in found:
                break
            found.append(now)
        return found

    @cached_property
    def _documents(self) -> dict[str, frozenset[str]]:
        return {
            framework.id: frozenset(fold_id(document.id) for document in framework.programme.documents if document.id)
            for framework in self.frameworks
        }

    def find_unlinkable(self, reference: Reference | str, within: Framework | None = None) -> Unlinkable | None:
        """Return what a reference that `find` does not know names all the same; None where it names nothing.

        A bare id means a document of `within`, else one of any programme, and an organisation where there is no such.
        """
        programme_id, slash, entry_id = str(reference).partition("/")
        name = fold_id(entry_id if slash else programme_id)
        for framework in self.frameworks if within is None or slash else (within,):
            if name in self._documents.get(framework.id, ()) and (not slash or framework.id == programme_id):
                return Unlinkable("a document", framework)
        is_organisation = not slash and programme_id in self.organisations
        return Unlinkable("an organisation") if is_organisation else None

    def withholds(self, reference: Reference | str, within: Framework | None = None) -> bool:
        """Return whether a reference, or an end of a link `S1 > M1`, means what has been left out of this portfolio."""
        return bool(self.withheld) and any(self._withholds(end.strip(), within) for end in str(reference).split(">"))

    def _withholds(self, reference: str, within: Framework | None) -> bool:
        programme_id, slash, entry_id = reference.partition("/")
        if slash or within is None:
            return programme_id in self.withheld or f"{programme_id}/{fold_id(entry_id)}" in self.withheld
        own = fold_id(programme_id)
        is_own = own == "programme" or own in self._entries.get(within.id, {})
        return f"{within.id}/{own}" in self.withheld or (programme_id in self.withheld and not is_own)

    def find_link(self, reference: Reference | str, within: Framework | None = None) -> Stretch | None:
        """Resolve `S1 > M1` to its two ends; give None where it is no link or an end is unknown."""
        left, arrow, right = str(reference).partition(">")
        if not arrow:
            return None
        source, target = self.find(left.strip(), within), self.find(right.strip(), within)
        return Stretch(source, target) if source and target else None

    def names(self, within: Framework | None = None) -> Iterator[str]:
        """Yield what a reference may be, for suggestions: ids of `within` first, then all in full."""
        yield from (entry.id for entry in self._entries[within.id].values()) if within else ()
        yield from self._frameworks
        yield from (f"{key}/{entry.id}" for key, entries in self._entries.items() for entry in entries.values())


__all__ = [
    "Entry",
    "Holder",
    "Identified",
    "Paged",
    "Portfolio",
    "Stretch",
    "Target",
    "identified_entries",
    "paged_entries",
]
