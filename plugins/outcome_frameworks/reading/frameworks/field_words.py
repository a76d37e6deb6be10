"""What authors mean by names of fields that the model does not have, and what to do about each."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import Any, NamedTuple

from outcome_frameworks.model import (
    About,
    Clause,
    Element,
    Entry,
    Evidence,
    Framework,
    Hypothesis,
    Level,
    Link,
    Organisation,
    OrganisationsFile,
    Programme,
    Waiver,
    fold_id,
    is_page_id,
)
from outcome_frameworks.model.web_addresses import is_safe_url
from outcome_frameworks.problems.wording import one_line, quote, show, suggest
from outcome_frameworks.reading.frameworks.plain_entries import Codes, write_words
from outcome_frameworks.reading.yaml.lookalikes import FOREIGN_BLANK, name_lookalike
from outcome_frameworks.reading.yaml.placed import PlacedMapping

_WORDS = ("statement", "title", "summary", "note")
_ELEMENTS = ("elements",)
_COLUMNS = ("levels",)

_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "title": ("statement", "label"),
    "name": ("title", "statement", "label"),
    "text": ("statement", "summary"),
    "wording": ("statement",),
    "sentence": ("statement",),
    "content": _WORDS,
    "definition": _WORDS,
    "outcome": ("statement",),
    "goal": ("statement", "aim"),
    "objective": ("statement", "aim"),
    "activity": ("statement",),
    "assumption": ("statement",),
    "hypothesis": ("statement",),
    "description": ("note", "summary", "statement"),
    "details": ("note", "summary", "statement"),
    "summary": ("note",),
    "comment": ("note", "notes", "summary"),
    "heading": ("title", "statement"),
    "headline": ("label", "title"),
    "short": ("short_title", "label"),
    "short_name": ("short_title", "label"),
    "acronym": ("short_title", "label"),
    "type": ("kind",),
    "category": ("kind",),
    "links": ("leads_to",),
    "leads": ("leads_to",),
    "contributes_to": ("leads_to",),
    "code": ("id",),
    "number": ("id",),
    "key": ("id",),
    "outcomes": _ELEMENTS,
    "outputs": _ELEMENTS,
    "inputs": _ELEMENTS,
    "items": _ELEMENTS,
    "activities": _ELEMENTS,
    "goals": _ELEMENTS,
    "results": _ELEMENTS,
    "objectives": _ELEMENTS,
    "impacts": _ELEMENTS,
    "statements": _ELEMENTS,
    "columns": _COLUMNS,
    "stages": _COLUMNS,
    "steps": _COLUMNS,
    "tiers": _COLUMNS,
    "target": ("to",),
    "why": ("because",),
    "reason": ("because",),
    "rationale": ("because",),
    "condition": ("if",),
    "result": ("then", "statement"),
    "funder": ("funded_by",),
    "funders": ("funded_by",),
    "donor": ("funded_by",),
    "donors": ("funded_by",),
    "commissioner": ("commissioned_by",),
    "provider": ("delivered_by",),
    "partner": ("partners",),
    "former_ids": ("aliases",),
    "old_ids": ("aliases",),
    "start_date": ("start",),
    "end_date": ("end",),
    "link": ("url", "leads_to"),
    "label": ("title", "short_title"),
    "website": ("url",),
    "beneficiaries": ("who", "population"),
    "audience": ("who", "population"),
    "themes": ("tags",),
    "keywords": ("tags",),
    "location": ("area",),
    "region": ("area",),
    "purpose": ("aim",),
    "vision": ("aim",),
    "background": ("context",),
}
"""Names that authors try, and the fields they may mean: one that is still lacking, else the likeliest first."""

KINDS_OF_LEVELS = {
    "inputs": "input",
    "resources": "input",
    "activities": "activity",
    "outputs": "output",
    "outcomes": "outcome",
    "short_term_outcomes": "outcome",
    "medium_term_outcomes": "outcome",
    "long_term_outcomes": "outcome",
    "results": "outcome",
    "goals": "outcome",
    "objectives": "outcome",
    "impacts": "impact",
    "impact": "impact",
    "drivers": "driver",
    "change_ideas": "change-idea",
}
"""Names for lists at the top of a file that stand for a level each, with its kind."""

_NOT_YET = frozenset(
    "indicator indicators measure measures kpi kpis baseline milestone milestones targets contact contacts email phone "
    "telephone logo image picture photo url website link owner lead responsible manager budget cost costs risk risks "
    "strand theme colour color label strength confidence probability weight priority".split()
)
"""Names for what frameworks cannot say yet."""

_LONGER_TEXTS = ("note", "because", "summary")
"""Fields in which anything may be said in words, the fittest first."""

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
_MOST_FIELDS = 8  # in one message
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


class Meaning(NamedTuple):
    """What an unknown name stands for: a field of the same entry, one of another kind of entry, or nothing yet."""

    field: str | None = None
    home: type[Entry] | None = None
    is_not_yet: bool = False


@cache
def fields_of(cls: type[Entry]) -> dict[str, str]:
    """Return the attributes of a class by the names that authors write."""
    return cls.field_names()


def fold_name(name: str) -> str:
    """Return a name as fields are written, without blanks and what is not seen: `Leads to` → `leads_to`."""
    seen = _UNSEEN.sub("", name).strip().casefold()
    return re.sub(r"[\s-]", "_", seen)


def find_meaning(name: str, cls: type[Entry], data: PlacedMapping) -> Meaning:
    """Return what an unknown name most likely stands for.

    A field that the entry lacks and cannot be without goes before one that is free, and that before one that is there.
    The exact name of a field elsewhere says more than a likeness to a field here.
    """
    fields, plain = list(fields_of(cls)), fold_name(name)
    if cls is Framework and _holds_levels(data.get(name)):
        return Meaning("levels")
    free = [field for field in fields if field not in data]
    lacking = [field for field in free if _is_wanted(field, cls, data)]
    referring = (_REFERRING[cls],) if cls in _REFERRING and plain in _REFERRING_WORDS else ()
    meant = [*referring, plain, *_OTHER_WORDS.get(plain, ())]
    for candidates in (lacking, free):
        if field := next((word for word in meant if word in candidates), None):
            return Meaning(field)
    if plain in _NOT_YET:
        return Meaning(is_not_yet=True)
    if field := next((word for word in meant if word in fields), None):
        return Meaning(field)
    if cls not in (Organisation, OrganisationsFile):
        for home in (*_NEAREST.get(cls, ()), *_HOMES):
            if home is not cls and plain in fields_of(home):
                return Meaning(home=home)
    return Meaning(suggest(plain, free, _CLOSE) or suggest(plain, fields, _CLOSE))


def _holds_levels(value: Any) -> bool:
    """Return whether what stands under another name is the list of levels: its entries hold lists, or say what kind."""
    entries = [entry for entry in value if isinstance(entry, PlacedMapping)] if isinstance(value, list) else []
    return any(
        (isinstance(inner, list) and _OTHER_WORDS.get(fold_name(name), (fold_name(name),)) == _ELEMENTS)
        or name in ("subtitle", "influence", "stated_count")
        for entry in entries
        for name, inner in entry.items()
    )


def _is_wanted(field: str, cls: type[Entry], data: PlacedMapping) -> bool:
    """Return whether an entry cannot be without a field that it lacks: of a hypothesis, its words or both its parts."""
    if cls is Hypothesis and field == "statement":
        return not {"if", "then"} <= data.keys()
    return cls.model_fields[fields_of(cls)[field]].is_required()


def advise(name: str, cls: type[Entry], meaning: Meaning, data: PlacedMapping) -> str:
    """Return what to do about an unknown field, to follow on `S1 has no field "x"`."""
    if meaning.field:
        return f'; did you mean "{meaning.field}"?'
    if meaning.home:
        return f"; it belongs {_HOMES[meaning.home].replace('NAME', fold_name(name))}"
    if meaning.is_not_yet:
        return f", and frameworks have none for it yet; {_advise_words(cls, data, data.get(name))}"
    fields = list(fields_of(cls))
    if len(fields) <= _MOST_FIELDS:
        return f"; it may have {', '.join(fields)}"
    return f"; it may have {', '.join(fields[:_MOST_FIELDS])} and others, which the file reference lists"


def _advise_words(cls: type[Entry], data: PlacedMapping, value: Any) -> str:
    """Return where in an entry its author may say a thing in words."""
    field = next((name for name in _LONGER_TEXTS if name in fields_of(cls)), "")
    if not field:
        return "write it in the summary of the programme, or in the note of what it speaks of"
    if field in data or not isinstance(value, str) or not value.strip():
        return f"say it in words in {field}"
    return f"say it in words, as in {field}: {write_words(one_line(value))}"


def advise_evidence(
    name: str, cls: type[Entry], data: PlacedMapping, taken: Container[str], named: Container[str]
) -> str:
    """Return where evidence on an element or a claim is to be listed, with the entry to write; "" for other fields."""
    holder, value = data.get("id"), data.get(name)
    if fold_name(name) != "evidence" or cls not in (Element, Level, Hypothesis) or not is_page_id(str(holder)):
        return ""
    entry = value[0] if isinstance(value, list) and len(value) == 1 else value
    text = entry.strip() if isinstance(entry, str) else ""
    is_id = is_page_id(text)
    if is_id and fold_id(text) in taken:
        return f"; where {text} stands under evidence: at the top of the file, write about: [{holder}]"
    id = text if is_id else Codes(Evidence, (), "", taken, named).next_for("")
    is_address = is_safe_url(text) and not is_id and "/" in text
    title = "…" if is_id or is_address or not text else text
    url = f"url: {quote(text)}, " if is_address else ""
    line = f"- {{id: {id}, title: {quote(title)}, {url}about: [{holder}]}}"
    return f"; list it under evidence: at the top of the file, as {line}"


def speak_of_unseen(name: str, meaning: Meaning) -> str:
    """Return what is wrong with a name in which a character stands that nobody sees, or takes for a space; else ""."""
    found = FOREIGN_BLANK.search(name) or _UNSEEN.search(name)
    if found is None or not meaning.field:
        return ""
    rest = name[found.end() :].strip()
    if not name[: found.start()].strip() and found.re is FOREIGN_BLANK:
        return f'before "{show(name)}" stands {name_lookalike(found[0])}; replace it with a space'
    what = name_lookalike(found[0]) if found.re is FOREIGN_BLANK else f"the invisible character U+{ord(found[0]):04X}"
    where = f'in "{show(name)}"' if rest and name[: found.start()].strip() else f'beside "{meaning.field}"'
    return f'{where} stands {what}; write "{meaning.field}:" anew, without it'


def name_class(cls: type[Entry], data: dict[str, Any]) -> str:
    """Return what messages call an entry: `S1`, `level short`, `the link`."""
    whole = {"Framework": "the top of the file", "OrganisationsFile": "the top of the file"}
    noun = whole.get(cls.__name__) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    name = data.get("id") if "id" in fields_of(cls) else None
    if not isinstance(name, str) or not name.strip():
        return noun if noun.startswith("the ") else f"the {noun}"
    coded = cls.__name__ in ("Element", "Hypothesis", "Assumption", "LearningPoint", "Evidence")
    return show(name, 40) if coded else f"{noun} {show(name, 40)}"
