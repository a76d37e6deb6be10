"""The map's HTML: what a reader and a screen reader get, and that no text of an author acts as markup."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from sample_maps import card, column, every_kind, random_map, wire

from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, WordedLink
from outcome_frameworks.outcome_map.writing.html import render_html

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "closing tags": "</a></li></ol></figure></svg><img src=x onerror=alert(1)>",
    "quotes": "\"double\" 'single' `back` &quot; &amp; &#60;",
    "backslashes": r"\n \" \\ \u003c C:\temp",
    "controls": "a\x00b\x01c\x1bd\x7fe\x9ff\ufffeg\ud800h",
    "cdata": "]]> <![CDATA[ x ]]> <!-- -->",
    "template": "{{ 7*7 }} {% raw %} ${x}",
    "right to left": "يشعر الناس بالتقدير שלום",
    "cjk": "人々が自分の生活を選び、地域とつながる。" * 5,
    "emoji": "👩🏽‍🦽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️",
    "one long word": "x" * 5_000,
    "100 KB": "People feel valued. " * 5_000,
}


def parsed(html: str) -> ET.Element:
    """Read HTML as XML, which is stricter: every tag closed, every attribute quoted, no character forbidden."""
    return ET.fromstring(html)


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def find(html: str, css_class: str) -> list[ET.Element]:
    return [e for e in parsed(html).iter() if css_class in e.get("class", "").split()]


def small(**changes: object) -> OutcomeMap:
    columns = (column(1, card("S1", "People know more"), card("S2")), column(2, card("M1", "People do more")))
    drawing = OutcomeMap("m", "A title", "A caption.", columns, (wire("S1 > M1"), wire("S2 > M1", "inferred")))
    return replace(drawing, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_shown_and_do_nothing(text: str) -> None:
    hostile = Card(f"p/{text[:50]}", text, text, text[:60], badge=text, leads_elsewhere=(WordedLink("q/X", text),))
    calm = Card("p/S1", "S1", "calm", "S1/")
    columns = (Column(text, text, text, text, 0, (hostile,)), Column("b", "B", cards=(calm,)))
    wires = (Wire(hostile.key, calm.key, "inferred"), Wire(calm.key, hostile.key))
    html = render_html(OutcomeMap(text[:40], text, text, columns, wires, ceiling_after=0, ceiling_words=text))
    figure = parsed(html)
    tags = {element.tag for element in figure.iter()}
    assert tags <= set("figure figcaption b div svg path h3 small ol li a span i p ul".split())
    assert not [name for element in figure.iter() for name in element.keys() if name.startswith("on")]  # noqa: SIM118
    visible = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
    assert " ".join(visible.split()) in text_of(find(html, "of-face")[0])
    svg = re.search(r"<svg.*?</svg>", html)
    assert svg
    assert len(parsed(svg[0])) == 2
    ids = [element.get("id") for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 3
    anchors = {element.get("href") for element in find(html, "of-chip")}
    assert anchors == {f"#{id}" for id in ids[1:]}
    assert not any(re.search(r"\s", id or "") for id in ids)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//elsewhere", "a b"])
def test_an_unsafe_address_is_no_link(href: str) -> None:
    html = render_html(small(columns=(column(1, card("S1", href=href)), column(2, card("M1")))))
    assert href not in html
    assert "People feel valued" in html


def test_a_card_is_a_link_with_its_code_and_text() -> None:
    html = render_html(small())
    face = find(html, "of-face")[0]
    assert (face.tag, face.get("href"), text_of(face)) == ("a", "S1/", "S1 People know more")
    assert find(html, "of-card")[0].get("data-of-id") == "p/S1"
    assert find(html, "of-card")[0].get("id") == "m-S1"


def test_a_card_without_an_address_is_no_link() -> None:
    face = find(render_html(small(columns=(column(1, card("S1", href="")),))), "of-face")[0]
    assert face.tag == "div"


def test_what_a_card_leads_to_is_said_in_words_and_shown_as_chips() -> None:
    html = render_html(small())
    assert [text_of(e) for e in find(html, "of-said")] == ["Leads to M1.", "Leads to M1 (inferred)."]
    assert [text_of(e) for e in find(html, "of-to")] == ["Leads to M1", "Leads to M1 inferred"]


def test_a_link_for_a_whole_group_says_so() -> None:
    html = render_html(small(wires=(wire("S1 > M1", "group-stated"),)))
    assert text_of(find(html, "of-said")[0]) == "Leads to M1 (stated for the group)."


def test_every_wire_is_drawn_in_its_style() -> None:
    html = render_html(every_kind())
    paths = [e for e in parsed(html).iter("path") if e.get("data-from")]
    found = {(e.get("data-from"), e.get("data-to")): e.get("class", "") for e in paths}
    assert found.keys() == {(w.source, w.target) for w in every_kind().wires}
    assert found["p/A1", "p/S1"] == ""
    assert found["p/A1a", "p/S2"] == "of-inferred"
    assert found["p/A1b", "p/S3"] == "of-group"
    assert found["p/M3", "p/S3"] == "of-back"


def test_the_legend_explains_only_lines_that_occur() -> None:
    assert [text_of(e) for e in find(render_html(small()), "of-legend")] == ["inferred"]
    assert not find(render_html(small(wires=(wire("S1 > M1"),))), "of-legend")


def test_nested_cards_say_what_they_are_part_of() -> None:
    cards = (card("S1"), card("S1a", parent="p/S1"), card("S1b", parent="p/S1a"))
    html = render_html(small(columns=(column(1, *cards),), wires=()))
    assert [text_of(e) for e in find(html, "of-hidden")] == ["Part of S1:", "Part of S1a:"]
    assert [e.get("style") for e in find(html, "of-nested")] == ["--of-d:1", "--of-d:2"]


def test_cards_nested_in_each_other_in_a_circle_are_all_there() -> None:
    cards = (
        card("S1", parent="p/S2"),
        card("S2", parent="p/S1"),
        card("S3", parent="p/S3"),
        card("S4", parent="p/gone"),
    )
    html = render_html(small(columns=(column(1, *cards),), wires=()))
    assert [e.get("data-of-id") for e in find(html, "of-card")] == ["p/S1", "p/S2", "p/S3", "p/S4"]


def test_words_of_cards_columns_and_ceiling_are_there() -> None:
    text = text_of(parsed(render_html(every_kind())))
    for words in (
        "emergent",
        "+ 39 inside",
        "S1 in New models",
        "Medium-term outcomes, as a group",
        "We can change this directly",
        "Within a year",
        "As a group, these lead to Long-term outcomes (inferred)",
        "Accountability ceiling",
    ):
        assert words in text


def test_the_current_card_is_marked() -> None:
    html = render_html(every_kind())
    assert [text_of(e) for e in parsed(html).iter() if e.get("aria-current")] == ["M2 Fewer people reach crisis"]


def test_lit_cards_and_the_wires_between_them_stand_out() -> None:
    html = render_html(small(lit=frozenset({"p/S2", "p/M1"})))
    assert "of-lit" in parsed(html).get("class", "")
    assert [e.get("data-of-id") or e.get("data-from") for e in find(html, "of-on")] == ["p/S2", "p/S2", "p/M1"]


def test_the_map_stays_out_of_the_search() -> None:
    html = render_html(small())
    assert parsed(html).get("data-search-exclude") is not None
    assert not [e for e in parsed(html).iter("h3") if e.get("id")]


def test_headings_take_the_level_that_fits_the_page() -> None:
    assert [text_of(e) for e in parsed(render_html(small(), heading_level=2)).iter("h2")] == [
        "Level 1 What it means",
        "Level 2 What it means",
    ]


@pytest.mark.parametrize(
    "changes", [{"narrow_only": True}, {"columns": tuple(column(n, card(f"X{n}")) for n in range(13))}]
)
def test_lanes_without_wires_say_every_link_in_chips(changes: dict[str, object]) -> None:
    html = render_html(small(**changes))
    assert "of-lanes" in parsed(html).get("class", "")
    assert not list(parsed(html).iter("svg"))
    assert not find(html, "of-said")


def test_ids_hold_the_programme_where_cards_come_from_several() -> None:
    other = Card("new-models/S1", "S1", "Another S1", "")
    html = render_html(small(columns=(column(1, card("S1"), other),), wires=()))
    assert [e.get("id") for e in find(html, "of-card")] == ["m-p-S1", "m-new-models-S1"]


def test_wires_to_cards_that_are_not_in_the_map_are_left_out() -> None:
    html = render_html(small(wires=(wire("S1 > M1"), wire("S1 > M9"), wire("S1 > M1"))))
    assert len([e for e in parsed(html).iter("path") if e.get("data-from")]) == 1


def test_an_empty_map_is_still_a_figure() -> None:
    assert parsed(render_html(OutcomeMap("m", "Nothing yet", "", ()))).tag == "figure"


def test_a_map_of_32_elements_weighs_at_most_4_kb() -> None:
    drawing = random_map(4, 10, most_cards=13, skipping=10)
    assert sum(1 for _ in drawing.cards()) == 32
    assert len(gzip.compress(render_html(drawing).encode(), 9)) <= 4096


def test_cards_stand_in_the_authors_order_and_beside_wires_in_rows_of_fewer_crossings() -> None:
    columns = (column(1, card("S1"), card("S2"), order="authored"), column(2, card("M1"), card("M2"), card("M3")))
    drawing = small(columns=columns, wires=(wire("S1 > M2"), wire("S2 > M1"), wire("S2 > M3")))
    html = render_html(order_maps([drawing], None)[0])
    assert [e.get("data-of-id") for e in find(html, "of-card")] == ["p/S1", "p/S2", "p/M1", "p/M2", "p/M3"]
    row_of = {e.get("data-of-id"): int((e.get("style") or "0").rpartition(":")[2]) for e in find(html, "of-card")}
    assert row_of["p/M2"] < row_of["p/M1"] < row_of["p/M3"]


def levels(count: int, *titles: str, text: str = "It holds") -> OutcomeMap:
    columns = [
        Column(f"l{n}", title, cards=(card(f"X{n}", text),))
        for n, title in enumerate((*titles, *(f"Level {n}" for n in range(len(titles), count))))
    ]
    return OutcomeMap("m", "Steps", "", tuple(columns), tuple(wire(f"X{n} > X{n + 1}") for n in range(count - 1)))


@pytest.mark.parametrize("count", [6, 7, 8, 10, 12])
def test_a_map_of_many_levels_has_wires_in_a_region_that_scrolls(count: int) -> None:
    html = render_html(levels(count))
    (region,) = find(html, "of-scrolls")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label") == "Steps: map, scrolls sideways"
    assert len(list(parsed(re.search(r"<svg.*?</svg>", html)[0]))) == count - 1  # type: ignore[index]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_map_of_few_levels_needs_no_region(count: int) -> None:
    assert not find(render_html(levels(count)), "of-scrolls")


def test_a_map_waits_for_room_for_its_longest_word() -> None:
    def wide_from(drawing: OutcomeMap) -> float:
        found = re.search(r"--of-scale:([\d.]+)", render_html(drawing))
        return float(found[1]) * 30 if found else 0.0

    assert wide_from(levels(4)) == pytest.approx(44, abs=0.01)
    assert 46 < wide_from(levels(4, "Organisational")) < 58
    assert wide_from(levels(4, "Disenfranchisement falls")) == 42, "as it fits no usual page, it scrolls"
    assert wide_from(levels(3, text="Gemeinschaftsverantwortung wächst")) > 40
    assert wide_from(levels(3, text="https://www.example.org/reports/2024/annual.pdf")) == pytest.approx(38, abs=0.01)
    assert wide_from(levels(3, text="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen")) == 0


def test_a_text_runs_as_its_first_letter_does_whatever_its_code() -> None:
    (face,) = find(render_html(small(columns=(column(1, card("S1", "يثق الناس")),), wires=())), "of-face")
    assert face.get("dir") == "auto"
    assert [(part.tag, part.get("dir")) for part in face] == [("b", "auto"), ("span", None)]


def test_each_page_that_shows_a_map_gives_it_addresses_cards_that_are_lit_and_ids_of_its_own() -> None:
    drawing = every_kind()
    for up, lit in (("", frozenset[str]()), ("../", frozenset({"p/S2"})), ("../../", frozenset({"p/M1"}))):
        columns = tuple(
            replace(column, cards=tuple(replace(one, href=f"{up}{one.code}/") for one in column.cards))
            for column in drawing.columns
        )
        html = render_html(replace(drawing, id=f"map{len(up)}", columns=columns, lit=lit))
        hrefs = {face.get("href") for face in find(html, "of-face")}
        assert hrefs == {f"{up}{one.code}/" for one in drawing.cards()}
        ids = {one.get("data-of-id"): one.get("id") for one in find(html, "of-card")}
        assert all((id or "").startswith(f"map{len(up)}-") for id in ids.values())
        assert {one.get("data-of-id") for one in find(html, "of-on") if one.get("data-of-id")} == lit


def test_of_maps_with_the_same_cards_each_has_its_own_places() -> None:
    cards = (card("S1"), card("S2"))
    short, long = (card("S2", text) for text in ("Short", "A much longer text that takes many lines " * 4))
    first, second = (
        render_html(small(columns=(column(1, cards[0], one), column(2, card("M1"))))) for one in (short, long)
    )
    rows = [re.findall(r"--of-rows:([^\"]*)", html) for html in (first, second)]
    assert rows[0] != rows[1]
