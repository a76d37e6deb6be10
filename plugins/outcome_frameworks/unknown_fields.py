"""Take fields out of a file that the model does not have, and say which field is meant or where it belongs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from outcome_frameworks.model import (
    About,
    Clause,
    Element,
    Entry,
    Framework,
    Hypothesis,
    Level,
    Link,
    Organisation,
    OrganisationsFile,
    Programme,
    Waiver,
)
from outcome_frameworks.problems import MOST_LISTED, NOWHERE, Problem, cut_short
from outcome_frameworks.wording import FOREIGN_BLANK, name_blank, show, suggest
from outcome_frameworks.yaml_values import YamlMapping, YamlText

_OTHER_WORDS = {
    "title": ("statement",),
    "name": ("title", "statement", "label"),
    "text": ("statement", "summary"),
    "wording": ("statement",),
    "outcome": ("statement",),
    "description": ("note", "summary", "statement"),
    "type": ("kind",),
    "links": ("leads_to",),
    "code": ("id",),
    "outcomes": ("elements",),
    "items": ("elements",),
    "activities": ("elements",),
    "target": ("to",),
    "why": ("because",),
    "reason": ("because",),
    "condition": ("if",),
    "funder": ("funded_by",),
    "funders": ("funded_by",),
    "commissioner": ("commissioned_by",),
    "former_ids": ("aliases",),
}
"""Names that authors try, and the fields they may mean, the likeliest first."""

_REFERRING: dict[type[Entry], str] = {Link: "to", About: "ref", Clause: "ref", Waiver: "on"}
"""The field by which an entry names another one."""

_REFERRING_WORDS = frozenset({"id", "ref", "to", "on"})

_HOMES: dict[type[Entry], str] = {
    Framework: "at the top of the file",
    Programme: "under programme:",
    Level: "in a level",
    Element: "in an element",
    Hypothesis: "in a hypothesis",
    Link: "in a link, as in leads_to: [{to: …, NAME: …}]",
}
"""Where a field may belong that stands elsewhere."""

_NEAREST: dict[type[Entry], tuple[type[Entry], ...]] = {Level: (Element, Link), Element: (Level, Link)}
"""Where to look first: `assumptions` of an element are those of its link."""

_CLOSE = 0.75  # how alike a slip is to the field that is meant, at least: `order` is no slip of `ref`


class Meaning(NamedTuple):
    """What an unknown name stands for: a field of the same entry, or one of another kind of entry."""

    field: str | None = None
    home: type[Entry] | None = None


class Context:
    """What the model asks while it reads a file, and the problems that it finds on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lost = False  # whether a field was taken out with all that it holds
        self._unknown = 0
        self._first_untold = NOWHERE

    def warn_of_comment(self, value: YamlText) -> None:
        """Report a comment beside a text that has no quotes."""
        message = (
            f'YAML takes "{show(value.comment)}" beside "{show(value)}" for a comment; if it is part of the text, put '
            "all of it in quotes, else give the comment a line of its own"
        )
        self.problems.append(Problem(self.file, value.place, "comment-after-text", message))

    def known_fields(self, cls: type[Entry], data: dict[str, Any]) -> dict[str, Any]:
        """Report the fields that a class does not have, and take them out of the data.

        Where it is plain which field is meant, the value moves there, so that one slip is one problem and what the
        field holds is checked.
        """
        if isinstance(data, YamlMapping):
            if not data.keys() <= _fields_of(cls).keys():
                self._sort_out(cls, data)
            if cls is Framework:
                self._lift(data)
        return data

    def all_problems(self) -> list[Problem]:
        """Give the problems, and how many unknown fields are not among them."""
        untold = self._unknown - MOST_LISTED
        if untold <= 0:
            return self.problems
        return [*self.problems, cut_short(self.file, self._first_untold, "unknown-field", untold)]

    def _sort_out(self, cls: type[Entry], data: YamlMapping) -> None:
        for name in [name for name in data if name not in _fields_of(cls)]:
            meaning = self._report(cls, data, name)
            value = data.pop(name)
            programme = data.get("programme") if cls is Framework and meaning.home is Programme else None
            if meaning.field and meaning.field not in data:
                data[meaning.field] = value
            elif isinstance(programme, YamlMapping) and fold_name(name) not in programme:
                programme[fold_name(name)] = value
            else:
                self.lost = True

    def _lift(self, top: YamlMapping) -> None:
        """Move fields to the top of the file that belong there and stand in the programme or a level: too far in."""
        self._lift_from(Programme, top.get("programme"), top)
        levels = top.get("levels")
        for level in levels if isinstance(levels, list) else ():
            self._lift_from(Level, level, top)

    def _lift_from(self, cls: type[Entry], data: Any, top: YamlMapping) -> None:
        if not isinstance(data, YamlMapping):
            return
        for name in [name for name in data if name not in _fields_of(cls)]:
            if fold_name(name) not in top and find_meaning(name, cls, data).home is Framework:
                self._report(cls, data, name)
                top[fold_name(name)] = data.pop(name)

    def _report(self, cls: type[Entry], data: YamlMapping, name: str) -> Meaning:
        """Report a field that a class does not have; give what is meant by it."""
        place = data.key_places.get(name, data.place)
        self._unknown += 1
        if self._unknown > MOST_LISTED:
            self._first_untold = place if self._unknown == MOST_LISTED + 1 else self._first_untold
            return Meaning()
        meaning = find_meaning(name, cls, data)
        message = f'{_name_class(cls, data)} has no field "{show(name)}"; {_advise(name, cls, meaning)}'
        if found := FOREIGN_BLANK.match(name.lstrip(" ")):
            message = f'before "{show(name)}" stands {name_blank(found[0])}; replace it with a space'
        self.problems.append(Problem(self.file, place, "unknown-field", message))
        return meaning


