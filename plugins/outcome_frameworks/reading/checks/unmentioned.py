"""Which outcomes no page of the site mentions: for authors who want each to be spoken of somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_frameworks.model import Element, Framework, Portfolio, Target
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.hand_written import Story

_MOST_NAMED = 12


def find_unmentioned(portfolio: Portfolio, stories: Iterable[Story]) -> Iterator[Problem]:
    """Yield one note for each programme with outcomes of which no hand-written page speaks.

    A page speaks of an outcome by a link, by a card, by a map around it, or by `about:`. Retired ones do not count.
    """
    spoken_of = {target.key for story in stories for target in (*story.about, *story.mentions)}
    for framework in portfolio.frameworks:
        outcomes = [element for element in _outcomes(framework) if element.status != "retired"]
        left = [element.id for element in outcomes if Target(framework, element).key not in spoken_of]
        if left:
            more = f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else ""
            verb = "is" if len(left) == 1 else "are"
            yield Problem(
                framework.file,
                framework.programme.place,
                "unmentioned",
                f"{len(left)} of {count(len(outcomes), 'outcome')} {verb} mentioned on no page of yours: "
                f"{', '.join(left[:_MOST_NAMED])}{more}; link to one, such as [](outcome:{framework.id}/{left[0]})",
            )


def _outcomes(framework: Framework) -> Iterator[Element]:
    """Yield the outcomes and impacts; without levels, every element."""
    for level in framework.outcome_levels:
        yield from level.walk()
    for top in framework.elements:
        yield from top.walk()
