"""The files that a reader can take away from a page: what each is, how large it is, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from outcome_frameworks.data import (
    PieceOf,
    Publication,
    entries_table,
    framework_file,
    frameworks_json,
    links_table,
    outcomes_table,
    programmes_table,
    to_json,
)
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.outcome_map.drawing import OutcomeMap

_ENTRIES = "level, element, hypothesis, assumption, learning point and piece of evidence"
_LINKS = "link"
_PROGRAMMES = "programme"
_OUTCOMES = "outcome"


@dataclass(frozen=True)
class Download:
    """A file to take away. `saved_as` is the name that a browser gives it; `title` and `about` say what it is."""

    src_uri: str
    saved_as: str
    media_type: str
    title: str
    about: str
    make: Callable[[], str]

    @cached_property
    def content(self) -> str:
        """What it holds."""
        return self.make()

    @cached_property
    def size(self) -> str:
        """Its size in words that no line breaks: `21 KB`."""
        return f"{max(1, round(len(self.content.encode()) / 1000)):,}\u00a0KB"


def programme_downloads(
    publication: Publication, framework: Framework, maps: Mapping[str, OutcomeMap]
) -> tuple[Download, ...]:
    """Return the files of a programme: its entries and its links as tables, all of it as JSON, its map for Graphviz.

    `maps` holds that of each programme that has one, by its id.
    """
    urls, name, one = publication.urls, framework.id, (framework,)
    whole, entries, links = urls.data_of(Target(framework, None)), urls.entries_table(name), urls.links_table(name)
    found = [
        _csv(entries, f"{name}.csv", "The framework", _ENTRIES, lambda: entries_table(publication, one, entries)),
        _json(whole, f"{name}.json", "The framework", lambda: to_json(framework_file(publication, framework))),
    ]
    if publication.graph.connections_of(framework):
        table = _csv(links, f"{name}-links.csv", "Its links", _LINKS, lambda: links_table(publication, one, links))
        found.insert(1, table)
    if name in maps:
        found.append(_dot(urls.map_dot(name), f"{name}.dot", lambda: _dot_of(maps[name])))
    return tuple(found)


def site_downloads(publication: Publication, piece_of: PieceOf) -> tuple[Download, ...]:
    """Return the files of all programmes together."""
    urls, every = publication.urls, publication.portfolio.frameworks
    programmes, entries, links = urls.programmes_table, urls.entries_table(), urls.links_table()
    return (
        _csv(
            programmes,
            "programmes.csv",
            "All programmes",
            _PROGRAMMES,
            lambda: programmes_table(publication, programmes),
        ),
        _csv(
            entries,
            "frameworks.csv",
            "All frameworks",
            _ENTRIES,
            lambda: entries_table(publication, every, entries, piece_of),
        ),
        _csv(links, "links.csv", "All links", _LINKS, lambda: links_table(publication, every, links, piece_of)),
        _json(urls.all_data, "programmes.json", "All frameworks", lambda: frameworks_json(publication, piece_of)),
    )


def outcome_downloads(publication: Publication, piece_of: PieceOf) -> tuple[Download, ...]:
    """Return the files of the index of outcomes."""
    file = publication.urls.outcomes_table
    return (
        _csv(
            file,
            "outcomes.csv",
            "All outcomes and impacts",
            _OUTCOMES,
            lambda: outcomes_table(publication, file, piece_of),
        ),
    )


def _json(src_uri: str, saved_as: str, title: str, make: Callable[[], str]) -> Download:
    about = "for programs; every field, and the address of every page"
    return Download(src_uri, saved_as, "application/json", f"{title} as JSON", about, make)


def _csv(src_uri: str, saved_as: str, title: str, rows: str, make: Callable[[], str]) -> Download:
    about = f"for Excel and LibreOffice; a row for each {rows}"
    return Download(src_uri, saved_as, "text/csv", f"{title} as a table (CSV)", about, make)


def _dot_of(drawing: OutcomeMap) -> str:
    # graphviz takes .01 s to load, and most builds write none.
    from outcome_frameworks.outcome_map.writing.dot import render_dot  # noqa: PLC0415

    return render_dot(drawing)


def _dot(src_uri: str, saved_as: str, make: Callable[[], str]) -> Download:
    about = "for drawing programs"
    return Download(src_uri, saved_as, "text/vnd.graphviz", "The outcome map for Graphviz (DOT)", about, make)
