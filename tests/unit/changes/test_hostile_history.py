"""Histories that mean harm, or that a machine's settings would have read otherwise: git, names, times, snapshots."""

from __future__ import annotations

import logging
import os
import shutil
import sys
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


def stand_in(folder: Path, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a small program be the git that is found."""
    folder.mkdir()
    (folder / "git").write_text(f"#!{sys.executable}\nimport os, sys, time\n{lines}\n", encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


UNUSABLE = "git gave an answer that cannot be used"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("", "git gave no answer"),
        ("print()", "git gave no answer"),
        ("print('/nowhere/at/all')", UNUSABLE),
        ("print('x' * 9000)", UNUSABLE),
        ("print('/' + 'x' * 9000)", UNUSABLE),
        ("sys.stdout.buffer.write(b'/' + bytes(3000))", UNUSABLE),
        ("sys.stdout.buffer.write(bytes(range(256)) * 9)", UNUSABLE),
        ("time.sleep(600)", "git took longer than 1 second and was stopped"),
        ("while True: print('y' * 9000)", "git wrote more than 1 MB and was stopped"),
        ("os.abort()", "git ended with signal 6"),
        ("sys.exit(3)", "git failed and gave no reason"),
        ("sys.exit('fatal: \\x1b[2Jno\\x00 disk')", "git says: [2Jno disk"),
    ],
    ids=range(12),
)
def test_a_git_that_is_none_is_one_true_line(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    lines: str,
    reason: str,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.chdir(project / "frameworks")  # where an empty answer would lead
    monkeypatch.setattr(git_module, "_SECONDS", 1)
    stand_in(tmp_path / "programs", lines, monkeypatch)
    assert history_of(project) == History()
    assert caplog.messages == [f"No page says what changed, as {reason}"]


@pytest.mark.parametrize(
    ("asked", "answer", "reason"),
    [
        ("--is-shallow-repository", b"true\n/nowhere\n", UNUSABLE),
        ("--is-shallow-repository", b"true\n\0\n", UNUSABLE),
        ("--is-shallow-repository", b"true", UNUSABLE),
        ("log", bytes(range(256)) * 9, UNUSABLE),
        ("log", b"a" * 40 + b" 4070908800\0:100644 x\0garden.yml\0", UNUSABLE),
        ("log", b"a" * 40 + b" 4070908800\0\n:0 100644 0 1 M", "no framework is committed yet"),
        ("log", b"", "no framework is committed yet"),
    ],
    ids=range(7),
)
def test_an_answer_that_git_would_not_give_is_one_line(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    asked: str,
    answer: bytes,
    reason: str,
) -> None:
    caplog.set_level(logging.INFO)
    lines = f"if {asked!r} not in sys.argv: os.execv({shutil.which('git')!r}, sys.argv)\n"
    stand_in(tmp_path / "programs", f"{lines}sys.stdout.buffer.write({answer!r})", monkeypatch)
    assert history_of(project) == History()
    assert caplog.messages == [f"No page says what changed, as {reason}"]


@pytest.mark.parametrize("answer", [b"", b"rubbish\n", b"a" * 40 + b" blob x\n", b"\0" * 9000])
def test_contents_that_git_does_not_give_are_left_out(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    answer: bytes,
) -> None:
    caplog.set_level(logging.INFO)
    lines = f"if 'cat-file' not in sys.argv: os.execv({shutil.which('git')!r}, sys.argv)\n"
    lines += f"while sys.stdin.readline(): sys.stdout.buffer.write({answer!r}), sys.stdout.flush()"
    if not answer:
        lines = lines.replace("sys.stdin.readline()", "False")
    stand_in(tmp_path / "programs", lines, monkeypatch)
    assert history_of(project) == History()
    (line,) = caplog.messages
    assert line.startswith("3 earlier versions of the frameworks could not be read")
