"""Turn what the model finds wrong with a file into problems that name the item, the field and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from outcome_frameworks.model import Element, Entry, Framework, Level, Programme
from outcome_frameworks.problems import NOWHERE, RULES, Place, Problem
from outcome_frameworks.wording import (
    FOREIGN_BLANK,
    FOREIGN_COLON,
    did_you_mean,
    name_blank,
    name_colon,
    show,
    show_quoted,
    suggest,
)
from outcome_frameworks.yaml_advice import write_as_list
from outcome_frameworks.yaml_values import YamlList, YamlMapping, YamlText

_NOUNS = {
    "levels": "level",
    "elements": "element",
    "hypotheses": "hypothesis",
    "assumptions": "assumption",
    "learning": "learning point",
    "evidence": "piece of evidence",
    "phases": "phase",
    "documents": "document",
    "organisations": "organisation",
    "waivers": "waiver",
    "flows": "flow",
    "figures": "figure",
    "leads_to": "link",
    "about": "reference",
    "if": "part of if",
    "then": "part of then",
    "aligned_to": "alignment",
}
"""What one entry of a list is called."""

_CODED = ("elements", "hypotheses", "assumptions", "learning", "evidence")
"""Lists whose entries are called by their ids alone."""

_SINGLE = ("programme", "source", "strength")
"""Fields that hold one group of fields of their own."""

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

_HOMES = (
    (Framework, "at the top of the file"),
    (Programme, "under programme:"),
    (Level, "in a level"),
    (Element, "in an element"),
)


_TEXTS = ("context", "if", "then")
"""Lists of sentences, which may hold commas; in others a comma stands between two entries."""

_FOREIGN_FIELD = re.compile(rf"[A-Za-z_][\w-]*:({FOREIGN_BLANK.pattern})")
_FOREIGN_COLON_FIELD = re.compile(rf"([A-Za-z_][\w-]*)({FOREIGN_COLON.pattern})")

_MOST_PROBLEMS = 200  # of what the model refuses, and of unknown fields: more are no slips


class Subject(NamedTuple):
    """What a problem speaks of: the nearest entry with a name, and the path of fields below it."""

    entry: str
    field: str
    place: Place
    value: Any

    def __str__(self) -> str:
        return " of ".join(part for part in (self.field, self.entry) if part)


def name_entry(listed_in: str, number: int, entry: Any, owner: str) -> str:
    """Name one entry of a list: `S1`, `level short`, `the link S1 > M3`, `element 2 of level short`."""
    noun = _NOUNS.get(listed_in, "entry")
    code = entry.get("id") if isinstance(entry, dict) else None
    if isinstance(code, str) and code.strip():
        return show(code, 40) if listed_in in _CODED else f"{noun} {show(code, 40)}"
    to = entry.get("to") if isinstance(entry, dict) else entry
    if listed_in == "leads_to" and isinstance(to, str) and to and owner:
        return f"the link {owner.removeprefix('level ')} > {show(to, 40)}"
    where = f" of {listed_in}" if noun == "entry" else ""
    return f"{noun} {number}{where}" + (f" of {owner}" if owner else "")


def find_subject(data: Any, loc: Sequence[str | int]) -> Subject:
    """Follow the path of a problem through the data, as deep as the data goes."""
    value, place, entry, fields = data, getattr(data, "place", NOWHERE), "", list[str]()
    for depth, step in enumerate(loc):
        known = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        inner = value[step] if known else None
        if isinstance(step, int):
            listed_in = str(loc[depth - 1]) if depth else ""
            if listed_in in _NOUNS or isinstance(inner, dict):
                entry, fields = name_entry(listed_in, step + 1, inner, entry), []
            else:
                fields = [f"entry {step + 1} of {listed_in}"]
        elif isinstance(inner, dict) and step in _SINGLE:
            entry, fields = f"the {step}", []
        else:
            fields = [step]
        if not known:
            value = None
            continue
        value, place = inner, getattr(inner, "place", place)
    return Subject(entry, " of ".join(fields), place, value)


def explain(error: ValidationError, data: Any, file: str, complete: bool = True) -> list[Problem]:
    """Give one problem for each thing the model refused, but for values whose line has been reported already.

    `complete` is false where lines had to be left out of the file: what seems to be missing may stand there.
    """
    problems: list[Problem] = []
    for item in error.errors(include_url=False):
        subject = find_subject(data, item["loc"])
        if getattr(subject.value, "repaired", False) or (item["type"] == "missing" and not complete):
            continue
        if len(problems) == _MOST_PROBLEMS:
            break
        rule, message = _describe(item, subject)
        problems.append(Problem(file, subject.place, rule, message))
    return problems


def _describe(item: Any, subject: Subject) -> tuple[str, str]:
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    if kind == "missing":
        name = item["loc"][-1]
        return "missing-field", f'{subject} is missing; add "{name}: …"'
    if kind in RULES:
        name = item["loc"][-1]
        may_be_left_out = name != "title" and (name != "statement" or item["loc"][0] == "hypotheses")
        message = item["msg"] if may_be_left_out else item["msg"].removesuffix(", or leave the field out")
        return kind, _join(subject, message, value)
    if isinstance(value, str) and not value.strip():
        return "empty-text", f"{subject} holds nothing; write something, or leave the field out"
    if kind == "literal_error":
        return "wrong-value", f"{subject} is {_show_value(value)}{_choices(str(value), context['expected'])}"
    if kind.endswith("too_long"):
        return "too-long", f"{subject} has {len(value)} characters; the most it may have is {context['max_length']}"
    if kind.startswith(("int", "greater")):
        return "wrong-value", f"{subject} is {_show_value(value)}; write a whole number such as 7"
    if kind.startswith("bool"):
        return "wrong-value", f"{subject} is {_show_value(value)}; write true or false"
    return "wrong-type", f"{subject} is {_shape(value)} where {_expected(kind, value, item['loc'][-1])}"


def _expected(kind: str, value: Any, name: str | int) -> str:
    """Say what is expected where a value of another shape stands, and how to write it."""
    if kind.startswith(("tuple", "list")):
        fix = 'start each entry with "- "'
        if isinstance(value, str):
            fix = write_as_list(value, getattr(value, "plain", True), name in _TEXTS)
        return f"a list is expected; {fix}"
    expected = "a group of fields is expected, each a name, a colon and a value"
    if isinstance(value, str) and (found := _FOREIGN_FIELD.match(value)):
        expected += f"; after the colon stands {name_blank(found[1])}: replace it with a space"
    elif isinstance(value, str) and (found := _FOREIGN_COLON_FIELD.match(value)):
        expected += f'; after "{found[1]}" stands {name_colon(found[2])}: type : and a space instead'
    return expected


def _join(subject: Subject, message: str, value: Any) -> str:
    """Put subject and message together: the model's messages start with a verb, or are a sentence."""
    if isinstance(value, (YamlList, YamlMapping)) and message.endswith("in quotes"):
        written = value.written or _as_one_text(value)
        message += f": {show_quoted(written)}" if written else ""
    if message.startswith("the id "):
        return f"{subject.entry}: {message}" if subject.entry and '"' not in message[:9] else message
    return f"{subject}: {message}" if message.startswith(("the ", '"')) else f"{subject} {message}"


