"""A visit to a page whose search is used, as a person uses it."""

from __future__ import annotations

from browser_tools import wait_for_scripts
from playwright.sync_api import Browser, Locator, Page, expect


class Visit:
    """A page, and everything that it has asked for."""

    def __init__(self, chromium: Browser, address: str, width: int = 1280, *, script: bool = True) -> None:
        self.page: Page = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script
        ).new_page()
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address, wait_until="networkidle")
        if script:
            wait_for_scripts(self.page)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name="Search")

    def open(self) -> Locator:
        self.page.get_by_role("button", name="Search").click()
        expect(self.field).to_be_focused()
        return self.dialog

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("search", name="This site").get_by_role("searchbox", name="Words or code")

    def hits(self) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(".of-search-hit:visible").all_inner_texts()]

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent.trim().slice(0, 30)"))
