"""Real, in-process MkDocs builds of small sites."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[1]

SMALL_FRAMEWORK = """\
programme:
  id: garden
  title: Community garden
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - id: S1
        statement: People meet their neighbours
        leads_to: [L1]
  - id: long
    title: Long-term outcomes
    elements:
      - id: L1
        statement: People feel that they belong
"""
"""A framework as small as a first attempt."""


@dataclass(frozen=True)
class BuiltSite:
    """A site on disk, and what the build logged at level WARNING or above."""

    folder: Path
    warnings: list[str]
    infos: list[str]

    def html(self, path: str) -> str:
        """Return the HTML of a page by its URL (`programmes/garden/`) or file name."""
        file = self.folder / path
        return (file / "index.html" if path == "" or path.endswith("/") else file).read_text(encoding="utf-8")

    def pages(self) -> set[str]:
        """Return the paths of all HTML files but those that other sites show in frames."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")}
        return {path for path in found if not path.endswith("/embed/index.html")}


class LinkCollector(HTMLParser):
    """Collects the addresses that a page links to, and the ids that stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href") is not None:
            self.hrefs.append(values["href"] or "")
        if values.get("id"):
            self.ids.add(values["id"] or "")


class LogCollector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def run_build(config_file: Path, site_dir: Path, log: LogCollector, **overrides: Any) -> BuiltSite:
    """Build a site strictly. Raises what MkDocs raises."""
    config = load_config(str(config_file), site_dir=str(site_dir), strict=True, **overrides)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    texts = [(record.levelno, record.getMessage()) for record in log.records]
    return BuiltSite(
        site_dir,
        [text for level, text in texts if level >= logging.WARNING],
        [text for level, text in texts if level == logging.INFO],
    )


BuildSite = Callable[..., BuiltSite]
