"""Write the file reference: every field that a framework file may hold, as a page of Markdown made from the model."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from outcome_frameworks.model import Entry, Framework, OrganisationsFile, Reference
from outcome_frameworks.model.ids import MAX_ID, PAGE_NAMES, RESERVED_IDS, EarlierId, Id, PageId, ProgrammeId
from outcome_frameworks.model.scalars import MAX_TEXT, Date, OrganisationRef, Prose, Ref, Text, Url

WHOLE_FILES: tuple[tuple[type[Entry], str], ...] = (
    (Framework, "A framework file"),
    (OrganisationsFile, "The file organisations.yml"),
)
"""What a whole file is, with the heading of its section."""

_KINDS_OF_VALUE = {
    "text": (
        Text,
        (
            f"Words, shown exactly as they are written, at most {MAX_TEXT:,} characters. Spaces of any kind and empty "
            "lines before and after them are left out."
        ),
    ),
    "long text": (
        Prose,
        (
            "Words in one or more paragraphs, with an empty line between two. Markdown may add `*emphasis*`, `**strong "
            "emphasis**` and `[links](outcome:S1)`; nothing else of Markdown is read, and no HTML."
        ),
    ),
    "id": (
        Id,
        (
            "A short, permanent name such as `S1`. It starts with a letter or digit, goes on with letters, digits, "
            f"`-`, `_` and `.`, does not end with `.`, and has at most {MAX_ID} characters. Each id stands once in a "
            "file; `S1` and `s1` count as the same. What stands for it in addresses is in small letters."
        ),
    ),
    "id of a page": (
        PageId,
        "An id of something that has a page of its own. These names are taken: "
        + ", ".join(f"`{name}`" for name in sorted(RESERVED_IDS) if not name[-1].isdigit() or name.isdigit())
        + ", `com` and `lpt` with a digit. These are kept for pages to come, unless `permalinks.yml` lists an address "
        "that was published under them: " + ", ".join(f"`{name}`" for name in sorted(PAGE_NAMES)) + ".",
    ),
    "earlier id": (
        EarlierId,
        (
            "What something was called before: `S2`, or `old-programme/S2` where it has come from another programme. "
            "Its old address leads to the new one."
        ),
    ),
    "id of a programme": (
        ProgrammeId,
        (
            "An id in small letters a–z, digits and hyphens only, such as `new-models`. The names that no page may "
            "have are taken here too, but not those that are kept for pages to come."
        ),
    ),
    "reference": (
        Ref,
        (
            "The id of something: `S1` in the same file, `new-models/S1` in another, `new-models` for a whole "
            "programme. A link is written `S1 > M1`, where one can be meant."
        ),
    ),
    "organisation by id or name": (
        OrganisationRef,
        (
            "The id of an organisation in `organisations.yml`, or its name, as in `[village-hall, National Lottery "
            "Community Fund]`. What is written with small letters, digits and hyphens only is an id."
        ),
    ),
    "date": (Date, "A year, a month or a day: `2021`, `2021-05`, `2021-05-31`."),
    "address": (
        Url,
        (
            "An address that starts with `https:`, `http:` or `mailto:`, or a path that counts from the root of your "
            "own site, such as `files/report.pdf` for a file in the folder `docs/files`; without spaces."
        ),
    ),
}

_PLAIN = {int: "whole number", bool: "`true` or `false`"}

_PLURALS = {
    "id of a page": "ids of pages",
    "id of a programme": "ids of programmes",
    "organisation by id or name": "organisations by id or name",
    "address": "addresses",
    "hypothesis": "hypotheses",
    "evidence": "pieces of evidence",
    "about": "things spoken of",
}
"""Plurals that are not made with an s."""

_INTRODUCTION = """\
---
title: File reference
description: Every field of a framework file, with what it takes and what it is for
---

# File reference

Every field that you can write, in the order in which files hold them. In a hurry? Start with
[your first framework](first-framework.md); most files need a tenth of what stands here.

