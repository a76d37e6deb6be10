"""The columns of tables: which there are, in which order, from which fields of the model, and what each holds."""

from __future__ import annotations

from functools import cache
from typing import get_args

from outcome_frameworks.model import Element, Entry, Framework, Link, Programme
from outcome_frameworks.model.manual import name_entry_type

_NAMES = {"id": "Code", "statement": "Wording", "title": "Wording", "url": "Web address"}
"""Columns that are not named after their field."""

_ENTRIES_FIRST = {
    "Programme": "Title of the programme.",
    "Type": "What the row is: Outcome, Activity …, or Element where nobody wrote which; or Level, Hypothesis, "
    "Assumption, Learning point, Evidence, Waiver.",
    "Level": "The level that an element stands in, in the organisation's own words.",
    "Code": "The id.",
    "Wording": "The statement or title; of a hypothesis without one, the sentence that its parts make.",
    "Label": "",
    "Part of": "The element that holds this one.",
    "Leads to": "",
    "Led to by": "What leads to this.",
    "Influence": "What the programme can do about it: its own influence, or that of its level.",
}
_ENTRIES_LAST = {
    "Page": "Where its page is, or its place on the programme's page.",
    "Programme code": "Id of the programme.",
}
_LINKS_FIRST = {
    "Programme": "Title of the programme in which the link stands.",
    "From code": "Id of where it starts, with that of the programme.",
    "From": "Wording of where it starts.",
    "To code": "Id of where it leads, with that of the programme.",
    "To": "Wording of where it leads.",
    "Basis": "Where the link comes from: stated, group-stated or inferred; nothing where that is not claimed.",
}
_LINKS_LAST = {
    "Page of from": "Address of the page of where it starts.",
    "Page of to": "Address of the page of where it leads.",
    "Programme code": "Id of the programme.",
}
_PROGRAMMES_LAST = {
    "Elements": "How many there are, without those that are retired.",
    "Hypotheses": "How many there are, without those that are retired.",
    "Learning points": "How many there are, without those that are retired.",
    "Licence": "What others may do with the data.",
    "Page": "Where its page is.",
}
"""What the columns hold that are made, or that stand first or last; "" leaves it to the field of that name."""


def entry_columns() -> dict[str, str]:
    """Return the columns of the table of entries, with what each holds."""
    return _columns(_ENTRIES_FIRST, _kinds_of_entry(), _ENTRIES_LAST)


def element_columns() -> dict[str, str]:
    """Return the columns of a table of elements only."""
    return _columns(_ENTRIES_FIRST, (Element,), _ENTRIES_LAST)


def link_columns() -> dict[str, str]:
    """Return the columns of the table of links."""
    return _columns(_LINKS_FIRST, (Link,), _LINKS_LAST)


def programme_columns() -> dict[str, str]:
    """Return the columns of the table of programmes."""
    return _columns({}, (Programme,), _PROGRAMMES_LAST)


@cache
def shown_fields(kind: type[Entry]) -> dict[str, str]:
    """Return the fields of a kind of entry that have a column: the column's name by the attribute's.

    The elements of a level or of an element have rows of their own instead, and a link's two ends their columns.
    """
    return {
        attribute: "Title" if (kind, name) == (Programme, "title") else _NAMES.get(name) or _in_words(name)
        for name, attribute in kind.field_names().items()
        if _inner(kind, attribute) is not Element and (kind, attribute) != (Link, "to")
    }


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _columns(first: dict[str, str], kinds: tuple[type[Entry], ...], last: dict[str, str]) -> dict[str, str]:
    said: dict[str, dict[str, str]] = {}
    for kind in kinds:
        for attribute, column in shown_fields(kind).items():
            description = kind.model_fields[attribute].description or ""
            said.setdefault(column, {}).setdefault(description, name_entry_type(kind).lower())
    fields = {column: _joined(descriptions) for column, descriptions in said.items() if column not in last}
    ordered = {column: first.get(column) or fields[column] for column in (*first, *fields)}
    return ordered | last


def _joined(descriptions: dict[str, str]) -> str:
    if len(descriptions) == 1:
        return next(iter(descriptions))
    return " ".join(f"Of {_with_article(kind)}: {text}" for text, kind in descriptions.items())


def _with_article(noun: str) -> str:
    if noun == "evidence":
        return noun
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@cache
def _kinds_of_entry() -> tuple[type[Entry], ...]:
    """Return the kinds of entry that a framework lists, in the order of its fields; elements first: most rows are."""
    held = [_inner(Framework, attribute) for attribute in Framework.model_fields]
    found = [kind for kind in held if isinstance(kind, type) and issubclass(kind, Entry)]
    return tuple(dict.fromkeys((Element, *found)))


def _inner(kind: type[Entry], attribute: str) -> object:
    """Return what a field lists, or None where it is no list."""
    return next(iter(get_args(kind.model_fields[attribute].annotation)), None)
