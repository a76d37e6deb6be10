"""Rules on organisations: each that is named is known or a name, and none in organisations.yml contradicts another."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import (
    Framework,
    OrganisationReference,
    Reference,
    make_programme_id,
)
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.problems.wording import quote, show
from outcome_frameworks.reading.checks.resolver import Resolver, name_entry
from outcome_frameworks.reading.checks.waivers import waived_ids

_CLOSE = 0.8  # how alike one word and an id are, at least, where the word is a slip of it: `Counsil` and `council`
_MOST_NAMED = 3


def check_organisation_references(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report organisations that are not known, and note those that are only names."""
    if resolver.known_ids.organisations:
        return
    names: dict[str, OrganisationReference] = {}
    for says, reference in _uses(framework):
        if resolver.portfolio.organisation(reference):
            continue
        hint = _slip(reference, resolver) if reference.is_name else _hint(reference, resolver)
        if hint:
            yield _unknown(says, reference, framework.file, hint)
        else:
            names.setdefault(reference.text, reference)
    if names and not waived_ids(framework, "organisation-by-name"):
        first = next(iter(names.values()))
        message = _say_names(list(names), resolver)
        yield Problem(framework.file, first.place, "organisation-by-name", message)


def _uses(framework: Framework) -> Iterator[tuple[str, OrganisationReference]]:
    """Return every organisation that a framework names, with what reads on with it: `funded_by names`."""
    for field in ("commissioned_by", "funded_by", "delivered_by", "partners"):
        yield from ((f"{field} names", reference) for reference in getattr(framework.programme, field))
    for piece in framework.evidence:
        if piece.organisation:
            yield f"{name_entry(piece)} comes from", piece.organisation


def _slip(name: Reference, resolver: Resolver) -> str:
    """Return a hint where a name is a slip of an id: but for capitals and marks the same, or one word much like it."""
    ids = resolver.portfolio.organisations
    plain = make_programme_id(name.text)
    if plain in ids:
        return f'; did you mean "{plain}"?'
    return resolver.suggest(name.text, ids, _CLOSE) if len(name.text.split()) == 1 else ""


def _hint(reference: Reference, resolver: Resolver) -> str:
    known = resolver.portfolio.organisation(reference)
    if known:
        return f'; did you mean "{known.id}"?'
    return resolver.suggest(reference.text, resolver.portfolio.organisations) or "; add it there"


def _unknown(says: str, reference: Reference, file: str, hint: str) -> Problem:
    message = f'{says} "{show(reference)}", which is not in organisations.yml{hint}'
    return Problem(file, reference.place, "unknown-organisation", message)


def _say_names(names: list[str], resolver: Resolver) -> str:
    """Return what is said of organisations that are only names, with the line that describes the first."""
    id = make_programme_id(names[0], resolver.portfolio.organisations)
    shown = [f'"{show(name)}"' for name in names[:_MOST_NAMED]]
    rest = len(names) - len(shown)
    shown += [f"{rest:,} more"] if rest else []
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    line = f"- {{id: {id}, title: {quote(names[0])}}}"
    what, whom = ("is", "it") if len(names) == 1 else ("are", "the first")
    start = f"{listed} {what} named and not described; to say more of {whom}"
    return f"{start}, add under organisations: in organisations.yml: {line}"


def check_organisations(resolver: Resolver) -> Iterator[Problem]:
    """Hold organisations.yml to its rules: no id twice, each owner known, no organisation inside itself."""
    file = resolver.portfolio.organisations_file.file
    first: dict[str, Place] = {}
    for organisation in resolver.portfolio.organisations_file.organisations:
        if organisation.id in first:
            line = first[organisation.id].line
            message = f'the organisation "{organisation.id}" is listed already in line {line}; keep one of the two'
            yield Problem(file, organisation.place, "duplicate-id", message)
        first.setdefault(organisation.id, organisation.place)
        owner = organisation.part_of
        if owner and owner.text not in resolver.portfolio.organisations and not resolver.known_ids.organisations:
            yield _unknown(f"organisation {organisation.id} is part of", owner, file, _hint(owner, resolver))
    yield from _check_owners(resolver, file)


def _check_owners(resolver: Resolver, file: str) -> Iterator[Problem]:
    organisations = resolver.portfolio.organisations
    done: set[str] = set()
    for start in organisations:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in organisations and name not in done and name not in path:
            path[name] = None
            owner = organisations[name].part_of
            name = owner.text if owner else None
        if name in path and name is not None:
            circle = [*list(path)[list(path).index(name) :], name]
            message = f"organisations are part of each other in a circle: {' → '.join(circle)}; take one part_of out"
            yield Problem(file, organisations[name].place, "wrong-reference", message)
        done.update(path)
