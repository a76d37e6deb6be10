"""Another site's page shows ours: the frame of an outcome, that of a map, what oEmbed gives, and the picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_tools import Scheme, node_package, open_page
from page_server import serve_folder
from playwright.sync_api import Browser, Frame, Page, expect
from site_building import BuiltSite

OUTCOME = "programmes/new-models/s1/"
PROGRAMME = "programmes/new-models/"
BUILT_FOR = "http://127.0.0.1:8000/"
"""The address that the example site is built with; the test serves it at another one."""

_HEIGHTS = """() => [...document.querySelectorAll("iframe")].map(f => f.getBoundingClientRect().height)"""
_TELL = "parent.postMessage({type: 'outcome-frameworks:height', height: HEIGHT}, '*')"
_SPILLS = """() => [...document.querySelectorAll("g")].flatMap(group => {
  const box = group.querySelector(":scope > rect");
  if (!box) return [];
  const edge = box.getBBox();
  return [...group.querySelectorAll("text")].filter(text => {
    const own = text.getBBox();
    return own.x < edge.x || own.x + own.width > edge.x + edge.width
      || own.y < edge.y - 1 || own.y + own.height > edge.y + edge.height + 1;
  }).map(text => text.textContent);
})"""


def snippets(page: Page) -> dict[str, str]:
    """Return the texts of the share panel by their names, as a reader would copy them."""
    found: dict[str, str] = page.evaluate(
        'Object.fromEntries([...document.querySelectorAll(".of-share details")].map(d => '
        '[d.querySelector("summary").textContent, d.querySelector("pre").textContent]))'
    )
    return found


@pytest.fixture(scope="module")
def host(chromium: Browser, example_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page on another port that holds what our pages offer, pasted as it is."""
    page = open_page(chromium, example_address + OUTCOME, 1280)
    card = snippets(page)["Embed as a card"]
    answer = json.loads(page.request.get(f"{example_address}{OUTCOME}oembed.json").text())
    page.goto(example_address + PROGRAMME)
    of_map = snippets(page)
    page.context.close()
    parts = [card, answer["html"], of_map["Embed the map, with its links"], of_map["Show the map as a picture"]]
    body = "\n<p>Words between.</p>\n".join(parts).replace(BUILT_FOR, example_address)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f'<body style="max-width:44rem;margin:auto;padding:1rem">{body}'
    )
    folder = tmp_path_factory.mktemp("host")
    (folder / "index.html").write_text(text, encoding="utf-8")
    with serve_folder(folder) as address:
        yield address


def frames(page: Page) -> list[Frame]:
    return [frame for frame in page.frames if frame.parent_frame]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_frames_are_as_tall_as_what_they_hold(chromium: Browser, host: str, width: int, scheme: Scheme) -> None:
    page = open_page(chromium, host, width, scheme)
    for element in page.locator("iframe").all():
        element.scroll_into_view_if_needed()
    assert len(frames(page)) == 3
    for number, frame in enumerate(frames(page)):
        frame.locator("main").wait_for()
        frame.wait_for_load_state()
        needed = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        page.wait_for_function(f"Math.abs(({_HEIGHTS})()[{number}] - {needed}) < 1")
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
        ground = frame.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
        assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 29)")
    picture = page.locator("picture img")
    picture.scroll_into_view_if_needed()
    shown = picture.evaluate("async image => (await image.decode(), image.currentSrc)")
    assert shown.endswith("map-narrow.svg" if width == 360 else "map-wide.svg")
    page.context.close()


def test_a_height_that_no_page_can_have_is_not_heeded(chromium: Browser, host: str) -> None:
    page = open_page(chromium, host, 1280)
    frame = loaded(page, 0)
    before = page.evaluate(_HEIGHTS)
    for height in "-5 0 NaN Infinity 20001 1e9 '640' '100vh' [640] {} null undefined".split():
        frame.evaluate(_TELL.replace("HEIGHT", height))
        frame.evaluate("() => new Promise(setTimeout)")
        assert page.evaluate(_HEIGHTS) == before, height
    assert heard(page, frame) == [777.0, *before[1:]]
    page.context.close()


