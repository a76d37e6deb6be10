"""The rules over all frameworks together: ids, references, organisations, links, counts, shapes, waivers."""

from __future__ import annotations

from outcome_frameworks.model import Portfolio
from outcome_frameworks.problems import Problem, sort_problems
from outcome_frameworks.reading.checks.circles import note_circles
from outcome_frameworks.reading.checks.drafts import check_drafts
from outcome_frameworks.reading.checks.earlier_ids import check_earlier_ids
from outcome_frameworks.reading.checks.ids import check_ids
from outcome_frameworks.reading.checks.links import check_basis, check_link_numbers, note_alone
from outcome_frameworks.reading.checks.organisations import check_organisation_references, check_organisations
from outcome_frameworks.reading.checks.page_names import check_page_names
from outcome_frameworks.reading.checks.references import check_references
from outcome_frameworks.reading.checks.resolver import Resolver
from outcome_frameworks.reading.checks.retirement import check_retirement
from outcome_frameworks.reading.checks.shapes import check_counts, check_shapes
from outcome_frameworks.reading.checks.text_links import check_text_links
from outcome_frameworks.reading.checks.waivers import check_waivers
from outcome_frameworks.reading.frameworks.load import KnownIds


def check_portfolio(portfolio: Portfolio, known_ids: KnownIds | None = None) -> list[Problem]:
    """Return what is wrong by every rule that needs more than one entry, as problems in order.

    `known_ids` comes from `load_portfolio`: ids in broken files, so that one fault is not reported twice.
    """
    resolver = Resolver(portfolio, known_ids or KnownIds())
    problems = [
        *check_organisations(resolver),
        *note_circles(resolver),
        *note_alone(resolver),
        *check_earlier_ids(portfolio),
    ]
    for framework in portfolio.frameworks:
        problems += check_ids(framework)
        problems += check_shapes(framework)
        problems += check_references(framework, resolver)
        problems += check_organisation_references(framework, resolver)
        problems += check_retirement(framework, resolver)
        problems += check_text_links(framework, resolver)
        problems += check_waivers(framework)
        problems += check_counts(framework, resolver)
        problems += check_link_numbers(framework, resolver)
        problems += check_basis(framework, resolver)
    problems += check_text_links(portfolio.organisations_file, resolver)
    return sort_problems(problems)


__all__ = ["check_drafts", "check_page_names", "check_portfolio"]
