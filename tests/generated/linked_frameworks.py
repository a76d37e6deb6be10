"""Makes frameworks with links of every kind, always the same ones, and tells from their data alone what is linked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

Data = dict[str, Any]

_BASES = (None, None, "stated", "group-stated", "inferred", "inferred")
_RANK = {"stated": 0, "group-stated": 1, None: 2, "inferred": 3}


@dataclass(frozen=True)
class Told:
    """A link as its file says it: full keys of its ends, where it comes from, and whether an end is a whole level."""

    source: str
    target: str
    basis: str | None
    of_group: bool

    @property
    def style(self) -> str:
        """How it is drawn: dotted, dashed or plain."""
        if self.basis == "inferred":
            return "inferred"
        return "group" if self.of_group or self.basis == "group-stated" else ""


@dataclass(frozen=True)
class Account:
    """What the files of a portfolio say, by programme."""

    files: dict[str, Data]

    def level_of(self, programme: str) -> dict[str, str]:
        """Return the key of the level of each element, by the element's key."""
        levels = self.files[programme].get("levels", [])
        return {
            f"{programme}/{element['id']}": f"{programme}/{level['id']}"
            for level in levels
            for element in _walk(level.get("elements", []))
        }

    def levels(self, programme: str) -> list[str]:
        """Return the keys of the levels, in order."""
        return [f"{programme}/{level['id']}" for level in self.files[programme].get("levels", [])]

    def names(self) -> dict[str, str]:
        """Return what a sentence calls each level and each element: its title, its code."""
        found: dict[str, str] = {}
        for programme, data in self.files.items():
            found |= {f"{programme}/{level['id']}": level["title"] for level in data.get("levels", [])}
            found |= {f"{programme}/{element['id']}": element["id"] for element in _elements(data)}
        return found

    def rows(self, programme: str) -> list[Told]:
        """Return every link that the file of a programme says, in its order; one that it says twice, once."""
        data = self.files[programme]
        groups = {key for name in self.files for key in self.levels(name)}
        has_source = "source" in data["programme"]
        found: dict[str, Told] = {}
        for holder in (*data.get("levels", []), *_elements(data)):
            source = f"{programme}/{holder['id']}"
            for link in holder.get("leads_to", []):
                said = link if isinstance(link, dict) else {"to": link}
                target = said["to"] if "/" in said["to"] else f"{programme}/{said['to']}"
                of_group = bool({source, target} & groups)
                usual = ("group-stated" if of_group else "stated") if has_source else None
                told = Told(source, target, said.get("basis", usual), of_group)
                found.setdefault(f"{source} {target} {said | {'to': ''}}", told)
        return list(found.values())

    def links(self, programme: str) -> dict[tuple[str, str], Told]:
        """Return one link for each pair of ends: the best founded."""
        return best(self.rows(programme))

    def around(self, element: str) -> tuple[dict[str, Told], dict[str, Told]]:
        """Return what leads to an element and what it leads to, by itself or with its level, by the other end."""
        programme = element.partition("/")[0]
        level = self.level_of(programme).get(element, "")
        own = {element, level} - {""}
        rows = [told for name in self.files for told in self.rows(name)]
        rows.sort(key=lambda told: element not in (told.source, told.target))  # of equals, its own link counts
        before = best([told for told in rows if told.target in own and told.source not in own], both=False)
        after = best([told for told in rows if told.source in own and told.target not in own], both=False, onward=True)
        return {told.source: told for told in before.values()}, {told.target: told for told in after.values()}


def best(rows: list[Told], *, both: bool = True, onward: bool = False) -> dict[tuple[str, str], Told]:
    """Return the best founded of the links between the same ends; not `both` = of those with the same other end."""
    found: dict[tuple[str, str], Told] = {}
    for told in rows:
        ends = (told.source, told.target) if both else ("", told.target) if onward else (told.source, "")
        if ends not in found or _RANK[told.basis] < _RANK[found[ends].basis]:
            found[ends] = told
    return found


def _walk(elements: list[Data]) -> Iterator[Data]:
    for element in elements:
        yield element
        yield from _walk(element.get("elements", []))


def _elements(data: Data) -> list[Data]:
    listed = [element for level in data.get("levels", []) for element in _walk(level.get("elements", []))]
    return [*listed, *_walk(data.get("elements", []))]


def make_files(seed: int, programmes: int) -> dict[str, Data]:
    """Return the data of some frameworks that also link to each other; the same seed gives the same."""
    random = Random(seed)
    codes = (f"E{n}" for n in count(1))  # each once, so that sentences are known by them
    files = {f"plan-{n}": _make_framework(random, f"plan-{n}", codes) for n in range(programmes)}
    everything = [key for name in files for key in _ends_in(name, files[name])]
    for name, data in files.items():
        bases = random.choice((_BASES, _BASES, ("inferred",), (None,)))
        own = [key.partition("/")[2] for key in _ends_in(name, data)]
        levels = [level["id"] for level in data.get("levels", [])]
        elsewhere = [key for key in everything if not key.startswith(f"{name}/")]
        for element in _elements(data):
            targets = [random.choice(own) for _ in range(random.choice((0, 0, 1, 1, 2, 4)))]
            targets += [random.choice(elsewhere)] * (random.random() < 0.1)
            _link(random, element, targets, bases)
        for level in data.get("levels", []):
            targets = [random.choice(levels) for _ in range(random.choice((0, 0, 0, 1, 2)))]
            targets += [random.choice([key for key in elsewhere if "L" in key] or targets)] * (random.random() < 0.1)
            _link(random, level, targets, bases)
    return files


def _make_framework(random: Random, name: str, codes: Iterator[str]) -> Data:
    kind = random.choice(("theory-of-change", "logic-model", "driver-diagram"))
    programme: Data = {"id": name, "title": f"Title of {name}", "kind": kind}
    if random.random() < 0.5:
        programme["source"] = {"title": "A report"}

    def element(deep: int = 0) -> Data:
        made: Data = {"id": next(codes), "statement": random.choice(("People sing", "Streets are safe and calm"))}
        if deep < 2 and random.random() < 0.15:
            made["elements"] = [element(deep + 1) for _ in range(random.randint(1, 2))]
        return made

    if random.random() < 0.1:
        return {"programme": programme, "elements": [element() for _ in range(random.randint(1, 6))]}
    levels = [
        {"id": f"L{n}", "title": f"Stage {n} of {name}", "elements": [element() for _ in range(random.randint(0, 4))]}
        for n in range(1, random.randint(2, 6))
    ]
    levels[0]["elements"] = levels[0]["elements"] or [element()]
    return {"programme": programme, "levels": levels}


def _link(random: Random, holder: Data, targets: list[str], bases: tuple[str | None, ...]) -> None:
    links = []
    for target in targets:
        basis = random.choice(bases)
        links.append({"to": target, "basis": basis} if basis else target)
    if links:
        holder["leads_to"] = links


def _ends_in(name: str, data: Data) -> list[str]:
    levels = [level["id"] for level in data.get("levels", [])]
    return [f"{name}/{id}" for id in (*levels, *(element["id"] for element in _elements(data)))]
