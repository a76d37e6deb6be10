"""Rules on ids: each stands once in a programme, without regard to case and to how accents are stored."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.check.resolver import name_kind
from outcome_frameworks.model import Element, Framework, fold_id, identified_entries
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.wording import show


def check_ids(framework: Framework) -> Iterator[Problem]:
    """Report ids that stand twice, also as an earlier id of another element, or among the documents."""
    taken: dict[str, tuple[str, str, Place]] = {}
    for entry in identified_entries(framework):
        yield from _take(taken, entry.id, name_kind(entry), entry.place, framework.file)
    for element in framework.walk():
        for alias in element.aliases:
            yield from _take_alias(taken, alias, element, framework.file)
    documents: dict[str, tuple[str, str, Place]] = {}
    for document in framework.programme.documents:
        if document.id:
            yield from _take(documents, document.id, "a document", document.place, framework.file)


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


def _take_alias(taken: dict[str, tuple[str, str, Place]], alias: str, element: Element, file: str) -> Iterator[Problem]:
    folded = fold_id(alias)
    if folded not in taken:
        taken[folded] = (alias, f"{show(element.id, 40)} as an earlier id", element.place)
        return
    _, kind, place = taken[folded]
    name = show(element.id, 40)
    if folded == fold_id(element.id):
        message = f'{name} lists its own id "{show(alias)}" among its aliases; take it out'
    else:
        where = f"{kind} in line {place.line}"
        message = f'{name} lists the earlier id "{show(alias)}", which is taken by {where}; keep one of the two'
    yield Problem(file, element.place, "duplicate-id", message)