@cache
def _fields_of(cls: type[Entry]) -> dict[str, str]:
    return cls.field_names()


def fold_name(name: str) -> str:
    """Give a name as fields are written: `Leads to` → `leads_to`."""
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def find_meaning(name: str, cls: type[Entry], data: YamlMapping) -> Meaning:
    """Give what an unknown name most likely stands for; a field that is free yet goes before one that is not.

    The exact name of a field elsewhere says more than a likeness to a field here.
    """
    fields, plain = list(_fields_of(cls)), fold_name(name)
    free = [field for field in fields if field not in data]
    referring = (_REFERRING[cls],) if cls in _REFERRING and plain in _REFERRING_WORDS else ()
    meant = [*referring, *_OTHER_WORDS.get(plain, ()), plain]
    for candidates in (free, fields):
        if field := next((word for word in meant if word in candidates), None):
            return Meaning(field)
    if cls not in (Organisation, OrganisationsFile):
        for home in (*_NEAREST.get(cls, ()), *_HOMES):
            if home is not cls and plain in _fields_of(home):
                return Meaning(home=home)
    return Meaning(suggest(plain, free, _CLOSE) or suggest(plain, fields, _CLOSE))


def _advise(name: str, cls: type[Entry], meaning: Meaning) -> str:
    if meaning.field:
        return f'did you mean "{meaning.field}"?'
    if meaning.home:
        return f"it belongs {_HOMES[meaning.home].replace('NAME', fold_name(name))}"
    return f"it may have {', '.join(_fields_of(cls))}"


def _name_class(cls: type[Entry], data: dict[str, Any]) -> str:
    whole = {"Framework": "the top of the file", "OrganisationsFile": "the top of the file"}
    noun = whole.get(cls.__name__) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    name = data.get("id") if "id" in _fields_of(cls) else None
    if not isinstance(name, str) or not name.strip():
        return noun if noun.startswith("the ") else f"the {noun}"
    coded = cls.__name__ in ("Element", "Hypothesis", "Assumption", "LearningPoint", "Evidence")
    return show(name, 40) if coded else f"{noun} {show(name, 40)}"
