"""A small project that has been built, for tests of what happens to its site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made_once import made_once
from site_commands import OLD, Project, only_the_site_is_there, write_project


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
