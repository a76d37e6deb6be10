"""Texts that run from right to left do so on pages of any direction, whatever code stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from map_pages import CSS, open_bare
from page_checking import pages_of, read_site
from playwright.sync_api import Browser, Page

TEXTS = {
    "Arabic": ("ثمار", "يثق الجيران بعضهم ببعض (COVID-19).", "تتحسن الحدائق بنسبة 25% قبل 2027."),
    "Hebrew": ("תוצאות", "השכנים סומכים זה על זה (NGO).", "הגנים משתפרים ב-25% עד 2027."),
    "Urdu": ("نتائج", "پڑوسی ایک دوسرے پر بھروسا کرتے ہیں (WASH)۔", "باغ بہتر ہو رہے ہیں۔"),
}

BESIDE = """
([selector, code]) => [...document.querySelectorAll(selector)].map(block => {
  const part = block.querySelector(code).getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(block);
  const right = Math.max(...[...range.getClientRects()].map(r => r.right));
  const edge = block.getBoundingClientRect().right;
  return [getComputedStyle(block).direction, Math.round(right - part.right), edge - right < 30];
})
"""
"""Gives of each block its direction, how far its code is from the right end of its words, and whether it is its own."""


def show(chromium: Browser, folder: Path, words: tuple[str, ...], path: str, direction: str, width: int) -> Page:
    level, first, second = words
    text = (
        "programme: {id: garden, title: Garden}\n"
        f"levels: [{{id: one, title: {level}, elements: [{{id: S1, statement: '{first}', leads_to: [M1]}}]}},"
        f" {{id: two, title: {level} 2, elements: [{{id: M1, statement: '{second}'}}]}}]\n"
    )
    page = pages_of(read_site(folder, {"garden.yml": text}))[path]
    html = f"<!doctype html><html lang=en dir={direction}><style>{CSS}</style><body>{page.html}"
    return open_bare(chromium, html, width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("language", TEXTS)
def test_the_statement_decides_in_headings_cards_and_maps(
    chromium: Browser, tmp_path: Path, language: str, direction: str, width: int
) -> None:
    found = {}
    for path, blocks in {
        "programmes/garden/s1.md": {"h1": ".of-code", ".of-face": "b"},
        "programmes/garden/index.md": {".of-entry-link": ".of-code", ".of-face": "b"},
        "outcomes/index.md": {".of-entry .of-entry-link": ".of-code"},
    }.items():
        page = show(chromium, tmp_path, TEXTS[language], path, direction, width)
        for selector, code in blocks.items():
            found[path, selector] = page.evaluate(BESIDE, [selector, code])
        page.context.close()
    assert all(found.values())
    assert {where: block for where, blocks in found.items() for block in blocks if block != ["rtl", 0, True]} == {}


def test_a_sentence_of_ours_keeps_its_direction_around_such_a_text(chromium: Browser, tmp_path: Path) -> None:
    page = show(chromium, tmp_path, TEXTS["Arabic"], "programmes/garden/s1.md", "ltr", 1440)
    start, code, link, direction = page.evaluate(
        """() => { const p = document.querySelector('.of-connection p'), box = n => { const r = document.createRange();
             r.selectNode(n); return r.getBoundingClientRect(); };
           return [box(p).left, box(p.firstElementChild).left, box(p.querySelector('a')).left,
                     getComputedStyle(p).direction]; }"""
    )
    page.context.close()
    assert direction == "ltr"
    assert start <= code < link


def test_lines_and_arrows_keep_the_direction_of_the_page(chromium: Browser, tmp_path: Path) -> None:
    page = show(chromium, tmp_path, TEXTS["Arabic"], "programmes/garden/index.md", "ltr", 1440)
    lefts = page.evaluate("[...document.querySelectorAll('.of-column')].map(c => c.getBoundingClientRect().left)")
    head = "getComputedStyle(document.querySelector('.of-in'), '::before')"
    rotate, inset = page.evaluate(f"[{head}.rotate, {head}.left]")
    page.context.close()
    assert lefts == sorted(lefts)
    assert (rotate, inset) == ("45deg", "-14.9px")
