"""Maps take the room that they need: whole words, columns packed from the top, and lines that are scrolled to."""

from __future__ import annotations

import pytest
from map_measures import measure_maps
from map_pages import bare_page, open_bare
from playwright.sync_api import Browser
from sample_maps import as_group, card, column, random_map, wire

from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.drawing import Column, OutcomeMap, nested

BROKEN_WORDS = """
() => { const broken = [], walker = document.createTreeWalker(document.querySelector('.of-map'), NodeFilter.SHOW_TEXT);
  for (let text; text = walker.nextNode();) {
    if (!text.parentElement.checkVisibility() || text.parentElement.closest('.of-hidden, .of-said')) continue;
    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
    } }
  return broken; }
"""
"""Gives the words that do not stand on one line."""

GAPS = """
() => [...document.querySelectorAll('.of-list')].map(list => {
  const boxes = [...list.children].map(c => c.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  return [boxes[0].top - list.getBoundingClientRect().top,
          ...boxes.slice(1).map((box, i) => box.top - boxes[i].bottom)]; })
"""
"""Gives for each column the spaces above its cards."""

LONG_WORDS = {
    "English": (
        "Reducing underemployment",
        "Disenfranchisement falls",
        "Interdisciplinarity",
        "Intergenerational play",
    ),
    "German": ("Verantwortungsbewusstsein", "Nachbarschaftshilfe wächst", "Gesundheitsförderung", "Arbeit"),
    "Welsh": ("Gwasanaethau cyhoeddus", "Cyfrifoldebau cymdeithasol", "Rhyngwladoli", "Llesiant"),
    "Gaelic": ("Coimhearsnachdan", "Ath-bheothachadh na coimhearsnachd", "Uallach", "Saor-thoilich"),
    "longer than a column": ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Well", "Known", "Places"),
}


def steps(count: int, words: tuple[str, ...] = ("People meet",), linked: bool = True) -> OutcomeMap:
    columns = tuple(
        Column(f"l{n}", words[n % len(words)], hue=n % 6, cards=(card(f"X{n}", words[(n + 1) % len(words)]),))
        for n in range(count)
    )
    wires = tuple(wire(f"X{n} > X{n + 1}") for n in range(count - 1)) if linked else ()
    return OutcomeMap("steps", "Steps", "", columns, wires)


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_no_word_is_broken_from_768_pixels_on(chromium: Browser, count: int, linked: bool) -> None:
    broken = {}
    for language, words in LONG_WORDS.items():
        page = open_bare(chromium, bare_page([steps(count, words, linked)]))
        for width in (768, 1024, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            broken[language, width] = page.evaluate(BROKEN_WORDS)
        page.context.close()
    assert {where: words for where, words in broken.items() if words} == {}


@pytest.mark.parametrize("linked", [1, 2, 8])
def test_columns_stand_as_near_as_cards_do(chromium: Browser, linked: int) -> None:
    left = tuple(card(f"A{n}", "Some words " * (1 + n % 5)) for n in range(40))
    right = tuple(card(f"B{n}", "Other words " * (1 + n % 3)) for n in range(12))
    wires = tuple(wire(f"A{39 - n} > B{11 - n}") for n in range(linked))
    alone = (column(2, card("C1")), column(3, card("D1"), card("D2", parent="p/D1"), card("D3")))
    page = open_bare(
        chromium, bare_page([OutcomeMap("m", "Apart", "", (column(0, *left), column(1, *right), *alone), wires)])
    )
    gaps = page.evaluate(GAPS)
    cards = page.evaluate("[...document.querySelectorAll('.of-card')].map(c => c.offsetHeight)")
    page.context.close()
    assert max(gaps[1]) <= max(cards[40:52])
    assert max(gaps[2]) < 8
    assert max(gaps[3]) < 12


def test_a_map_linked_as_groups_is_packed_from_the_top(chromium: Browser) -> None:
    first, second = column(1, *(card(f"A{n}") for n in range(8))), column(2, card("B1"), card("B2"))
    third = column(3, card("C1"))
    columns = (as_group(first, third), as_group(second, first), third)
    page = open_bare(chromium, bare_page([OutcomeMap("m", "Groups", "", columns)]))
    gaps, height = page.evaluate(GAPS), page.evaluate("document.querySelector('.of-grid').offsetHeight")
    page.context.close()
    assert max(gap for column_gaps in gaps for gap in column_gaps) < 12
    assert height < 700


@pytest.mark.parametrize("count", [6, 7, 9])
def test_many_levels_have_lines_that_the_keyboard_scrolls_to(chromium: Browser, count: int) -> None:
    drawing = order_maps([random_map(count, count)], None)[0]
    page = open_bare(chromium, bare_page([drawing], ".of-map{max-width:43em!important}"), width=1280)
    (measures,) = measure_maps(page)
    assert measures.faults() == []
    assert (measures.wires, measures.chips) == (len(drawing.drawn_wires()), 0)
    widths = page.evaluate("[...document.querySelectorAll('.of-column')].map(c => c.getBoundingClientRect().width)")
    assert min(widths) >= 9.5 * 16 - 0.1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "of-scrolls"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.context.close()


@pytest.mark.parametrize("count", [4, 6, 9])
def test_where_no_lines_are_drawn_the_authors_order_is_seen(chromium: Browser, count: int) -> None:
    drawing = order_maps([random_map(count, count)], None)[0]
    page = open_bare(chromium, bare_page([drawing]), width=360)
    seen = page.evaluate(
        "[...document.querySelectorAll('.of-card')].map(c => [c.getBoundingClientRect().top, c.dataset.ofId])"
    )
    page.context.close()
    assert [key for _, key in sorted(seen)] == [c.key for column in drawing.columns for c, _ in nested(column.cards)]
    assert any(column.rows for column in drawing.columns), "beside lines, another order has fewer crossings"
