"""The files that a reader can take away from a page: what each is, how large it is, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from outcome_frameworks.data import (
    Publication,
    data_schema,
    entries_table,
    framework_file,
    frameworks_file,
    links_table,
    outcomes_table,
    programmes_table,
    to_json,
)
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.model.schema import schema_to_json
from outcome_frameworks.outcome_map import OutcomeMap, render_dot

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
    content: str

    @cached_property
    def size(self) -> str:
        """Its size in words that no line breaks: `21 KB`."""
        return f"{max(1, round(len(self.content.encode()) / 1000)):,}\u00a0KB"


def programme_downloads(
    publication: Publication, framework: Framework, drawing: OutcomeMap | None
) -> tuple[Download, ...]:
    """Return the files of a programme: its entries and its links as tables, all of it as JSON, its map for Graphviz."""
    urls, name, one = publication.urls, framework.id, (framework,)
    whole, entries, links = urls.data_of(Target(framework, None)), urls.entries_table(name), urls.links_table(name)
    found = [_csv(entries, f"{name}.csv", "The framework", _ENTRIES, entries_table(publication, one, entries))]
    if any(connection.source.framework is framework for connection in publication.graph.connections):
        found.append(_csv(links, f"{name}-links.csv", "Its links", _LINKS, links_table(publication, one, links)))
    found.append(_json(whole, f"{name}.json", "The framework", to_json(framework_file(publication, framework))))
    if drawing:
        found.append(_dot(urls.map_dot(name), f"{name}.dot", render_dot(drawing)))
    return tuple(found)


def site_downloads(publication: Publication) -> tuple[Download, ...]:
    """Return the files of all programmes together."""
    urls, frameworks = publication.urls, publication.portfolio.frameworks
    whole, programmes, entries, links = urls.all_data, urls.programmes_table, urls.entries_table(), urls.links_table()
    return (
        _csv(programmes, "programmes.csv", "All programmes", _PROGRAMMES, programmes_table(publication, programmes)),
        _csv(entries, "frameworks.csv", "All frameworks", _ENTRIES, entries_table(publication, frameworks, entries)),
        _csv(links, "links.csv", "All links", _LINKS, links_table(publication, frameworks, links)),
        _json(whole, "programmes.json", "All frameworks", to_json(frameworks_file(publication))),
    )


def outcome_downloads(publication: Publication) -> tuple[Download, ...]:
    """Return the files of the index of outcomes."""
    file = publication.urls.outcomes_table
    return (_csv(file, "outcomes.csv", "All outcomes and impacts", _OUTCOMES, outcomes_table(publication, file)),)


def schema_file(publication: Publication) -> tuple[str, str]:
    """Return the JSON Schema of the JSON files, with its path."""
    return publication.urls.data_schema, schema_to_json(data_schema())


def _json(src_uri: str, saved_as: str, title: str, content: str) -> Download:
    about = "for programs; every field, and the address of every page"
    return Download(src_uri, saved_as, "application/json", f"{title} as JSON", about, content)


def _csv(src_uri: str, saved_as: str, title: str, rows: str, content: str) -> Download:
    about = f"for Excel and LibreOffice; a row for each {rows}"
    return Download(src_uri, saved_as, "text/csv", f"{title} as a table (CSV)", about, content)


def _dot(src_uri: str, saved_as: str, content: str) -> Download:
    about = "for drawing programs"
    return Download(src_uri, saved_as, "text/vnd.graphviz", "The outcome map for Graphviz (DOT)", about, content)
