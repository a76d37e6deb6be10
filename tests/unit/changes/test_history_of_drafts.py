"""Of drafts no history tells: neither of what is one now, nor of what was one and has never been published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from git_building import commit
from history_samples import FIRST, told

from outcome_frameworks.changes import History, HistoryChoice, read_history, snapshot_text
from outcome_frameworks.system.kept_files import KeptFolder

DRAFT = FIRST + "      - {id: S9, statement: People plan, status: draft}\n"
SEEN = DRAFT.replace(", status: draft", "")
KITCHEN = "programme: {id: kitchen, title: A kitchen, status: draft}\nelements: [{id: K1, statement: People cook}]\n"
TO_KITCHEN = FIRST.replace(
    "People talk}", 'People talk, note: "See [it](outcome:kitchen/K1).", leads_to: [kitchen/K1]}'
)
DAYS = ("2024-03-03", "2024-04-04", "2024-05-05")


def history_of(project: Path, *hidden: str, choice: HistoryChoice = "git", cache: Path | None = None) -> History:
    return read_history(choice, project / "frameworks", KeptFolder(cache), hidden=frozenset(hidden))


def versions(project: Path, *files: Mapping[str, str | None]) -> Path:
    for day, texts in zip(DAYS, files, strict=False):
        commit(project, f"{day}T10:00:00Z", "A change", **texts)
    return project


def test_what_is_published_appears_on_that_day_without_its_earlier_words(tmp_path: Path) -> None:
    reworded = DRAFT.replace("People plan", "People plot")
    versions(tmp_path, {"garden": reworded}, {"garden": DRAFT}, {"garden": SEEN})
    history = history_of(tmp_path)
    assert told(history) == [
        ("2024-05-05", ["S9 added"]),
        ("2024-03-03", ["The programme published for the first time"]),
    ]
    assert history.created("garden/S9") == dt.date(2024, 5, 5)
    assert "plot" not in repr(history)


def test_that_a_level_holds_a_draft_is_no_change_of_what_the_source_counts(tmp_path: Path) -> None:
    texts = [text.replace("outcomes\n", "outcomes\n    stated_count: 3\n") for text in (FIRST, DRAFT, SEEN)]
    versions(tmp_path, *({"garden": text} for text in texts))
    assert [said for _, said in told(history_of(tmp_path))] == [
        ["S9 added"],
        ["The programme published for the first time"],
    ]


def test_a_programme_is_published_on_the_day_on_which_it_is_no_draft(tmp_path: Path) -> None:
    live = KITCHEN.replace("status: draft", "status: live")
    versions(tmp_path, {"kitchen": KITCHEN.replace("cook", "fry")}, {"kitchen": KITCHEN}, {"kitchen": live})
    history = history_of(tmp_path)
    assert told(history, "kitchen") == [("2024-05-05", ["The programme published for the first time"])]
    assert "fry" not in repr(history)


@pytest.mark.parametrize("hidden", ["garden/s9", "garden"])
def test_of_what_is_a_draft_now_no_version_is_told(tmp_path: Path, hidden: str) -> None:
    versions(tmp_path, {"garden": FIRST}, {"garden": SEEN}, {"garden": SEEN.replace("plan", "plot")})
    history = history_of(tmp_path, hidden)
    assert "S9" not in repr(history)
    assert "People pl" not in repr(history)
    assert bool(history.days) == (hidden != "garden")


def test_what_was_published_and_is_deleted_is_told(tmp_path: Path) -> None:
    versions(tmp_path, {"garden": DRAFT}, {"garden": SEEN}, {"garden": FIRST})
    assert [said for _, said in told(history_of(tmp_path))][:2] == [["S9 removed"], ["S9 added"]]


def test_what_was_never_published_is_told_nowhere_not_even_as_the_end_of_a_link(tmp_path: Path) -> None:
    versions(
        tmp_path,
        {"garden": FIRST, "kitchen": KITCHEN},
        {"garden": TO_KITCHEN.replace("People meet", "People gather")},
        {"garden": FIRST, "kitchen": None},
    )
    cache = tmp_path / "cache"
    for _ in ("made", "kept"):
        history = history_of(tmp_path, cache=cache)
        assert told(history)[:2] == [
            ("2024-05-05", ["S1 reworded", "S2: note removed"]),
            ("2024-04-04", ["S1 reworded", "S2: note added"]),
        ]
        assert "kitchen" not in repr(history).lower()


def test_where_drafts_are_published_all_is_told(tmp_path: Path) -> None:
    versions(tmp_path, {"garden": FIRST}, {"garden": DRAFT}, {"garden": SEEN})
    history = read_history("git", tmp_path / "frameworks", hidden=None)
    assert [said for _, said in told(history)][:2] == [["S9: status changed from draft to active"], ["S9 added"]]


def test_snapshots_that_hold_drafts_tell_of_none(tmp_path: Path) -> None:
    kept = tmp_path / "frameworks/changes"
    kept.mkdir(parents=True)
    for day, text in zip(DAYS, (FIRST, DRAFT, SEEN.replace("People talk", "People chat")), strict=True):
        (tmp_path / "frameworks/garden.yml").write_text(text, encoding="utf-8")
        (kept / f"{day}.json").write_text(snapshot_text(tmp_path / "frameworks"), encoding="utf-8")
    history = history_of(tmp_path, choice="snapshots")
    assert told(history)[0] == ("2024-05-05", ["S9 added", "S2 reworded"])
    assert [day for day, _ in told(history)] == ["2024-05-05", "2024-03-03"]
