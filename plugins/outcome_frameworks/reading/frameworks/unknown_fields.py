"""Take out of a file what the model has no place for, and move what is plain to where it is meant."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from outcome_frameworks.model import UNNAMED, Element, Entry, Framework, Level, OrganisationsFile, Programme, fold_id
from outcome_frameworks.problems import NOWHERE, FileProblems, Place, Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.frameworks.field_words import (
    KINDS_OF_LEVELS,
    Meaning,
    advise,
    advise_evidence,
    fields_of,
    find_meaning,
    fold_name,
    name_class,
    speak_of_unseen,
)
from outcome_frameworks.reading.frameworks.plain_entries import (
    WORDED,
    Codes,
    Lines,
    code_in,
    is_code,
    may_be_entry,
    spell_out,
    split_bullets,
)
from outcome_frameworks.reading.frameworks.subjects import entries_of, name_entry
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping, PlacedText


class Sorter:
    """Sorts out the data of a file before the model reads it, and keeps the problems that are found on the way.

    `ids` are all that the file holds, and `codes` all words that may refer to one; none of them is made up anew. `lost`
    tells whether a field was taken out with all that it holds. `retold` is where texts stand of which the words for
    authors are found here, and not in the reading of YAML, and `free_ids` what entries without an id may be called, by
    their places.
    """

    def __init__(self, file: str, ids: Iterable[str] = (), codes: Container[str] = ()) -> None:
        self.problems = FileProblems(file)
        self.lost = False
        self.retold: set[Place] = set()
        self.free_ids: dict[Place, str] = {}
        self._taken = {fold_id(id) for id in ids}
        self._codes = codes

    def warn_of_comment(self, value: PlacedText) -> None:
        """Report a comment beside a text that has no quotes: the model calls this for each text that it takes."""
        message = (
            f'YAML takes "{show(value.comment)}" beside "{show(value)}" for a comment; if it is part of the text, put '
            "all of it in quotes, else give the comment a line of its own"
        )
        self.problems.listed.append(Problem(self.problems.file, value.place, "comment-after-text", message))

    def sort_out(self, cls: type[Entry], data: Any) -> None:
        """Report the fields that an entry, or one inside it, does not have, and take them out; spell out sentences.

        Where it is plain what is meant, the value moves there, so that one slip is one problem and what the field
        holds is checked. Changes the data in place.
        """
        if not isinstance(data, PlacedMapping):
            return
        if not data.keys() <= fields_of(cls).keys():
            self._move_unknown(cls, data)
        if cls is Framework:
            self._lift(data)
        self._spell_out_lists(cls, data)
        for name, (inner, is_list) in entries_of(cls).items():
            held = data.get(name)
            for entry in held if is_list and isinstance(held, PlacedList) else () if is_list else (held,):
                self.sort_out(inner, entry)

    def _move_unknown(self, cls: type[Entry], data: PlacedMapping) -> None:
        if cls is Framework:
            self._make_levels(data)
        for name in [name for name in data if name not in fields_of(cls)]:
            meaning = self._tell_unknown(cls, data, name)
            value = data.pop(name)
            programme = data.get("programme") if cls is Framework and meaning.home is Programme else None
            if meaning.field and meaning.field not in data:
                data[meaning.field] = value
            elif isinstance(programme, PlacedMapping) and fold_name(name) not in programme:
                programme[fold_name(name)] = value
            else:
                self.lost = True

    def _make_levels(self, top: PlacedMapping) -> None:
        """Make levels of lists such as `activities` and `outcomes` at the top of the file, where there are several."""
        names = [name for name in top if fold_name(name) in KINDS_OF_LEVELS and isinstance(top[name], PlacedList)]
        names = [name for name in names if find_meaning(name, Framework, top).field != "levels"]
        levels = top.get("levels", PlacedList(top.place))
        if len(names) + len(levels) < 2 or not isinstance(levels, PlacedList):
            return
        for name in names:
            place, title = top.key_places.get(name, top.place), name.replace("_", " ").capitalize()
            id = Codes(Level, (), "", self._taken, self._codes).next_for(title)
            self._taken.add(id)
            kind = KINDS_OF_LEVELS[fold_name(name)]
            line = f"- {{id: {id}, title: {title}, kind: {kind}, elements: […]}}"
            message = f'the top of the file has no field "{show(name)}"; make it a level, under levels:, as {line}'
            self.problems.add(place, "unknown-field", message)
            level = PlacedMapping(place)
            said = {"id": id, "title": title, "kind": kind}
            level.update({field: PlacedText.at(place, text) for field, text in said.items()}, elements=top.pop(name))
            levels.append(level)
        top["levels"] = levels

    def _lift(self, top: PlacedMapping) -> None:
        """Move fields to the top of the file that belong there and stand in the programme or a level: too far in."""
        self._lift_from(Programme, top.get("programme"), top)
        levels = top.get("levels")
        for level in levels if isinstance(levels, list) else ():
            self._lift_from(Level, level, top)

    def _lift_from(self, cls: type[Entry], data: Any, top: PlacedMapping) -> None:
        if not isinstance(data, PlacedMapping):
            return
        for name in [name for name in data if name not in fields_of(cls)]:
            if fold_name(name) not in top and find_meaning(name, cls, data).home is Framework:
                self._tell_unknown(cls, data, name)
                top[fold_name(name)] = data.pop(name)

    def _tell_unknown(self, cls: type[Entry], data: PlacedMapping, name: str) -> Meaning:
        """Report a field that a class does not have; give what is meant by it."""
        place = data.key_places.get(name, data.place)
        if self.problems.is_full("unknown-field"):  # to look for meanings takes long
            self.problems.add(place, "unknown-field", "")
            return Meaning()
        meaning = find_meaning(name, cls, data)
        message = speak_of_unseen(name, meaning)
        if not message:
            advice = advise_evidence(name, cls, data, self._taken, self._codes) or advise(name, cls, meaning, data)
            message = f'{name_class(cls, data)} has no field "{show(name)}"{advice}'
        self.problems.add(place, "unknown-field", message)
        return meaning

    def _spell_out_lists(self, cls: type[Entry], data: PlacedMapping) -> None:
        """Make entries of the sentences in the lists of an entry, and find ids for entries that have none."""
        for name, inner in worded_lists(cls).items():
            held = data.get(name)
            entries = _entries_of(inner, held)
            if entries is not None:
                data[name] = entries
            if entries is not None or (isinstance(held, PlacedList) and any(_lacks_id(entry) for entry in held)):
                self._spell_out(name, inner, data, cls, held if entries is not None else None)

    def _spell_out(
        self,
        name: str,
        inner: type[Entry],
        data: PlacedMapping,
        cls: type[Entry],
        instead: PlacedText | PlacedMapping | None,
    ) -> None:
        entries = data[name]
        ids = [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        coded = (code_in(_sentence_of(entry)) for entry in entries if _is_plain(inner, entry))
        ids += (code for code in coded if code and fold_id(code) not in self._taken)
        holder = str(data.get("id") or "") if cls in (Level, Element) else ""
        codes = Codes(inner, ids, holder, self._taken, self._codes)
        owner = {Framework: "", OrganisationsFile: "", Programme: "the programme"}.get(cls, name_class(cls, data))
        for number, entry in enumerate(entries):
            if not _is_plain(inner, entry):
                if isinstance(entry, PlacedMapping) and "id" not in entry:
                    self.free_ids[entry.place] = codes.next_for(str(entry.get(WORDED[inner], "")))
                    self._taken.add(fold_id(self.free_ids[entry.place]))
                continue
            lines = spell_out(inner, _sentence_of(entry), codes)
            self._taken.add(fold_id(lines.id))
            if instead is None:
                self._tell_plain(name_entry(name, number + 1, entry, owner), entry, lines, entries.in_brackets)
            elif number == 0:
                advice = f"write [{lines.entry()}]" if data.in_brackets else f"below {name}:, {lines.advice(False)}"
                more = ", and so for each of the others" if len(entries) > 1 else ""
                self._tell_no_list(f"{name} of {owner}" if owner else name, instead, advice + more)
            entries[number] = _spelled(entry, lines)

    def _tell_plain(self, subject: str, entry: Any, lines: Lines, in_brackets: bool) -> None:
        place, rule = entry.place, "wrong-type"
        what = f'is the text "{show(entry)}" where a group of fields is expected'
        if isinstance(entry, PlacedMapping):
            name, value = next(iter(entry.items()))
            place, rule, what = entry.key_places.get(name, place), "unknown-field", f'has no field "{show(name)}"'
            self.retold.add(value.place)
        self.retold.add(place)
        self.problems.add(place, rule, f"{subject} {what}; {lines.advice(in_brackets)}")

    def _tell_no_list(self, subject: str, held: PlacedText | PlacedMapping, advice: str) -> None:
        self.retold.add(held.place)
        what = f'the text "{show(held)}"' if isinstance(held, PlacedText) else "a group of fields"
        self.problems.add(held.place, "wrong-type", f"{subject} is {what} where a list is expected; {advice}")


def worded_lists(cls: type[Entry]) -> dict[str, type[Entry]]:
    """Return the lists of a class whose entries have words, with what they hold: `elements` of a level."""
    return {name: inner for name, (inner, is_list) in entries_of(cls).items() if is_list and inner in WORDED}


def _entries_of(cls: type[Entry], held: Any) -> PlacedList | None:
    """Return the entries of a list that is written as one text, or as fields with codes for names; None for others."""
    entries = PlacedList(getattr(held, "place", NOWHERE))
    if isinstance(held, PlacedText) and _is_plain(cls, held):
        entries += split_bullets(held)
    elif isinstance(held, PlacedMapping) and held and all(map(is_code, held)):
        entries += (_entry_of(cls, name, value, held) for name, value in held.items())
    return entries if entries and all(_is_plain(cls, entry) for entry in entries) else None


def _entry_of(cls: type[Entry], code: str, value: Any, held: PlacedMapping) -> PlacedMapping:
    """Return `S1: People meet` as a group of its own; of `S1: {statement: People meet}`, what its fields say."""
    entry = PlacedMapping(held.key_places.get(code, held.place))
    entry[code] = value
    if isinstance(value, PlacedMapping):
        entry.key_places = value.key_places
        entry[code] = value.get(WORDED[cls])
        entry.update((name, inner) for name, inner in value.items() if name != WORDED[cls])
    return entry


def _lacks_id(entry: Any) -> bool:
    return isinstance(entry, PlacedText) or (isinstance(entry, PlacedMapping) and "id" not in entry)


def _is_plain(cls: type[Entry], entry: Any) -> bool:
    """Return whether an entry is only a sentence, or begins with one under its code: `M1: People meet`."""
    if isinstance(entry, PlacedText):
        return may_be_entry(entry)
    if not isinstance(entry, PlacedMapping) or not entry or "id" in entry or WORDED[cls] in entry:
        return False
    name, value = next(iter(entry.items()))
    if name in fields_of(cls) or not isinstance(value, PlacedText) or not may_be_entry(value):
        return False
    return is_code(name) or (len(entry) == 1 and find_meaning(name, cls, entry) == Meaning())


def _sentence_of(entry: Any) -> str:
    if isinstance(entry, PlacedText):
        return entry
    name, value = next(iter(entry.items()))
    return f"{name}: {value}"


def _spelled(entry: PlacedText | PlacedMapping, lines: Lines) -> PlacedMapping:
    """Return the entry that was meant, with what else stands in it."""
    made = PlacedMapping(entry.place)
    text = entry if isinstance(entry, PlacedText) else next(iter(entry.values()))
    if lines.id:
        made["id"] = PlacedText.at(text.place, lines.id if lines.is_coded else f"{UNNAMED}{lines.id}")
    made[lines.field] = PlacedText.at(text.place, lines.words, text.plain, text.comment, text.repaired)
    if isinstance(entry, PlacedMapping):
        made.key_places = entry.key_places
        made.update(list(entry.items())[1:])
    return made