def _as_one_text(value: YamlList | YamlMapping) -> str | None:
    """Give back the text `Goal 1: grow food`, which YAML took for a field and its value."""
    if isinstance(value, YamlMapping) and len(value) == 1:
        ((name, inner),) = value.items()
        return f"{name}: {inner}" if isinstance(inner, str) else None
    return None


def _shape(value: Any) -> str:
    if isinstance(value, str):
        return f'the text "{show(value)}"'
    return "a list" if isinstance(value, list) else "a group of fields"


def _show_value(value: Any) -> str:
    return f'"{show(value)}"' if isinstance(value, str) else _shape(value)


def _choices(value: str, expected: str) -> str:
    names = [name for name in expected.replace(" or ", ", ").replace("'", "").split(", ") if name]
    if value.strip() in names:
        return " with a space before or after it; take the space out"
    if name := suggest(value, names):
        return f'; did you mean "{name}"?'
    return f"; it is one of {', '.join(names)}"


class Context:
    """What the model asks while it reads a file, and the problems that it finds on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lost = False  # whether a field was taken out with all that it holds

    def warn_of_comment(self, value: YamlText) -> None:
        """Report a comment beside a text that has no quotes."""
        message = (
            f'YAML takes "{show(value.comment)}" beside "{show(value)}" for a comment; if it is part of the text, put '
            "all of it in quotes, else give the comment a line of its own"
        )
        self.problems.append(Problem(self.file, value.place, "comment-after-text", message))

    def known_fields(self, cls: type[Entry], data: dict[str, Any]) -> dict[str, Any]:
        """Report the fields that a class does not have, and take them out of the data.

        Where it is plain which field is meant, the value moves there, so that one slip is one problem.
        """
        fields = _fields_of(cls)
        if not isinstance(data, YamlMapping) or data.keys() <= fields.keys():
            return data
        for name in [name for name in data if name not in fields]:
            value = data.pop(name)
            if len(self.problems) >= _MOST_PROBLEMS:
                self.lost = True
                continue
            free = [field for field in fields if field not in data]
            meant = meant_field(name, free) or meant_field(name, list(fields))
            advice = f'; did you mean "{meant}"?' if meant else _other_home(name, cls, fields)
            message = f'{_name_class(cls, data)} has no field "{show(name)}"{advice}'
            if found := FOREIGN_BLANK.match(name.lstrip(" ")):
                message = f'before "{show(name)}" stands {name_blank(found[0])}; replace it with a space'
            self.problems.append(Problem(self.file, data.key_places.get(name, data.place), "unknown-field", message))
            if meant and meant not in data:
                data[meant] = value
            else:
                self.lost = True
        return data


@cache
def _fields_of(cls: type[Entry]) -> dict[str, str]:
    return cls.field_names()


def meant_field(name: str, fields: list[str]) -> str | None:
    """Give the field that an unknown name most likely stands for."""
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
    for other in _OTHER_WORDS.get(plain, ()):
        if other in fields:
            return other
    return suggest(plain, fields)


def _other_home(name: str, cls: type[Entry], fields: dict[str, str]) -> str:
    for home, where in _HOMES:
        if home is not cls and name in home.field_names():
            return f"; it belongs {where}"
    return did_you_mean(name, fields) or f"; it may have {', '.join(fields)}"


def _name_class(cls: type[Entry], data: dict[str, Any]) -> str:
    whole = {"Framework": "the top of the file", "OrganisationsFile": "the top of the file"}
    noun = whole.get(cls.__name__) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    name = data.get("id")
    if not isinstance(name, str) or not name.strip():
        return noun if noun.startswith("the ") else f"the {noun}"
    coded = cls.__name__ in ("Element", "Hypothesis", "Assumption", "LearningPoint", "Evidence")
    return show(name, 40) if coded else f"{noun} {show(name, 40)}"
