"""Fixtures that build real sites in this process, and a real browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser_tools import open_chromium
from hypothesis import settings
from playwright.sync_api import Browser
from site_building import ROOT, SMALL_FRAMEWORK, BuildSite, BuiltSite, LogCollector, run_build

from outcome_frameworks.pages.pictures import picture_cache as pictures
from outcome_frameworks.pages.pictures import to_png

# How long an example takes says more of the machine than of the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture
def mkdocs_log() -> Iterator[LogCollector]:
    """What MkDocs and its plugins log while a test runs."""
    collector, logger = LogCollector(), logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(collector)
    yield collector
    logger.removeHandler(collector)
    logger.setLevel(level)


drawn_once = cache(to_png)
"""Pictures of links stay from test to test: most show the same garden."""


@pytest.fixture
def build_site(tmp_path: Path, mkdocs_log: LogCollector, monkeypatch: pytest.MonkeyPatch) -> BuildSite:
    """Build a site from texts: `build_site({"frameworks/garden.yml": …}, theme=…)`; keywords go to mkdocs.yml."""
    monkeypatch.setattr(pictures, "to_png", drawn_once)

    def run(files: dict[str, str] | None = None, options: dict[str, Any] | None = None, **settings: Any) -> BuiltSite:
        project = tmp_path / "project"
        texts = files if files is not None else {"frameworks/garden.yml": SMALL_FRAMEWORK}
        (project / "docs").mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = {
            "site_name": "Test site",
            "site_url": "https://example.org/",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"outcome-frameworks": options or {}}],
            **settings,
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        return run_build(project / "mkdocs.yml", tmp_path / "site", mkdocs_log)

    return run


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The project's own site, built once."""
    collector, logger = LogCollector(), logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        return run_build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("example") / "site", collector)
    finally:
        logger.removeHandler(collector)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright starts no second one beside it."""
    with open_chromium() as browser:
        yield browser