You need not remember any of it: with its first line in place, VS Code offers the fields as you type
([how](first-framework.md#let-the-editor-help)). This page is made from the same source.
"""

_GENERATED = "<!-- Made by `outcomes schema --as markdown`; change the model instead. -->"


def render_manual() -> str:
    """Return the whole page: front matter, the kinds of value, and a section for every group of fields."""
    parts = [_INTRODUCTION, _GENERATED, "", *_kinds_of_value()]
    for entry, heading in _sections():
        parts += ["", f"## {heading} {{#{anchor(entry)}}}", "", *_section(entry)]
    return "\n".join(parts) + "\n"


def entry_types() -> list[type[Entry]]:
    """Return every group of fields, each once: whole files first, then their parts in the order of their first use."""
    found: dict[type[Entry], None] = {}
    for file, _ in WHOLE_FILES:
        waiting = [file]
        while waiting:
            entry = waiting.pop(0)
            if entry not in found:
                found[entry] = None
                waiting += [part for hint in _hints(entry).values() for part in _entries_in(hint)]
    return list(found)


def anchor(entry: type[Entry]) -> str:
    """Return the anchor of a group's section: `learning-point`."""
    return name_entry_type(entry).lower().replace(" ", "-")


@cache  # each row of a table asks
def name_entry_type(entry: type[Entry]) -> str:
    """Return what people call a group of fields: `Learning point`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", entry.__name__).lower()
    return name[0].upper() + name[1:]


def say_type(hint: Any, *, several: bool = False) -> str:
    """Return in words what a field takes, from its annotation: `list of [links](#link)`.

    Raises:
        TypeError: where a kind of value is new and has no words here yet.
    """
    for name, (kind, _) in _KINDS_OF_VALUE.items():
        if hint == kind:
            return _link(name, _slug(name), several=several)
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = get_origin(hint), [part for part in get_args(hint) if part not in (type(None), Ellipsis)]
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"list of {say_type(inner[0], several=True)}"
    if origin in (Union, types.UnionType):
        return " or ".join(say_type(part) for part in inner)
    if isinstance(hint, type) and issubclass(hint, Entry):
        return _link(name_entry_type(hint).lower(), anchor(hint), several=several)
    raise TypeError(f"the file reference has no words for {hint!r}")


def _sections() -> Iterator[tuple[type[Entry], str]]:
    headings = dict(WHOLE_FILES)
    for entry in entry_types():
        yield entry, headings.get(entry) or name_entry_type(entry)


def _kinds_of_value() -> list[str]:
    lines = ["## What fields take {#kinds-of-value}", ""]
    for name, (_, words) in _KINDS_OF_VALUE.items():
        lines += [f"### {name[0].upper()}{name[1:]} {{#{_slug(name)}}}", "", words, ""]
    return lines[:-1]


def _section(entry: type[Entry]) -> list[str]:
    lines = [" ".join((entry.__doc__ or "").split()), ""]
    if entry.short_form:
        lines += [
            (
                f"Where only `{entry.short_form}` is needed, its value may stand alone: `- …` says the same as "
                f"`- {entry.short_form}: …`."
            ),
            "",
        ]
    hints = _hints(entry)
    return lines + [_field(field.alias or name, hints[name], field) for name, field in entry.model_fields.items()]


def _field(name: str, hint: Any, field: FieldInfo) -> str:
    takes = say_type(hint)
    if field.is_required():
        takes += ", **required**"
    elif field.default not in (None, (), ""):
        default = str(field.default).lower() if isinstance(field.default, bool) else field.default
        takes += f"; `{default}` where left out"
    return f"- **`{name}`** ({takes}): {field.description}"


def _hints(entry: type[Entry]) -> dict[str, Any]:
    hints = get_type_hints(entry, include_extras=True)
    return {name: hints[name] for name in entry.model_fields}


def _entries_in(hint: Any) -> Iterator[type[Entry]]:
    if isinstance(hint, type) and issubclass(hint, Entry):
        yield hint
    elif get_origin(hint) is not None and hint is not Reference:
        for part in get_args(hint):
            yield from _entries_in(part)


def _link(name: str, to: str, *, several: bool) -> str:
    return f"[{_PLURALS.get(name, name + 's') if several else name}](#{to})"


def _slug(name: str) -> str:
    return name.replace(" ", "-")
