"""Fixtures that build real sites in this process, and a real browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from browser_tools import open_chromium
from hypothesis import settings
from made_once import made_once
from playwright.sync_api import Browser
from site_building import ROOT, SMALL_FRAMEWORK, BuildSite, BuiltSite, LogCollector, run_build

from hatch_build import write_minified

# How long an example takes says more of the machine than of the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


LONGEST_FIRST = ("cases", "generated", "build", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with folders of tests that take long, so that short ones fill the time in which the last of them ends."""
    place = {name: number for number, name in enumerate(LONGEST_FIRST)}
    here = Path(__file__).parent
    items.sort(key=lambda item: place.get(item.path.relative_to(here).parts[0], len(place)))


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Spare each build the half second in which Jinja makes code of templates that have not changed."""
    compiled: dict[tuple[Any, ...], Any] = {}
    compile_anew = jinja2.Environment.compile

    def compile_once(self: jinja2.Environment, source: Any, *names: Any, **named: Any) -> Any:
        if not isinstance(source, str):
            return compile_anew(self, source, *names, **named)
        key = (type(self), self.autoescape, *sorted(self.extensions), source, *names, *sorted(named.items()))
        if key not in compiled:
            compiled[key] = compile_anew(self, source, *names, **named)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


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


@pytest.fixture
def build_site(tmp_path: Path, mkdocs_log: LogCollector) -> BuildSite:
    """Build a site from texts: `build_site({"frameworks/garden.yml": …}, theme=…)`; keywords go to mkdocs.yml.

    Pictures of links, which take about as long as all else, are made only with `link_previews=None`, which leaves the
    option as sites have it that say nothing of it, or where the options say so.
    """

    def run(
        files: dict[str, str] | None = None,
        options: dict[str, Any] | None = None,
        *,
        link_previews: bool | None = False,
        **settings: Any,
    ) -> BuiltSite:
        project = tmp_path / "project"
        texts = files if files is not None else {"frameworks/garden.yml": SMALL_FRAMEWORK}
        (project / "docs").mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pictured = {} if link_previews is None else {"link_previews": link_previews}
        config = {
            "site_name": "Test site",
            "site_url": "https://example.org/",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"outcome-frameworks": pictured | (options or {})}],
            **settings,
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        return run_build(project / "mkdocs.yml", tmp_path / "site", mkdocs_log)

    return run


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The project's own site, built once a run; its style sheets and scripts are those that the wheel has."""

    def build(folder: Path) -> BuiltSite:
        collector, logger = LogCollector(), logging.getLogger("mkdocs")
        logger.addHandler(collector)
        try:
            built = run_build(ROOT / "mkdocs.yml", folder, collector)
        finally:
            logger.removeHandler(collector)
        for assets in (folder / "assets/outcome-frameworks", folder / "assets/stylesheets"):
            assert write_minified(assets, assets)
        return built

    return made_once(tmp_path_factory, "example-site", build)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright starts no second one beside it."""
    with open_chromium() as browser:
        yield browser
