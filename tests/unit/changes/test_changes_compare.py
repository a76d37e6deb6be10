"""What is said of two versions of a framework."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml

from outcome_frameworks.changes import Change
from outcome_frameworks.changes.change import ProgrammeChange
from outcome_frameworks.changes.compare import compare_frameworks
from outcome_frameworks.model import Framework
from outcome_frameworks.reading.frameworks.load import load_content
from outcome_frameworks.reading.yaml.source import read_yaml

GARDEN = """\
programme: {id: garden, title: A garden, funded_by: [trust]}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet each other, leads_to: [M1]}
      - {id: S2, statement: People talk, leads_to: [M1, {to: S1, because: They like it}]}
  - id: medium
    title: Medium-term outcomes
    elements:
      - {id: M1, statement: People rest}
hypotheses:
  - {id: H1, if: [People meet], then: [{ref: M1}], about: [S1 > M1]}
assumptions:
  - {id: A1, statement: The weather is kind}
learning:
  - {id: LP1, statement: Tea helps}
evidence:
  - {id: E1, title: A diary, about: [S1]}
"""


def framework(text: str) -> Framework:
    document = read_yaml(text, "x.yml")
    assert document.data is not None
    content, problems = load_content(document.data, "x.yml")
    assert isinstance(content, Framework), problems
    assert document.problems == () and problems == [], problems
    return content


def compared(before: str, after: str) -> tuple[ProgrammeChange, ...]:
    return compare_frameworks([framework(before)], [framework(after)])


def told(*replaced: tuple[str, str]) -> list[str]:
    """Return the sentences on the garden after some of its text was replaced."""
    text = GARDEN
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return [change.subject + change.says for programme in compared(GARDEN, text) for change in programme.changes]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("People talk", "People chat", "S2 reworded"),
        ("      - {id: M1", "      - {id: M6, statement: People sleep}\n      - {id: M1", "M6 added"),
        ("  - {id: LP1, statement: Tea helps}", "  - {id: LP2, statement: Cake helps}", "LP2 added, LP1 removed"),
        (
            "statement: People talk",
            "statement: People talk, status: retired, replaced_by: S1",
            "S2 retired, replaced by S1",
        ),
        ("statement: Tea helps", "statement: Tea helps, status: retired", "LP1 retired"),
        ("leads_to: [M1]", "leads_to: [M1, {to: S2, basis: inferred}]", "S1 now leads to S2 (inferred)"),
        ("leads_to: [M1]", "leads_to: []", "S1 no longer leads to M1"),
        ("They like it", "They enjoy it", "S2: link to S1, reason reworded"),
        ("leads_to: [M1]", "leads_to: [{to: M1, basis: inferred}]", "S1: link to M1, basis set to inferred"),
        ("{id: H1,", "{id: H1, status: supported,", "H1: status changed from untested to supported"),
        ("{id: A1,", "{id: A1, critical: true,", "A1: critical changed from no to yes"),
        ("about: [S1 > M1]", "about: [S1 > M1, S2]", "H1 now speaks of S2"),
        ("if: [People meet]", "if: [People meet often]", "H1: “if” reworded"),
        ("title: A diary", "title: A diary, url: https://example.org/", "E1: url set to https://example.org/"),
        ("title: Short-term", "title: Early", "Level “Early outcomes”: title reworded"),
        ("title: A garden", "title: Our garden", "The programme: title reworded"),
        ("funded_by: [trust]", "funded_by: [trust, fund]", "The programme: funded by, “fund” added"),
        ("statement: People rest", "statement: People rest, note: At home", "M1: note added"),
        ("statement: People rest", "statement: People rest, tags: [calm]", "M1: tags, “calm” added"),
    ],
)
def test_each_change_is_said_in_plain_words(old: str, new: str, says: str) -> None:
    assert ", ".join(told((old, new))) == says


def test_both_wordings_are_given() -> None:
    (programme,) = compared(GARDEN, GARDEN.replace("People talk", "People chat"))
    assert programme.changes == (Change("garden/S2", "S2", " reworded", "People talk", "People chat", rewords=True),)


def test_a_removed_entry_is_shown_with_its_words() -> None:
    (programme,) = compared(
        GARDEN, GARDEN.replace("  - {id: LP1, statement: Tea helps}\n", "").replace("learning:\n", "")
    )
    assert programme.changes == (Change("garden/LP1", "LP1", " removed", "Tea helps"),)


def test_layout_order_and_defaults_are_no_change() -> None:
    after = """\
# A comment
evidence: [{about: [{ref: s1}], title: "A diary", id: E1}]
learning: [{id: LP1, status: active, statement: Tea helps}]
assumptions: [{id: A1, holds: unknown, statement: The weather is kind}]
hypotheses: [{id: H1, if: [{text: People meet}], then: [{ref: garden/M1}], about: [{ref: "s1 > M1"}], status: untested}]
levels:
  - id: medium
    title: Medium-term outcomes
    elements: [{id: M1, statement: People rest}]
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S2, statement: People talk, leads_to: [{to: S1, because: They like it}, {to: M1}]}
      - {id: S1, statement: "People meet each other", leads_to: [garden/M1]}
