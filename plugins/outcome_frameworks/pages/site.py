"""Everything that pages are made from: the portfolio, its graph, addresses, drawn maps, stories, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from outcome_frameworks.graph import Graph
from outcome_frameworks.model import Element, Framework, Identified, Level, Portfolio, Target
from outcome_frameworks.outcome_map import Engine, OutcomeMap
from outcome_frameworks.outcome_map.build import draw_programmes
from outcome_frameworks.pages.page import Story
from outcome_frameworks.problems import Place, Problem, Severity
from outcome_frameworks.urls import Urls


def _no_edit_url(_file: str, _place: Place) -> str | None:
    return None


@dataclass(frozen=True)
class Site:
    """The input of every page.

    `name` and `description` are the site's own; `base_url` is its public address ("" where unknown), which
    citations need. `edit_url` gives the address at which a place in a file can be edited, or None. `problems`
    are those of the whole portfolio; pages show the notes among them. `engine` orders maps, where there is one.
    """

    portfolio: Portfolio
    urls: Urls = Urls()
    name: str = ""
    description: str = ""
    base_url: str = ""
    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()
    engine: Engine | None = None
    edit_url: Callable[[str, Place], str | None] = _no_edit_url
    home_map: str = ""
    graph: Graph = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "graph", Graph(self.portfolio))

    @cached_property
    def maps(self) -> Mapping[str, OutcomeMap]:
        """The map of each programme that has elements, by the programme's id, with its cards in order."""
        return draw_programmes(self.portfolio.frameworks, self.graph, self.engine)

    @cached_property
    def stories_about(self) -> Mapping[str, tuple[Story, ...]]:
        """Stories by the full key of what they are about; a programme has those about its parts too."""
        found: dict[str, dict[str, Story]] = {}
        for story in self.stories:
            for target in story.about:
                for key in (target.key, target.framework.id):
                    found.setdefault(key, {})[story.src_uri] = story
        return {key: tuple(stories.values()) for key, stories in found.items()}

    def notes_on(self, framework: Framework) -> list[Problem]:
        """Give the notes that a reader of a framework should know."""
        return [p for p in self.problems if p.file == framework.file and p.severity is Severity.NOTE]

    def neighbours(self, target: Target) -> tuple[Target | None, Target | None]:
        """Give what stands before and after an entry among its equals: its level, or the other hypotheses …"""
        equals = list(self._equals(target))
        position = next(i for i, equal in enumerate(equals) if equal is target.entry)
        before = equals[position - 1] if position else None
        after = equals[position + 1] if position + 1 < len(equals) else None
        return (
            Target(target.framework, before) if before else None,
            Target(target.framework, after) if after else None,
        )

    def _equals(self, target: Target) -> Iterable[Identified]:
        framework = target.framework
        if isinstance(target.entry, Element):
            level = framework.level_of.get(target.entry.id)
            return level.walk() if isinstance(level, Level) else framework.walk()
        return framework.hypotheses if target.entry in framework.hypotheses else framework.learning
