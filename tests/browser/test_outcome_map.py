"""Outcome maps of 2 to 6 columns in a browser, in bare pages and in themes: the acceptance figures of the map."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from amounts import with_nightly
from browser_tools import SCHEMES_OF_LAYOUT, wait_for_scripts
from map_measures import measure_maps
from map_pages import CSS, SCRIPT, Scheme, bare_page, open_bare
from playwright.sync_api import Browser, Page
from sample_maps import card, column, every_kind, random_map, wire
from site_building import LogCollector, run_build

from outcome_frameworks.outcome_map.arranging.engine import find_engine
from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.writing.html import render_html

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
WIDTHS = (320, 360, 412, 768, 1024, 1280, 1440, 1920)
THEMES: dict[str, dict[str, Any]] = {
    "material": {"name": "material", "font": False, "palette": {"scheme": "default"}},
    "material-dark": {"name": "material", "font": False, "palette": {"scheme": "slate"}},
    "mkdocs": {"name": "mkdocs"},
    "mkdocs-dark": {"name": "mkdocs", "color_mode": "dark"},
    "readthedocs": {"name": "readthedocs"},
}
DARK = ("material-dark", "mkdocs-dark")
LIGHT = tuple(name for name in THEMES if name not in DARK)


def sample_maps() -> list[OutcomeMap]:
    long_words = OutcomeMap(
        "long-words",
        "Words without a break",
        "",
        (column(0, card("S" * 40, "x" * 300)), column(1, card("M1", "人々が自分の生活を選び、地域とつながる。" * 4))),
        (wire(f"{'S' * 40} > M1"),),
    )
    maps = [random_map(columns, columns) for columns in range(2, 8)]
    driver = replace(random_map(3, 9), id="driver", reversed=True)
    return order_maps([every_kind(), long_words, driver, *maps], find_engine("auto"))


MAPS = sample_maps()


def faults_at(page: Page, width: int, maps: list[OutcomeMap]) -> list[str]:
    """Measure all maps at one width; also tell where wires are drawn that are no links, or the other way round."""
    page.set_viewport_size({"width": width, "height": 1000})
    faults = []
    for measures, drawing in zip(measure_maps(page), maps, strict=True):
        faults += [f"{width}: {fault}" for fault in measures.faults(14 if width <= 412 else 13)]
        links = len(drawing.drawn_wires())
        if (measures.wires, measures.chips) not in ((links, 0), (0, links)):
            faults.append(
                f"{width}: {drawing.id} shows {measures.wires} wires, {measures.chips} chips for {links} links"
            )
        if measures.cards != sum(1 for _ in drawing.cards()):
            faults.append(f"{width}: {drawing.id} shows {measures.cards} cards")
    return faults


@pytest.mark.parametrize("scheme", SCHEMES_OF_LAYOUT)
def test_figures_1_and_2_in_a_bare_page(chromium: Browser, scheme: Scheme) -> None:
    page = open_bare(chromium, bare_page(MAPS), scheme=scheme)
    faults = [fault for width in WIDTHS for fault in faults_at(page, width, MAPS)]
    page.context.close()
    assert faults == []


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the address of a page with all maps in each theme."""
    pages = {}
    for name, theme in THEMES.items():
        project = tmp_path_factory.mktemp(name)
        (project / "docs").mkdir()
        body = "\n\n".join(["# Maps", "## All", *map(render_html, MAPS)])
        (project / "docs/index.md").write_text(body, encoding="utf-8")
        (project / "docs/map.css").write_text(CSS, encoding="utf-8")
        (project / "docs/map.js").write_text(SCRIPT, encoding="utf-8")
        config = {"site_name": "Maps", "theme": theme, "extra_css": ["map.css"], "extra_javascript": ["map.js"]}
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        site = run_build(project / "mkdocs.yml", project / "site", LogCollector())
        pages[name] = (site.folder / "index.html").as_uri()
    return pages


