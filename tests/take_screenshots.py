"""Take the README's pictures: build the example site, open two of its pages in Chromium, save what is in view."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from browser_tools import open_chromium
from mkdocs.commands.build import build
from mkdocs.config import load_config
from page_server import serve_folder
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"

_SCROLL_TO = """e => {
  const bar = document.querySelector("header")?.offsetHeight ?? 0;
  scrollTo(0, e.getBoundingClientRect().top + scrollY - bar - 8);
}"""


class Picture(NamedTuple):
    """A picture: its name, the page that it shows, the size of the window, and what is scrolled to the top."""

    name: str
    page: str
    width: int
    height: int
    top: str


PICTURES = (
    Picture("desktop", "programmes/new-models/", 1440, 900, "#map"),
    Picture("phone", "programmes/new-models/s1/", 360, 780, "article"),
)


def take_pictures(site: Path, folder: Path) -> list[Path]:
    """Take every picture of a built site; give the files, which replace those of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_chromium() as browser, serve_folder(site) as address:
        return [_take(browser, address, picture, folder) for picture in PICTURES]


def _take(browser: Browser, address: str, picture: Picture, folder: Path) -> Path:
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address + picture.page, wait_until="networkidle")
    page.locator(picture.top).first.evaluate(_SCROLL_TO)
    page.wait_for_timeout(300)  # the theme hides and shows parts as the page scrolls
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    page.close()
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as built:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=built))
        for picture in take_pictures(Path(built), IMAGES):
            print(picture.relative_to(ROOT).as_posix())
