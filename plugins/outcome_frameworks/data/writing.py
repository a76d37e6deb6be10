"""Write programmes and what is in them as JSON files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json as encode

from outcome_frameworks.data.data_files import (
    Connected,
    DataFile,
    EntryFile,
    FrameworkFile,
    FrameworksFile,
    LevelOf,
    Named,
    Speaker,
)
from outcome_frameworks.data.publication import PieceOf, Publication, made_anew
from outcome_frameworks.model import Element, Framework, LearningPoint, Paged, Target, identified_entries
from outcome_frameworks.model.graph import Connection, Mention


def to_json(file: DataFile) -> str:
    """Return a data file as its text. Nothing stands for a field that holds nothing."""
    return _json(plain_data(file)) + "\n"


def _json(plain: Any) -> str:
    """Return plain data as JSON that no program takes for more lines than there are."""
    text = encode(plain, indent=1).decode()
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _members(plain: dict[str, Any]) -> str:
    """Return the members of an object as they stand between its braces, each beginning a line."""
    return _json(plain).removeprefix("{\n").removesuffix("\n}")


def plain_data(holder: BaseModel) -> Any:
    """Return a group of fields as plain data, under the names that files use, without fields that hold nothing."""
    return _without_empty(holder.model_dump(mode="json", by_alias=True))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(inner) for name, inner in value.items() if inner not in (None, "", [], {})}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


def framework_file(publication: Publication, framework: Framework) -> FrameworkFile:
    """Return a programme with everything in it."""
    whole = Target(framework, None)
    file = publication.urls.data_of(whole)
    targets = (Target(framework, entry) for entry in identified_entries(framework))
    return FrameworkFile(
        schema_=publication.address(publication.urls.data_schema, file),
        format="outcome-framework",
        version=1,
        url=publication.address_of(whole, file),
        site=publication.name or None,
        licence=publication.licence or None,
        urls={target.entry.id: publication.address_of(target, file) for target in targets if target.entry},
        organisations=publication.organisations_of(framework),
        framework=framework,
    )


def frameworks_json(publication: Publication, piece_of: PieceOf = made_anew) -> str:
    """Return the file of all programmes of the site with everything in them, and all organisations, as its text.

    It is joined from what each programme gives to it, which can be kept.
    """
    file, portfolio = publication.urls.all_data, publication.portfolio
    head = FrameworksFile(
        schema_=publication.address(publication.urls.data_schema, file),
        format="outcome-frameworks",
        version=1,
        url=publication.address(publication.urls.programmes, file),
        site=publication.name or None,
        licence=publication.licence or None,
        organisations=portfolio.organisations_file.organisations,
    )
    plain = plain_data(head)
    last = {name: plain.pop(name) for name in ("organisations",) if name in plain}

    def joined(name: str, make: Callable[[Publication, Framework], str]) -> str:
        made = ((one, partial(_made_inside, publication, one, make)) for one in portfolio.frameworks)
        return ",\n".join(piece_of(one, f"{name} of {file}", inside) for one, inside in made)

    members = [_members(plain)]
    if portfolio.frameworks:
        members.append(f' "urls": {{\n{joined("urls", _addresses)}\n }}')
    if last:
        members.append(_members(last))
    if portfolio.frameworks:
        members.append(f' "frameworks": [\n{joined("frameworks", _framework)}\n ]')
    return "{\n" + ",\n".join(members) + "\n}\n"


def _addresses(publication: Publication, framework: Framework) -> str:
    """Return the address of a programme and of everything in it, as members of an object."""
    targets = (Target(framework, entry) for entry in (None, *identified_entries(framework)))
    return _members({target.key: publication.address_of(target, publication.urls.all_data) for target in targets})


def _framework(_publication: Publication, framework: Framework) -> str:
    return " " + _json(plain_data(framework)).replace("\n", "\n ")


def _made_inside(publication: Publication, framework: Framework, make: Callable[[Publication, Framework], str]) -> str:
    """Return JSON one level further in: no text in it holds the end of a line."""
    return " " + make(publication, framework).replace("\n", "\n ")


def entry_file(publication: Publication, target: Target) -> EntryFile:
    """Return an element, a hypothesis or a learning point, with what it is linked to.

    Raises:
        TypeError: for a target that has no page of its own.
    """
    framework, entry = target
    if not isinstance(entry, Paged):
        raise TypeError(f"{target.key} has no page of its own")
    file, graph = publication.urls.data_of(target), publication.graph
    level = framework.level_of.get(entry.id) if isinstance(entry, Element) else None
    parent = framework.parent_of.get(entry.id) if isinstance(entry, Element) else None
    return EntryFile(
        schema_=publication.address(publication.urls.data_schema, file),
        format="outcome-framework-entry",
        version=1,
        id=target.key,
        kind=_kind(entry),
        title=publication.wording_of(target),
        url=publication.address_of(target, file),
        site=publication.name or None,
        licence=publication.licence or None,
        programme=Named(**_named(publication, Target(framework, None), file)),
        level=LevelOf(id=level.id, title=level.title, kind=level.kind) if level else None,
        part_of=Named(**_named(publication, Target(framework, parent), file)) if parent else None,
        influence=framework.influence_on(entry) if isinstance(entry, Element) else None,
        source=framework.programme.source,
        entry=entry,
        leads_to=tuple(_connected(publication, c, c.target, file) for c in graph.connections_out(target)),
        led_to_by=tuple(_connected(publication, c, c.source, file) for c in graph.connections_in(target)),
        spoken_of_by=tuple(_speaker(publication, mention, file) for mention in graph.mentions_of(target)),
    )


def _named(publication: Publication, target: Target, file: str) -> dict[str, str]:
    return {
        "id": target.key,
        "title": publication.wording_of(target),
        "url": publication.address_of(target, file),
    }


def _connected(publication: Publication, connection: Connection, end: Target, file: str) -> Connected:
    return Connected(**_named(publication, end, file), basis=connection.basis, link=connection.link)


def _speaker(publication: Publication, mention: Mention, file: str) -> Speaker:
    named = _named(publication, mention.target, file)
    if mention.target.entry is None:  # a document stands for its programme
        named["title"] = getattr(mention.speaker, "title", named["title"])
    return Speaker(**named, kind=_kind(mention.speaker))


def _kind(entry: BaseModel) -> Any:
    return "learning-point" if isinstance(entry, LearningPoint) else type(entry).__name__.lower()
