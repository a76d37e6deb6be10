"""What the first view of each kind of page loads: how much, and from where; and that it stays as it was painted."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browser_tools import KINDS_OF_PAGE, open_page
from playwright.sync_api import Browser, Route
from site_building import BuiltSite

ASSETS = Path(str(files("outcome_frameworks"))) / "theme/assets/outcome-frameworks"
LIMITS_KB = {"outcome": 75}
MAP_LIMIT_KB = 80
"""The limits of an outcome's page, and of one with a map of 32 elements; a kilobyte is 1,000 bytes."""


def load(chromium: Browser, address: str) -> dict[str, int]:
    """Open a page on a phone with an empty cache and scroll to its end; give bytes on the wire by address."""
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    addresses: dict[str, str] = {}
    loaded: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]
        loaded.setdefault(event["request"]["url"], 0)

    def came(event: dict[str, Any]) -> None:
        loaded[addresses[event["requestId"]]] += int(event["encodedDataLength"])  # with headers

    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    context.close()
    return {url: size for url, size in loaded.items() if not url.startswith("data:")}


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_first_view_is_light_and_asks_no_other_host(chromium: Browser, example_address: str, kind: str) -> None:
    loaded = load(chromium, example_address + KINDS_OF_PAGE[kind])
    kilobytes = sum(loaded.values()) / 1000
    print(f"{kind}: {kilobytes:.1f} KB in {len(loaded)} requests")  # noqa: T201  # pytest -rP shows it
    assert [url for url in loaded if not url.startswith(example_address)] == []
    told = [f"{url.removeprefix(example_address) or 'the page'} {size / 1000:.1f}" for url, size in loaded.items()]
    assert kilobytes <= LIMITS_KB.get(kind, MAP_LIMIT_KB), told


OBSERVE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const { value, sources } of list.getEntries())
    for (const { node, previousRect, currentRect } of sources)
      shifts.push([value, node?.className ?? "", JSON.stringify([previousRect, currentRect])].join(" "));
}).observe({ type: "layout-shift", buffered: true });
"""


def shifts_of(chromium: Browser, address: str, width: int) -> list[str]:
    """Open a page whose scripts come after its first paint, and give what moved."""
    page = chromium.new_page(viewport={"width": width, "height": 640}, color_scheme="light")
    page.add_init_script(OBSERVE_SHIFTS)
    late: list[Route] = []
    released: list[bool] = []
    page.route("**/*.js", lambda route: route.continue_() if released else late.append(route))
    page.goto(address, wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert page.locator("h1").is_visible()
    while not late:  # they are asked for after the first paint, or before it where other scripts may need them
        page.wait_for_timeout(20)
    released.append(True)
    for route in late:
        route.continue_()
    page.wait_for_function("window.document$ && document.readyState == 'complete'")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    moved: list[str] = page.evaluate("shifts")
    page.context.close()
    return moved


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_scripts_come_late(chromium: Browser, example_address: str, width: int) -> None:
    for path in KINDS_OF_PAGE.values():
        # A busy machine may paint a page of which it has read but the half: what moves then moves once.
        moved = shifts_of(chromium, example_address + path, width) and shifts_of(
            chromium, example_address + path, width
        )
        assert moved == [], path


_RULES = r"""text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/\s+/g, ' ').replace(/([,:]) /g, '$1'));
}"""


@pytest.mark.parametrize("path", sorted(path.name for path in ASSETS.glob("*.css")))
def test_a_style_sheet_says_the_same_when_it_is_sent(chromium: Browser, example_site: BuiltSite, path: str) -> None:
    page = chromium.new_page()
    sent, written = (
        page.evaluate(_RULES, (folder / path).read_text(encoding="utf-8"))
        for folder in (example_site.folder / "assets/outcome-frameworks", ASSETS)
    )
    page.close()
    assert sent == written


_FOUND_BY_RULES = r"""texts => {
  const rules = text => {
    const sheet = new CSSStyleSheet(), found = new Map();
    sheet.replaceSync(text);
    const walk = list => { for (const rule of list)
      if (rule.selectorText) found.set(rule.cssText, rule.selectorText);
      else if (rule.cssRules && !(rule instanceof CSSKeyframesRule)) walk(rule.cssRules); };
    walk(sheet.cssRules);
    return found;
  };
  const [light, whole] = texts.map(rules);
  const missing = [...whole].filter(([text]) => !light.has(text)).map(([, selectors]) => selectors);
  const elements = missing.map(list => list.replace(/::?(before|after|marker|placeholder|-[\w-]+)/g, ""));
  return [missing.length, elements.filter(list => !list.startsWith(":root") && document.querySelector(list))];
}"""


def test_what_the_light_style_sheet_lacks_finds_nothing_on_pages_that_have_it(
    chromium: Browser, example_site: BuiltSite, example_address: str
) -> None:
    sheets = sorted((path.stat().st_size, path) for path in (example_site.folder / "assets/stylesheets").glob("page.*"))
    texts = [path.read_text(encoding="utf-8") for _, path in sheets]
    have_it = [path for path in KINDS_OF_PAGE.values() if sheets[0][1].name in example_site.html(path)]
    assert have_it == list(KINDS_OF_PAGE.values())
    for path in have_it:
        page = open_page(chromium, example_address + path, 1280)
        lacking, found = page.evaluate(_FOUND_BY_RULES, texts)
        page.context.close()
        assert lacking > 200
        assert found == [], path
