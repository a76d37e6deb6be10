"""Framework files that the site would publish as they are, in the docs or by a link, are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite

NAVIGATIONS: dict[str, Any] = {
    "inferred": None,
    "without": [{"Start": "index.md"}],
    "placeholder": [{"Start": "index.md"}, "outcome-frameworks"],
    "titled placeholder": [{"Start": "index.md"}, {"Our work": "outcome-frameworks"}],
}


@pytest.mark.parametrize(
    ("docs", "frameworks", "published"),
    [("docs", "docs/fw", "fw/garden.yml"), ("frameworks", "frameworks", "garden.yml")],
)
def test_frameworks_that_are_published_as_they_are_are_a_warning(
    build_site: BuildSite, caplog: pytest.LogCaptureFixture, docs: str, frameworks: str, published: str
) -> None:
    files = {f"{frameworks}/garden.yml": SMALL_FRAMEWORK}
    with pytest.raises(Abort, match="1 warnings"):
        build_site(files, options={"frameworks_dir": frameworks}, docs_dir=docs)
    assert (
        f'frameworks_dir "{frameworks}" stands in docs_dir, so that its files are published as they are, {published} '
        "for one; move the frameworks into a folder outside docs_dir"
    ) in caplog.text
    build_site(files, options={"frameworks_dir": frameworks}, docs_dir=docs, exclude_docs="garden.yml")


@pytest.mark.parametrize(
    ("link", "target", "published"),
    [
        ("docs/fw", "../frameworks", "fw/garden.yml"),
        ("docs/data.yml", "../frameworks/garden.yml", "data.yml"),
        ("docs/fw", "../frameworks/changes", "fw/2026-01-01.json"),
    ],
)
def test_frameworks_that_links_publish_are_a_warning(
    build_site: BuildSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, link: str, target: str, published: str
) -> None:
    snapshot = json.dumps({"format": "outcome-frameworks-snapshot", "version": 1, "files": {}})
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "frameworks/changes/2026-01-01.json": snapshot}
    (tmp_path / "project/docs").mkdir(parents=True)
    (tmp_path / "project" / link).symlink_to(target)
    with pytest.raises(Abort, match="1 warnings"):
        build_site(files)
    assert (
        f"{published} in docs_dir leads by a link to the frameworks, so that their files are published as they are; "
        "delete the link"
    ) in caplog.text
    (tmp_path / "project" / link).unlink()
    build_site(files)


def test_frameworks_that_are_a_link_into_the_docs_are_a_warning(
    build_site: BuildSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/frameworks").symlink_to("docs/fw", target_is_directory=True)
    with pytest.raises(Abort, match="1 warnings"):
        build_site({"docs/fw/garden.yml": SMALL_FRAMEWORK})
    assert 'frameworks_dir "frameworks" stands in docs_dir, so that its files are published' in caplog.text
