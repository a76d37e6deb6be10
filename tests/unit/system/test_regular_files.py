"""Links, pipes and folders in the place of files: nothing outside is read or written, and nothing waits for ever."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outcome_frameworks.changes import read_history, snapshot_text
from outcome_frameworks.cli import main
from outcome_frameworks.hosts.policy import content_security_policy as policies

GARDEN = "programme: {id: garden, title: A garden}\n"
SECRET = "password: 1234\n"  # noqa: S105 nobody's


@pytest.fixture(autouse=True)
def victim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file outside the project, in which every test stands."""
    folder = tmp_path / "project"
    (folder / "frameworks").mkdir(parents=True)
    (folder / "frameworks" / "garden.yml").write_text(GARDEN, "utf-8")
    (tmp_path / "victim").write_text(SECRET, "utf-8")
    monkeypatch.chdir(folder)
    return tmp_path / "victim"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def refused(result: Result, *words: str) -> bool:
    """Return whether a command ended with one line that says these words."""
    (line,) = result.output.splitlines()
    return result.exit_code == 1 and all(word in line for word in words) and "password" not in line


@pytest.mark.parametrize("target", ["victim", "nothing", "project/frameworks/garden.yml"])
def test_a_snapshot_is_not_written_through_a_link(victim: Path, target: str) -> None:
    kept = Path("frameworks/changes")
    kept.mkdir()
    (kept / "2026-01-01.json").symlink_to(victim.parent / target)
    assert refused(run("snapshot", "--date", "2026-01-01"), "changes/2026-01-01.json", "nothing is written through")
    assert victim.read_text("utf-8") == SECRET
    assert not (victim.parent / "nothing").exists()
    assert Path("frameworks/garden.yml").read_text("utf-8") == GARDEN


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_snapshots_are_not_written_into_a_linked_folder(victim: Path, target: str) -> None:
    elsewhere = victim.parent / "elsewhere"
    elsewhere.mkdir()
    Path("frameworks/changes").symlink_to(victim.parent / target)
    assert refused(run("snapshot"), "frameworks/changes", "nothing is written through a link")
    assert list(elsewhere.iterdir()) == []
    assert not (victim.parent / "nowhere").exists()


@pytest.mark.parametrize("target", ["victim", "nothing"])
def test_a_ledger_that_is_a_link_to_elsewhere_is_neither_read_nor_written(victim: Path, target: str) -> None:
    Path("permalinks.yml").symlink_to(victim.parent / target)
    for result in (run("permalinks"), run("permalinks", "--check")):
        assert refused(result, "permalinks.yml: error: the file is a link that leads out of the folder, or nowhere")
    check = run("check")
    assert check.exit_code == 1 and "the file is a link" in check.output and "password" not in check.output
    assert victim.read_text("utf-8") == SECRET
    assert not (victim.parent / "nothing").exists()


def test_a_ledger_that_is_a_link_within_the_folder_is_read_but_not_written_through() -> None:
    Path("ledger.yml").write_text("# ours\n", "utf-8")
    Path("permalinks.yml").symlink_to("ledger.yml")
    assert run("check").exit_code == 0
    assert refused(run("permalinks"), "permalinks.yml", "nothing is written through a link")
    assert Path("ledger.yml").read_text("utf-8") == "# ours\n"


def test_a_pipe_in_the_place_of_a_ledger_is_one_line() -> None:
    os.mkfifo("permalinks.yml")
    assert refused(run("permalinks"), "permalinks.yml: error: the file cannot be read: it is a pipe or a device")


@pytest.mark.parametrize("command", ["check", "permalinks"])
def test_a_pipe_among_the_pages_is_one_line(command: str) -> None:
    Path("docs").mkdir()
    os.mkfifo("docs/page.md")
    (line,) = run(command).output.splitlines()
    assert "docs/page.md" in line and "it is a pipe or a device" in line


def test_a_pipe_in_the_place_of_a_framework_is_told() -> None:
    os.mkfifo("frameworks/kitchen.yml")
    result = run("check", "--strict")
    told = "frameworks/kitchen.yml: warning: this is no file but a pipe or the like; put a file in its place, or remove"
    assert result.exit_code == 1 and result.output.startswith(f"{told} it [unread-file]\n")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_only_files_are_frameworks_and_snapshots(make: object) -> None:
    assert callable(make)
    make("frameworks/kitchen.yml")
    assert list(json.loads(snapshot_text(Path("frameworks")))["files"]) == ["garden.yml"]
    Path("frameworks/changes").mkdir()
    make("frameworks/changes/2026-01-01.json")
    assert run("check").exit_code == 0
    assert run("snapshot", "--date", "2026-01-02").exit_code == 0
    assert [day.date for day in read_history("auto", Path("frameworks")).days["garden"]] == ["2026-01-02"]
    assert refused(run("snapshot", "--date", "2026-01-01"), "changes/2026-01-01.json", "something other than a file")


@pytest.mark.parametrize("name", ["changes", "changes/2026-01-01.json"])
def test_a_link_in_the_place_of_snapshots_is_told(victim: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    linked = Path("frameworks", name)
    linked.parent.mkdir(exist_ok=True)
    linked.symlink_to(victim)
    assert read_history("snapshots", Path("frameworks")).days == {}
    (line,) = caplog.messages
    assert line.startswith(f"frameworks/{name} is ") and "link" in line


def test_an_earlier_snapshot_that_is_no_text_is_no_traceback() -> None:
    Path("frameworks/changes").mkdir()
    Path("frameworks/changes/2026-01-01.json").write_bytes(b"\xff")
    assert run("snapshot", "--date", "2026-01-02").output.startswith("The frameworks are kept as ")


def test_a_policy_is_made_of_the_files_of_a_site_alone() -> None:
    Path("site").mkdir()
    Path("site/index.html").write_text("<!doctype html><title>x</title>", "utf-8")
    for name in ("page.html", "style.css", "picture.svg"):
        os.mkfifo(f"site/{name}")
    assert run("csp").exit_code == 0
    os.mkfifo("site/_headers")
    with pytest.raises(FileExistsError, match="something other than a file"):
        policies.write_policy(Path("site"), "headers")


@pytest.mark.parametrize("command", ["permalinks", "snapshot"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
def test_a_disk_that_is_full_or_fails_loses_nothing_of_what_was_there(
    monkeypatch: pytest.MonkeyPatch, command: str, code: int
) -> None:
    arguments = [command, "--date", "2026-01-01"] if command == "snapshot" else [command]
    assert run(*arguments).exit_code == 0
    Path("frameworks/garden.yml").write_text(GARDEN.replace("A garden", "A plot"), "utf-8")
    Path("frameworks/shed.yml").write_text(GARDEN.replace("garden", "shed"), "utf-8")
    written = Path("frameworks/changes/2026-01-01.json" if command == "snapshot" else "permalinks.yml")
    before, names = written.read_bytes(), set(Path().rglob("*"))

    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        assert refused(run(*arguments), os.strerror(code), written.name)
    assert written.read_bytes() == before
    assert set(Path().rglob("*")) == names
    written.chmod(0o640)
    assert run(*arguments).exit_code == 0
    assert written.read_bytes() != before and written.stat().st_mode & 0o777 == 0o640
