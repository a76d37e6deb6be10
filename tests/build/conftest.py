"""A small project that has been built, for tests of what happens to its site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import made_once
from site_building import LogCollector
from site_commands import EPOCH, OLD, Project, only_the_site_is_there, write_project
from stored_edits import ALL
from stored_sites import StoredSite, write_stored_site

from outcome_frameworks.pages.dependence import makers


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    def build(folder: Path) -> Project:
        project = write_project(folder / "project", OLD)
        assert project.build().status == 0
        assert only_the_site_is_there(project)
        return project

    return made_once(tmp_path_factory, "whole", build)


@pytest.fixture
def project(tmp_path: Path, built_once: Project) -> Project:
    """A small project whose site has been built."""
    folder = tmp_path / "project"
    shutil.copytree(built_once.folder, folder)
    return Project(folder, folder / built_once.site.relative_to(built_once.folder))


@pytest.fixture(scope="session")
def stored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(folder: Path) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in EPOCH.items():
                patch.setenv(name, value)
            site = write_stored_site(folder / "project", patch)
            site.build()
            assert len(site.entries()) == ALL
        return folder

    return made_once(tmp_path_factory, "store", build)


@pytest.fixture
def stored(
    stored_once: Path, tmp_path: Path, mkdocs_log: LogCollector, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StoredSite]:
    """A project of several programmes, elsewhere than it was built, with a store that holds all of it."""
    for name, value in EPOCH.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(stored_once, tmp_path, dirs_exist_ok=True)
    makers._programs.cache_clear()  # a test may have given it other versions
    yield StoredSite(tmp_path / "project", mkdocs_log, monkeypatch)
    makers._programs.cache_clear()
