"""Measure the search of a generated site in a browser: what it costs to have, to open and to use.

    python tests/benchmarks/search_bytes.py [ITEMS] [--folder FOLDER]

Prints a table: bytes (as sent, compressed) and requests of the search before it is opened, of opening it and of a
first search; milliseconds from opening to the first results, with the processor slowed down four times too; and what
ten queries find first.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml
from benchmarks.generated_portfolio import Portfolio, write_portfolio
from browser_tools import open_chromium, wait_for_scripts
from mkdocs.commands.build import build
from mkdocs.config import load_config
from page_server import serve_folder
from playwright.sync_api import Browser, Page

START = "programmes/paisley-walking-6/s1/"
"""The page on which a reader opens the search."""

QUERIES = (
    *("S1", "L4", "H2", "OC-17"),
    *("confidence", "housing advice", "Stornoway", "coimhearsnachd", "gaidhlig", "allotment volunteers"),
)
RUNS = 5


def build_site(folder: Path, items: int) -> tuple[int, float, float]:
    """Build a site; give its programmes, and the seconds of a build with and without a made search index."""
    programmes = write_portfolio(folder / "frameworks", Portfolio(items))
    (folder / "docs").mkdir(exist_ok=True)
    settings = {
        "site_name": "Measured",
        "site_url": "http://127.0.0.1/",
        "theme": {"name": "material", "font": False},
        "nav": [{"Home": "index.md"}],
        "plugins": ["search", {"outcome-frameworks": {"link_previews": False}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    seconds = []
    for _ in range(2):
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        began = time.perf_counter()
        build(config)
        seconds.append(time.perf_counter() - began)
        config.plugins.on_shutdown()
    return programmes, seconds[0], seconds[1]


class Traffic:
    """What a page and its workers have asked for."""

    def __init__(self, page: Page) -> None:
        self.addresses: set[str] = set()
        page.context.on("request", lambda request: self.addresses.add(request.url))

    def of_search(self) -> dict[str, int]:
        """Return bytes by address as the server sends them; the browser does not tell those of a worker's script."""
        return {url: sent_bytes(url) for url in self.addresses if "search" in url or "pagefind" in url}


def sent_bytes(url: str) -> int:
    """Ask for a file as a browser does; give how many bytes come."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        return len(answer.read())


def first_search(browser: Browser, base: str, words: str, slowed: int) -> tuple[Traffic, dict[str, int], float, float]:
    """Open a page, its search, and search: traffic, that before opening, and milliseconds to open and to results."""
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    traffic = Traffic(page)
    page.goto(base + START, wait_until="networkidle")
    before = traffic.of_search()
    if slowed > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    began = time.perf_counter()
    page.keyboard.press("/")
    field = page.locator("dialog input[name=q]")
    field.wait_for(state="visible")
    opened = time.perf_counter()
    field.fill(words)
    page.locator("dialog .of-search-hit").first.wait_for(state="visible")
    shown = time.perf_counter()
    page.wait_for_load_state("networkidle")
    page.context.close()
    return traffic, before, 1000 * (opened - began), 1000 * (shown - began)


def ask(page: Page, words: str) -> tuple[str, str, list[str]]:
    """Search for words; give how many there are, and the first three with their programmes."""
    dialog = page.locator("dialog")
    dialog.locator("input[name=q]").fill(words)
    dialog.get_by_role("button", name="Search", exact=True).click()
    dialog.locator(".of-search-hit").first.wait_for()
    page.wait_for_function("document.activeElement.matches('.of-search-hit')")
    hits = dialog.locator("section").evaluate_all(
        "all => all.flatMap(s => [...s.querySelectorAll('.of-search-hit')].map(a => s.querySelector('h2').textContent"
        " + ': ' + a.textContent)).slice(0, 3)"
    )
    return words, dialog.locator(".of-search-status").inner_text(), hits


def report_build(folder: Path, items: int) -> None:
    """Build and print how long it takes."""
    programmes, cold, warm = build_site(folder, items)
    print(f"{items} items, {programmes} programmes; build {cold:.1f} s, with the index from the cache {warm:.1f} s")


def report_use(site: Path) -> None:
    """Search a built site and print what it took."""
    index = sum(path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file())
    print(f"index on disk {index / 1000:,.0f} KB")
    with open_chromium() as browser, serve_folder(site) as base:
        for words in ("S1", "housing advice"):
            traffic, before, _, _ = first_search(browser, base, words, 1)
            sizes = traffic.of_search()
            print(f"\nfirst search, {words!r}: before opening {len(before)} requests, {sum(before.values())} bytes;")
            print(f"  then {len(sizes)} requests, {sum(sizes.values()) / 1000:.1f} KB")
            for url, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:8]:
                print(f"    {size:>8,}  {url.removeprefix(base)}")
            for slowed in (1, 4):
                runs = [first_search(browser, base, words, slowed)[2:] for _ in range(RUNS)]
                opened, shown = (statistics.median(values) for values in zip(*runs, strict=True))
                print(f"  processor slowed {slowed}x: open after {opened:.0f} ms, first results after {shown:.0f} ms")
        page = browser.new_page()
        page.goto(base + START)
        wait_for_scripts(page)
        page.keyboard.press("/")
        page.locator("dialog input[name=q]").wait_for()
        print()
        for words, found, hits in (ask(page, words) for words in QUERIES):
            print(f"{words!r} ({found})")
            for hit in hits:
                print(f"    {hit}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, nargs="?", default=1015)
    parser.add_argument("--folder", type=Path, help="where the site stays; what was built there is measured again")
    arguments = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        if not (folder / "site").is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            report_build(folder, arguments.items)
        report_use(folder / "site")


if __name__ == "__main__":
    main()
