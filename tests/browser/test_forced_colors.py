"""Forced colours and reduced motion: what readers set in their system leaves every word, line and frame to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_tools import KINDS_OF_PAGE, Scheme, open_page, wait_for_focus, wait_for_rest, wait_for_scripts
from playwright.sync_api import Browser, Page, expect

CONTRASTS = """(css) => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    context.clearRect(0, 0, 1, 1); context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => rgba(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (rgba(colour)[3]) return colour;
    }
    return 'Canvas';
  };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort(); return (y + .05) / (x + .05); };
  const seen = e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible';
  return [...document.querySelectorAll(css)].filter(seen).map(e => {
    const style = getComputedStyle(e), isLine = e.tagName == 'path';
    return [`${e.className.baseVal ?? e.className} ${e.textContent.slice(0, 30)}`,
      contrast(isLine ? style.stroke : style.color, behind(e))];
  });
}"""
"""The contrast of everything that is seen and matches, as a pair of words that name it and a ratio."""

WORDS = ":is(.of-page, .md-header, .md-nav, .md-footer) :is(a, p, b, h1, h2, h3, h4, dt, dd, span, label)"
WIRES = ".of-wires path"

MOVING = """() => [...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].flatMap(part => {
  const style = getComputedStyle(e, part || null), name = `${e.className.baseVal ?? e.className}${part}`;
  const times = style.transitionDuration.split(',');
  if (style.animationName != 'none') times.push(style.animationDuration);
  return times.some(time => parseFloat(time) > .01) || style.scrollBehavior == 'smooth' ? [name] : [];
})).concat(document.getAnimations().map(animation => `runs: ${animation.animationName}`))"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def forced(chromium: Browser, example_address: str, scheme: Scheme) -> Iterator[Page]:
    """A page of the example site in colours that the reader has forced."""
    page = open_page(chromium, example_address, 1280, scheme, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    yield page
    page.context.close()


def weak(page: Page, css: str, least: float) -> list[str]:
    """Return what has less contrast than it needs, after a look that anything was found."""
    found = page.evaluate(CONTRASTS, css)
    assert found, css
    return [f"{name}: {ratio:.1f}" for name, ratio in found if ratio < least]


def outline(page: Page, css: str) -> tuple[str, float]:
    style, width = page.locator(css).first.evaluate(
        "e => { const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
    )
    return style, width


@pytest.mark.parametrize("kind", ["home", "programme", "outcome", "hypothesis", "index"])
def test_every_word_is_legible_and_every_wire_is_seen(forced: Page, example_address: str, kind: str) -> None:
    forced.goto(example_address + KINDS_OF_PAGE[kind])
    wait_for_scripts(forced)
    assert weak(forced, WORDS, 4.5) == []
    if kind not in ("hypothesis", "index"):  # the map of this one links whole levels
        assert weak(forced, WIRES, 3) == []


def test_boxes_keep_a_frame(forced: Page, example_address: str) -> None:
    forced.goto(example_address + KINDS_OF_PAGE["programme"])
    wait_for_scripts(forced)
    for css in (".of-entry", ".of-level-title", ".of-badge", ".of-card", ".of-heading"):
        edges = forced.locator(css).evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).borderTopWidth))")
        assert edges and min(edges) >= 1, css
    forced.set_viewport_size({"width": 360, "height": 800})
    chip = forced.locator(".of-map .of-chip").first
    assert chip.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    chip.focus()
    assert outline(forced, ".of-map .of-chip:focus-visible") == ("solid", 3)


def test_a_lit_chain_is_told_by_frames_and_by_the_strength_of_lines(forced: Page, example_address: str) -> None:
    forced.goto(example_address + KINDS_OF_PAGE["programme"])
    wait_for_scripts(forced)
    forced.locator('.of-map [data-of-id="can-do/A2"] a.of-face').focus()
    assert outline(forced, ".of-map .of-card.of-on:not(:focus-within)") == ("solid", 3)
    assert outline(forced, ".of-map .of-card:not(.of-on)")[0] == "none"
    lines = [
        forced.locator(f".of-wires path{which}").first.evaluate("e => parseFloat(getComputedStyle(e).strokeWidth)")
        for which in (".of-on", ":not(.of-on)")
    ]
    assert lines[0] >= 2 * lines[1]
    assert outline(forced, ".of-map .of-face:focus-visible")[1] >= 2
    assert weak(forced, WIRES, 3) == [] and weak(forced, ".of-map .of-face :is(b, span)", 4.5) == []


def test_the_search_is_legible(forced: Page, example_address: str) -> None:
    forced.goto(example_address + KINDS_OF_PAGE["outcome"])
    wait_for_scripts(forced)
    forced.keyboard.press("/")
    forced.get_by_role("searchbox").fill("people")
    forced.locator(".of-search mark").first.wait_for()
    assert weak(forced, "dialog :is(a, p, b, h2, label, mark, button, summary)", 4.5) == []
    forced.keyboard.press("ArrowDown")
    assert outline(forced, ".of-search-hit:focus-visible") == ("solid", 3)


def test_the_menu_is_legible_and_has_an_edge(forced: Page, example_address: str) -> None:
    forced.set_viewport_size({"width": 360, "height": 800})
    forced.locator("[data-of-drawer=open]").click()
    wait_for_focus(forced, "#of-navigation *")
    wait_for_rest(forced)
    assert weak(forced, "#of-navigation :is(a, button, span)", 4.5) == []
    edge = forced.locator(".md-sidebar--primary").evaluate("e => parseFloat(getComputedStyle(e).borderInlineEndWidth)")
    assert edge >= 1


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_for_readers_who_want_less_motion(chromium: Browser, example_address: str, width: int) -> None:
    page = open_page(chromium, example_address + KINDS_OF_PAGE["programme"], width, reduced_motion="reduce")
    moving = page.evaluate(MOVING)
    page.locator(".of-map a.of-face").first.focus()
    moving += page.evaluate(MOVING)
    if width == 360:
        page.locator("[data-of-drawer=open]").click()
        assert page.locator("#of-navigation a").first.bounding_box()
        moving += page.evaluate(MOVING)
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.get_by_role("searchbox").wait_for()
    moving += page.evaluate(MOVING)
    page.context.close()
    assert moving == []


def test_what_the_buttons_of_the_theme_are_called(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + KINDS_OF_PAGE["outcome"], 360)
    menu = page.get_by_role("button", name="Navigation", exact=True)
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.click()
    close = page.get_by_role("button", name="Close navigation")
    expect(close).to_be_visible()
    assert close.get_attribute("aria-expanded") is None
    close.click()
    wait_for_focus(page, "[data-of-drawer=open]")
    page.context.close()