@pytest.mark.parametrize("theme", with_nightly(LIGHT, DARK))
def test_figures_1_and_2_in_themes(chromium: Browser, themed: dict[str, str], theme: str) -> None:
    page = chromium.new_page()
    page.goto(themed[theme])
    wait_for_scripts(page)
    faults = [fault for width in WIDTHS for fault in faults_at(page, width, MAPS)]
    page.close()
    assert faults == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("theme", THEMES)
def test_figure_3_axe_finds_nothing_in_maps_calm_or_lit(
    chromium: Browser, themed: dict[str, str], theme: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci` in tests/browser")
    page = chromium.new_page(viewport={"width": width, "height": 20_000}, reduced_motion="reduce")
    page.goto(themed[theme])
    wait_for_scripts(page)
    page.add_script_tag(path=str(AXE))
    run = """async maps => { const r = await axe.run({include: maps}), said = k => r[k].map(
      v => k + ' ' + v.id + ': ' + v.nodes.map(n => n.target + ' ' + (n.any[0]?.message || '')).join(' | '));
      return [...said('violations'), ...said('incomplete')]; }"""
    maps = with_nightly([f"#{drawing.id}" for drawing in MAPS[:3]], [".of-map"])
    calm = page.evaluate(run, maps)
    page.focus("#every-kind-S2 .of-face")
    assert page.locator(".of-map.of-lit").count() == 1
    lit = page.evaluate(run, maps)
    page.close()
    assert (calm, lit) == ([], [])


def test_figure_4_tab_reaches_each_card_once_in_the_order_of_columns(chromium: Browser) -> None:
    drawing = MAPS[0]
    page = open_bare(chromium, bare_page([drawing]))
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        width, style, key = page.evaluate(
            """() => { const a = document.activeElement, s = getComputedStyle(a);
              return [parseFloat(s.outlineWidth), s.outlineStyle, a.closest('.of-card')?.dataset.ofId]; }"""
        )
        if key is None:
            break
        assert width >= 2
        assert style == "solid"
        reached.append(key)
    page.context.close()
    assert reached == [c.key for column in drawing.columns for c in column.in_rows() if c.href]


def test_a_map_is_wide_from_its_own_width_on(chromium: Browser) -> None:
    plain = [
        OutcomeMap(
            f"of-{count}",
            "Steps",
            "",
            tuple(column(n, card(f"X{n}")) for n in range(count)),
            tuple(wire(f"X{n} > X{n + 1}") for n in range(count - 1)),
        )
        for count in (2, 3, 4, 5, 6, 7, 12, 13)
    ]
    page = open_bare(chromium, bare_page(plain))
    first_wide: dict[str, int] = {}
    for em in range(26, 76):
        page.set_viewport_size({"width": 32 + 16 * em, "height": 900})
        for drawing in plain:
            if page.locator(f"#{drawing.id} .of-wires path").first.is_visible():
                first_wide.setdefault(drawing.id, em)
    page.context.close()
    assert first_wide == {"of-2": 30, "of-3": 38, "of-4": 44, "of-5": 58, "of-6": 42, "of-7": 42, "of-12": 42}


@pytest.mark.parametrize("scheme", SCHEMES_OF_LAYOUT)
def test_right_to_left_pages_mirror_the_map(chromium: Browser, scheme: Scheme) -> None:
    page = open_bare(chromium, bare_page(MAPS, direction="rtl"), scheme=scheme)
    faults = [fault for width in (360, 1440) for fault in faults_at(page, width, MAPS)]
    lefts = page.evaluate("[...document.querySelectorAll('#every-kind .of-column')].map(c => c.offsetLeft)")
    page.context.close()
    assert faults == []
    assert lefts == sorted(lefts, reverse=True)


@pytest.mark.parametrize(
    "css",
    [
        ":root,body{font-size:32px}",
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
        "*{font-family:'DejaVu Sans Mono','Liberation Mono',monospace!important}",
    ],
    ids=["doubled font", "text spacing", "wide font"],
)
def test_figure_6_readers_settings(chromium: Browser, css: str) -> None:
    page = open_bare(chromium, bare_page(MAPS, css))
    faults = [fault for width in (320, 768, 1440, 1920) for fault in faults_at(page, width, MAPS)]
    page.context.close()
    assert faults == []


def test_figure_6_print_has_every_card_and_link_in_words(chromium: Browser) -> None:
    drawing = MAPS[0]
    page = open_bare(chromium, bare_page([drawing]))
    page.emulate_media(media="print")
    (measures,) = measure_maps(page)
    text = page.locator(".of-map").inner_text()
    page.context.close()
    assert (measures.wires, measures.chips) == (0, len(drawing.wires))
    assert [c.text for c in drawing.cards() if c.text not in text] == []


def test_the_chain_of_a_card_stands_out_until_the_pointer_leaves(chromium: Browser) -> None:
    page = open_bare(chromium, bare_page([MAPS[0]]))
    lit = "[...document.querySelectorAll('.of-card.of-on')].map(c => c.dataset.ofId.slice(2)).sort().join(' ')"
    page.hover("#every-kind-S3 .of-face")
    assert page.evaluate(lit) == "A1a A1b M3 S3"
    wires = page.locator(".of-wires path.of-on").count()
    page.mouse.move(0, 0)
    assert (wires, page.evaluate(lit), page.locator(".of-lit").count()) == (4, "", 0)
    page.focus("#every-kind-L2 .of-face")
    assert page.evaluate(lit) == "A1 A1a A2 L1 L2 M1 M2 S1 S2"
    page.keyboard.press("Escape")
    assert page.evaluate(lit) == ""
    page.context.close()


def test_a_map_that_is_lit_from_the_start_is_so_again_after_a_visit(chromium: Browser) -> None:
    page = open_bare(chromium, bare_page([replace(MAPS[0], lit=frozenset({"p/S1", "p/M1"}))]))
    lit = "[...document.querySelectorAll('.of-on')].map(e => e.dataset.ofId || e.dataset.from).join(' ')"
    before = page.evaluate(lit)
    page.focus("#every-kind-S3 .of-face")
    during = page.evaluate(lit)
    page.keyboard.press("Escape")
    after = page.evaluate(lit)
    page.context.close()
    assert before == after == "p/S1 p/S1 p/M1"
    assert during != before


def test_dimmed_text_keeps_its_contrast_and_wires_stay_visible(chromium: Browser) -> None:
    page = open_bare(chromium, bare_page([MAPS[0]]), reduced_motion="reduce")
    page.focus("#every-kind-S3 .of-face")
    opacities = page.evaluate(
        "[...document.querySelectorAll('.of-map *')].map(e => +getComputedStyle(e).opacity).filter(o => o < 1)"
    )
    page.context.close()
    assert opacities
    assert min(opacities) >= 0.62


def test_arrowheads_and_wires_stay_where_colours_are_forced(chromium: Browser) -> None:
    page = open_bare(chromium, bare_page([MAPS[0]]), forced_colors="active")
    widths, stroke, text = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector('.of-in'), '::before');
          const path = document.querySelector('.of-wires path');
          return [[s.borderTopWidth, s.borderRightWidth, s.borderBottomWidth, s.borderLeftWidth],
                  getComputedStyle(path).stroke, getComputedStyle(document.body).color]; }"""
    )
    page.context.close()
    assert widths == ["2px", "2px", "0px", "0px"]
    assert stroke == text


def test_a_page_without_a_dark_scheme_gets_a_light_map(chromium: Browser) -> None:
    html = bare_page([MAPS[0]]).replace('content="light dark"', 'content="light"')
    page = open_bare(chromium, html, scheme="dark")
    colour = page.evaluate("getComputedStyle(document.querySelector('.of-face')).color")
    page.context.close()
    assert colour == "rgb(27, 31, 36)"


def test_figure_7_style_and_script_of_the_map_weigh_at_most_4_kb() -> None:
    colours, after = CSS.split("/* Browsers from before 2024", 1)
    style = colours + after[after.index("/* A map becomes wide") : after.index("/* Search: its button")]
    script = SCRIPT[SCRIPT.index("// Whole-chain highlight") : SCRIPT.index("// Search: its script")]
    assert sum(len(gzip.compress(text.encode(), 9)) for text in (style, script)) <= 4096
