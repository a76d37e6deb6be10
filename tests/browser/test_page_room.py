"""Blocks of pages stand apart, with the style sheet as it is and as it goes out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from map_pages import CSS, open_bare
from page_checking import CLAIMS, KITCHEN, garden_pages
from playwright.sync_api import Browser
from rcssmin import cssmin


@pytest.mark.parametrize("width", [360, 1440])
def test_levels_of_the_index_of_outcomes_stand_apart(chromium: Browser, tmp_path: Path, width: int) -> None:
    (tmp_path / "kitchen.yml").write_text(KITCHEN, "utf-8")
    html = garden_pages(tmp_path, CLAIMS)["outcomes/index"].html
    page = open_bare(chromium, f"<!doctype html><html lang=en><style>{CSS}</style><body>{html}", width)
    blocks = page.evaluate(
        """[...document.querySelectorAll('[data-level] > .of-level-title, [data-level] > .of-entries')]
             .map(e => e.getBoundingClientRect()).map(r => [r.top, r.bottom])"""
    )
    page.context.close()
    assert len(blocks) >= 4
    between_levels = [below[0] - above[1] for above, below in pairwise(blocks)][1::2]
    assert min(between_levels) >= 24


def test_the_shorter_style_sheet_says_the_same(chromium: Browser) -> None:
    page = chromium.new_page()
    rules = """css => { const sheet = new CSSStyleSheet(), read = rule =>
        [rule.selectorText, rule.style && [...rule.style].join(), ...[...rule.cssRules ?? []].map(read)];
      sheet.replaceSync(css); return [...sheet.cssRules].map(read); }"""
    whole, short = (page.evaluate(rules, css) for css in (CSS, cssmin(CSS)))
    page.close()
    assert short == whole