programme: {title: A garden, id: garden, status: live, funded_by: [trust]}
"""
    assert compared(GARDEN, after) == ()


def test_a_new_code_is_no_other_outcome_and_links_to_it_are_the_same() -> None:
    renamed = GARDEN.replace("{id: M1,", "{id: M7, aliases: [M1],").replace("M1]", "M7]").replace("[M1,", "[M7,")
    renamed = renamed.replace("ref: M1", "ref: M7")
    (programme,) = compared(GARDEN, renamed)
    assert [change.subject + change.says for change in programme.changes] == ["M7 has a new code; it was M1"]
    assert programme.moved == (("garden/M1", "garden/M7"),)


def test_a_new_code_without_an_alias_is_told_by_the_same_words() -> None:
    assert told(("{id: LP1,", "{id: LP5,")) == ["LP5 has a new code; it was LP1"]


def test_another_level_or_a_place_inside_is_a_move() -> None:
    moved = GARDEN.replace(
        "      - {id: M1", "      - {id: S1, statement: People meet each other, leads_to: [M1]}\n      - {id: M1"
    )
    moved = moved.replace("      - {id: S1, statement: People meet each other, leads_to: [M1]}\n", "", 1)
    (programme,) = compared(GARDEN, moved)
    assert [c.subject + c.says for c in programme.changes] == [
        "S1 moved from “Short-term outcomes” to “Medium-term outcomes”"
    ]
    inside = told(
        ("      - {id: S1, statement: People meet each other, leads_to: [M1]}\n", ""),
        ("People talk,", "People talk, elements: [{id: S1, statement: People meet each other, leads_to: [M1]}],"),
    )
    assert inside == ["S1 now stands inside S2"]


def test_a_level_with_another_id_moves_nothing() -> None:
    assert told(("id: short", "id: early")) == []


def test_a_programme_with_a_new_id_is_the_same_one() -> None:
    (programme,) = compared(GARDEN, GARDEN.replace("{id: garden,", "{id: plot, aliases: [garden],"))
    assert (programme.programme, programme.earlier, programme.appears) == ("plot", "garden", False)
    assert [c.says for c in programme.changes] == [" has a new id; it was garden"]
    assert ("garden/S1", "plot/S1") in programme.moved


def test_what_goes_to_another_programme_is_told_in_both() -> None:
    kitchen = "programme: {id: kitchen, title: A kitchen}\n"
    without = GARDEN.replace("  - {id: LP1, statement: Tea helps}\n", "").replace("learning:\n", "")
    found = compare_frameworks(
        [framework(GARDEN), framework(kitchen)],
        [
            framework(without),
            framework(kitchen + "learning: [{id: K1, statement: Tea helps, aliases: [garden/LP1]}]\n"),
        ],
    )
    said = {programme.programme: [c.subject + c.says for c in programme.changes] for programme in found}
    assert said == {
        "garden": ["LP1 moved to A kitchen, where it is K1"],
        "kitchen": ["K1 came from A garden, where it was LP1"],
    }


def test_a_new_and_a_vanished_programme() -> None:
    kitchen = framework("programme: {id: kitchen, title: A kitchen}\nlearning: [{id: K1, statement: Tea helps}]\n")
    new, gone = compare_frameworks([framework(GARDEN)], [kitchen])[::-1]
    assert gone == ProgrammeChange("garden", "A garden", vanishes=True)
    assert new.appears and new.added == ("kitchen/K1",)
    assert [c.says for c in new.changes] == [" published for the first time"]


EVERY_FIELD = Path(__file__).parents[2] / "build" / "every-field.yml"


def _places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Return the path of each field, at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield (*path, name)
            yield from _places(value, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _places(value, (*path, number))


def _with(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return data with another value at a place; None takes the field out."""
    made = deepcopy(data)
    holder = reduce(lambda holder, step: holder[step], path[:-1], made)
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return made


def _told_of(before: Framework, data: Any) -> list[str] | None:
    """Return what is said of data that take the place of a framework; None where they are no framework."""
    document = read_yaml(json.dumps(data), "x.yml")
    assert document.data is not None
    after, problems = load_content(document.data, "x.yml")
    if problems or after is None:
        return None
    return [change.says for programme in compare_frameworks([before], [after]) for change in programme.changes]


def test_a_change_in_any_field_is_told() -> None:
    data = yaml.load(EVERY_FIELD.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 gives texts only
    before, _ = load_content(read_yaml(EVERY_FIELD.read_text("utf-8"), "x.yml").data, "x.yml")  # type: ignore[arg-type]
    untold = set()
    for path in _places(data):
        value = reduce(lambda holder, step: holder[step], path, data)
        others = [None, f"{value} x", f"{value}x", "2001", "7", "horizontal"] if isinstance(value, str) else [None]
        if not any(_told_of(before, _with(data, path, other)) for other in others):
            untold.add(path[-1])
    assert untold <= {"id", "aliases", "programme"}


PHASED = "programme: {{id: garden, title: A garden, phases: [{}]}}\n"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("{title: Pilot}", "{title: Pilot, start: '2020'}", ["Phase “Pilot”: start set to 2020"]),
        ("{title: Pilot}", "{title: Pilot}, {title: Growth}", ["Phase “Growth” added"]),
        ("{title: Pilot}, {title: Growth}", "{title: Growth}", ["Phase “Pilot” removed"]),
        ("{title: Pilot}", "{id: one, title: Pilot}", []),
        ("{id: one, title: Pilot}", "{title: Pilot, end: '2021'}", ["Phase “Pilot”: end set to 2021"]),
        ("{title: Pilot}, {title: Growth}", "{title: Growth}, {title: Pilot}", []),
    ],
)
def test_phases_without_an_id_are_told_by_their_titles(before: str, after: str, says: list[str]) -> None:
    programmes = compared(PHASED.format(before), PHASED.format(after))
    assert [change.subject + change.says for programme in programmes for change in programme.changes] == says
    assert all(not programme.moved and not programme.added for programme in programmes)
