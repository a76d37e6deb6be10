"""Changes one thing in what a site is made from, as an author does, by a name that says what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from generated.naming_portfolios import IDS, ORGANISATIONS, Data, Maker, Told

Edit = Callable[[Random, Told], None]

_VALUES: dict[str, Callable[[Maker, str], str]] = {
    **dict.fromkeys(("statement", "title", "label", "short_title"), lambda maker, _: maker.words()),
    **dict.fromkeys(("because", "note", "summary", "reason"), lambda maker, name: maker.prose(name)),
    "url": lambda maker, _: f"https://example.org/{maker.random.randint(1, 9)}.pdf",
    "basis": lambda maker, _: maker.random.choice(("stated", "inferred", "group-stated")),
    "says": lambda maker, _: maker.random.choice(("supports", "mixed", "challenges")),
    "to": lambda maker, name: maker.entry("SMNL", name),
    "ref": lambda maker, name: maker.entry("SMNL", name),
    "replaced_by": lambda maker, name: maker.entry("SMN", name),
    "on": lambda maker, name: maker.entry("SMN", name),
}
"""Another value of a field, by its name."""

_MAY_LACK = (("label", "leads_to"), ("because", "ref"), ("because", "to"), ("basis", "to"), ("note", "statement"))
"""Fields that an entry may lack, each with one by which it is known."""

EDITS: dict[str, Edit] = {}
"""Each edit by its name."""


def apply_edit(random: Random, told: Told) -> str:
    """Change something, and return what was done."""
    name = random.choice([*EDITS, *["one_value", "one_more_value"] * (len(EDITS) // 3)])
    EDITS[name](random, told)
    return name


def _edit(function: Edit) -> Edit:
    EDITS[function.__name__.strip("_")] = function
    return function


def elements_of(data: Data) -> Iterator[Data]:
    """Yield all elements of a file, those inside others too."""
    waiting = [element for level in data.get("levels", ()) for element in level["elements"]] + data.get("elements", [])
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting += element.get("elements", ())


def _groups_in(value: Any) -> Iterator[Data]:
    """Yield all groups of fields in a file."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _groups_in(inner)


def _file(random: Random, told: Told) -> tuple[str, Data, Maker]:
    name = random.choice(told.programmes)
    return name, told.files[name], Maker(random, told.programmes)


def _one(random: Random, entries: Any) -> Data:
    """Return one of some entries; an empty one that stands nowhere, where there is none."""
    listed = list(entries)
    return random.choice(listed) if listed else {}


def _any_element(random: Random, told: Told) -> tuple[Data, Maker, str]:
    name, data, maker = _file(random, told)
    return _one(random, elements_of(data)), maker, name


def _change(data: Data, name: str, value: Any) -> None:
    """Give a field another value, or take it away where it has that."""
    if data.get(name) == value:
        del data[name]
    else:
        data[name] = value


