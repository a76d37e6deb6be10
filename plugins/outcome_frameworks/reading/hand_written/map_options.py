"""The options of a map in a hand-written page: which programme, around what, how far, which levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from outcome_frameworks.model import Element, Framework, Level, Portfolio, Target
from outcome_frameworks.problems import Place
from outcome_frameworks.problems.wording import did_you_mean, show
from outcome_frameworks.reading.hand_written.page_references import (
    DRAFT,
    NOT_PUBLISHED,
    RULE,
    explain_unknown,
    find_fault,
)
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping, PlacedText
from outcome_frameworks.reading.yaml.source import read_yaml

_NO_MAP = "around which no map can be drawn; name an outcome, an activity or another element"

WRONG_BLOCK = "wrong-block-in-page"
"""The rule that blocks are held to, beside the one on references."""

OPTIONS = ("programme", "focus", "depth", "levels")
"""Every option of a map."""

MOST_STEPS = 20


class Remark(NamedTuple):
    """A problem at a place in the text of a block; its first line is line 1, the opening marks are line 0."""

    place: Place
    rule: str
    message: str


@dataclass(frozen=True)
class MapOptions:
    """The part of a programme's map that a page asks for.

    With a `focus`, what leads to it and what it leads to, at most `depth` steps away (any number where None). With
    `levels`, only what stands in them.
    """

    framework: Framework
    focus: Target | None = None
    depth: int | None = None
    levels: tuple[Level, ...] = ()


def read_map_options(text: str, portfolio: Portfolio) -> tuple[MapOptions | None, list[Remark]]:
    """Return what a block asks for, and what is wrong with it; None where no programme is known."""
    document = read_yaml(text, "")
    if not text.strip() or document.data is None:
        said = 'the block "outcome-map" names no programme; write a line such as programme: new-models'
        return None, [Remark(Place(0, 1), WRONG_BLOCK, said)]
    remarks = [Remark(p.place, WRONG_BLOCK, f'the block "outcome-map": {p.message}') for p in document.problems]
    reader = _Reader(document.data, portfolio)
    options = reader.read()
    return options, remarks or reader.remarks  # a line put right in memory may mean something else


class _Reader:
    """Reads the options one by one; holds what is wrong with them."""

    def __init__(self, data: PlacedMapping, portfolio: Portfolio) -> None:
        self.data = data
        self.portfolio = portfolio
        self.remarks: list[Remark] = []

    def read(self) -> MapOptions | None:
        for name, place in self.data.key_places.items():
            if name not in OPTIONS:
                known = did_you_mean(name, OPTIONS) or f"; it knows {', '.join(OPTIONS)}"
                self._remark(place, f'has no option "{show(name)}"{known}')
        framework = self._programme()
        if framework is None:
            return None
        if not any(framework.walk()):
            rule = DRAFT if any(key.startswith(f"{framework.id}/") for key in self.portfolio.withheld) else WRONG_BLOCK
            said = f'shows nothing: the programme "{framework.id}" has no elements yet'
            self._remark(self._place("programme"), said, rule)
            return None
        focus = (self._text("focus") or "").removeprefix("outcome:")
        if self.portfolio.withholds(focus, framework):
            self._remark(self._place("focus"), f'has the focus "{show(focus)}", {NOT_PUBLISHED}', DRAFT)
            return None  # without its focus it would be another map
        return MapOptions(framework, self._focus(framework), self._depth(), self._levels(framework))

    def _programme(self) -> Framework | None:
        name, focus, option = self._text("programme"), self._text("focus") or "", "programme"
        if not name and "/" in focus:  # a reference in full says it already
            name, option = focus.removeprefix("outcome:").partition("/")[0], "focus"
        if not name:
            if not self.data.get("programme"):
                self._remark(Place(0, 1), "names no programme; write a line such as programme: new-models")
            return None
        target = self.portfolio.find(name.removeprefix("outcome:"))
        if target and target.entry is None:
            return target.framework
        wrong = name if option == "programme" else focus.removeprefix("outcome:")
        rule, said = find_fault(wrong, self.portfolio) or (RULE, "")
        if target:
            said = f'which is part of a programme; did you mean "{target.framework.id}"?'
        self._remark(self._place(option), f'has the {option} "{show(wrong)}", {said}', rule)
        return None

    def _focus(self, framework: Framework) -> Target | None:
        text = self._text("focus")
        target = self._find(text, framework) if text else None
        if target is None or (isinstance(target.entry, Element) and target.framework is framework):
            return target
        is_own = target.framework is framework
        said = _NO_MAP if is_own else f'which is not in the programme "{framework.id}"'
        self._remark(self._place("focus"), f'has the focus "{show(text)}", {said}')
        return None

    def _depth(self) -> int | None:
        text = self._text("depth")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_STEPS):
            self._remark(
                self._place("depth"),
                f'has the depth "{show(text)}"; write the number of steps from the focus, 1 to {MOST_STEPS}',
            )
            return None
        if not self.data.get("focus"):
            self._remark(self._place("depth"), "has a depth, the number of steps from a focus, and no focus; add one")
            return None
        return int(text)

    def _levels(self, framework: Framework) -> tuple[Level, ...]:
        value = self.data.get("levels")
        values = value if isinstance(value, PlacedList) else [value] if value else []
        found = []
        for item in values:
            if not isinstance(item, PlacedText):
                self._remark(
                    self._place("levels"), 'has levels that are no list of ids, such as "levels: [short, medium]"'
                )
                continue
            for name in item.replace(",", " ").split():
                target = self.portfolio.find(name, framework)
                if target and isinstance(target.entry, Level) and target.framework is framework:
                    found.append(target.entry)
                else:
                    known = self.portfolio.suggestions.did_you_mean(name, (level.id for level in framework.levels))
                    said = f'has the level "{show(name)}", which is none of "{framework.id}"{known}'
                    self._remark(item.place, said, RULE)
        return tuple(found)

    def _find(self, text: str, framework: Framework) -> Target | None:
        """Resolve the focus, a code of the programme or a reference in full; say where it means nothing."""
        name = text.removeprefix("outcome:")
        target = self.portfolio.find(name, framework)
        if target is None:
            if other := self.portfolio.find_unlinkable(name, framework):
                said = f"which is {other.what}, {_NO_MAP}"
            elif "/" in name:
                said = explain_unknown(name, self.portfolio)
            else:
                codes = (element.id for element in framework.walk())
                meant = self.portfolio.suggestions.did_you_mean(name, codes)
                said = f'which is not in the programme "{framework.id}"{meant}'
            self._remark(self._place("focus"), f'has the focus "{show(name)}", {said}', RULE)
        return target

    def _text(self, option: str) -> str | None:
        value = self.data.get(option)
        if value is None or isinstance(value, PlacedText):
            return value
        self._remark(self._place(option), f'has the option "{option}" with more than one text; write one')
        return None

    def _place(self, option: str) -> Place:
        value = self.data.get(option)
        if value == "" or value is None:
            return self.data.key_places.get(option, Place(0, 1))
        place: Place = value.place
        return place

    def _remark(self, place: Place, said: str, rule: str = WRONG_BLOCK) -> None:
        remark = Remark(place, rule, f'the block "outcome-map" {said}')
        if remark not in self.remarks:
            self.remarks.append(remark)
