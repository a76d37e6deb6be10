"""Build whole sites from the data of frameworks, and read them page by page."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import yaml
from generated.breaking import break_text
from generated.frameworks import Data
from generated.yaml_writing import write_yaml
from mkdocs.exceptions import Abort, PluginError
from site_building import LogCollector, run_build

_OPENING = re.compile(r'<article class="of-page of-page--(?P<kind>[a-z]+)" data-of-id="(?P<key>[^"]*)"')
CONFIG = {"site_name": "Test site", "site_url": "https://example.org/", "theme": {"name": "mkdocs"}}


class Outline(HTMLParser):
    """The elements, attributes, ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, str]] = Counter()
        self.ids: Counter[str] = Counter()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update([(tag, ""), *((tag, name) for name, _ in attrs)])
        values = dict(attrs)
        self.ids.update([values["id"] or ""] if "id" in values else [])
        self.hrefs += [values["href"] or ""] if tag == "a" and "href" in values else []


@dataclass(frozen=True)
class Site:
    """A site that was built, read page by page, with the paths of its other files."""

    data: dict[str, Data]
    html: dict[str, str]
    others: set[str]

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """All pages by their path."""
        return {path: Outline(html) for path, html in self.html.items()}

    @cached_property
    def articles(self) -> dict[str, str]:
        """What our templates made, by the path of the page."""
        starts = {path: html.find('<article class="of-page') for path, html in self.html.items()}
        return {
            path: html[starts[path] : html.rindex("</article>") + len("</article>")]
            for path, html in self.html.items()
            if starts[path] >= 0
        }

    @cached_property
    def pages_of(self) -> dict[str, list[str]]:
        """The paths of the pages about each item, by the item's full key."""
        found: dict[str, list[str]] = {}
        for path, html in self.articles.items():
            opening = _OPENING.match(html)
            if opening and opening["kind"] != "pack":
                found.setdefault(unescape(opening["key"]), []).append(path)
        return found


def build(folder: Path, data: dict[str, Data], random: Random, times: int = 0) -> Site | None:
    """Build a site from some data, broken `times` times; None where the build stops as it should."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs" / "files").mkdir(parents=True)
    (folder / "docs" / "files" / "own.pdf").write_bytes(b"A file that some addresses lead to")
    (folder / "frameworks").mkdir()
    for name, held in data.items():
        written = write_yaml(held, random)
        raw = break_text(written, random, times) if times else written.encode()
        (folder / "frameworks" / f"{name}.yml").write_bytes(raw)
    engine = random.choice(("off", "off", "off", "pure"))
    options = {"graphviz": engine, "link_previews": random.random() < 0.1, "drafts": "publish"}
    config = {**CONFIG, "plugins": [{"outcome-frameworks": options}]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    log = LogCollector()
    try:
        built = run_build(folder / "mkdocs.yml", folder / "site", log)
    except (PluginError, Abort) as error:  # MkDocs itself aborts a strict build that warns
        if not times or not (isinstance(error, Abort) or str(error).startswith("outcome-frameworks: ")):
            raise
        return None
    files = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    pages = {path for path in files if path.endswith(".html")}
    return Site(data, {path: built.html(path) for path in pages}, files - pages)
