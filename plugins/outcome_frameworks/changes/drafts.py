"""What no history tells, since it is or was a draft and the public has never seen it, or is not to see it any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from outcome_frameworks.changes.versions import Versions
from outcome_frameworks.model import Framework, Portfolio, draft_keys, fold_id, identified_entries, public_portfolio


class Names(NamedTuple):
    """The full keys, with folded ids, of what a version of a file keeps from the public, and of what it does not."""

    drafts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()


def public_frameworks(framework: Framework, hidden: frozenset[str]) -> tuple[Framework, ...]:
    """Return a framework as the public may see it, without what is `hidden`; nothing of one that is a draft."""
    return public_portfolio(Portfolio((framework,)), hidden).frameworks


def names_in(framework: Framework | None) -> Names:
    """Return the names in one version of a file; none where it could not be read."""
    if framework is None:
        return Names()
    shown = public_frameworks(framework, frozenset())
    entries = (f"{one.id}/{fold_id(entry.id)}" for one in shown for entry in identified_entries(one))
    return Names(tuple(sorted(draft_keys(Portfolio((framework,))))), (*(one.id for one in shown), *entries))


def joined(several: Iterable[Names]) -> Names:
    """Return the names in several versions together."""
    drafts, public = zip(*several, strict=True)
    return Names(*(tuple(sorted({key for keys in side for key in keys})) for side in (drafts, public)))


def never_public(versions: Versions, names_of: Callable[[str, list[str]], Names]) -> frozenset[str]:
    """Return the full keys of what was a draft in some version, and public in none.

    References to it may stand in the files of other programmes. `names_of` gives the names in a file, by its name and
    the marks of all its versions.
    """
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for version in versions.versions:
        for name, mark in version.files.items():
            marks[name].add(mark)
    found = [names_of(name, sorted(held)) for name, held in marks.items()]
    public = {key for names in found for key in names.public}
    return frozenset(key for names in found for key in names.drafts if key not in public)
