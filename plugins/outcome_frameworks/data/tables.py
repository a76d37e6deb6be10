"""Tables for spreadsheets: one row an entry, a link or a programme; columns come from the classes of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from outcome_frameworks.data.cells import Cells, write_head, write_rows
from outcome_frameworks.data.columns import (
    element_columns,
    entry_columns,
    link_columns,
    programme_columns,
    shown_fields,
)
from outcome_frameworks.data.publication import PieceOf, Publication, made_anew
from outcome_frameworks.model import Element, Entry, Framework, Level, Target, count_standing
from outcome_frameworks.model.graph import Connection
from outcome_frameworks.model.manual import name_entry_type

Row = dict[str, str]


def entries_table(
    publication: Publication, frameworks: Iterable[Framework], file: str, piece_of: PieceOf = made_anew
) -> str:
    """Return a table with a row for each level, element, hypothesis … of some frameworks, in the order of files."""
    rows = partial(_entry_rows, publication, file=file)
    return _table(entry_columns(), frameworks, rows, f"rows of {file}", piece_of)


def outcomes_table(publication: Publication, file: str, piece_of: PieceOf = made_anew) -> str:
    """Return a table with a row for every outcome and impact of the site."""
    rows = partial(_outcome_rows, publication, file=file)
    return _table(element_columns(), publication.portfolio.frameworks, rows, f"rows of {file}", piece_of)


def links_table(
    publication: Publication, frameworks: Iterable[Framework], file: str, piece_of: PieceOf = made_anew
) -> str:
    """Return a table with a row for every link that starts in some frameworks."""
    rows = partial(_link_rows, publication, file=file)
    return _table(link_columns(), frameworks, rows, f"rows of {file}", piece_of)


def programmes_table(publication: Publication, file: str) -> str:
    """Return a table with a row for every programme: all that is said of it as a whole."""
    rows = (_programme_row(publication, framework, file) for framework in publication.portfolio.frameworks)
    columns = programme_columns()
    return write_head(columns) + write_rows(columns, rows)


def _table(
    columns: Mapping[str, str],
    frameworks: Iterable[Framework],
    rows: Callable[[Framework], Iterable[Row]],
    name: str,
    piece_of: PieceOf,
) -> str:
    """Return a table that each framework gives some rows to."""

    def made(framework: Framework) -> str:
        return write_rows(columns, rows(framework))

    return write_head(columns) + "".join(piece_of(one, name, partial(made, one)) for one in frameworks)


def _cells_of(entry: Entry, cells: Cells) -> Row:
    written = entry.model_fields_set
    return {
        column: cells.text(getattr(entry, attribute))
        for attribute, column in shown_fields(type(entry)).items()
        if attribute in written
    }


def _outcome_rows(publication: Publication, framework: Framework, file: str) -> Iterator[Row]:
    for level in framework.outcome_levels:
        for element in level.walk():
            yield _entry_row(publication, framework, element, file)


def _link_rows(publication: Publication, framework: Framework, file: str) -> Iterator[Row]:
    for connection in publication.graph.connections_of(framework):
        yield _link_row(publication, connection, file)


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
    kind_of_entry: type[Entry] = type(entry)
    row["Type"] = name_entry_type(kind_of_entry)
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
