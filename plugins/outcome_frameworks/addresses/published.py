"""Every address that a portfolio publishes: of what stands in it now, and of what had another id before."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.model import EarlierNames, Framework, Name, Portfolio, Target


@dataclass(frozen=True)
class Addresses:
    """The addresses of a portfolio below the site's root."""

    portfolio: Portfolio
    urls: Urls = Urls()

    @cached_property
    def _names(self) -> EarlierNames:
        return EarlierNames(self.portfolio)

    @cached_property
    def pages(self) -> dict[str, str]:
        """The `src_uri` of each page, with the full key of what it shows; lists are called by their own names."""
        urls = self.urls
        found = {urls.programmes: "programmes", urls.outcomes: "outcomes", urls.hypotheses: "hypotheses"}
        for target in self._names.present.values():
            found[urls.page_of(target)] = target.key
        for framework in self.portfolio.frameworks:
            if has_pack(framework):
                found[urls.pack(framework.id)] = framework.id
        return found

    @cached_property
    def present(self) -> dict[str, str]:
        """The present address of each page, with what it shows."""
        return {self.urls.url(src_uri): key for src_uri, key in self.pages.items()}

    @cached_property
    def earlier(self) -> dict[str, str]:
        """Each earlier address, with what it leads to."""
        return {self.urls.url(path): key for src_uri, key in self.pages.items() for path in self.earlier_paths(src_uri)}

    @cached_property
    def published(self) -> dict[str, str]:
        """All addresses, the earlier ones too, in order, each with what a reader finds there."""
        return dict(sorted((self.earlier | self.present).items()))

    def owner(self, src_uri: str) -> Target | None:
        """Return what a page or a file beside it belongs to; None for those of no programme."""
        found = self._split(src_uri)
        return self._names.present.get(found[0]) if found else None

    def earlier_paths(self, src_uri: str) -> Iterator[str]:
        """Yield the paths that a page, or a file beside pages, had under each earlier id."""
        found = self._split(src_uri)
        if found is None:
            return
        name, rest = found
        for earlier in self._names.of(name):
            yield self.urls.in_programmes(earlier.programme, earlier.entry + rest)

    def _split(self, src_uri: str) -> tuple[Name, str] | None:
        """Return the name that a path begins with, and the rest: `x`, `s1` and `/embed/index.html`."""
        found = self.urls.below_programmes(src_uri)
        if found is None:
            return None
        programme_id, path = found
        first, slash, deeper = path.partition("/")
        stem, ending = (first, "") if slash else posixpath.splitext(first)
        name = Name(programme_id, stem)
        if stem and name in self._names.present:
            return name, ending + slash + deeper
        return Name(programme_id), path


def has_pack(framework: Framework) -> bool:
    """Return whether a programme holds anything that a pack, all its pages as one, would add to its own page."""
    return any(True for _ in framework.walk()) or bool(framework.hypotheses or framework.learning)
