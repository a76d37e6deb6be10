"""Strategies for whole frameworks, made from the classes of the model: a field that is added is generated too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from generated import texts
from hypothesis import strategies as st

from outcome_frameworks.model import Element, Entry, Framework, OrganisationsFile, fold_id
from outcome_frameworks.model.ids import EarlierId, Id, PageId, ProgrammeId
from outcome_frameworks.model.scalars import Date, OrganisationRef, Prose, Ref, Text, Url
from outcome_frameworks.problems import WAIVABLE_RULES

Data = dict[str, Any]

ORGANISATIONS = "organisations"
_NAMES = "names of organisations"

_ANYTHING = ("elements", "levels", "hypotheses", "assumptions", "learning", "evidence", "phases")
_MEANT: dict[tuple[str, str], tuple[str, ...]] = {
    ("Link", "to"): ("elements", "levels", "elsewhere"),
    ("Level", "leads_to"): ("levels",),
    ("Link", "assumptions"): ("assumptions",),
    ("Link", "evidence"): ("evidence",),
    ("Element", "replaced_by"): ("elements",),
    ("Hypothesis", "replaced_by"): ("hypotheses", "learning"),
    ("LearningPoint", "replaced_by"): ("hypotheses", "learning"),
    ("Clause", "ref"): ("elements",),
    ("Hypothesis", "assumptions"): ("assumptions",),
    ("About", "ref"): (*_ANYTHING, "links", "whole"),
    ("Waiver", "on"): (*_ANYTHING, "whole"),
    ("Evidence", "organisation"): (ORGANISATIONS, _NAMES),
    ("Programme", "commissioned_by"): (ORGANISATIONS, _NAMES),
    ("Programme", "funded_by"): (ORGANISATIONS, _NAMES),
    ("Programme", "delivered_by"): (ORGANISATIONS, _NAMES),
    ("Programme", "partners"): (ORGANISATIONS, _NAMES),
    ("Organisation", "part_of"): (ORGANISATIONS,),
}
"""What a reference may name, by its class and field: ids in these lists."""

RETIRABLE = ("Element", "Hypothesis", "LearningPoint")
"""What can be retired."""

_MOST = {"elements": 3, "levels": 3}  # entries of a list; others have two at most
_DEEPEST = 2  # elements inside elements


class Supply(NamedTuple):
    """What frameworks are made from: a source of choices, how much there is of everything, and the texts and ids."""

    random: Random
    size: int
    texts: list[str]
    prose: list[str]
    ids: list[str]


@st.composite
def supplies(
    draw: st.DrawFn,
    text: st.SearchStrategy[str] = texts.texts,
    prose: st.SearchStrategy[str] = texts.prose,
    sizes: tuple[int, int] = (1, 3),
) -> Supply:
    """Return what to make frameworks from.

    Texts are drawn one by one, so that hypothesis makes a failing one as short as can be. For what stands where one
    seed has to do: to draw it takes ten times as long.
    """
    random = draw(st.randoms(use_true_random=True))
    ids = [*texts.ODD_IDS, *draw(st.lists(texts.ids, max_size=2))]
    some_texts, some_prose = (draw(st.lists(kind, min_size=1, max_size=4)) for kind in (text, prose))
    return Supply(random, draw(st.integers(*sizes)), some_texts, some_prose, ids)


@dataclass
class _File:
    """A file that is being made; `ids` are what references may name, by the list that it stands in."""

    supply: Supply
    ids: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def entry(self, cls: type[Entry], depth: int = 0) -> Data:
        """Return an entry with some of its optional fields, and without references."""
        optional = [name for name, info in cls.model_fields.items() if not info.is_required()]
        chosen = {name for name in optional if self.supply.random.random() < self.supply.size / 6}
        data: Data = {}
        for name, hint in hints_of(cls).items():
            left_out = name in optional and name not in chosen
            too_deep = name == "elements" and (depth > _DEEPEST or "levels" in data)
            if not (left_out or too_deep or _refers(hint)):
                data[key_of(cls, name)] = self.value(hint, name, depth + (cls is Element))
        if cls.__name__ == "Flow":
            data.pop("to", None)
            if data["direction"] == "vertical":
                data["to"] = self.pick(self.supply.texts)
        elif cls.__name__ == "Waiver":
            data["rule"] = self.pick(sorted(WAIVABLE_RULES))
        return data

    def value(self, hint: Any, name: str, depth: int) -> Any:
        """Return the value of one field."""
        if get_origin(hint) is tuple:
            number = self.supply.random.randint(1, _MOST.get(name, 2))
            return [self.value(inner_of(hint), name, depth) for _ in range(number)]
        if _is_entry(hint):
            made = self.entry(hint, depth)
            if "id" in made:
                self.ids.setdefault(name, []).append(made["id"])
            return made
        if hint in (PageId, Id, ProgrammeId, EarlierId):
            return self.new_id(texts.PROGRAMME_IDS if hint == ProgrammeId else self.supply.ids)
        if hint == Text:
            text = self.pick(self.supply.texts)
            return text.strip()[:80].strip() if name == "label" else text
        return self.pick(self.supply.prose if hint == Prose else _values_of(hint))

    def pick(self, values: Sequence[Any]) -> Any:
        return self.supply.random.choice(values)

    def new_id(self, ids: Sequence[str]) -> str:
        """Return an id that nothing else in the file has."""
        found: str = self.pick(ids)
        while fold_id(found) in self.taken:
            found = f"{found[:70]}-{len(self.taken)}"
        self.taken.add(fold_id(found))
        return found

    def refer(self, cls: type[Entry], data: Data, around: tuple[str, str] = ("", "")) -> bool:
        """Fill in the references of an entry and of all inside it; tell whether the entry can stand so."""
        # Links come first: others speak of them.
        for name, hint in sorted(hints_of(cls).items(), key=lambda item: item[0] not in ("levels", "elements")):
            key, is_list = key_of(cls, name), get_origin(hint) is tuple
            inner = inner_of(hint)
            if _refers(hint):
                lists = _MEANT[around if around == ("Level", "leads_to") and name == "to" else (cls.__name__, name)]
                found = self.reference(lists, data, is_replacement=name == "replaced_by")
                if found and (cls.model_fields[name].is_required() or self.pick((True, False))):
                    data[key] = [found] if is_list else found
                elif cls.model_fields[name].is_required():
                    return False
            elif _is_entry(inner) and key in data:
                held = data[key] if is_list else [data[key]]
                kept = [entry for entry in held if self.refer(inner, entry, (cls.__name__, name))]
                data[key] = kept if is_list else kept[0]
                if name == "leads_to" and cls is Element:
                    own = f"{self.ids['whole'][0]}/{data['id']}"
                    self.ids.setdefault("links", []).extend(f"{own} > {link['to']}" for link in kept)
        return self.stands(cls, data)

    def reference(self, lists: tuple[str, ...], holder: Data, *, is_replacement: bool = False) -> str | None:
        """Return a reference to something in one of these lists, in one of the forms that it may have."""
        names = [name for listed_in in lists for name in self.ids.get(listed_in, ())]
        if (lists == (ORGANISATIONS,) or is_replacement) and holder.get("id") in names:  # no circles
            names = names[: names.index(holder["id"])]
        if lists == _MEANT["Element", "replaced_by"]:  # nor replaced by itself
            names = [name for name in names if name != holder.get("id")]
        if not names:
            return None
        name: str = self.pick(names)
        if any(name in self.ids.get(listed_in, ()) for listed_in in lists if listed_in in _ANYTHING):
            name = self.pick((name, fold_id(name), f"{self.ids['whole'][0]}/{name}"))
            return f"{self.ids['whole'][0]}/programme" if name == "programme" else name
        return name

    def stands(self, cls: type[Entry], data: Data) -> bool:
        """Return whether an entry says enough now that its references are known; a sentence can be added."""
        if cls.__name__ == "Clause":
            if "text" in data:
                data.pop("ref", None)
            return bool(data)
        if data.get("status") != "retired":  # what stands is not replaced, and says no reason
            data.pop("replaced_by", None)
            if cls.__name__ in RETIRABLE:
                data.pop("why", None)
        if cls.__name__ == "Hypothesis" and not (data.get("if") and data.get("then")):
            data.setdefault("statement", self.pick(self.supply.texts))
        return True


@cache
def hints_of(cls: type[Entry]) -> dict[str, Any]:
    """Return the type of each field by its name, without its `| None`."""
    hints = get_type_hints(cls, include_extras=True)
    return {name: _without_none(hints[name]) for name in cls.model_fields}


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(inner for inner in get_args(hint) if inner is not type(None))
    return hint


def inner_of(hint: Any) -> Any:
    """Return the type of the entries of a list; of other values their own."""
    return get_args(hint)[0] if get_origin(hint) is tuple else hint


def key_of(cls: type[Entry], name: str) -> str:
    """Return the name of a field as authors write it."""
    return cls.model_fields[name].alias or name


def _is_entry(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Entry)


def _refers(hint: Any) -> bool:
    return inner_of(hint) in (Ref, OrganisationRef)


def _values_of(hint: Any) -> Sequence[Any]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    return {bool: (True, False), int: (0, 7, 10**6), Date: texts.DATES, Url: texts.URLS}[hint]


def make_portfolio(supply: Supply) -> dict[str, Data]:
    """Return the data of all files of a folder by their names without ending, valid by every rule of the guide."""
    random, files = supply.random, dict[str, Data]()
    shared = _File(supply)
    if random.random() < 0.5:
        files[ORGANISATIONS] = shared.entry(OrganisationsFile)
        shared.refer(OrganisationsFile, files[ORGANISATIONS])
    elsewhere: list[str] = []
    for programme in random.sample(texts.PROGRAMME_IDS, random.randint(1, 1 + supply.size // 2)):
        around = {"elsewhere": elsewhere, "whole": [programme], _NAMES: texts.ORGANISATION_NAMES}
        file = _File(supply, around | shared.ids)
        files[programme] = file.entry(Framework)
        files[programme]["programme"]["id"] = programme
        if earlier := files[programme]["programme"].get("aliases"):  # nothing else may have had them
            files[programme]["programme"]["aliases"] = [f"{programme[:40]}-{n}-before" for n, _ in enumerate(earlier)]
        file.ids["whole"].append("programme")
        file.refer(Framework, files[programme])
        elsewhere = [*elsewhere, *(f"{programme}/{name}" for name in file.ids.get("elements", ()))]
    return files


def model_of(stem: str) -> type[Entry]:
    """Return the class of a file by its name."""
    return OrganisationsFile if stem == ORGANISATIONS else Framework
