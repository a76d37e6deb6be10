"""Paths in frameworks that lead to nothing on the site: a document that nobody has put into docs, say."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from mkdocs.structure.files import Files

from outcome_frameworks.model import Framework, OrganisationsFile, Portfolio
from outcome_frameworks.model.texts import WrittenText, links_in, texts_in
from outcome_frameworks.model.web_addresses import can_be_link, is_path
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show


def dead_paths(portfolio: Portfolio, files: Files) -> list[Problem]:
    """Report each path below the site's root that none of the site's files answers; `files` are all of them."""
    present = {_place(file.url) for file in files}
    sources: list[Framework | OrganisationsFile] = [*portfolio.frameworks, portfolio.organisations_file]
    advice = "where your site has nothing; put the file into docs, or correct the path"
    return [
        Problem(source.file, written.entry.place, "dead-path", f'{written.subject} leads to "{show(path)}", {advice}')
        for source in sources
        for written in texts_in(source)
        for path in _paths_in(written)
        if _place(path) not in present
    ]


def _paths_in(written: WrittenText) -> Iterator[str]:
    """Yield the paths that a text links to, or is."""
    if written.field == "url":
        addresses = [written.text]
    else:
        found = (link.address for link in links_in(written) if not link.is_reference)
        addresses = [address for address in found if can_be_link(address)]
    yield from (address for address in addresses if is_path(address))


def _place(url: str) -> str:
    """Return an address in one spelling, for comparison: decoded, without `index.html` and what follows ? or #."""
    path = normpath("/" + unquote(urlsplit(url).path)).strip("/")
    return path.removesuffix("index.html").strip("/")
