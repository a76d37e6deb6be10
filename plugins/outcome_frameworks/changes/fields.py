"""Compare two versions of an entry field by field; which fields there are, and what they take, the model says."""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from outcome_frameworks.model import Entry, Identified, Programme, Reference
from outcome_frameworks.model.scalars import OrganisationRef, Prose, Ref, Text
from outcome_frameworks.problems.wording import show

Canon = Callable[[str], Hashable]
"""Gives what a reference means, so that two that mean the same are equal however they are written."""

_NAMES = {"if": "“if”", "then": "“then”", "because": "reason", "holds": "whether it holds", "says": "what it says"}
"""Names of fields that read badly in a sentence."""

_LISTED = {
    "leads_to": ("now leads to {}", "no longer leads to {}", "link to {}"),
    "about": ("now speaks of {}", "no longer speaks of {}", "what it says of {}"),
    "assumptions": ("now rests on {}", "no longer rests on {}", "{}"),
}
"""What is said of one entry of a list: that it has come, that it has gone, and what it is called."""

_TOLD_APART = ("id", "aliases")
"""Fields by which entries are told apart; a change in them is a new name."""


class Difference(NamedTuple):
    """How two versions of an entry differ: the end of a sentence on it, and the wordings to show."""

    says: str
    before: str = ""
    after: str = ""
    rewords: bool = False


class Sides(NamedTuple):
    """How references of the earlier and of the later version are understood."""

    before: Canon
    after: Canon


class _Shape(NamedTuple):
    """What a field takes: texts, references, entries or other values; one or several."""

    holds: Literal["text", "reference", "entry", "value"]
    several: bool = False
    entry: type[Entry] | None = None


def compare_fields(before: Entry, after: Entry, sides: Sides, left_out: Sequence[str] = ()) -> Iterator[Difference]:
    """Yield what changed in the fields of an entry; those that hold entries with ids of their own are left out."""
    for name, shape in _shapes(type(after)).items():
        if name not in left_out and not (shape.entry and has_own_id(shape.entry)):
            yield from _compare(_written(type(after), name), shape, getattr(before, name), getattr(after, name), sides)


def has_own_id(entry: type[Entry]) -> bool:
    """Return whether entries of a type are compared as entries of their own: programmes, and what has ids in them."""
    return issubclass(entry, (Programme, *get_args(Identified)))


def name_field(name: str) -> str:
    """Return what a field is called in a sentence, from the name that authors write."""
    return _NAMES.get(name, name.replace("_", " "))


def _compare(name: str, shape: _Shape, before: Any, after: Any, sides: Sides) -> Iterator[Difference]:
    if before == after:
        return
    if shape.several:
        yield from _compare_lists(name, shape, before, after, sides)
    elif shape.holds == "entry" and before is not None and after is not None:
        yield from _within(name_field(name), compare_fields(before, after, sides))
    elif shape.holds in ("text", "entry"):
        yield _reworded(name, _shown(before), _shown(after))
    elif shape.holds == "value" or _canon(before, sides.before) != _canon(after, sides.after):
        yield _changed(name_field(name), _shown(before), _shown(after))


def _compare_lists(
    name: str, shape: _Shape, before: Sequence[Any], after: Sequence[Any], sides: Sides
) -> Iterator[Difference]:
    """Pair what is the same thing in both lists, in whatever order, and say what came, went or changed."""
    old, new = _keyed(before, sides.before), _keyed(after, sides.after)
    gone = [value for key, value in old.items() if key not in new]
    come = [value for key, value in new.items() if key not in old]
    if len(gone) == len(come) == 1 and (shape.holds == "text" or not _keys_of(come[0])) and shape.holds != "reference":
        yield _reworded(name, _shown(gone[0]), _shown(come[0]))
    else:
        yield from (_came(name, value) for value in come)
        yield from (_went(name, value) for value in gone)
    for key, value in new.items():
        if shape.holds == "entry" and key in old:
            called = _LISTED.get(name, ("", "", f"{name_field(name)}, {{}}"))[2].format(_shown(value))
            yield from _within(called, compare_fields(old[key], value, sides))


