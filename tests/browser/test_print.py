"""On paper: a programme, and the whole pack, on A4 sheets that hold every word, in either colour scheme."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from browser_tools import open_page, wait_for_rest
from playwright.sync_api import Browser
from pypdf import PdfReader

A4 = (595, 842)
"""Width and height of a sheet, in points."""

INSIDE = 178 * 96 // 25
"""Pixels between the margins of a sheet."""

CLIPPED = """() => [...document.querySelectorAll('.of-page *')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const cut = e.scrollWidth > e.clientWidth + 1 && style.overflowX != 'visible' && style.position != 'absolute';
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1 || cut);
}).map(e => e.className || e.tagName)"""


def squeezed(text: str) -> str:
    """Return a text without what paper has no need of: line breaks, and ligatures."""
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", text))


def printed(chromium: Browser, url: str, file: Path) -> PdfReader:
    page = open_page(chromium, url, 1280)
    page.pdf(path=file, format="A4")
    page.context.close()
    return PdfReader(file)


def test_the_whole_pack_is_printed_with_every_statement_and_address(
    chromium: Browser, example_address: str, tmp_path: Path
) -> None:
    pack = f"{example_address}programmes/third-sector-support/print/"
    page = open_page(chromium, pack, 1280)
    said = page.locator(".of-part h3, .of-part .of-connection p, .of-address, .of-entry-link").all_text_contents()
    page.context.close()
    sheets = printed(chromium, pack, tmp_path / "pack.pdf").pages
    text = squeezed("".join(sheet.extract_text() for sheet in sheets))
    assert len(said) > 60
    assert [words for words in said if squeezed(words) not in text] == []
    for sheet in sheets:
        assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(A4, abs=1)
    assert "Edit" not in text and "Upto" not in text, "ways to other pages stay on the screen"
    assert all(squeezed(sheet.extract_text()) for sheet in sheets), "no sheet is empty"


def test_links_inside_the_pack_arrive(chromium: Browser, example_address: str, tmp_path: Path) -> None:
    pack = f"{example_address}programmes/third-sector-support/print/"
    page = open_page(chromium, pack, 360)
    page.locator(".of-section--levels a.of-entry-link").first.click()
    arrived = page.locator(".of-part:target")
    assert page.url.startswith(pack) and arrived.locator("h3").is_visible()
    assert arrived.get_attribute("data-of-id") == "third-sector-support/S1"
    page.context.close()
    targets = printed(chromium, pack, tmp_path / "pack.pdf").named_destinations
    assert any("entry-s1" in name for name in targets), "in the file too"


@pytest.mark.parametrize("path", ["programmes/sird2021/", "programmes/can-do/print/"])
def test_nothing_is_cut_off_on_paper(chromium: Browser, example_address: str, path: str) -> None:
    page = open_page(chromium, example_address + path, INSIDE)
    page.emulate_media(media="print")
    clipped = page.evaluate(CLIPPED)
    page.context.close()
    assert clipped == []


def test_a_dark_page_is_printed_dark_on_white(chromium: Browser, example_address: str) -> None:
    page = open_page(chromium, f"{example_address}programmes/new-models/", INSIDE, "dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    wait_for_rest(page)
    for words in ("h1", ".of-lead p", ".of-entry-link", ".of-basis", ".of-map .of-face"):
        colour = page.locator(words).first.evaluate("e => getComputedStyle(e).color")
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 140, words
    page.context.close()
