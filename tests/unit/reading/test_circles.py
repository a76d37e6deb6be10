"""Circles of links: of elements, of levels, and of both, in one programme and across several."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio


def circles(folder: Path, *texts: str) -> list[str]:
    """Write `water.yml` and `soil.yml`; give the circles that are told, without what all messages share."""
    for name, text in zip(("water", "soil"), texts, strict=False):
        (folder / f"{name}.yml").write_text(f"programme: {{id: {name}, title: Clean {name}}}\n{text}", "utf-8")
    loaded = load_portfolio(folder, "frameworks")
    problems = [*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)]
    told = [problem.message for problem in problems if problem.rule == "cycle"]
    return [message.removeprefix("these lead to each other in a circle: ") for message in told]


def level(id: str, *elements: str, leads_to: str = "") -> str:
    """Return a level; an element is its id and what it leads to: `A1 > A2, b`."""
    lines = [f"  - id: {id}\n    title: {id}\n    leads_to: [{leads_to}]\n    elements:\n"]
    for element in elements:
        name, _, targets = element.partition(" > ")
        lines.append(f"      - {{id: {name}, statement: x, leads_to: [{targets}]}}\n")
    return "".join(lines).replace("    leads_to: []\n", "").replace(", leads_to: []", "")


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((level("a", "A1 > b"), level("b", "B1 > A1")), ["A1 → level b → B1 → A1"]),
        ((level("a", "A1", leads_to="b"), level("b", "B1 > A1")), ["A1 in level a → level b → B1 → A1"]),
        ((level("a", "A1 > A2", "A2 > b"), level("b", "B1 > a")), ["level a → A2 → level b → B1 → level a"]),
        ((level("a", "A1", leads_to="b"), level("b", "B1", leads_to="a")), ["a → b → a"]),
        ((level("a", leads_to="b"), level("b", leads_to="a")), ["a → b → a"]),
        ((level("a", "A1", leads_to="a"),), ["a → a"]),
        ((level("a", "A1 > A1"),), ["A1 → A1"]),
        ((level("a", "A1 > B1"), level("b", "B1 > A1")), ["A1 → B1 → A1"]),
        ((level("a", "A1 > b", leads_to="b"), level("b", "B1 > A1", "B2")), ["A1 → level b → B1 → A1"]),
    ],
)
def test_circles_are_found_through_groups(tmp_path: Path, levels: tuple[str, ...], told: list[str]) -> None:
    assert circles(tmp_path, "levels:\n" + "".join(levels)) == told


@pytest.mark.parametrize(
    "levels",
    [
        (level("a", "A1 > a", "A2"),),
        (level("a", "A1 > a", "A2 > a"),),
        (level("a", "A1 > b", leads_to="b"), level("b", "B1 > b")),
        (level("a", "A1 > B1"), level("b", "B1", "B2 > c"), level("c", "C1")),
        (level("a", "A1", "A2", leads_to="b, c"), level("b", "B1 > c", leads_to="c"), level("c", "C1")),
        (level("a", "A1", leads_to="b"), level("b", leads_to="c"), level("c", "C1")),
    ],
)
def test_what_only_looks_like_a_circle_is_none(tmp_path: Path, levels: tuple[str, ...]) -> None:
    assert circles(tmp_path, "levels:\n" + "".join(levels)) == []


def test_an_element_inside_another_leads_and_is_led_to_with_its_level(tmp_path: Path) -> None:
    inner = "{id: A1, statement: x, elements: [{id: A1.1, statement: x, elements: [{id: A1.1.1, statement: x}]}]}"
    text = f"levels:\n  - {{id: a, title: a, leads_to: [b], elements: [{inner}]}}\n" + level("b", "B1 > A1.1.1")
    assert circles(tmp_path, text) == ["A1.1.1 in level a → level b → B1 → A1.1.1"]


def test_a_circle_through_groups_of_two_programmes_names_the_other_in_full(tmp_path: Path) -> None:
    water = "levels:\n" + level("pump", "P1 > soil/dig")
    soil = "levels:\n" + level("dig", "D1", leads_to="water/pump")
    assert circles(tmp_path, water, soil) == ["level dig → level water/pump → water/P1 → level dig"]


def test_a_circle_of_groups_beside_one_of_elements_is_told_too(tmp_path: Path) -> None:
    text = "levels:\n" + level("a", "A1 > A2", "A2 > A1", "A3 > b") + level("b", "B1 > A3")
    assert circles(tmp_path, text) == ["A1 → A2 → A1", "A3 → level b → B1 → A3"]


def test_who_else_is_in_circles_through_groups_is_counted(tmp_path: Path) -> None:
    text = "levels:\n" + level("a", "A1 > b", "A2 > b") + level("b", "B1 > A1, A2", "B2 > A1")
    assert circles(tmp_path, text) == ["A1 → level b → B1 → A1; 1 more is in circles with them"]


@pytest.mark.parametrize("on", ["A1", "b", "programme", "water"])
def test_a_circle_through_groups_is_waived_on_any_of_its_members(tmp_path: Path, on: str) -> None:
    text = "levels:\n" + level("a", "A1 > b") + level("b", "B1 > A1")
    assert circles(tmp_path, f"{text}waivers: [{{rule: cycle, on: {on}, reason: It is meant.}}]\n") == []


def test_ids_that_clash_make_no_circles(tmp_path: Path) -> None:
    assert circles(tmp_path, "levels:\n" + level("a", "A1 > b") + level("b", "A1 > B1", "B1 > A1")) == []


def test_large_levels_that_lead_to_each_other_are_checked_soon(tmp_path: Path) -> None:
    names = "abcdefgh"
    text = "levels:\n" + "".join(
        level(name, *(f"{name}{n}" for n in range(400)), leads_to=names[i + 1 : i + 2]) for i, name in enumerate(names)
    )
    start = time.process_time()
    assert circles(tmp_path, text + level("z", "Z1 > a")) == []
    closed = text.replace("id: h399, statement: x", "id: h399, statement: x, leads_to: [a]")
    way = " → ".join(f"level {name}" for name in names)
    assert circles(tmp_path, closed) == [f"{way} → h399 → level a"]
    assert time.process_time() - start < 20  # with a line from each to each of the next level there are a million
