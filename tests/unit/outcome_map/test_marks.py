"""What stands between two levels: where the links between them lead, in every drawing of a map."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from sample_maps import card, wire

from outcome_frameworks.outcome_map.cut import cut_to_levels
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, WordedLink
from outcome_frameworks.outcome_map.writing.html import render_html
from outcome_frameworks.outcome_map.writing.svg import draw_svg

NEXT, BEFORE = "links lead to the next level", "links lead to the level before"
NONE = "no link stated"

INFERRED = wire("A1 > B1", "inferred")
BACK = WordedLink("p/a", "A", "inferred")
LEVEL = WordedLink("p/b", "B", of_group=True)


def level(key: str, *cards: Card, leads_to: tuple[WordedLink, ...] = ()) -> Column:
    return Column(key, key.upper(), cards=cards, key=f"p/{key}", leads_to=leads_to)


def three(*wires: Wire, first: Card | None = None, **leads_to: WordedLink) -> OutcomeMap:
    """Return a map of the levels a, b and c, with some wires and some links of whole levels."""
    cards = {"a": (first or card("A1"), card("A2")), "b": (card("B1"), card("B2")), "c": (card("C1"),)}
    columns = (level(key, *held, leads_to=(leads_to[key],) if key in leads_to else ()) for key, held in cards.items())
    return OutcomeMap("m", "A map", "", tuple(columns), wires)


def heard(drawing: OutcomeMap) -> list[str]:
    """Return what is heard between the levels of the page's map."""
    ways = (e for e in ET.fromstring(render_html(drawing)).iter("p") if "of-way" in e.get("class", "").split())
    return ["".join(way.itertext()) for way in ways]


def heads(drawing: OutcomeMap) -> list[tuple[int, bool]]:
    """Return for each gap of the narrow picture the number of its arrowheads, and whether its line is dotted."""
    ways = re.findall(r'<g class="of-way[^"]*">(.*?)</g>', draw_svg(drawing, narrow=True).text)
    return [(max(0, way.count('class="a') - 1), "of-inferred" in way) for way in ways]


@pytest.mark.parametrize(
    ("drawing", "words", "drawn"),
    [
        (three(), [NONE, NONE], [(0, False), (0, False)]),
        (three(wire("A1 > B1")), [NEXT, NONE], [(1, False), (0, False)]),
        (three(wire("B1 > A1")), [BEFORE, NONE], [(1, False), (0, False)]),
        (three(wire("A1 > B1"), wire("B2 > A2")), ["links lead both ways", NONE], [(2, False), (0, False)]),
        (three(INFERRED), [f"{NEXT}, all inferred", NONE], [(1, True), (0, False)]),
        (three(INFERRED, wire("A2 > B2")), [NEXT, NONE], [(1, False), (0, False)]),
        (three(INFERRED, b=BACK), ["links lead both ways, all inferred", NONE], [(2, True), (0, False)]),
        (three(wire("A1 > C1"), wire("A1 > A2")), [NONE, NONE], [(0, False), (0, False)]),
        (three(a=LEVEL), [NEXT, NONE], [(1, False), (0, False)]),
        (three(c=replace(LEVEL, basis="inferred")), [NONE, f"{BEFORE}, all inferred"], [(0, False), (1, True)]),
        (three(first=card("A1", leads_elsewhere=(LEVEL,))), [NEXT, NONE], [(1, False), (0, False)]),
        (three(a=WordedLink("q/b", "B in another programme")), [NONE, NONE], [(0, False), (0, False)]),
    ],
)  # fmt: skip
def test_the_mark_follows_the_links_between_two_levels(
    drawing: OutcomeMap, words: list[str], drawn: list[tuple[int, bool]]
) -> None:
    assert heard(drawing) == words
    assert heads(drawing) == drawn
    assert heard(replace(drawing, reversed=True)) == words, "an arrow points where links point, whatever the kind"


def test_levels_that_become_neighbours_in_a_part_of_a_map_have_the_mark_of_their_own_links() -> None:
    whole = three(wire("A1 > B1"), wire("C1 > A2"))
    assert heard(whole) == [NEXT, NONE]
    assert heard(cut_to_levels(whole, {"a", "c"})) == [BEFORE]


def test_between_headings_stand_only_links_from_level_to_level() -> None:
    drawing = three(
        wire("A1 > B1"), a=LEVEL, b=WordedLink("p/a", "A", "inferred"), c=WordedLink("p/b", "B", "inferred")
    )
    ways = [e.get("class", "").split() for e in ET.fromstring(render_html(drawing)).iter("p") if e.get("class")]
    classes = [{name for name in way if name.startswith("of-bundle-")} for way in ways if "of-way" in way]
    assert classes == [{"of-bundle-on", "of-bundle-back"}, {"of-bundle-back", "of-bundle-inferred"}]
    single = render_html(three(wire("A1 > B1")))
    assert "of-way-on" in single and "of-bundle-" not in single
    wide = draw_svg(drawing).text
    assert [way.count("<path") for way in re.findall(r'<g class="of-way[^"]*">(.*?)</g>', wide)] == [3, 2]
    assert "of-way" not in draw_svg(three(wire("A1 > B1"))).text


def test_a_whole_level_says_all_that_it_leads_to_in_one_sentence() -> None:
    both = (WordedLink("p/b", "B", of_group=True), WordedLink("p/c", "C", "inferred", of_group=True))
    drawing = OutcomeMap("m", "A map", "", (level("a", card("A1"), leads_to=both), level("b"), level("c")))
    said = "As a group, these lead to B and C (inferred)"
    assert render_html(drawing).count(said) == 1
    for narrow in (False, True):
        words = " ".join(re.sub("<[^>]*>", " ", draw_svg(drawing, narrow=narrow).text).split())
        assert words.count(said) == 2  # once below the heading, once for those who do not see it
