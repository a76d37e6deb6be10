"""Digests of all that the output of each programme depends on, and of what the pages of the whole site do."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from outcome_frameworks.model import (
    Element,
    Entry,
    Framework,
    Hypothesis,
    LearningPoint,
    OrganisationReference,
    Paged,
    Reference,
    Target,
    is_retired,
    paged_entries,
)
from outcome_frameworks.pages.beside.previews import has_previews
from outcome_frameworks.pages.dependence.elsewhere import Elsewhere, Told, references_in_text
from outcome_frameworks.pages.dependence.makers import name_engine
from outcome_frameworks.pages.site import Site
from outcome_frameworks.problems import NOWHERE, Place

_ANYWHERE = Place(4321, 21)
"""A place in a file, to ask for the address at which it can be edited: those of entries differ in their place alone."""


@dataclass(frozen=True)
class Dependence:
    """Says by a digest what the output of a site depends on beside what makes it, which is `made_with`.

    The output of a programme is each page that belongs to it, each file beside these, and what stands at their earlier
    addresses. With the same digest, and made with the same, it is the same, byte for byte. `asks_for_all` says that
    templates of the site's own may show anything on any page: then each programme depends on everything.
    """

    site: Site
    asks_for_all: bool = False

    def of(self, framework: Framework) -> str:
        """Return the digest of what the pages and files of a programme depend on, 64 hexadecimal digits."""
        own = self._own[framework.id]
        return _digest([own, self.of_site_pages]) if self.asks_for_all else own

    @cached_property
    def of_site_pages(self) -> str:
        """The digest for what the site has once: home, indexes, search page, files of all programmes, redirects.

        It is one of all that there is.
        """
        site = self.site
        options = site.description, site.home_map, site.has_search, site.redirects_file, site.publishes_drafts
        problems = [str(problem) for problem in site.problems]
        dates = [value for name, value in vars(site.history).items() if name != "days"]  # each programme has its own
        return _digest([*options, self._options, self._organisations, problems, dates, *self._own.values()])

    @cached_property
    def _own(self) -> Mapping[str, str]:
        """The digest of each programme by its id, as if no template asked for more than ours do."""
        return {framework.id: _digest(list(self._told(framework))) for framework in self.site.portfolio.frameworks}

    def _told(self, framework: Framework) -> Iterator[Told]:
        """Yield all that the pages and files of a programme depend on, as plain data."""
        site, entries = self.site, list(paged_entries(framework))
        keys = [framework.id, *(f"{framework.id}/{entry.id}" for entry in entries)]
        yield self._options
        yield framework.id, framework.file, framework.digest or _in_full(framework)
        yield [site.edit_url(framework.file, place) for place in (NOWHERE, _ANYWHERE)]
        yield [note.message for note in site.notes_on(framework)]
        yield self._earlier.get(framework.id), self._in_its_folder.get(framework.id)
        yield self._drafts.get(framework.id)
        yield self._stories.get(framework.id)
        yield list(self._history(framework, keys))
        yield list(self._meant(framework))
        yield list(self._elements_spoken_of(framework))
        yield [self._successors(framework, entry) for entry in entries if is_retired(entry)]
        yield list(self._elsewhere.links_of(framework))
        yield list(self._elsewhere.mentions_of(framework))

    @cached_property
    def _options(self) -> str:
        """What is the same for all programmes."""
        site = self.site
        options = site.name, site.base_url, site.licence, site.language, has_previews(site)
        return _digest([*options, site.urls.prefix, site.urls.use_directory_urls, name_engine(site.engine)])

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere(self.site)

    @cached_property
    def _organisations(self) -> str:
        return _digest(_in_full(self.site.portfolio.organisations_file))

    @cached_property
    def _references_of_organisations(self) -> list[str]:
        """What the texts of organisations refer to; each programme that shows one resolves them for itself."""
        return [text for text in _references(self.site.portfolio.organisations_file) if isinstance(text, str)]

    @cached_property
    def _earlier(self) -> Mapping[str, Told]:
        """The earlier names of each programme and of what has a page in it, by the programme's id."""
        found: dict[str, Told] = defaultdict(list)
        for name, target in self.site.addresses.names.targets.items():
            found[target.framework.id].append((*name, target.key))
        return found

    @cached_property
    def _in_its_folder(self) -> Mapping[str, Told]:
        """The earlier names that begin with the id of a programme, by that: no page of it has such an address."""
        found: dict[str, Told] = defaultdict(list)
        for programme, entry in sorted(self.site.addresses.names.targets):
            found[programme].append(entry)
        return found

    @cached_property
    def _drafts(self) -> Mapping[str, Told]:
        """What is shown of each programme as a draft, by the programme's id, and to whom."""
        found: dict[str, Told] = defaultdict(lambda: [self.site.publishes_drafts])
        for key in sorted(self.site.drafts):
            found[key.partition("/")[0]].append(key)
        return dict(found)

    @cached_property
    def _stories(self) -> Mapping[str, Told]:
        """What is shown of the stories about each programme and what stands in it, by the programme's id."""
        found: dict[str, Told] = defaultdict(list)
        for key, stories in self.site.stories_about.items():
            told = [[value for name, value in vars(s).items() if name not in ("about", "mentions")] for s in stories]
            found[key.partition("/")[0]].append((key, told))
        return found

    def _history(self, framework: Framework, keys: list[str]) -> Iterator[Told]:
        """Yield what is known of the past of a programme, and where what changed stands now."""
        history = self.site.history
        yield [(str(history.created(key)), str(history.last_changed(key))) for key in keys]
        for day in history.days.get(framework.id, ()):
            now = [self._now(change.key) for change in day.changes]
            yield history.since, day.programme, day.time, [[*vars(change).values()] for change in day.changes], now

    def _now(self, key: str) -> Told:
        target = self.site.now_at(key)
        return target and (target.key, type(target.entry).__name__)

    def _meant(self, framework: Framework) -> Iterator[Told]:
        """Yield what each reference of a framework means, and all organisations if it names any."""
        texts: dict[str, None] = {}
        names_organisation = False
        for reference in _references(framework):
            if isinstance(reference, OrganisationReference):
                names_organisation = True
            else:
                texts[str(reference)] = None
        if names_organisation:
            yield self._organisations
            texts |= dict.fromkeys(self._references_of_organisations)
        for text in texts:
            yield self._elsewhere.meant(text, framework, framework)

    def _elements_spoken_of(self, framework: Framework) -> Iterator[Told]:
        """Yield the elements elsewhere that each claim speaks of: all those of a level that it names."""
        claims: list[Hypothesis | LearningPoint] = [*framework.hypotheses, *framework.learning]
        for claim in claims:
            references = [about.ref for about in claim.about]
            if isinstance(claim, Hypothesis):
                references += [clause.ref for clause in (*claim.if_, *claim.then) if clause.ref]
            for key in sorted(self.site.graph.elements_of(framework, references)):
                target = None if key.startswith(f"{framework.id}/") else self.site.portfolio.find(key)
                if target and isinstance(target.entry, Element):
                    yield claim.id, key, target.entry.short

    def _successors(self, framework: Framework, entry: Paged) -> Told:
        """Return what stands in the place of what is retired: the chain may lead through several programmes."""
        return [self._elsewhere.named(one) for one in self.site.portfolio.successors(Target(framework, entry))]


def _digest(told: Told) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _references(holder: Entry) -> Iterator[Reference | str]:
    """Yield all references in an entry and in all that it holds, those in its texts too."""
    waiting: list[object] = [holder]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield from references_in_text(one)
        elif isinstance(one, Entry):
            waiting += filter(None, vars(one).values())
        elif isinstance(one, tuple):
            waiting += one
        elif isinstance(one, Reference):
            yield one


def _in_full(value: object) -> Told:
    """Return all that an entry says and knows of itself, for one that no file says like this."""
    if isinstance(value, tuple):
        return [_in_full(one) for one in value]
    if isinstance(value, Reference):
        return [value.text, value.place]
    if isinstance(value, Entry):
        own = sorted(value.model_fields_set), sorted(value.left_out), value.place
        return [*own, [_in_full(getattr(value, name)) for name in type(value).model_fields]]
    return value
