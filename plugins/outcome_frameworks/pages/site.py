"""Everything that pages are made from: the portfolio, its graph, addresses, drawn maps, stories, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from outcome_frameworks.addresses.kinds import Extent
from outcome_frameworks.addresses.published import Addresses, OwnPage
from outcome_frameworks.addresses.urls import Urls, public_url
from outcome_frameworks.changes import History
from outcome_frameworks.data import Publication
from outcome_frameworks.model import (
    Framework,
    Name,
    Paged,
    Portfolio,
    Target,
    draft_keys,
    fold_id,
)
from outcome_frameworks.model.graph import Graph
from outcome_frameworks.outcome_map.arranging.engine import Engine
from outcome_frameworks.outcome_map.ceiling import Ceiling, find_ceiling
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.from_frameworks import draw_programme
from outcome_frameworks.pages.beside.downloads import Download, outcome_downloads, programme_downloads, site_downloads
from outcome_frameworks.pages.on_demand import OnDemand
from outcome_frameworks.pages.pieces import Pieces
from outcome_frameworks.problems import Place, Problem, Severity
from outcome_frameworks.reading.hand_written import Story

if TYPE_CHECKING:
    from outcome_frameworks.outcome_map.writing.svg import MapPictures

RedirectsFile = Literal["off", "netlify", "cloudflare"]
"""The host of the site for which a file of redirects is written, or `off` for none."""

_FOR_AUTHORS = frozenset({"basis-not-given", "leads-to-retired", "organisation-by-name"})


def _no_edit_url(_file: str, _place: Place) -> str | None:
    return None


@dataclass(frozen=True)
class Site:
    """The input of every page.

    Hosts may add to `stories` until the first page is rendered: who makes pages early knows others late.
    `name` and `description` are the site's own; `base_url` is its public address ("" where unknown), which
    citations need. `edit_url` gives the address at which a place in a file can be edited, or None. `problems`
    are those of the portfolio; pages show the notes among them. `publishes_drafts` says that readers see the drafts in
    it, if there are any, and not only those who write the site. `engine` orders maps, where there is one.
    `has_search` says that the host makes an index to search, for which there is a page then.
    `redirects_file` names the host for which a file of redirects is written as well;
    `licence` says what others may do with the data; `history` is what is known of the past;
    `link_previews` says whether links show some where they are pasted;
    `language` is that of the site, as `en` or `en-GB`. `pieces` are what pages of all programmes are joined from.
    """

    portfolio: Portfolio
    urls: Urls = Urls()
    name: str = ""
    description: str = ""
    base_url: str = ""
    stories: list[Story] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    engine: Engine | None = None
    edit_url: Callable[[str, Place], str | None] = _no_edit_url
    home_map: str = ""
    has_search: bool = False
    redirects_file: RedirectsFile = "off"
    licence: str = ""
    history: History = field(default_factory=History)
    link_previews: bool = False
    language: str = "en"
    publishes_drafts: bool = False
    graph: Graph = field(init=False)
    pieces: Pieces = field(init=False, default_factory=Pieces, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "graph", Graph(self.portfolio))

    @cached_property
    def addresses(self) -> Addresses:
        """Every address of the portfolio, present and earlier."""
        told = frozenset(id for id, days in self.history.days.items() if days)
        return Addresses(self.portfolio, self.urls, Extent(self.has_search, told))

    @cached_property
    def drafts(self) -> frozenset[str]:
        """Full keys, with folded ids, of the drafts that the site shows, and of what would stay out of it with them."""
        return draft_keys(self.portfolio)

    @property
    def own_pages(self) -> Mapping[str, OwnPage]:
        """Each page by its `src_uri`, in order."""
        return self.addresses.own_pages

    def has_changes(self, framework: Framework) -> bool:
        """Return whether anything is known of what changed in a programme."""
        return framework.id in self.addresses.extent.with_changes

    @cached_property
    def has_outcomes(self) -> bool:
        """Whether the index of outcomes has any to list."""
        return any(level.elements for framework in self.portfolio.frameworks for level in framework.outcome_levels)

    def public_url(self, url: str) -> str:
        """Return the full address of one below the site's root, where the site's own is known."""
        return public_url(self.base_url, url)

    @cached_property
    def maps(self) -> Mapping[str, OutcomeMap]:
        """The map of each programme that has elements, by the programme's id, with its cards in order."""
        drawn = (framework.id for framework in self.portfolio.frameworks if any(framework.walk()))
        return OnDemand(drawn, lambda id: draw_programme(self._by_id[id], self.graph, self.engine))

    @cached_property
    def map_pictures(self) -> Mapping[str, MapPictures]:
        """The map of each programme that has elements as pictures that say where they come from, by its id."""
        return OnDemand(self.maps, self._pictures_of)

    def _pictures_of(self, id: str) -> MapPictures:
        # What sets texts and lays out cards takes .02 s to load, and most builds draw nothing.
        from outcome_frameworks.outcome_map.writing.svg import draw_pictures  # noqa: PLC0415

        return draw_pictures(self.maps[id], self._source_of(self._by_id[id]), self.language)

    @cached_property
    def _by_id(self) -> Mapping[str, Framework]:
        return {framework.id: framework for framework in self.portfolio.frameworks}

    def _source_of(self, framework: Framework) -> str:
        """Return where the picture of a map comes from: the site's name, and its page where the address is known."""
        if not self.base_url:
            return self.name
        page = self.public_url(self.urls.url(self.urls.page_of(Target(framework, None))))
        return f"{self.name}: {page}" if self.name else page

    @cached_property
    def ceilings(self) -> Mapping[str, Ceiling | None]:
        """The accountability ceiling of each programme, where it has one, by the programme's id."""
        return {framework.id: find_ceiling(framework, self.graph) for framework in self.portfolio.frameworks}

    @cached_property
    def publication(self) -> Publication:
        """What the data files are made from."""
        return Publication(self.graph, self.urls, self.name, self.base_url, self.licence)

    @cached_property
    def downloads(self) -> Mapping[str, tuple[Download, ...]]:
        """The files to take away, by the `src_uri` of the page that lists them."""
        of_all = {
            self.urls.programmes: partial(site_downloads, self.publication, self.pieces.piece_of),
            self.urls.outcomes: partial(outcome_downloads, self.publication, self.pieces.piece_of),
        }
        of_programmes = {
            self.urls.page_of(Target(framework, None)): partial(self._downloads_of, framework)
            for framework in self.portfolio.frameworks
        }
        makers = of_all | of_programmes
        return OnDemand(makers, lambda src_uri: makers[src_uri]())

    def _downloads_of(self, framework: Framework) -> tuple[Download, ...]:
        return programme_downloads(self.publication, framework, self.maps)

    @cached_property
    def stories_about(self) -> Mapping[str, tuple[Story, ...]]:
        """Stories by the full key of what they speak of, each once; a programme has those of its parts too.

        Those that are about it come first, then those that mention it; of each the newest first, then those without
        a date.
        """
        found: dict[str, dict[str, Story]] = {}
        by_date = sorted(self.stories, key=lambda story: story.date, reverse=True)
        spoken = [(story, story.about) for story in by_date] + [(story, story.mentions) for story in by_date]
        for story, targets in spoken:
            for target in targets:
                for key in (target.key, target.framework.id):
                    found.setdefault(key, {}).setdefault(story.src_uri, story)
        return {key: tuple(stories.values()) for key, stories in found.items()}

    def now_at(self, key: str) -> Target | None:
        """Return what has this full key (`new-models/S1`) now, or had it before; None where there is no such thing."""
        programme_id, _, entry_id = key.partition("/")
        return self.portfolio.find(key) or self.addresses.names.targets.get(Name(programme_id, fold_id(entry_id)))

    def notes_on(self, framework: Framework) -> list[Problem]:
        """Return the notes that a reader of a framework should know.

        What else is a note is for its author, or is said to readers where it stands: beside a link or a name.
        """
        return self._notes.get(framework.file, [])

    @cached_property
    def _notes(self) -> Mapping[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            if problem.severity is Severity.NOTE and problem.rule not in _FOR_AUTHORS:
                found.setdefault(problem.file, []).append(problem)
        return found

    def neighbours(self, target: Target) -> tuple[Target | None, Target | None]:
        """Return what stands before and after an entry among its equals: its level, or the other hypotheses …"""
        return self._neighbours[target.key]

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Target | None, Target | None]]:
        found: dict[str, tuple[Target | None, Target | None]] = {}
        for framework in self.portfolio.frameworks:
            for equals in _rows_of_equals(framework):
                row = [Target(framework, entry) for entry in equals]
                around = zip([None, *row], [*row[1:], None], strict=False)
                found |= {this.key: both for this, both in zip(row, around, strict=False)}
        return found


def _rows_of_equals(framework: Framework) -> Iterator[Iterable[Paged]]:
    yield from (level.walk() for level in framework.levels)
    yield (element for top in framework.elements for element in top.walk())
    yield from (framework.hypotheses, framework.learning)