def _within(holder: str, differences: Iterator[Difference]) -> Iterator[Difference]:
    for one in differences:
        yield one._replace(says=f": {holder}{', ' if one.says.startswith(': ') else ''}{one.says.removeprefix(': ')}")


def _came(name: str, value: Any) -> Difference:
    if name in _LISTED:
        basis = getattr(value, "basis", None)
        return Difference(" " + _LISTED[name][0].format(_shown(value)) + (f" ({_plain(basis)})" if basis else ""))
    return Difference(f": {name_field(name)}, {_quoted(value)} added", rewords=_is_words(value))


def _went(name: str, value: Any) -> Difference:
    if name in _LISTED:
        return Difference(" " + _LISTED[name][1].format(_shown(value)))
    return Difference(f": {name_field(name)}, {_quoted(value)} removed", rewords=_is_words(value))


def _reworded(name: str, before: str, after: str) -> Difference:
    what = "reworded" if before and after else "added" if after else "removed"
    says = f" {what}" if name == "statement" else f": {name_field(name)} {what}"
    return Difference(says, before, after, rewords=True)


def _changed(name: str, before: str, after: str) -> Difference:
    if before and after:
        return Difference(f": {name} changed from {before} to {after}")
    return Difference(f": {name} set to {after}" if after else f": {name} removed, which was {before}")


def _keyed(values: Sequence[Any], canon: Canon) -> dict[Hashable, Any]:
    """Return values by what makes each the same thing; those that are alike in it by their number among such."""
    found: dict[Hashable, Any] = {}
    for value in values:
        key, number = _key(value, canon), 0
        while (key, number) in found:
            number += 1
        found[key, number] = value
    return found


def _key(value: Any, canon: Canon) -> Hashable:
    """Return an entry's id, else its required fields, else all of it."""
    if not isinstance(value, Entry):
        return _canon(value, canon)
    names = ["id"] if getattr(value, "id", None) else _keys_of(value)
    return tuple(_canon(getattr(value, name), canon) for name in names or type(value).model_fields)


def _keys_of(value: Any) -> list[str]:
    if not isinstance(value, Entry):
        return []
    return [name for name, field in type(value).model_fields.items() if field.is_required()]


def _canon(value: Any, canon: Canon) -> Hashable:
    if isinstance(value, tuple):
        return tuple(_canon(part, canon) for part in value)
    if isinstance(value, Entry):
        return _key(value, canon)
    return canon(value.text) if isinstance(value, Reference) else value


def _shown(value: Any) -> str:
    """Return a value as readers see it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Entry):
        named = _keys_of(value) or [name for name in type(value).model_fields if getattr(value, name)]
        return ", ".join(filter(None, (_shown(getattr(value, name)) for name in named)))
    return str(value)


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _quoted(value: Any) -> str:
    return f"“{show(_shown(value), 200)}”"


def _is_words(value: Any) -> bool:
    return isinstance(value, (str, Entry))


def _written(entry: type[Entry], name: str) -> str:
    return entry.model_fields[name].alias or name


@cache
def _shapes(entry: type[Entry]) -> dict[str, _Shape]:
    hints = get_type_hints(entry, include_extras=True)
    return {name: _shape(hints[name]) for name in entry.model_fields if name not in _TOLD_APART}


def _shape(hint: Any) -> _Shape:
    origin, inner = get_origin(hint), [part for part in get_args(hint) if part not in (type(None), Ellipsis)]
    if origin is tuple:
        return _shape(inner[0])._replace(several=True)
    if origin in (Union, types.UnionType) and len(inner) == 1:
        return _shape(inner[0])
    if hint in (Text, Prose):
        return _Shape("text")
    if hint in (Ref, OrganisationRef):
        return _Shape("reference")
    if isinstance(hint, type) and issubclass(hint, Entry):
        return _Shape("entry", entry=hint)
    return _Shape("value")
