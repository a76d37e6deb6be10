"""References by words instead of ids: which entry has these words, or how they become an entry that has an id."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cached_property

from outcome_frameworks.model import (
    UNNAMED,
    Assumption,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    Identified,
    LearningPoint,
    Portfolio,
    fold_id,
    identified_entries,
)
from outcome_frameworks.problems.wording import one_line, show, write_out
from outcome_frameworks.reading.frameworks.plain_entries import Codes, Lines, is_code, spell_out

_FIRST_WORD = re.compile(r"[^\w(\[]*[(\[]?([^\s:,;()\[\]]+)[)\]:.,]*\s+\S")  # `M1: People meet`, `• (M1) People meet`
_LISTED_UNDER: dict[type[Identified], str] = {Assumption: "assumptions", Evidence: "evidence"}
"""What may be told with the entry to add, with its list."""

_BETWEEN_IDS = re.compile(r"\s*[,;&+]\s*(?:and\s+)?|\s+(?:and|or|/)\s+")  # `S2, S3 and S4`

_MOST_IDS = 20  # in one entry, that a message shows

Kinds = tuple[type[Identified], ...]

_ALONE: tuple[Kinds, ...] = ((Element,), (Hypothesis, LearningPoint))
"""What is named by fields that hold one id, not a list: what an entry is replaced by."""


class Wordings:
    """What the entries of one framework say, and the ids that are still free in it."""

    def __init__(self, framework: Framework, portfolio: Portfolio, named: Container[str]) -> None:
        self._framework, self._portfolio = framework, portfolio
        self._taken = {fold_id(entry.id) for entry in identified_entries(framework)}
        self._named = named
        self._codes: dict[type[Identified], Codes] = {}
        self._advised: dict[str, Lines] = {}

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
        if several := self._explain_several(reference, kinds):
            return several
        if first := _FIRST_WORD.match(reference):
            target = self._portfolio.find(first[1], self._framework)
            if target and target.entry and target.framework is self._framework and _is_one_of(target.entry, kinds):
                return f"which begins with the id {target.entry.id}; write {target.entry.id}"
        return self._explain_sentence(reference, kinds) if len(reference.split()) > 1 else ""

    def _explain_several(self, reference: str, kinds: Kinds) -> str:
        """Return how ids that stand in one entry of a list are written as several: `S2 and S3`."""
        ids = [part for part in _BETWEEN_IDS.split(reference.strip()) if part]
        known = [id for id in ids if self._portfolio.find(id, self._framework)]
        if not 2 <= len(ids) <= _MOST_IDS or not known or not all(id in known or is_code(id) for id in ids):
            return ""
        start = f"which holds {len(ids)} ids"
        if kinds in _ALONE:
            return f"{start}, and one is expected; write the one that is meant"
        shown = [write_out(id) for id in ids]
        lines = " and ".join(f'"- {id}"' for id in shown)
        return f"{start}; write each as an entry of its own: in lines {lines}, or in brackets [{', '.join(shown)}]"

    def _explain_sentence(self, reference: str, kinds: Kinds) -> str:
        """Return the entry that a sentence may become, with the same id wherever it stands."""
        if len(kinds) != 1 or kinds[0] not in _LISTED_UNDER:
            return ""
        (kind,) = kinds
        listed_in = _LISTED_UNDER[kind]
        if reference not in self._advised:
            listed = (entry.id for entry in getattr(self._framework, listed_in))
            codes = self._codes.setdefault(kind, Codes(kind, listed, "", self._taken, self._named))
            self._advised[reference] = spell_out(kind, reference, codes)
            self._taken.add(fold_id(self._advised[reference].id))
        lines = self._advised[reference]
        line = f"- {lines.entry()}"
        return f"which is no id; write {lines.id}, and add under {listed_in}: at the top of the file: {line}"

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
