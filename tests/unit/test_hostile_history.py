"""Histories that mean harm, or that a machine's settings would have read otherwise: git, names, times, snapshots."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from git_building import commit, git
from history_samples import BROKEN, FIRST, THIRD, WHOLE, commit_all, history_of, told

from outcome_frameworks.changes import History
from outcome_frameworks.changes import git as git_module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return commit_all(tmp_path / "project")


def test_a_bare_repository_in_the_folder_never_takes_the_place_of_the_projects_own(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that a pull request may hold: HEAD, config, objects that lead to those of another project, packed-refs."""
    caplog.set_level(logging.INFO)
    secret, folder = tmp_path / "secret", project / "frameworks"
    commit(secret, "2021-01-01T10:00:00Z", garden=FIRST)
    commit(secret, "2021-02-02T10:00:00Z", garden=FIRST.replace("People talk", "A SECRET"))
    for name in ("objects/info", "objects/pack", "refs/heads"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (folder / "packed-refs").write_text(f"{git(secret, 'rev-parse', 'HEAD')} refs/heads/main\n", encoding="utf-8")
    (folder / "objects/info/alternates").write_text(f"{secret / '.git/objects'}\n", encoding="utf-8")
    for settings in ("bare = true", f"worktree = {secret / 'frameworks'}"):
        (folder / "config").write_text(f"[core]\nrepositoryformatversion = 0\n{settings}\n", encoding="utf-8")
        with monkeypatch.context() as patched:
            assert history_of(project) == History()
            without = tuple(word for word in git_module._SAFE if "bareRepository" not in word)
            patched.setattr(git_module, "_SAFE", without[:-1])  # as git before 2.38, which does not know the setting
            assert history_of(project) == History()
    assert len(caplog.messages) == 4
    for message in caplog.messages:
        assert message == (
            f"No page says what changed, as {folder.as_posix()} holds the files of a git repository of its own (HEAD, "
            "objects, refs), which is not read; delete them"
        )


@pytest.mark.parametrize("time", ["@999999999999 +0000", "@253402300800 +0000"])
def test_a_time_that_no_date_can_hold_counts_on_the_day_before(
    project: Path, caplog: pytest.LogCaptureFixture, time: str
) -> None:
    caplog.set_level(logging.INFO)
    commit(project, time, garden=THIRD.replace("People rest", "People sleep"))
    commit(project, "2025-06-08T10:00:00Z", garden=THIRD.replace("People rest", "People sing"))
    assert told(history_of(project)) == [("2025-06-08", ["S3 reworded"]), *WHOLE]
    (line,) = caplog.messages
    assert line.startswith("1 commit to the frameworks has a time that no date can hold, such as ")


def test_commits_that_no_git_would_make_are_read_all_the_same(project: Path) -> None:
    """A commit may say anything of its time, and of the encoding in which git is to write it anew."""
    (project / "frameworks" / "garden.yml").write_text(THIRD.replace("rest", "sleep"), encoding="utf-8")
    git(project, "add", "-A")
    tree, parent = git(project, "write-tree"), git(project, "rev-parse", "HEAD")
    for committer in ("Nobody <> 1767348000 +0000\nencoding UTF-16", "Nobody", f"Nobody <> {'9' * 5000} +0000"):
        raw = project / "raw"
        raw.write_text(f"tree {tree}\nparent {parent}\nauthor Nobody <> 0 +0000\ncommitter {committer}\n\nx\n", "utf-8")
        made = git(project, "hash-object", "-t", "commit", "-w", "--literally", str(raw))
        git(project, "update-ref", "refs/heads/main", made)
        expected = "2026-01-02" if "encoding" in committer else "2025-06-07"
        assert told(history_of(project))[0][0] == expected


def test_a_name_of_a_file_is_a_name_whatever_it_looks_like(project: Path, tmp_path: Path) -> None:
    folder = project / "frameworks"
    names = [
        b"a\x01aaaa 4070908800",
        b"a\x01aaaa 4070908800.yml",
        b"\x01.yml",
        b":100644 100644 0 1 M",
        b"\n" + b"a" * 40 + b" 4070908800",
        b"\xff\xfe.yml",
        b"\n::error::x\x1b[2J.yml",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(BROKEN, encoding="utf-8")
    commit(project, "2026-01-02T10:00:00Z", garden=THIRD.replace("People rest", "People sleep"))
    history = history_of(project, cache=tmp_path / "cache")
    assert told(history) == [("2026-01-02", ["S3 reworded"]), *WHOLE]
    assert history_of(project, cache=tmp_path / "cache") == history


@pytest.mark.parametrize(
    "setting",
    [
        *(f"log.diffMerges={form}" for form in ("cc", "combined", "off", "separate", "remerge")),
        "i18n.logOutputEncoding=UTF-16",
        "log.showRoot=false",
        "log.follow=true",
        "diff.orderFile=/nowhere",
        "diff.renames=copies",
        "diff.relative=false",
        "format.pretty=oneline",
    ],
)
def test_a_users_settings_for_git_change_nothing(project: Path, setting: str) -> None:
    git(project, "checkout", "-q", "-b", "draft")
    commit(project, "2026-01-01T10:00:00Z", garden=THIRD.replace("People rest", "People sleep"))
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--no-ff", "draft", "-m", "Merge", time="2026-01-02T10:00:00Z")
    git(project, "config", *setting.split("=", 1))
    assert told(history_of(project)) == [("2026-01-02", ["S3 reworded"]), *WHOLE]


def test_a_version_too_large_to_be_a_framework_is_left_out(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(git_module, "MAX_FILE", 1000)
    commit(project, "2026-01-01T10:00:00Z", garden=THIRD + "# x\n" * 2000)
    commit(project, "2026-01-02T10:00:00Z", garden=THIRD.replace("People rest", "People sleep"))
    assert told(history_of(project)) == [("2026-01-02", ["S3 reworded"]), *WHOLE]
    assert "such as garden.yml of 2026-01-01" in caplog.messages[0]
