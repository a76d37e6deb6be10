"""A repository among the frameworks tells no past of another: history is that of the project, or none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from git_building import git
from history_samples import FIRST, THIRD, WHOLE, commit_all, history_of, told

from outcome_frameworks.changes import History, read_history


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A repository of somebody else on the same machine."""
    return commit_all(tmp_path / "secret")


def plain(folder: Path) -> Path:
    """Make a site without a history of its own."""
    (folder / "frameworks").mkdir(parents=True)
    (folder / "frameworks" / "garden.yml").write_text(THIRD, encoding="utf-8")
    return folder


def lead_by_file(mark: Path, secret: Path) -> None:
    mark.write_text(f"gitdir: {secret / '.git'}\n", encoding="utf-8")


def lead_by_link(mark: Path, secret: Path) -> None:
    mark.symlink_to(secret / ".git", target_is_directory=True)


def lead_by_sharing(mark: Path, secret: Path) -> None:
    mark.mkdir()
    (mark / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (mark / "commondir").write_text(f"{secret / '.git'}\n", encoding="utf-8")
    (mark / "gitdir").write_text(f"{mark}\n", encoding="utf-8")


def lead_by_links_within(mark: Path, secret: Path) -> None:
    mark.mkdir()
    (mark / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    for name in ("objects", "refs"):
        (mark / name).symlink_to(secret / ".git" / name, target_is_directory=True)


def lead_by_alternates(mark: Path, secret: Path) -> None:
    git(mark.parent, "init", "-q")
    (mark / "objects/info/alternates").write_text(f"{secret / '.git/objects'}\n", encoding="utf-8")
    (mark / "HEAD").write_text(git(secret, "rev-parse", "HEAD") + "\n", encoding="utf-8")


def lead_by_a_work_tree_of_its_own(mark: Path, secret: Path) -> None:
    made = mark.parent / "made"
    lead_by_sharing(made, secret)
    (made / "config").write_text("[core]\nrepositoryformatversion = 0\nworktree = ..\n", encoding="utf-8")
    mark.write_text("gitdir: made\n", encoding="utf-8")


def lead_by_a_linked_work_tree_of_its_own(mark: Path, secret: Path) -> None:
    made = mark.parent / "made"
    lead_by_links_within(made, secret)
    (made / "worktrees/one").mkdir(parents=True)
    for name, text in (("HEAD", "ref: refs/heads/main"), ("commondir", "../.."), ("gitdir", str(mark))):
        (made / "worktrees/one" / name).write_text(f"{text}\n", encoding="utf-8")
    mark.write_text("gitdir: made/worktrees/one\n", encoding="utf-8")


@pytest.mark.parametrize(
    "lead",
    [
        lead_by_a_work_tree_of_its_own,
        lead_by_a_linked_work_tree_of_its_own,
        lead_by_file,
        lead_by_link,
        lead_by_sharing,
        lead_by_links_within,
        lead_by_alternates,
    ],
)
@pytest.mark.parametrize("place", ["frameworks", "content/frameworks"])
def test_no_git_among_the_frameworks_leads_to_the_repository_of_another(
    tmp_path: Path, secret: Path, caplog: pytest.LogCaptureFixture, lead: Callable[[Path, Path], None], place: str
) -> None:
    caplog.set_level(logging.INFO)
    site = plain(tmp_path / "site")
    if place != "frameworks":
        (site / "content").mkdir()
        (site / "frameworks").rename(site / place)
    mark = (site / place.partition("/")[0] / ".git").absolute()
    lead(mark, secret)
    assert read_history("git", site / place, home=site) == History()
    (line,) = caplog.messages
    assert line == (
        f"No page says what changed, as {mark.as_posix()} leads to a repository of another place, which is not read; "
        "delete it"
    )


def test_a_link_in_the_place_of_the_frameworks_tells_no_past_of_another(
    tmp_path: Path, secret: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    site = tmp_path / "site"
    site.mkdir()
    (site / "frameworks").symlink_to(secret / "frameworks", target_is_directory=True)
    assert read_history("git", site / "frameworks", home=site) == History()
    assert caplog.messages[0].endswith(
        "/site/frameworks is a link to another place, whose past is not read; put the folder itself there"
    )


def test_a_linked_work_tree_a_submodule_and_a_clone_tell_their_own_past(tmp_path: Path) -> None:
    project = commit_all(tmp_path / "project")
    git(project, "worktree", "add", "-q", str(tmp_path / "tree"), "HEAD")
    assert told(history_of(tmp_path / "tree")) == WHOLE
    (alone := tmp_path / "alone").mkdir()
    git(alone, "init", "-q", "-b", "main")
    (alone / "garden.yml").write_text(FIRST, encoding="utf-8")
    git(alone, "add", "-A")
    git(alone, "commit", "-q", "-m", "First", time="2025-01-01T10:00:00Z")
    for name, command in (("with a submodule", ("submodule", "add")), ("with a clone", ("clone",))):
        site = tmp_path / name
        site.mkdir()
        git(site, "init", "-q", "-b", "main")
        git(site, "-c", "protocol.file.allow=always", *command, "-q", str(alone), "frameworks")
        assert [day for day, _ in told(history_of(site))] == ["2025-01-01"]
    site = tmp_path / "with a work tree"
    git(alone, "worktree", "add", "-q", "-b", "other", str(site / "frameworks"), "HEAD")
    assert [day for day, _ in told(history_of(site))] == ["2025-01-01"]
