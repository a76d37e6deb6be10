"""Every address that a portfolio publishes: of what stands in it now, and of what had another id before."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from outcome_frameworks.addresses.kinds import PAGE_KINDS, Extent, PageKind, targets_of
from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.model import EarlierNames, Framework, Name, Portfolio, Target


class OwnPage(NamedTuple):
    """A page that a site is to have: its `src_uri`, its kind, and what it belongs to, None for a page of all."""

    src_uri: str
    kind: PageKind
    target: Target | None = None

    @property
    def framework(self) -> Framework:
        """The programme that it belongs to. Only pages of programmes have one."""
        assert self.target
        return self.target.framework


@dataclass(frozen=True)
class Addresses:
    """The addresses of a portfolio below the site's root."""

    portfolio: Portfolio
    urls: Urls = Urls()
    extent: Extent = Extent()

    @cached_property
    def names(self) -> EarlierNames:
        """What everything with a page was called before."""
        return EarlierNames(self.portfolio)

    @cached_property
    def pages(self) -> dict[str, str]:
        """The `src_uri` of each page whose address is permanent, with the full key of what it shows; else its kind."""
        permanent = (page for page in self.own_pages.values() if page.kind.is_permanent)
        return {page.src_uri: page.target.key if page.target else page.kind.name for page in permanent}

    @cached_property
    def own_pages(self) -> dict[str, OwnPage]:
        """Every page by its `src_uri`, in order.

        An entry that was published under a name before a page of its programme took that name keeps the address, as its
        present one or as an earlier one.
        """
        earlier = {self.urls.in_programmes(name.programme, f"{name.entry}.md") for name in self.names.targets}
        found: dict[str, OwnPage] = {}
        for page in self._planned():
            if page.src_uri not in earlier:
                found.setdefault(page.src_uri, page)
        return found

    def _planned(self) -> Iterator[OwnPage]:
        for is_of_all, kinds in groupby(PAGE_KINDS.values(), key=lambda kind: kind.scope == "site"):
            listed = list(kinds)
            for framework in (None,) if is_of_all else self.portfolio.frameworks:
                for kind in listed:
                    if kind.exists(self.extent, framework):
                        yield from self._of_kind(kind, framework)

    def _of_kind(self, kind: PageKind, framework: Framework | None) -> Iterator[OwnPage]:
        if framework is None:
            yield OwnPage(self.urls.page(kind.name), kind)
            return
        for target in targets_of(kind, framework):
            entry_id = target.entry.id if target.entry else ""
            yield OwnPage(self.urls.page(kind.name, framework.id, entry_id), kind, target)

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
        return self.names.present.get(found[0]) if found else None

    def earlier_paths(self, src_uri: str) -> Iterator[str]:
        """Yield the paths that a page, or a file beside pages, had under each earlier id."""
        found = self._split(src_uri) if self.names.targets else None  # most portfolios have none
        if found is None:
            return
        name, rest = found
        for earlier in self.names.of(name):
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
        if stem and name in self.names.present:
            return name, ending + slash + deeper
        return Name(programme_id), path
