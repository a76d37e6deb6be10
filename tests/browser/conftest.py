"""A real browser for the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_tools import CHROMIUM_ARGUMENTS, chromium_program
from page_server import serve_folder
from playwright.sync_api import Browser, sync_playwright
from site_building import BuiltSite


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium of the operating system, cut off from the network but for this machine."""
    program = chromium_program()  # skips where there is none, before the driver is started
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example_address(example_site: BuiltSite) -> Iterator[str]:
    """The address at which the example site is served, compressed, with its 404 page."""
    with serve_folder(example_site.folder) as address:
        yield address
