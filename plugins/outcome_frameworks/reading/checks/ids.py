"""Rules on ids: each stands once in a programme, without regard to case and to how accents are stored."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import (
    Framework,
    Identified,
    Paged,
    fold_id,
    identified_entries,
    paged_entries,
    place_of_alias,
)
from outcome_frameworks.model.characters import appearance, is_disguised, name_character
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.resolver import name_entry, name_kind


def check_ids(framework: Framework) -> Iterator[Problem]:
    """Report ids that stand twice, also as an earlier id of something else, or among the documents."""
    taken: dict[str, tuple[str, str, Place]] = {}
    for entry in identified_entries(framework):
        yield from _take(taken, entry.id, name_kind(entry), entry.place, framework.file)
    for entry in paged_entries(framework):
        for alias in entry.aliases:
            if "/" not in alias:
                yield from _take_alias(taken, alias, entry, framework.file)
    documents: dict[str, tuple[str, str, Place]] = {}
    for document in framework.programme.documents:
        if document.id:
            yield from _take(documents, document.id, "a document", document.place, framework.file)
    yield from _check_appearance(framework)


def _check_appearance(framework: Framework) -> Iterator[Problem]:
    """Report ids that are not the same and look so: one has a Cyrillic А, the other a Latin A.

    Two ids of Latin letters are left alone: `l1` and `I1` are in use.
    """
    seen: dict[tuple[str, bool], Identified] = {}
    for entry in identified_entries(framework):
        look, disguised = appearance(entry.id), is_disguised(entry.id)
        like = [seen.get((look, True)), seen.get((look, False)) if disguised else None]
        seen.setdefault((look, disguised), entry)
        first = next((one for one in like if one and fold_id(one.id) != fold_id(entry.id)), None)
        if first is None:
            continue
        name, (odd, whose) = show(entry.id), _foreign_letter(first.id, entry.id)
        message = (
            f'the ids "{name}" and "{show(first.id)}" ({name_kind(first)} in line {first.place.line}) look the same; '
            f'"{show(whose)}" holds {name_character(odd)}: type it again, or give it another id'
        )
        yield Problem(framework.file, entry.place, "duplicate-id", message)


def _foreign_letter(one: str, other: str) -> tuple[str, str]:
    """Return the letter of a foreign alphabet by which two ids of the same look differ, and the id that holds it."""
    for mine, text in ((set(other) - set(one), other), (set(one) - set(other), one)):
        for letter in sorted(mine):
            if is_disguised(letter):
                return letter, text
    return next(iter(sorted(set(other) ^ set(one)))), other


def _take(taken: dict[str, tuple[str, str, Place]], name: str, kind: str, place: Place, file: str) -> Iterator[Problem]:
    first = taken.setdefault(fold_id(name), (name, kind, place))
    if first[2] == place and first[1] == kind:
        return
    other, other_kind, other_place = first
    where = f"{other_kind} in line {other_place.line}"
    if other == name:
        message = f'the id "{show(name)}" is taken already by {where}; give one of the two another id'
    else:
        message = (
            f'the ids "{show(name)}" and "{show(other)}" ({where}) count as the same, as capital and small letters do; '
            "give one of the two another id"
        )
    yield Problem(file, place, "duplicate-id", message)


def _take_alias(taken: dict[str, tuple[str, str, Place]], alias: str, entry: Paged, file: str) -> Iterator[Problem]:
    folded = fold_id(alias)
    if folded not in taken:
        taken[folded] = (alias, f"{name_entry(entry)} as an earlier id", place_of_alias(alias, entry.place))
        return
    _, kind, place = taken[folded]
    name = name_entry(entry)
    if folded == fold_id(entry.id):
        message = f'{name} lists its own id "{show(alias)}" among its aliases; take it out'
    else:
        where = f"{kind} in line {place.line}"
        message = f'{name} lists the earlier id "{show(alias)}", which is taken by {where}; keep one of the two'
    yield Problem(file, place_of_alias(alias, entry.place), "duplicate-id", message)
