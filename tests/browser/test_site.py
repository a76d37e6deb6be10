"""The example site in a browser: the acceptance figures of the outcome map, and the index of outcomes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from browser_tools import SCHEMES_OF_LAYOUT, Scheme, open_page, wait_for_scripts
from map_measures import measure_maps
from playwright.sync_api import Browser, expect
from site_building import BuiltSite

WIDTHS = (320, 360, 412, 768, 1024, 1280, 1440, 1920)
PROGRAMMES = ("can-do", "new-models", "sird2021", "third-sector-support", "threading-the-needle")
OTHER_PAGES = (
    "",
    "programmes/",
    "outcomes/",
    "hypotheses/",
    "programmes/new-models/m1/",
    "programmes/sird2021/o1.1/",
    "programmes/third-sector-support/h1/",
    "programmes/threading-the-needle/lp1/",
    "stories/from-threads-to-decisions/",
)
PAGES = (*OTHER_PAGES, *(f"programmes/{programme}/" for programme in PROGRAMMES))


@pytest.mark.parametrize("scheme", SCHEMES_OF_LAYOUT)
@pytest.mark.parametrize("path", PAGES)
def test_figures_1_and_2_at_every_width(chromium: Browser, example_address: str, path: str, scheme: Scheme) -> None:
    page = open_page(chromium, example_address + path, 320, scheme)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if width in (1024, 1280):
            page.reload()  # here Material moves its drawer for a while
            wait_for_scripts(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow:
            faults.append(f"{width}: the page is {overflow} px too wide")
        for measures in measure_maps(page):
            faults += [f"{width}: {fault}" for fault in measures.faults(14 if width <= 412 else 13)]
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("path", PAGES)
def test_figure_2_wires_are_the_links(chromium: Browser, example_address: str, path: str) -> None:
    page = open_page(chromium, example_address + path, 1920)
    for measures in measure_maps(page):
        said = page.locator(f"#{measures.id} .of-wires path").count()
        assert measures.wires in (0, said)
    page.context.close()


def test_figure_4_tab_reaches_each_card_once_in_the_order_that_is_seen(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + "programmes/new-models/", 1440)
    cards = page.evaluate(
        """[...document.querySelectorAll('.of-map .of-column')].flatMap(column =>
          [...column.querySelectorAll('.of-card')].sort((a, b) => a.offsetTop - b.offsetTop)
            .map(c => c.dataset.ofId))"""
    )
    page.evaluate("document.querySelector('.of-map').previousElementSibling?.scrollIntoView()")
    page.locator(".of-map a.of-face").first.focus()
    reached = []
    for _ in cards:
        focused = page.evaluate(
            """() => { const a = document.activeElement, s = getComputedStyle(a);
              return [a.closest('.of-map .of-card')?.dataset.ofId, parseFloat(s.outlineWidth), s.outlineStyle]; }"""
        )
        assert focused[1] >= 2 and focused[2] != "none", "a visible outline"
        reached.append(focused[0])
        page.keyboard.press("Tab")
    page.context.close()
    assert reached == cards


def test_figure_5_without_a_script_wires_and_links_are_the_same(chromium: Browser, example_address: str) -> None:
    seen = []
    for script in (True, False):
        page = open_page(chromium, example_address + "programmes/can-do/", 1440, java_script_enabled=script)
        seen.append(
            (
                page.locator(".of-map .of-wires path").count(),
                sorted(link.get_attribute("href") or "" for link in page.locator(".of-map a").all()),
            )
        )
        page.context.close()
    assert seen[0] == seen[1] and seen[0][0] == 12


@pytest.mark.parametrize(
    "style",
    [
        "html{font-size:200%!important}",
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
        "*{font-family:'DejaVu Sans Mono',monospace!important}",
    ],
    ids=["doubled font", "text spacing", "wide font"],
)
@pytest.mark.parametrize("path", [f"programmes/{programme}/" for programme in PROGRAMMES])
def test_figure_6_readers_settings(chromium: Browser, example_address: str, path: str, style: str) -> None:
    page = open_page(chromium, example_address + path, 360)
    page.add_style_tag(content=style)
    faults = []
    for width in (320, 360, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        overflow = page.evaluate(
            "document.querySelector('.of-page').scrollWidth - document.querySelector('.of-page').clientWidth"
        )
        if overflow > 0:
            faults.append(f"{width}: the page's body is {overflow} px too wide")
        for measures in measure_maps(page):
            faults += [f"{width}: {f}" for f in measures.faults(13) if "px too wide" not in f]
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_figure_6_every_statement_is_printed(
    chromium: Browser, example_address: str, example_site: BuiltSite, programme: str, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = open_page(chromium, example_address + f"programmes/{programme}/", 1280)
    page.pdf(path=tmp_path / "print.pdf", format="A4")
    statements = page.evaluate(
        "[...document.querySelectorAll('.of-section--levels .of-entry-link')].map(a => a.textContent)"
    )
    page.context.close()

    def squeeze(text: str) -> str:
        return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", text))  # without ligatures

    printed = squeeze("".join(sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "print.pdf").pages))
    assert [s for s in statements if squeeze(s) not in printed] == []


def test_the_index_of_outcomes_is_filtered_in_the_page(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + "outcomes/", 360)
    rows = page.locator(".of-filtered .of-row")
    form = page.get_by_role("search", name="Filter outcomes")
    total = rows.count()
    assert total == 16 + 15 + 7 + 17
    form.get_by_label("Programme", exact=True).select_option("new-models")
    form.get_by_label("Level", exact=True).select_option("Short-term outcomes")
    shown = page.locator(".of-filtered .of-row:visible")
    expect(shown).to_have_count(6)
    expect(page.locator(".of-filter output")).to_have_text(f"6 of {total} shown")
    form.get_by_label("Words or code").fill("S3")
    expect(shown).to_have_count(1)
    form.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(total)
    page.context.close()


def test_the_index_is_whole_without_a_script(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + "outcomes/", 360, java_script_enabled=False)
    assert page.locator(".of-filtered .of-row:visible").count() == 55
    assert not page.locator(".of-filter").is_visible()
    page.context.close()


def test_hover_lights_the_chain_and_esc_ends_it(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + "programmes/new-models/", 1440)
    page.locator('.of-map [data-of-id="new-models/S1"] a').first.focus()
    lit = page.evaluate("[...document.querySelectorAll('.of-map .of-card.of-on')].map(c => c.dataset.ofId)")
    assert {"new-models/S1", "new-models/M1", "new-models/L1"} <= set(lit)
    assert "new-models/D1" not in lit
    page.keyboard.press("Escape")
    expect(page.locator(".of-map.of-lit")).to_have_count(0)
    page.context.close()


def test_a_hypothesis_lights_what_it_speaks_of_without_a_script(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + "programmes/third-sector-support/h1/", 1440, java_script_enabled=False)
    lit = page.evaluate("[...document.querySelectorAll('.of-map.of-lit .of-card.of-on')].map(c => c.dataset.ofId)")
    page.context.close()
    assert lit == [f"third-sector-support/{id}" for id in ("S2", "M3", "M5")]
