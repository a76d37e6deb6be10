"""The programs that the browser tests use: where each is, and what happens where one is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal, NoReturn

import pytest
from amounts import with_nightly
from playwright.sync_api import Browser, Page, expect, sync_playwright

NODE_MODULES = Path(__file__).parent / "browser/node_modules"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
SHELL = Path("/usr/bin/chromium-headless-shell")
"""Chromium without windows, tabs and menus: the same pages, for 0.4 of the processor time. Not every system has it."""

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide in one program as in the other
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""No host but this machine can be found, so a page that needs another one shows it."""

Scheme = Literal["light", "dark"]
SCHEMES_OF_LAYOUT: list[Scheme] = with_nightly(["light"], ["dark"])
"""The colours in which sizes and places are measured, which do not depend on them; the nightly run proves that."""

KINDS_OF_PAGE = {
    "home": "",
    "programme": "programmes/can-do/",
    "outcome": "programmes/new-models/m1/",
    "hypothesis": "programmes/third-sector-support/h1/",
    "story": "stories/from-threads-to-decisions/",
    "index": "outcomes/",
    "missing": "404.html",
}
"""One page of the example site for each kind; the programme is the one whose map holds 32 elements."""


def missing_tool(what: str, remedy: str) -> NoReturn:
    """Skip the test that asks; fail it in CI, where everything must have been installed."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and in CI this test must run: {remedy}")
    pytest.skip(f"{what} is missing: {remedy}")


def node_package(path: str) -> Path:
    """Return the path of a file that `npm ci` has installed, such as `axe-core/axe.min.js`."""
    found = NODE_MODULES / path
    if not found.exists():
        missing_tool(
            "/".join(path.split("/")[: 2 if path.startswith("@") else 1]), "run `npm ci --prefix tests/browser`"
        )
    return found


def node_program(name: str) -> list[str]:
    """Return the beginning of a command that runs one of the pinned programs, such as `lighthouse`."""
    if not _has_node():
        missing_tool("Node 20.19 or newer", "install it, with npm")
    return ["node", str(node_package(f".bin/{name}").resolve())]


@cache
def _has_node() -> bool:
    if shutil.which("node") is None:
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return [int(number) for number in version.strip().removeprefix("v").split(".")[:2]] >= [20, 19]


def java() -> str:
    """Return the path of Java, in which the Nu HTML checker runs."""
    return shutil.which("java") or missing_tool("Java", "install the package default-jre-headless")


def chromium_program() -> str:
    """Return the path of the operating system's Chromium."""
    found = next((path for path in CHROMIUM if Path(path).exists()), shutil.which("chromium"))
    return found or missing_tool("Chromium", "install the package chromium")


def run_tool(command: list[str], **environment: str) -> str:
    """Run a checker; give what it printed, whatever its exit status, or what it complained of where it printed nothing.

    What it prints goes to a file, since programs in Node that end at once lose what has not yet gone through a pipe.
    """
    with TemporaryFile("w+", encoding="utf-8") as printed:
        run = subprocess.run(
            command,
            env=os.environ | environment,
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=300,
            check=False,
        )
        printed.seek(0)
        return printed.read() or run.stderr


SCRIPTS_HAVE_BEGUN = (
    "!document.querySelector('[data-of-material]') || "
    "!!window.document$ && new Promise(done => document$.subscribe(() => done(true)))"
)
"""Tells so of a page; under a policy without eval, where waiting for a function is not possible, to be asked again."""


def open_page(chromium: Browser, url: str, width: int, scheme: Scheme = "light", **settings: Any) -> Page:
    """Open a page in a context of its own, which the caller closes (`page.context.close()`)."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **settings)
    page = context.new_page()
    page.goto(url)
    if settings.get("java_script_enabled", True):
        wait_for_scripts(page)
    return page


def wait_for_scripts(page: Page) -> None:
    """Wait until the scripts have begun that a page of Material loads after its first paint; other pages do at once."""
    page.wait_for_function(SCRIPTS_HAVE_BEGUN)


def wait_for_rest(page: Page) -> None:
    """Wait until what has begun to move or fade has come to its end."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function(
        "document.getAnimations().every("
        "a => a.playState != 'running' || a.effect.getComputedTiming().endTime == Infinity)"
    )


def wait_for_focus(page: Page, selector: str) -> None:
    """Wait until what has the focus matches a selector."""
    page.wait_for_function("selector => document.activeElement.matches(selector)", arg=selector)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the page itself cannot tell, or has no script to; fail after ten seconds."""
    for _ in range(500):
        if holds():
            return
        page.wait_for_timeout(20)
    pytest.fail("it did not come within ten seconds")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start Chromium of the operating system, cut off from the network but for this machine."""
    program = SHELL if SHELL.exists() else chromium_program()  # skips before the driver is started
    expect.set_options(timeout=20_000)  # a machine that does much else may stand still for seconds
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()
