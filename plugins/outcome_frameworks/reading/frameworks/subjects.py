"""What messages call an entry of a file, and where the path of a problem leads in the model and in the data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from outcome_frameworks.model import Entry
from outcome_frameworks.problems import NOWHERE, Place
from outcome_frameworks.problems.wording import show

NOUNS = {
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
    noun = NOUNS.get(listed_in, "entry")
    code = entry.get("id") if isinstance(entry, dict) and noun != "entry" else None
    if isinstance(code, str) and code.strip():
        return show(code, 40) if listed_in in _CODED else f"{noun} {show(code, 40)}"
    to = entry.get("to") if isinstance(entry, dict) else entry
    if listed_in == "leads_to" and isinstance(to, str) and to and owner:
        return f"the link {owner.removeprefix('level ')} > {show(to, 40)}"
    where = f" of {listed_in}" if noun == "entry" else ""
    return f"{noun} {number}{where}" + (f" of {owner}" if owner else "")


@cache
def entries_of(cls: type[Entry]) -> dict[str, tuple[type[Entry], bool]]:
    """Return the fields of a class that hold entries of their own, each with what it holds and whether it is a list."""
    found = {}
    for name, attribute in cls.field_names().items():
        annotation = cls.model_fields[attribute].annotation
        kinds = (annotation, *get_args(annotation))
        inner = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Entry)), None)
        if inner is not None:
            found[name] = inner, get_origin(annotation) is tuple
    return found


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
            if listed_in in NOUNS or isinstance(inner, dict):
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
