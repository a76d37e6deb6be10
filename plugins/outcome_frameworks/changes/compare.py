"""Compare two versions of frameworks entry by entry: what is new, gone, renamed, moved, retired or worded anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from outcome_frameworks.changes.change import Change, ProgrammeChange
from outcome_frameworks.changes.fields import Difference, Sides, compare_fields
from outcome_frameworks.model import (
    Element,
    Framework,
    Identified,
    Level,
    Name,
    Phase,
    Portfolio,
    Target,
    fold_id,
    identified_entries,
    name_of_alias,
)
from outcome_frameworks.model.sentences import wording_of

_TITLED = (Level, Phase)
"""What readers know by its title rather than by a code."""


class _Found(NamedTuple):
    framework: Framework
    entry: Identified

    @property
    def key(self) -> str:
        return Target(*self).key if self.entry.id else self.framework.id


def compare_frameworks(before: Iterable[Framework], after: Iterable[Framework]) -> tuple[ProgrammeChange, ...]:
    """Return what changed from some frameworks to others, for each programme in the order of ids.

    Order and layout of the files make no difference.
    """
    comparison = _Comparison(_Side(tuple(before)), _Side(tuple(after)))
    changed = (comparison.programme(framework) for framework in comparison.after.programmes.values())
    gone = set(comparison.before.programmes) - set(comparison.earlier.values())
    vanished = (
        ProgrammeChange(id, comparison.before.programmes[id].programme.title, vanishes=True) for id in sorted(gone)
    )
    told = (change for change in changed if change.changes or change.appears or change.moved)
    return tuple(sorted((*told, *vanished), key=lambda change: change.programme))


@dataclass(frozen=True)
class _Side:
    """The frameworks before or after."""

    frameworks: tuple[Framework, ...]

    @cached_property
    def programmes(self) -> dict[str, Framework]:
        return {framework.id: framework for framework in reversed(self.frameworks)}

    @cached_property
    def entries(self) -> dict[Name, _Found]:
        found: dict[Name, _Found] = {}
        for framework in self.programmes.values():
            for entry in identified_entries(framework):
                found.setdefault(Name(framework.id, fold_id(entry.id)), _Found(framework, entry))
            for phase in framework.programme.phases:
                if not phase.id:  # a blank, which no id holds, parts the word from the title
                    found.setdefault(Name(framework.id, f"phase {phase.title}"), _Found(framework, phase))
        return found

    def meant(self, reference: str, programme: str) -> Name:
        """Return what a reference in a programme means, as far as these frameworks know it."""
        name, slash, entry = reference.strip().partition("/")
        if slash:
            return Name(name, fold_id(entry))
        own = Name(programme, fold_id(name))
        return own if own in self.entries else Name(name)


class _Comparison:
    """Two sides, and what on one of them is what on the other."""

    def __init__(self, before: _Side, after: _Side) -> None:
        self.before, self.after = before, after
        self.earlier = dict(self._pair_programmes())
        """The earlier id of each programme that had one or kept it."""
        self.pairs: dict[Name, Name] = {}
        """What each entry was before: later names with earlier ones."""
        self._pair_entries()
        self._later = {earlier: later for later, earlier in self.pairs.items()}
        self._later_programme = {earlier: later for later, earlier in self.earlier.items()}

    def _pair_programmes(self) -> Iterator[tuple[str, str]]:
        taken = set(self.before.programmes) & set(self.after.programmes)
        for id, framework in self.after.programmes.items():
            names = (id, *framework.programme.aliases)
            for name in names:
                if name in self.before.programmes and (name == id or name not in taken):
                    taken.add(name)
                    yield id, name
                    break

    def _pair_entries(self) -> None:
        """Pair entries by their names, then by the aliases that they list, then by their words."""
        taken: set[Name] = set()
        for claims in (self._same_name, self._listed_names, self._same_words):
            words = self._by_words(taken) if claims == self._same_words else {}
            for name, found in self.after.entries.items():
                if name in self.pairs:
                    continue
                for earlier in claims(name, found, words):
                    other = self.before.entries.get(earlier)
                    if other and earlier not in taken and type(other.entry) is type(found.entry):
                        taken.add(earlier)
                        self.pairs[name] = earlier
                        break

    def _same_name(self, name: Name, _found: _Found, _words: Mapping[object, Name]) -> list[Name]:
        return [Name(self.earlier.get(name.programme, name.programme), name.entry)]

    def _listed_names(self, _name: Name, found: _Found, _words: Mapping[object, Name]) -> list[Name]:
        listed = [name_of_alias(alias, found.framework) for alias in getattr(found.entry, "aliases", ())]
        return [name._replace(programme=self.earlier.get(name.programme, name.programme)) for name in listed]

    def _same_words(self, name: Name, found: _Found, words: Mapping[object, Name]) -> list[Name]:
        earlier = words.get((self.earlier.get(name.programme), type(found.entry), _wording(found)))
        return [earlier] if earlier else []

    def _by_words(self, taken: set[Name]) -> dict[object, Name]:
        left = ((name, found) for name, found in self.before.entries.items() if name not in taken)
        return {(name.programme, type(found.entry), _wording(found)): name for name, found in left}

    def programme(self, framework: Framework) -> ProgrammeChange:
        """Return what became of a programme."""
        id = framework.id
        earlier = self.earlier.get(id)
        own = {name: found for name, found in self.after.entries.items() if name.programme == id}
        pairs = [(self.before.entries[self.pairs[name]], found) for name, found in own.items() if name in self.pairs]
        new = [found for name, found in own.items() if name not in self.pairs]
        return ProgrammeChange(
            id,
            framework.programme.title,
            earlier if earlier and earlier != id else "",
            appears=earlier is None,
            changes=tuple(self._changes(framework, pairs, new)),
            added=tuple(found.key for found in new if found.entry.id),
            moved=tuple(
                (before.key, after.key)
                for before, after in pairs
                if before.key != after.key and before.entry.id and after.entry.id
            ),
        )

    def _changes(self, framework: Framework, pairs: list[tuple[_Found, _Found]], new: list[_Found]) -> Iterator[Change]:
        earlier = self.earlier.get(framework.id)
        if earlier is None:
            yield Change(framework.id, "The programme", " published for the first time", rewords=True)
        else:
            yield from self._of_programme(self.before.programmes[earlier], framework)
            yield from (
                Change(found.key, _subject(found), " added", "", _wording(found), rewords=True) for found in new
            )
        for before, after in pairs:
            for difference in self._of_entry(before, after):
                yield Change(after.key, _subject(after), *difference)
        yield from self._gone(earlier, framework)

    def _of_programme(self, before: Framework, after: Framework) -> Iterator[Change]:
        sides = self._sides(before, after)
        if before.id != after.id:
            yield Change(after.id, "The programme", f" has a new id; it was {before.id}")
        for old, new in ((before.programme, after.programme), (before, after)):
            for difference in compare_fields(old, new, sides):
                yield Change(after.id, "The programme", *difference)

    def _gone(self, earlier: str | None, framework: Framework) -> Iterator[Change]:
        for name, found in self.before.entries.items():
            if name.programme != earlier:
                continue
            later = self._later.get(name)
            key = f"{framework.id}/{found.entry.id}".rstrip("/")
            if later is None:
                yield Change(key, _subject(found), " removed", _wording(found))
            elif later.programme != framework.id:
                moved_to = self.after.entries[later]
                title = moved_to.framework.programme.title
                yield Change(moved_to.key, _subject(found), f" moved to {title}, where it is {_subject(moved_to)}")

    def _of_entry(self, before: _Found, after: _Found) -> Iterator[Difference]:
        yield from self._renamed(before, after)
        # Beside a draft nothing is said of what the source counts; that is no change of the count.
        left_out = [name for name in ("stated_count",) if name in before.entry.left_out | after.entry.left_out]
        if retired := _retired(before.entry, after.entry):
            yield Difference(retired, after=getattr(after.entry, "why", None) or "")
            left_out = ["status", "replaced_by", "why"]
        yield from self._placed_anew(before, after)
        yield from compare_fields(before.entry, after.entry, self._sides(before.framework, after.framework), left_out)

    def _renamed(self, before: _Found, after: _Found) -> Iterator[Difference]:
        if self.earlier.get(after.framework.id) != before.framework.id:
            yield Difference(f" came from {before.framework.programme.title}, where it was {_subject(before)}")
        elif fold_id(before.entry.id) != fold_id(after.entry.id) and not isinstance(after.entry, _TITLED):
            yield Difference(f" has a new code; it was {before.entry.id}")

    def _placed_anew(self, before: _Found, after: _Found) -> Iterator[Difference]:
        """Yield where an element stands now, if that is not where it stood."""
        if not isinstance(after.entry, Element) or before.framework.id != self.earlier.get(after.framework.id):
            return
        old, new = _holders(before), _holders(after)
        now = [self.pairs.get(Name(after.framework.id, fold_id(holder.id))) if holder else None for holder in new]
        then = [Name(before.framework.id, fold_id(holder.id)) if holder else None for holder in old]
        if now[0] != then[0]:
            titles = [f"“{level.title}”" if isinstance(level, Level) else "no level" for level in (old[0], new[0])]
            yield Difference(f" moved from {titles[0]} to {titles[1]}")
        if now[1] != then[1]:
            yield Difference(
                f" now stands inside {new[1].id}"
                if new[1]
                else f" no longer stands inside {old[1].id if old[1] else ''}"
            )

    def _sides(self, before: Framework, after: Framework) -> Sides:
        """Return how references are understood: those of before by what they mean now."""

        def earlier(text: str) -> object:
            meant = [self.before.meant(part, before.id) for part in text.split(">")]
            return tuple(
                self._later.get(name) or Name(self._later_programme.get(name.programme, name.programme), name.entry)
                for name in meant
            )

        def later(text: str) -> object:
            return tuple(self.after.meant(part, after.id) for part in text.split(">"))

        return Sides(earlier, later)


def _wording(found: _Found) -> str:
    return wording_of(Target(*found), Portfolio((found.framework,)))


def _subject(found: _Found) -> str:
    if isinstance(found.entry, _TITLED):
        return f"{type(found.entry).__name__} “{found.entry.title}”"
    return found.entry.id


def _retired(before: Identified, after: Identified) -> str:
    """Return that an entry was retired in between; "" where it was not."""
    if getattr(after, "status", "") != "retired" or getattr(before, "status", "") == "retired":
        return ""
    replaced_by = getattr(after, "replaced_by", None)
    return f" retired, replaced by {replaced_by}" if replaced_by else " retired"


def _holders(found: _Found) -> tuple[Level | None, Element | None]:
    framework, id = found.framework, found.entry.id
    return framework.level_of.get(id), framework.parent_of.get(id)