@_edit
def _one_value(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    written = [(held, field) for held in _groups_in(data) for field in held if field in _VALUES]
    held, field = random.choice(written)
    held[field] = _VALUES[field](maker, name)


@_edit
def _one_more_value(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    lacking = [(held, field) for field, without in _MAY_LACK for held in _groups_in(data) if without in held]
    if lacking:
        held, field = random.choice(lacking)
        _change(held, field, _VALUES[field](maker, name))


@_edit
def _influence(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _change(_one(random, [*data["levels"], *elements_of(data)]), "influence", "direct")


@_edit
def _level_kind(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _change(_one(random, data["levels"]), "kind", random.choice(("activity", "outcome")))


@_edit
def _levels_turned(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    data["levels"].reverse()


@_edit
def _level_added(random: Random, told: Told) -> None:
    _, data, maker = _file(random, told)
    data["levels"].insert(0, {"id": f"N{len(data['levels'])}", "title": maker.words(), "elements": []})


@_edit
def _link_added(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    _one(random, elements_of(data)).setdefault("leads_to", []).append(maker.link(name))


@_edit
def _link_removed(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _one(random, [*data["levels"], *elements_of(data)]).pop("leads_to", None)


@_edit
def _element_added(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    _one(random, data["levels"])["elements"].insert(0, maker.element("S9", name))


@_edit
def _element_removed(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _one(random, data["levels"])["elements"][:1] = []


@_edit
def _element_renamed(random: Random, told: Told) -> None:
    element, _, _ = _any_element(random, told)
    if element:
        element.setdefault("aliases", []).append(element["id"])
        element["id"] = random.choice(("S9", "R1"))


@_edit
def _element_inside(random: Random, told: Told) -> None:
    element, maker, name = _any_element(random, told)
    element.setdefault("elements", []).append(maker.element("I1", name))


@_edit
def _element_moved_to_another_programme(random: Random, told: Told) -> None:
    name, data, _ = _file(random, told)
    other = random.choice(told.programmes)
    level = _one(random, data["levels"])
    if level["elements"] and other != name:
        element = level["elements"].pop()
        element.setdefault("aliases", []).append(f"{name}/{element['id']}")
        element["id"] = "MV1"
        told.files[other]["levels"][0]["elements"].append(element)


@_edit
def _retired(random: Random, told: Told) -> None:
    element, maker, name = _any_element(random, told)
    element |= {"status": "retired", "replaced_by": maker.entry("SMN", name)}


@_edit
def _status(random: Random, told: Told) -> None:
    element, _, _ = _any_element(random, told)
    element.pop("replaced_by", None)
    _change(element, "status", random.choice(("draft", "emergent", "active")))


@_edit
def _programme_status(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _change(data["programme"], "status", random.choice(("draft", "closed", "live")))


@_edit
def _programme_field(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _change(data["programme"], *random.choice((("source", {"title": "A source"}), ("delivered_by", ["trust"]))))


@_edit
def _programme_added(random: Random, told: Told) -> None:
    new = _one(random, [id for id in IDS if id not in told.files])
    if new:
        told.files[str(new)] = Maker(random, [*told.programmes, str(new)]).programme(str(new))


@_edit
def _programme_removed(random: Random, told: Told) -> None:
    if len(told.programmes) > 1:
        del told.files[random.choice(told.programmes)]


@_edit
def _programme_renamed(random: Random, told: Told) -> None:
    name, data, _ = _file(random, told)
    new = _one(random, [id for id in IDS if id not in told.files])
    if new:
        del told.files[name]
        data["programme"].setdefault("aliases", []).append(name)
        data["programme"]["id"] = str(new)
        told.files[str(new)] = data


@_edit
def _programme_alias(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    _change(data["programme"], "aliases", [random.choice(IDS)])


@_edit
def _alias_elsewhere(random: Random, told: Told) -> None:
    element, _, _ = _any_element(random, told)
    _change(element, "aliases", [f"{random.choice(IDS)}/{random.choice(('S1', 'S9', 'old'))}"])


@_edit
def _claim_changed(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    kind, id = random.choice((("hypotheses", "H1"), ("learning", "K1")))
    data[kind] = [maker.claim(id, name)]


@_edit
def _claim_state(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    for claim in data.get("hypotheses", ()):
        _change(claim, *random.choice((("statement", "So"), ("status", "untested"), ("status", "retired"))))


@_edit
def _list_removed(random: Random, told: Told) -> None:
    _, data, _ = _file(random, told)
    data.pop(random.choice(("hypotheses", "assumptions", "learning", "evidence", "waivers", "elements")), None)


@_edit
def _document(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    data["programme"].setdefault("documents", []).insert(0, maker.document(name))


@_edit
def _waiver(random: Random, told: Told) -> None:
    name, data, maker = _file(random, told)
    data["waivers"] = [{"rule": "no-links", "on": maker.entry("SMN", name), "reason": maker.prose(name)}]


@_edit
def _organisation(random: Random, told: Told) -> None:
    maker = Maker(random, told.programmes)
    part = random.choice(({"title": maker.words()}, {"summary": maker.prose("alpha")}, {"short_title": maker.words()}))
    told.files[ORGANISATIONS]["organisations"][0] |= part


@_edit
def _lines_shifted(random: Random, told: Told) -> None:
    name, _, _ = _file(random, told)
    told.lines[name] = told.lines.get(name, 0) + 1


@_edit
def _story(random: Random, told: Told) -> None:
    maker = Maker(random, told.programmes)
    new = {"title": maker.words(), "about": [maker.entry()], "mentions": [maker.entry()]}
    told.stories[0] |= random.choice([{name: value} for name, value in new.items()])


@_edit
def _history(random: Random, told: Told) -> None:
    name, _, maker = _file(random, told)
    changes = [(f"{name}/S1", maker.words(), maker.words())]
    told.days.setdefault(name, []).insert(0, {"programme": name, "time": "2025-04-05T06:07:08Z", "changes": changes})