def test_only_the_document_that_a_frame_was_made_for_says_how_tall_it_is(chromium: Browser, host: str) -> None:
    page = open_page(chromium, host, 1280)
    frame = loaded(page, 0)
    before = page.evaluate(_HEIGHTS)
    page.evaluate("dispatchEvent(new MessageEvent('message', {data: null}))")
    page.evaluate(_TELL.replace("HEIGHT", "999"))
    page.evaluate("""() => {
      const script = "parent.postMessage({type: 'outcome-frameworks:height', height: 999}, '*')";
      for (const name of ["srcdoc", "sandbox"]) {
        const frame = document.createElement("iframe");
        if (name === "sandbox") frame.sandbox = "allow-scripts";
        frame.srcdoc = `<script>${script}<\\/script>`;
        document.body.append(frame);
      }
    }""")
    assert heard(page, frame)[1 : len(before)] == before[1:]
    frame.goto(f"{host}?elsewhere")
    frame.evaluate(_TELL.replace("HEIGHT", "999"))
    other = loaded(page, 1)
    assert heard(page, other, 1)[0] == 777.0
    assert 999.0 not in page.evaluate(_HEIGHTS)
    page.context.close()


def loaded(page: Page, number: int) -> Frame:
    """Return a frame of a page, when it has said how tall it is."""
    page.locator("iframe").nth(number).scroll_into_view_if_needed()
    frame = frames(page)[number]
    frame.wait_for_load_state()
    needed = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    page.wait_for_function(f"Math.abs(({_HEIGHTS})()[{number}] - {needed}) < 1")
    return frame


def heard(page: Page, frame: Frame, number: int = 0) -> list[float]:
    """Return the heights of the frames when one more message, which is heeded, has come."""
    frame.evaluate(_TELL.replace("HEIGHT", "777"))
    page.wait_for_function(f"({_HEIGHTS})()[{number}] === 777")
    found: list[float] = page.evaluate(_HEIGHTS)
    return found


def test_the_link_in_a_frame_leads_out_of_it(chromium: Browser, host: str, example_address: str) -> None:
    page = open_page(chromium, host, 1280)
    page.frame_locator("iframe").first.get_by_role("link", name="Read more at Outcome frameworks").click()
    page.wait_for_url(example_address + OUTCOME)
    page.context.close()


def test_a_chip_of_the_map_stays_in_the_frame(chromium: Browser, host: str) -> None:
    page = open_page(chromium, host, 360)
    page.locator("iframe").nth(2).scroll_into_view_if_needed()
    map_frame = page.frame_locator("iframe >> nth=2")
    map_frame.locator("a.of-chip:visible").first.click()
    expect(map_frame.locator(".of-card:target")).to_have_count(1)
    assert page.url == host
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [f"{OUTCOME}embed/", f"{PROGRAMME}embed/", f"{PROGRAMME}map/embed/"])
def test_axe_finds_nothing_in_what_frames_hold(
    chromium: Browser, example_address: str, path: str, scheme: Scheme
) -> None:
    page = open_page(chromium, example_address + path, 320, scheme)
    page.add_script_tag(path=node_package("axe-core/axe.min.js"))
    faults = page.evaluate("axe.run().then(run => run.violations.map(rule => `${rule.id}: ${rule.nodes[0].target}`))")
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_no_text_of_a_picture_leaves_its_box(chromium: Browser, example_site: BuiltSite, example_address: str) -> None:
    pictures = sorted(Path(example_site.folder).glob("programmes/*/map-*.svg"))
    assert len(pictures) >= 8
    page = open_page(chromium, example_address, 1280)
    for picture in pictures:
        page.goto(example_address + picture.relative_to(example_site.folder).as_posix())
        assert page.evaluate(_SPILLS) == [], picture.name
    page.context.close()


def test_a_reader_copies_a_text_and_hears_so(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + OUTCOME, 360, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".of-section--cite").hover()
    expect(page.get_by_role("button", name="Copy: citation")).to_be_visible()  # its row moves what stands below it
    page.get_by_text("Cite in Markdown").click()
    page.get_by_role("button", name="Copy: Cite in Markdown").click()
    row = page.locator("details[open] .of-copy")
    expect(row.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == snippets(page)["Cite in Markdown"]
    page.context.close()


def test_without_a_script_the_texts_are_there_and_no_button(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, example_address + OUTCOME, 360, java_script_enabled=False)
    page.get_by_text("Embed as a card").click()
    expect(page.locator("details[open] pre")).to_contain_text("<iframe src=")
    expect(page.locator(".of-copy")).to_have_count(0)
    page.context.close()
