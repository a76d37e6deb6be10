"""Tables for spreadsheets: one row an entry, a link or a programme; columns come from the classes of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from outcome_frameworks.data.cells import Cells, write_table
from outcome_frameworks.data.columns import (
    element_columns,
    entry_columns,
    link_columns,
    programme_columns,
    shown_fields,
)
from outcome_frameworks.data.publication import Publication
from outcome_frameworks.model import Element, Entry, Framework, Level, Target, count_standing
from outcome_frameworks.model.graph import Connection
from outcome_frameworks.model.manual import name_entry_type

Row = dict[str, str]


def entries_table(publication: Publication, frameworks: Iterable[Framework], file: str) -> str:
    """Return a table with a row for each level, element, hypothesis … of some frameworks, in the order of files."""
    rows = (row for framework in frameworks for row in _entry_rows(publication, framework, file))
    return write_table(list(entry_columns()), rows)


def outcomes_table(publication: Publication, file: str) -> str:
    """Return a table with a row for every outcome and impact of the site."""
    rows = (
        _entry_row(publication, framework, element, file)
        for framework in publication.portfolio.frameworks
        for level in framework.outcome_levels
        for element in level.walk()
    )
    return write_table(list(element_columns()), rows)


def links_table(publication: Publication, frameworks: Iterable[Framework], file: str) -> str:
    """Return a table with a row for every link that starts in some frameworks."""
    found = (connection for framework in frameworks for connection in publication.graph.connections_of(framework))
    return write_table(list(link_columns()), (_link_row(publication, connection, file) for connection in found))


def programmes_table(publication: Publication, file: str) -> str:
    """Return a table with a row for every programme: all that is said of it as a whole."""
    rows = (_programme_row(publication, framework, file) for framework in publication.portfolio.frameworks)
    return write_table(list(programme_columns()), rows)


def _cells_of(entry: Entry, cells: Cells) -> Row:
    written = entry.model_fields_set
    return {
        column: cells.text(getattr(entry, attribute))
        for attribute, column in shown_fields(type(entry)).items()
        if attribute in written
    }


def _entry_rows(publication: Publication, framework: Framework, file: str) -> Iterator[Row]:
    for level in framework.levels:
        yield _entry_row(publication, framework, level, file)
        for element in level.walk():
            yield _entry_row(publication, framework, element, file)
    for name in Framework.model_fields:
        listed = getattr(framework, name)
        if isinstance(listed, tuple) and name != "levels":
            for entry in listed:
                for row in entry.walk() if isinstance(entry, Element) else (entry,):
                    yield _entry_row(publication, framework, row, file)


def _entry_row(publication: Publication, framework: Framework, entry: Any, file: str) -> Row:
    cells = Cells(publication, framework)
    row = _cells_of(entry, cells) | {"Programme": framework.programme.title, "Programme code": framework.id}
    row["Type"] = name_entry_type(type(entry))
    if not hasattr(entry, "id"):
        return row
    target = Target(framework, entry)
    row["Wording"] = publication.wording_of(target)
    row["Page"] = publication.address_of(target, file)
    row["Led to by"] = cells.lines(cells.name(c.source) for c in publication.graph.led_to_by.get(target.key, ()))
    if isinstance(entry, Level):
        row["Level"] = entry.title
    elif isinstance(entry, Element):
        level, parent = framework.level_of.get(entry.id), framework.parent_of.get(entry.id)
        row["Level"] = level.title if level else ""
        kind = level.written("kind") if level else None
        row["Type"] = kind.replace("-", " ").capitalize() if kind else row["Type"]
        row["Part of"] = cells.name(Target(framework, parent)) if parent else ""
        row["Influence"] = framework.influence_on(entry) or ""
    return row


def _link_row(publication: Publication, connection: Connection, file: str) -> Row:
    framework = connection.source.framework
    source, target = connection.source, connection.target
    return _cells_of(connection.link, Cells(publication, framework)) | {
        "Programme": framework.programme.title,
        "Programme code": framework.id,
        "From code": source.key,
        "From": publication.wording_of(source),
        "To code": target.key,
        "To": publication.wording_of(target),
        "Basis": connection.basis or "",
        "Page of from": publication.address_of(source, file),
        "Page of to": publication.address_of(target, file),
    }


def _programme_row(publication: Publication, framework: Framework, file: str) -> Row:
    return _cells_of(framework.programme, Cells(publication, framework)) | {
        "Elements": str(count_standing(framework.walk())),
        "Hypotheses": str(count_standing(framework.hypotheses)),
        "Learning points": str(count_standing(framework.learning)),
        "Licence": publication.licence,
        "Page": publication.address_of(Target(framework, None), file),
    }
