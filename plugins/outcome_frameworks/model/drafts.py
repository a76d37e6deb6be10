"""The portfolio that the public may see: without drafts, and without every reference to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

from outcome_frameworks.model.earlier_names import EarlierNames, Name
from outcome_frameworks.model.entry import Entry
from outcome_frameworks.model.framework import Element, Framework, Hypothesis, Level
from outcome_frameworks.model.ids import fold_id
from outcome_frameworks.model.organisations import OrganisationsFile
from outcome_frameworks.model.portfolio import Portfolio
from outcome_frameworks.model.scalars import Reference
from outcome_frameworks.model.texts import cut, link_marks

Drafts = Literal["hide", "show", "publish"]
"""What becomes of drafts: they are no part of the site, or only for those who write it, or published like all else."""

E = TypeVar("E", bound=Entry)
P = TypeVar("P", Element, Hypothesis)

_OF_PROGRAMMES = ("commissioned_by", "funded_by", "delivered_by", "partners")
_TO_ORGANISATIONS = frozenset({*_OF_PROGRAMMES, "organisation", "part_of"})
"""Fields whose references mean organisations, which are no drafts."""


def public_portfolio(portfolio: Portfolio, also: frozenset[str] = frozenset()) -> Portfolio:
    """Return the portfolio without drafts, what stands in them, and all that refers to them.

    A link, an `about` or a waiver that names a draft is left out whole; of other fields, the reference alone; of a link
    in a text, all but its words. Without drafts, it is the portfolio itself.

    Args:
        portfolio: All that has been read.
        also: Full keys, with folded ids, of what else is to be left out like a draft.
    """
    kept = without_draft_entries(portfolio, also)
    if kept is portfolio:
        return portfolio
    references = _References(kept)
    frameworks = tuple(references.left_out_of(framework, framework) or framework for framework in kept.frameworks)
    file = references.left_out_of(kept.organisations_file, None) or kept.organisations_file
    return Portfolio(frameworks, file, kept.withheld)


def without_draft_entries(portfolio: Portfolio, also: frozenset[str] = frozenset()) -> Portfolio:
    """Return the portfolio without drafts and what goes with them; what refers to them still does."""
    withheld = draft_keys(portfolio, also)
    if not withheld:
        return portfolio
    frameworks = tuple(
        _without(framework, withheld) for framework in portfolio.frameworks if framework.id not in withheld
    )
    return Portfolio(frameworks, _organisations(portfolio, frameworks), withheld)


def draft_keys(portfolio: Portfolio, also: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the full keys, with folded ids, of what stays out of the site.

    Those are drafts, what stands inside draft elements, and hypotheses that name one of these in their if or then: with
    one part less, they would claim something else. What a draft programme holds goes without saying. Earlier names of
    all these are among the keys.
    """
    drafts = also.union(*(_drafts(framework) for framework in portfolio.frameworks))
    known = replace(portfolio, withheld=drafts)
    found = drafts.union(
        _key(framework, hypothesis)
        for framework in portfolio.frameworks
        for hypothesis in framework.hypotheses
        if names_draft(hypothesis, framework, known)
    )
    earlier = EarlierNames(portfolio)
    names = (Name(programme, entry) for key in found for programme, _, entry in [key.partition("/")])
    return found.union("/".join(filter(None, former)) for name in names for former in earlier.of(name))


def names_draft(hypothesis: Hypothesis, framework: Framework, portfolio: Portfolio) -> bool:
    """Return whether a hypothesis names, in its if or then, what a portfolio withholds."""
    clauses = (*hypothesis.if_, *hypothesis.then)
    return any(clause.ref is not None and portfolio.withholds(clause.ref, framework) for clause in clauses)


def links_to_draft(address: str, within: Framework | None, portfolio: Portfolio) -> bool:
    """Return whether the address of a link in a text, without `outcome:`, means what a portfolio withholds.

    A text of organisations.yml is `within` no framework and shown in each: a bare id in it means an entry of any, and
    nothing but drafts where none is left.
    """
    if within:
        return portfolio.withholds(address, within)
    frameworks = portfolio.frameworks
    return not frameworks or any(portfolio.withholds(address, framework) for framework in (None, *frameworks))


def _drafts(framework: Framework) -> Iterator[str]:
    if framework.programme.status == "draft":
        yield framework.id
    for element in framework.walk():
        if element.status == "draft":
            yield from (_key(framework, inner) for inner in element.walk())


def _key(framework: Framework, entry: Element | Hypothesis) -> str:
    return f"{framework.id}/{fold_id(entry.id)}"


def _without(framework: Framework, withheld: frozenset[str]) -> Framework:
    """Return a framework without its withheld entries."""

    def kept(entries: Sequence[P]) -> tuple[P, ...]:
        return tuple(entry for entry in entries if _key(framework, entry) not in withheld)

    def inside(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(element.with_values({"elements": inside(element.elements)}) for element in kept(elements))

    def of_level(level: Level) -> Level:
        elements = inside(level.elements)
        # The source counts the drafts too: it does not list as few as the public sees.
        is_whole = len(elements) == len(level.elements)
        return level.with_values({"elements": elements, "stated_count": level.stated_count if is_whole else None})

    return framework.with_values(
        {
            "levels": tuple(of_level(level) for level in framework.levels),
            "elements": inside(framework.elements),
            "hypotheses": kept(framework.hypotheses),
        }
    )


def _organisations(portfolio: Portfolio, public: Sequence[Framework]) -> OrganisationsFile:
    """Return the organisations but those that drafts alone name; one that nobody names is no secret."""
    listed = portfolio.organisations_file.organisations
    named = _named(portfolio, portfolio.frameworks)
    roots = [one.id for one in listed if one.id not in named]
    shown = _named(portfolio, public).union(*(_owners(portfolio, name) for name in roots))
    return portfolio.organisations_file.with_values({"organisations": tuple(one for one in listed if one.id in shown)})


def _named(portfolio: Portfolio, frameworks: Sequence[Framework]) -> set[str]:
    found: set[str] = set()
    for framework in frameworks:
        lists = (getattr(framework.programme, name) for name in _OF_PROGRAMMES)
        own = [piece.organisation for piece in framework.evidence if piece.organisation]
        for reference in (*(reference for listed in lists for reference in listed), *own):
            found |= _owners(portfolio, reference)
    return found


def _owners(portfolio: Portfolio, reference: Reference | str) -> set[str]:
    return {organisation.id for organisation in portfolio.organisation_with_owners(reference)}


class _References:
    """Leaves out of entries what refers to something that a portfolio withholds."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio

    def left_out_of(self, entry: E, within: Framework | None) -> E | None:
        """Return an entry without such references; None where it must have one, so that nothing is left of it."""
        changes: dict[str, Any] = {}
        for name, field in type(entry).model_fields.items():
            value = getattr(entry, name)
            if name in _TO_ORGANISATIONS and not isinstance(value, str):
                continue
            changes[name] = self._of_value(value, within)
            if changes[name] is None and value is not None and field.is_required():
                return None
        return entry.with_values(changes)

    def _of_value(self, value: Any, within: Framework | None) -> Any:
        if isinstance(value, tuple):
            return tuple(kept for one in value if (kept := self._of_value(one, within)) is not None)
        if isinstance(value, Reference):
            return None if self._portfolio.withholds(value, within) else value
        if isinstance(value, Entry):
            return self.left_out_of(value, within)
        if isinstance(value, str) and "](" in value:
            return cut(value, link_marks(value, lambda address: links_to_draft(address, within, self._portfolio)))
        return value
