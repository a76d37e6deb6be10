"""References by words instead of ids: which entry has these words, or how they become an entry that has an id."""

from __future__ import annotations

import re
from functools import cached_property

from outcome_frameworks.model import (
    UNNAMED,
    Assumption,
    Evidence,
    Framework,
    Identified,
    Portfolio,
    fold_id,
    identified_entries,
)
from outcome_frameworks.plain_entries import Codes, Lines
from outcome_frameworks.wording import one_line, show

_FIRST_WORD = re.compile(r"[^\w(\[]*[(\[]?([^\s:,;()\[\]]+)[)\]:.,]*\s+\S")  # `M1: People meet`, `• (M1) People meet`
_LISTED_UNDER: dict[type[Identified], tuple[str, str]] = {
    Assumption: ("assumptions", "statement"),
    Evidence: ("evidence", "title"),
}
"""What may be told with the entry to add, with its list and the field that holds its words."""

Kinds = tuple[type[Identified], ...]


class Wordings:
    """What the entries of one framework say, and the ids that are still free in it."""

    def __init__(self, framework: Framework, portfolio: Portfolio) -> None:
        self._framework, self._portfolio = framework, portfolio
        self._taken = {fold_id(entry.id) for entry in identified_entries(framework)}
        self._codes: dict[type[Identified], Codes] = {}
        self._advised: dict[str, str] = {}

    def explain(self, reference: str, kinds: Kinds) -> str:
        """Return which entry of these kinds a reference means by its words, and what to write; "" for any other.

        No kinds stand for all.
        """
        if found := [entry for entry in self._by_words.get(_fold(reference), ()) if _is_one_of(entry, kinds)]:
            names = [show(entry.id, 40) for entry in found]
            words = "the wording" if any(hasattr(entry, "statement") for entry in found) else "the title"
            if len(names) == 1:
                return f"which is {words} of {names[0]}; write {names[0]}"
            return f"which is {words} of {', '.join(names[:-1])} and {names[-1]}; write the one that is meant"
        if first := _FIRST_WORD.match(reference):
            target = self._portfolio.find(first[1], self._framework)
            if target and target.entry and target.framework is self._framework and _is_one_of(target.entry, kinds):
                return f"which begins with the id {target.entry.id}; write {target.entry.id}"
        return self._explain_sentence(reference, kinds) if len(reference.split()) > 1 else ""

    def _explain_sentence(self, reference: str, kinds: Kinds) -> str:
        """Return the entry that a sentence may become, with the same id wherever it stands."""
        if len(kinds) != 1 or kinds[0] not in _LISTED_UNDER:
            return ""
        (kind,) = kinds
        listed_in, field = _LISTED_UNDER[kind]
        words = one_line(reference)
        if words not in self._advised:
            listed = (entry.id for entry in getattr(self._framework, listed_in))
            codes = self._codes.setdefault(kind, Codes(kind, listed, "", self._taken))
            self._advised[words] = codes.next_for(words)
            self._taken.add(fold_id(self._advised[words]))
        id = self._advised[words]
        line = f"- {Lines(id, field, words).entry()}"
        return f"which is no id; write {id}, and add under {listed_in}: at the top of the file: {line}"

    @cached_property
    def _by_words(self) -> dict[str, list[Identified]]:
        found: dict[str, list[Identified]] = {}
        for entry in identified_entries(self._framework):
            said = (getattr(entry, field, None) for field in ("statement", "label", "title"))
            for words in {_fold(text) for text in said if text}:
                if not entry.id.startswith(UNNAMED):
                    found.setdefault(words, []).append(entry)
        return found


def _is_one_of(entry: Identified, kinds: Kinds) -> bool:
    return not kinds or isinstance(entry, kinds)


def _fold(words: str) -> str:
    """Return the form in which wordings are compared: without case, and without marks around them."""
    return fold_id(one_line(words)).strip(" .“”\"'‘’")
