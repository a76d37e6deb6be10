"""Resolve the references of all frameworks for the rules, with suggestions for those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from outcome_frameworks.model import (
    UNNAMED,
    Assumption,
    EarlierNames,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    Identified,
    LearningPoint,
    Level,
    Phase,
    Portfolio,
    Target,
    fold_id,
    identified_entries,
)
from outcome_frameworks.model.characters import appearance, is_disguised
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.wordings import Wordings
from outcome_frameworks.reading.frameworks.load import KnownIds

_KINDS: dict[type[Identified], str] = {
    Level: "a level",
    Element: "an element",
    Hypothesis: "a hypothesis",
    Assumption: "an assumption",
    LearningPoint: "a learning point",
    Evidence: "a piece of evidence",
    Phase: "a phase",
}


def name_kind(entry: Identified | None) -> str:
    """Return what an entry is: `a level`; no entry is a programme as a whole."""
    return _KINDS[type(entry)] if entry is not None else "a whole programme"


def name_kinds(kinds: tuple[type[Identified], ...]) -> str:
    """Return what may stand in a place: `an element or a level`."""
    return " or ".join(_KINDS[kind] for kind in kinds)


def name_entry(entry: Identified) -> str:
    """Name an entry in a sentence: `S1`, `level short`, `phase phase-1`."""
    if entry.id.startswith(UNNAMED):
        return "what has no valid id here"
    noun = {Level: "level ", Phase: "phase "}.get(type(entry), "")
    return f"{noun}{show(entry.id, 40)}"


def _clash(ids: list[str]) -> bool:
    """Return whether two of some ids are the same, or look so since one is in disguise; `I1` and `L1` are neither."""
    disguises = {appearance(id) for id in ids if is_disguised(id)}
    meant = {(True, look) if (look := appearance(id)) in disguises else (False, fold_id(id)) for id in ids}
    return len(meant) < len(ids)


class Resolver:
    """All frameworks, and the ids that stand in files which could not be read whole."""

    def __init__(self, portfolio: Portfolio, known_ids: KnownIds) -> None:
        self.portfolio = portfolio
        self.known_ids = known_ids
        self.suggest = portfolio.suggestions.did_you_mean
        self._wordings: dict[str, Wordings] = {}
        self._found: dict[tuple[str, tuple[type[Identified], ...]], tuple[str, ...]] = {}

    def is_withheld(self, reference: str, within: Framework | None) -> bool:
        """Return whether a reference may mean something in a broken part of a file, so that silence is right.

        Without a framework that it stands in, a bare id may mean something in any.
        """
        programme, slash, entry = reference.partition("/")
        if not slash:
            known = self.known_ids
            holders = {within.id} if within else known.unread | known.entries.keys()
            return reference in known.unread or any(
                id in known.unread or fold_id(reference) in known.entries.get(id, ()) for id in holders
            )
        return programme in self.known_ids.unread or fold_id(entry) in self.known_ids.entries.get(programme, ())

    def is_partial(self, framework: Framework) -> bool:
        """Return whether entries of a framework had to be left out, so that it cannot be counted."""
        return framework.id in self.known_ids.partial

    def is_ambiguous(self, framework: Framework) -> bool:
        """Return whether ids of a framework clash, so that nobody knows what references to them mean.

        The clash is told; what would only follow from it is not.
        """
        return framework.id in self._ambiguous

    @cached_property
    def _ambiguous(self) -> frozenset[str]:
        ids = {f.id: [entry.id for entry in identified_entries(f)] for f in self.portfolio.frameworks}
        return frozenset(programme for programme, held in ids.items() if _clash(held))

    def explain_unknown(
        self, reference: str, within: Framework, kinds: tuple[type[Identified], ...], holder: str = ""
    ) -> tuple[str, str]:
        """Return the rule that a reference breaks, and where it was looked for or what it names.

        What it may mean is one of `kinds`, but not its own holder.
        """
        if other := self.portfolio.find_unlinkable(reference, within):
            meant = name_kinds(kinds) if kinds else "an element, a level, a hypothesis or the like"
            return "wrong-reference", f"which is {other.what}; name {meant}"
        return "unknown-reference", self._explain_unknown(reference, within, kinds, holder)

    def _explain_unknown(
        self, reference: str, within: Framework, kinds: tuple[type[Identified], ...], holder: str
    ) -> str:
        if now := self._earlier.find(reference, within):
            own = now.entry is not None and now.framework is within
            return f'which is an earlier id; write "{now.entry.id if own and now.entry else now.key}"'
        if within.id not in self._wordings:
            self._wordings[within.id] = Wordings(within, self.portfolio, self.known_ids.codes.get(within.file, ()))
        if by_words := self._wordings[within.id].explain(reference, kinds):
            return by_words
        programme, slash, _ = reference.partition("/")
        if not slash:
            keys = self._keys_of.get(fold_id(reference), ())
            elsewhere = [key for key in keys if not key.startswith(f"{within.id}/")]
            if len(elsewhere) == 1:
                return f'which is not in this programme; did you mean "{elsewhere[0]}"?'
            names = (id for id in self._ids(within, kinds) if id != holder)
            whole = () if kinds else ("programme",)
            return "which is not in this programme" + self.suggest(reference, chain(whole, names))
        framework = next((f for f in self.portfolio.frameworks if f.id == programme), None)
        if framework is None:
            names = (f.id for f in self.portfolio.frameworks)
            return f'but there is no programme "{show(programme)}"' + self.suggest(programme, names)
        names = (f"{framework.id}/{id}" for id in self._ids(framework, ()))
        return "which does not exist" + self.suggest(reference, names)

    def _ids(self, framework: Framework, kinds: tuple[type[Identified], ...]) -> Iterator[str]:
        """Yield the ids of a framework, or of some kinds of entry, each once.

        They are found only when the first is asked for: most unknown references are compared with none. And they are
        kept, since thousands of references may be unknown.
        """
        asked = (framework.id, kinds)
        if asked not in self._found:
            entries = (entry for entry in identified_entries(framework) if not kinds or isinstance(entry, kinds))
            self._found[asked] = tuple(dict.fromkeys(entry.id for entry in entries))
        yield from self._found[asked]

    @cached_property
    def _earlier(self) -> EarlierNames:
        return EarlierNames(self.portfolio)

    @cached_property
    def _keys_of(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for framework in self.portfolio.frameworks:
            for entry in identified_entries(framework):
                keys.setdefault(fold_id(entry.id), []).append(Target(framework, entry).key)
        return keys
