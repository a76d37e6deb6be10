"""What the first view of each kind of page loads: how much, and from where."""

from __future__ import annotations

from typing import Any

import pytest
from browser_tools import KINDS_OF_PAGE
from playwright.sync_api import Browser

LIMITS_KB = {"outcome": 80}
MAP_LIMIT_KB = 100
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
