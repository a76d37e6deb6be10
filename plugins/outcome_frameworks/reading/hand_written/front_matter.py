"""What a hand-written page says of itself before its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from outcome_frameworks.problems import NOWHERE, Place, Problem
from outcome_frameworks.problems.wording import did_you_mean, show
from outcome_frameworks.reading.hand_written.code import FRONT_MATTER
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping, PlacedText
from outcome_frameworks.reading.yaml.source import read_yaml

FLOWS = ("horizontal", "vertical")
"""Which ways learning may travel in a story."""

UNREADABLE = "unreadable-front-matter"


class FrontMatter(NamedTuple):
    """The fields before a page's text, each as it was written, and what YAML cannot read of them."""

    fields: PlacedMapping
    problems: tuple[Problem, ...] = ()

    def listed(self, name: str) -> list[Any]:
        """Return what a field holds: the entries of a list, else its one value; nothing where it is empty."""
        value = self.fields.get(name, "")
        return [item for item in (value if isinstance(value, list) else [value]) if item != ""]

    def text(self, name: str) -> str:
        """Return the text of a field; nothing where there is none, or something else."""
        return _text_of(self.fields.get(name))

    @property
    def date(self) -> str:
        """The date; of several, as Material's blog allows them, that of creation; nothing where there is none."""
        value = self.fields.get("date")
        return _text_of(value.get("created") if isinstance(value, PlacedMapping) else value)

    @property
    def flow(self) -> tuple[str, ...]:
        """The directions of a story that there are."""
        return tuple(direction for direction in self.listed("flow") if direction in FLOWS)


def read_front_matter(text: str, file: str = "") -> FrontMatter:
    """Read the front matter of a page; `file` is the page's name in problems.

    Of what is no YAML nothing is taken: the generator shows it in the page, as a text.
    """
    found = FRONT_MATTER.match(text)
    if not found:
        return FrontMatter(PlacedMapping(NOWHERE))
    document = read_yaml(found[1], file)
    broken = [problem for problem in document.problems if problem.rule == "yaml-syntax"]
    problems = tuple(
        replace(problem, rule=UNREADABLE, place=Place(problem.place.line + 1, problem.place.column))
        for problem in broken
    )
    fields = document.data if document.data is not None and not broken else PlacedMapping(NOWHERE)
    return FrontMatter(fields, problems)


def check_story_fields(matter: FrontMatter, file: str) -> list[Problem]:
    """Return a problem for each of title, description, date and flow in a story's front matter that cannot be shown."""
    problems = []
    for name, advice in (("title", "one text"), ("description", "one text"), ("date", "a day, such as 2026-05-31")):
        value = matter.fields.get(name)
        held = matter.date if name == "date" else matter.text(name)
        if isinstance(value, PlacedList | PlacedMapping) and not held:
            shape = "a list" if isinstance(value, PlacedList) else "a group of fields"
            said = f'"{show_value(value)}", which cannot be shown; write {advice}'
            message = f"{name}: in the front matter is {shape}, {said}"
            problems.append(problem_at(file, value, UNREADABLE, message))
    for value in matter.listed("flow"):
        if value not in FLOWS:
            meant = did_you_mean(show_value(value), FLOWS) or f"; write {' or '.join(FLOWS)}"
            message = f'flow: in the front matter names "{show_value(value)}", which is not known{meant}'
            problems.append(problem_at(file, value, UNREADABLE, message))
    return problems


def problem_at(file: str, value: Any, rule: str, message: str) -> Problem:
    """Return a problem at the place of a value, counted from the first line of the page."""
    return Problem(file, Place(value.place.line + 1, value.place.column), rule, message)


def _text_of(value: Any) -> str:
    return value if isinstance(value, PlacedText) else ""


def show_value(value: Any) -> str:
    """Return what an author wrote; of a list or a group on several lines, its entries or the names of its fields."""
    return show(value if isinstance(value, str) else value.written or ", ".join(map(show_value, value)))
