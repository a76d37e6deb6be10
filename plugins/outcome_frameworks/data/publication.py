"""What all data files of a site are made from, and how they write addresses and wordings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pydantic import BaseModel

from outcome_frameworks.addresses.urls import Urls, public_url, relative
from outcome_frameworks.model import Framework, Organisation, OrganisationReference, Portfolio, Reference, Target
from outcome_frameworks.model.graph import Graph
from outcome_frameworks.model.sentences import wording_of

PieceOf = Callable[[Framework, str, Callable[[], str]], str]
"""Returns what a programme gives to a page or file of all, by the name of the piece: as kept, or as made anew."""


def made_anew(_framework: Framework, _name: str, make: Callable[[], str]) -> str:
    """Return a piece that is not kept."""
    return make()


@dataclass(frozen=True)
class Publication:
    """What is published, and where.

    `base_url` is the site's public address, "" where it is unknown; `licence` says in the site's own words or by an
    address what others may do with the data, "" where nothing is said.
    """

    graph: Graph
    urls: Urls = Urls()
    name: str = ""
    base_url: str = ""
    licence: str = ""

    @property
    def portfolio(self) -> Portfolio:
        """All programmes and organisations."""
        return self.graph.portfolio

    def address(self, src_uri: str, file: str, anchor: str = "") -> str:
        """Return the address of a page or file: whole where the site's own is known, else as seen from `file`."""
        url = self.urls.url(src_uri)
        found = public_url(self.base_url, url) if self.base_url else relative(url, self.urls.url(file))
        return found + (f"#{quote(anchor)}" if anchor else "")

    def address_of(self, target: Target, file: str) -> str:
        """Return the address of the page that shows a target, with the place on it."""
        return self.address(self.urls.page_of(target), file, self.urls.anchor_of(target))

    def wording_of(self, target: Target) -> str:
        """Return a target's statement or title; for a hypothesis without one, the sentence that its parts make."""
        return wording_of(target, self.portfolio)

    def organisations_of(self, framework: Framework) -> tuple[Organisation, ...]:
        """Return the organisations that a framework names, and their owners, in the order of their file."""
        references = (each for each in _references_in(framework) if isinstance(each, OrganisationReference))
        named = {
            organisation.id for each in references for organisation in self.portfolio.organisation_with_owners(each)
        }
        return tuple(organisation for id, organisation in self.portfolio.organisations.items() if id in named)


def _references_in(holder: BaseModel) -> Iterator[Reference]:
    """Yield all references in an entry and in all that it holds."""
    waiting: list[object] = [holder]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Reference):
            yield value
        elif isinstance(value, BaseModel):
            waiting += [inner for _, inner in value]
        elif isinstance(value, Iterable) and not isinstance(value, str):
            waiting += value
