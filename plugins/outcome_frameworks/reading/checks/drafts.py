"""Notes on what stays out of the site together with the drafts that it refers to."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import (
    Framework,
    Hypothesis,
    OrganisationsFile,
    Portfolio,
    Reference,
    links_to_draft,
    names_draft,
    without_draft_entries,
)
from outcome_frameworks.model.texts import links_in
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.references import references_of
from outcome_frameworks.reading.checks.resolver import name_entry
from outcome_frameworks.reading.checks.text_links import may_link_to

RULE = "refers-to-draft"


def check_drafts(portfolio: Portfolio) -> Iterator[Problem]:
    """Note each reference to a draft, and each hypothesis that names one, from what is no draft itself."""
    kept = without_draft_entries(portfolio)
    if kept is portfolio:
        return
    for framework in portfolio.frameworks:
        if framework.id not in kept.withheld:
            yield from _check_hypotheses(framework, kept)
    for framework in kept.frameworks:
        for use in references_of(framework):
            if kept.withholds(use.reference, framework):
                message = f'{use.says} "{show(use.reference)}", {_why(use.reference, framework, portfolio)}; the site '
                message += "leaves this out until it is published"
                yield Problem(framework.file, use.reference.place, RULE, message)
        yield from _check_texts(framework, framework, portfolio, kept)
    yield from _check_texts(kept.organisations_file, None, portfolio, kept)


def _check_hypotheses(framework: Framework, kept: Portfolio) -> Iterator[Problem]:
    for hypothesis in framework.hypotheses:
        if names_draft(hypothesis, framework, kept):
            clauses = (*hypothesis.if_, *hypothesis.then)
            reference = next(c.ref for c in clauses if c.ref and kept.withholds(c.ref, framework))
            name = name_entry(hypothesis)
            message = (
                f'{name} names "{show(reference)}", which is a draft; the site leaves all of {name} out until it is '
                f"published, since with one part less {name} would claim something else"
            )
            yield Problem(framework.file, reference.place, RULE, message)


def _check_texts(
    source: Framework | OrganisationsFile, within: Framework | None, portfolio: Portfolio, kept: Portfolio
) -> Iterator[Problem]:
    for written in source.leading_texts:
        for link in links_in(written):
            is_right = link.is_reference and may_link_to(link.address, within, portfolio)
            if is_right and links_to_draft(link.address, within, kept):
                message = f'{written.subject} links to "outcome:{show(link.address)}", '
                message += f"{_why(link.address, within, portfolio)}; the site shows the words without the link until "
                message += "it is published"
                yield Problem(source.file, written.entry.place, RULE, message)


def _why(reference: Reference | str, within: Framework | None, portfolio: Portfolio) -> str:
    """Return why what a reference means is not published."""
    if ">" in str(reference):
        return "one end of which is a draft"
    target = portfolio.find(reference, within)
    if target and isinstance(target.entry, Hypothesis) and target.framework.programme.status != "draft":
        return "which names a draft"
    return "which is a draft"
