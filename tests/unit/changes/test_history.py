"""What a history tells, from git and from snapshots: days, dates, and what is left out."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from pathlib import Path

import pytest
from git_building import commit, git
from history_samples import BROKEN, FIRST, SECOND, THIRD, WHOLE, commit_all, history_of, told

from outcome_frameworks.changes import History, snapshot_text
from outcome_frameworks.changes import git as git_module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return commit_all(tmp_path / "project")


def test_days_are_those_of_the_commits_in_utc_the_newest_first(project: Path) -> None:
    assert told(history_of(project)) == WHOLE


def test_dates_follow_a_new_code(project: Path) -> None:
    history = history_of(project)
    dates = {
        key: (history.created(f"garden/{key}"), history.last_changed(f"garden/{key}"))
        for key in ("S1", "S2", "S3", "S7")
    }
    first, second, third = dt.date(2024, 3, 3), dt.date(2024, 5, 6), dt.date(2025, 6, 7)
    assert dates == {"S1": (None, None), "S2": (first, second), "S3": (third, third), "S7": (first, first)}
    assert (history.created("garden"), history.last_changed("garden")) == (first, third)


def test_what_is_not_committed_is_no_history(project: Path) -> None:
    (project / "frameworks" / "garden.yml").write_text(FIRST.replace("People meet", "Something else"), encoding="utf-8")
    assert told(history_of(project)) == WHOLE


def test_all_commits_of_a_day_are_told_together(tmp_path: Path) -> None:
    commit(tmp_path, "2024-03-03T10:00:00Z", garden=FIRST)
    commit(tmp_path, "2024-03-04T10:00:00Z", garden=FIRST.replace("People talk", "People tlak"))
    commit(tmp_path, "2024-03-04T11:00:00Z", garden=SECOND)
    newest = history_of(tmp_path).days["garden"][0]
    assert (newest.time, [c.after for c in newest.changes]) == ("2024-03-04T11:00:00Z", ["People chat"])


def test_a_merge_is_told_on_its_day(tmp_path: Path) -> None:
    commit(tmp_path, "2024-03-03T10:00:00Z", garden=FIRST)
    git(tmp_path, "checkout", "-q", "-b", "draft")
    commit(tmp_path, "2024-03-04T10:00:00Z", garden=FIRST.replace("People talk", "People tlak"))
    commit(tmp_path, "2024-03-05T10:00:00Z", garden=SECOND)
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "draft", "-m", "Merge", time="2024-03-09T10:00:00Z")
    assert told(history_of(tmp_path))[0] == ("2024-03-09", ["S2 reworded"])
    assert len(told(history_of(tmp_path))) == 2


def test_a_renamed_programme_keeps_its_history(project: Path) -> None:
    plot = THIRD.replace("{id: garden,", "{id: plot, aliases: [garden],")
    commit(project, "2026-01-02T10:00:00Z", garden=None, plot=plot)
    history = history_of(project)
    assert told(history, "plot") == [("2026-01-02", ["The programme has a new id; it was garden"]), *WHOLE]
    assert "garden" not in history.days
    assert history.created("plot/S2") == dt.date(2024, 3, 3)
    assert [day.programme for day in history.days["plot"]] == ["plot", "garden", "garden", "garden"]


def test_layout_alone_is_no_day(project: Path) -> None:
    commit(
        project,
        "2026-01-02T10:00:00Z",
        garden="# Our garden\n" + THIRD.replace("statement: People rest", 'statement: "People rest"'),
    )
    assert told(history_of(project)) == WHOLE


def test_a_version_that_cannot_be_read_is_told_with_the_next(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    commit(tmp_path, "2024-03-03T10:00:00Z", garden=FIRST)
    commit(tmp_path, "2024-03-04T10:00:00Z", garden=BROKEN)
    commit(tmp_path, "2024-03-05T10:00:00Z", garden=SECOND)
    assert told(history_of(tmp_path))[0] == ("2024-03-05", ["S2 reworded"])
    assert len(told(history_of(tmp_path))) == 2
    assert caplog.messages[0] == (
        "1 earlier version of the frameworks could not be read, such as garden.yml of 2024-03-04; "
        "what changed in it is told with the next one"
    )


def test_what_began_unreadable_has_no_first_day(tmp_path: Path) -> None:
    commit(tmp_path, "2024-03-03T10:00:00Z", garden=BROKEN)
    commit(tmp_path, "2024-03-04T10:00:00Z", garden=FIRST)
    commit(tmp_path, "2024-03-05T10:00:00Z", garden=SECOND)
    history = history_of(tmp_path)
    assert told(history) == [("2024-03-05", ["S2 reworded"])]
    assert (history.created("garden/S1"), history.last_changed("garden/S2")) == (None, dt.date(2024, 3, 5))


@pytest.mark.parametrize(("depth", "days"), [(1, 0), (2, 1), (3, 3), (9, 3)])
def test_a_shallow_clone_tells_what_it_holds_and_nothing_wrong(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, depth: int, days: int
) -> None:
    caplog.set_level(logging.INFO)
    git(tmp_path, "clone", "-q", "--depth", str(depth), project.as_uri(), "clone")
    history = history_of(tmp_path / "clone")
    assert told(history) == WHOLE[:days]
    if depth < 3:
        assert history.created("garden/S2") is None
        (line,) = caplog.messages
        assert line.startswith(
            f"What changed is told from {history.since} on: this clone of the repository holds no more"
        )
    else:
        assert caplog.messages == []


def test_nothing_before_a_date_is_told(project: Path) -> None:
    history = history_of(project, since="2024-04")
    assert told(history) == WHOLE[:2]
    assert history.created("garden/S2") is None
    assert history.last_changed("garden/S2") == dt.date(2024, 5, 6)


def test_without_a_repository_it_says_so_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    (tmp_path / "frameworks").mkdir()
    assert history_of(tmp_path).days == {}
    assert caplog.messages == ["No page says what changed, as the site is in no git repository"]


def test_without_git_it_says_so_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setenv("PATH", str(project))
    assert history_of(project).days == {}
    assert caplog.messages == ["No page says what changed, as git is not installed here"]


def test_a_repository_of_another_user_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setitem(os.environ, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setattr(git_module, "_PASSED_ON", (*git_module._PASSED_ON, "GIT_TEST"))
    assert history_of(project).days == {}
    (line,) = caplog.messages
    assert "belongs to another user; allow it with git config --global --add safe.directory" in line


def test_before_the_first_commit_it_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    (tmp_path / "frameworks").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    assert history_of(tmp_path).days == {}
    commit(tmp_path, "2024-03-03T10:00:00Z")
    (tmp_path / "frameworks").mkdir(exist_ok=True)
    assert history_of(tmp_path).days == {}
    assert caplog.messages == [
        "No page says what changed, as nothing is committed yet",
        "No page says what changed, as no framework is committed yet",
    ]


def test_a_repository_cannot_have_programs_run(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap, sprung = project / "trap.sh", project / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "gpg.program", "pager.log"):
        git(project, "config", name, str(trap))
    git(project, "config", "log.showSignature", "true")
    (project / ".gitattributes").write_text("*.yml diff=x\n", encoding="utf-8")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    monkeypatch.setenv("GIT_DIR", str(project / "elsewhere"))
    assert told(history_of(project)) == WHOLE
    assert not sprung.exists()


def test_links_and_other_files_of_the_folder_are_left_alone(project: Path) -> None:
    folder = project / "frameworks"
    (folder / "link.yml").symlink_to("/etc/hostname")
    (folder / "organisations.yml").write_text("organisations: []\n", encoding="utf-8")
    (folder / ".hidden.yml").write_text(FIRST, encoding="utf-8")
    (folder / "old").mkdir()
    (folder / "old" / "garden.yml").write_text(FIRST, encoding="utf-8")
    commit(project, "2026-01-02T10:00:00Z")
    assert told(history_of(project)) == WHOLE


def test_a_cache_changes_nothing_and_saves_reading(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    without = history_of(project)
    assert history_of(project, cache=cache) == without
    assert len(list(cache.iterdir())) == 4  # three comparisons, and which drafts the file ever held
    with monkeypatch.context() as patched:
        patched.setattr(git_module._Contents, "read", lambda *_: pytest.fail("a content was read again"))
        assert history_of(project, cache=cache) == without
    for path in cache.iterdir():
        path.write_text('{"programmes": [', encoding="utf-8")
    assert history_of(project, cache=cache) == without


def test_a_cache_that_cannot_be_written_is_done_without(project: Path) -> None:
    assert told(history_of(project, cache=project / "mkdocs.yml" / "no folder")) == WHOLE


def snapshots(project: Path) -> None:
    for name, text in (("2024-03-03", FIRST), ("2024-05-06", SECOND), ("2025-06-07", THIRD)):
        (project / "frameworks").mkdir(parents=True, exist_ok=True)
        (project / "frameworks" / "garden.yml").write_text(text, encoding="utf-8")
        (project / "frameworks" / "changes").mkdir(exist_ok=True)
        (project / "frameworks" / "changes" / f"{name}.json").write_text(
            snapshot_text(project / "frameworks"), encoding="utf-8"
        )


def test_snapshots_tell_the_same_as_git(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    snapshots(tmp_path)
    assert told(history_of(tmp_path)) == WHOLE
    assert history_of(tmp_path).created("garden/S7") == dt.date(2024, 3, 3)
    assert caplog.messages == []


def test_snapshots_go_before_git_unless_git_is_asked_for(project: Path) -> None:
    (project / "frameworks" / "changes").mkdir()
    (project / "frameworks" / "changes" / "2026-02-02.json").write_text(
        snapshot_text(project / "frameworks"), encoding="utf-8"
    )
    assert [date for date, _ in told(history_of(project))] == ["2026-02-02"]
    assert told(history_of(project, "git")) == WHOLE
    assert history_of(project, "off") == History()


@pytest.mark.parametrize("day", ["2024-02-31", "0000-01-01", "2024-13-01"])
def test_a_snapshot_of_no_day_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture, day: str) -> None:
    snapshots(tmp_path)
    kept = tmp_path / "frameworks" / "changes"
    (kept / "2024-05-06.json").rename(kept / f"{day}.json")
    assert history_of(tmp_path).days == {}
    assert f"frameworks/changes/{day}.json cannot be read" in caplog.text


def test_a_snapshot_whose_name_is_no_whole_date_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    snapshots(tmp_path)
    kept = tmp_path / "frameworks" / "changes"
    (kept / "2024-05-06.json").rename(kept / "2024-5-6.JSON")
    (kept / "notes.json").write_text("{}", encoding="utf-8")
    assert [date for date, _ in told(history_of(tmp_path))] == ["2025-06-07", "2024-03-03"]
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == "frameworks/changes/2024-5-6.JSON is not read as a snapshot; name it 2024-05-06.json"


def test_a_snapshot_of_what_utf_8_cannot_hold_is_done_without(tmp_path: Path) -> None:
    snapshots(tmp_path)
    held = {"format": "outcome-frameworks-snapshot", "version": 1, "files": {"garden.yml": "a: \ud800"}}
    (tmp_path / "frameworks" / "changes" / "2026-01-01.json").write_text(json.dumps(held), encoding="utf-8")
    assert told(history_of(tmp_path))[-2:] == WHOLE[-2:]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": "other"}', '{"format": "outcome-frameworks-snapshot", "files": {}}']
)
def test_a_broken_snapshot_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str) -> None:
    snapshots(tmp_path)
    (tmp_path / "frameworks" / "changes" / "2024-05-06.json").write_text(text, encoding="utf-8")
    assert history_of(tmp_path).days == {}
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "frameworks/changes/2024-05-06.json" in record.getMessage()


def test_a_site_below_the_root_of_its_repository_has_its_own_history(tmp_path: Path) -> None:
    site = tmp_path / "our sites" / "programmes"
    (tmp_path / "our sites").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    (site / "frameworks").mkdir(parents=True)
    (tmp_path / "frameworks").mkdir()
    for time, text in (("2024-03-03T10:00:00Z", FIRST), ("2024-03-04T10:00:00Z", SECOND)):
        (site / "frameworks" / "garden.yml").write_text(text, encoding="utf-8")
        (tmp_path / "frameworks" / "other.yml").write_text(BROKEN + f"# {time}", encoding="utf-8")
        commit(tmp_path, time)
    assert told(history_of(site)) == [("2024-03-04", ["S2 reworded"]), ("2024-03-03", WHOLE[-1][1])]
