"""Choose where the history comes from: snapshots, git, or nowhere; say once why there is none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from outcome_frameworks.changes.git import GitError, git_versions
from outcome_frameworks.changes.history import History, make_history
from outcome_frameworks.changes.snapshots import (
    SNAPSHOTS_FOLDER,
    SnapshotError,
    snapshot_files,
    snapshot_versions,
    unread_snapshots,
)
from outcome_frameworks.problems.wording import count
from outcome_frameworks.system.kept_files import NO_FOLDER, KeptFolder

log = logging.getLogger(__name__)

HistoryChoice = Literal["auto", "git", "snapshots", "off"]
"""Where what changed is taken from; `auto` takes snapshots where there are any, else git."""


def read_history(
    choice: HistoryChoice,
    frameworks: Path,
    cache: KeptFolder = NO_FOLDER,
    since: str = "",
    home: Path | None = None,
    hidden: frozenset[str] | None = frozenset(),
) -> History:
    """Read the history of a folder of frameworks; an empty one where there is none, with one line in the log.

    What looks like a snapshot and is not read is told there, too.

    Args:
        choice: Where it is taken from.
        frameworks: The folder of frameworks, in which snapshots stand in a folder of their own.
        cache: A folder that outlives builds.
        since: A date; what is older is not told.
        home: The folder of the site; None for the one in which that of the frameworks stands.
        hidden: Full keys, with folded ids, of what is a draft now, of which nothing is told, as of all that was one
            then; None where drafts are published.
    """
    if choice == "off" or not frameworks.is_dir():
        return History()
    snapshots = frameworks / SNAPSHOTS_FOLDER
    for said in unread_snapshots(snapshots) if choice != "git" else ():
        log.warning(said)
    if choice == "snapshots" or (choice == "auto" and snapshot_files(snapshots)):
        return _from_snapshots(snapshots, cache, since, hidden)
    return _from_git(frameworks, home or frameworks.resolve().parent, cache, since, hidden)


def _from_snapshots(folder: Path, cache: KeptFolder, since: str, hidden: frozenset[str] | None) -> History:
    try:
        return make_history(snapshot_versions(folder), cache, since, hidden)
    except SnapshotError as error:
        log.warning("No page says what changed: %s", error)
        return History()


def _from_git(frameworks: Path, home: Path, cache: KeptFolder, since: str, hidden: frozenset[str] | None) -> History:
    try:
        with git_versions(frameworks, home) as versions:
            history = make_history(versions, cache, since, hidden)
    except GitError as error:
        log.info("No page says what changed, as %s", error)
        return History()
    if versions.undated:
        log.info(
            "%s to the frameworks %s a time that no date can hold, such as %s; what changed in it is told on the day "
            "of the commit before it",
            count(len(versions.undated), "commit"),
            "has" if len(versions.undated) == 1 else "have",
            versions.undated[0][:12],
        )
    if not versions.versions:
        log.info("No page says what changed, as no framework is committed yet")
    elif versions.is_cut:
        log.info(
            "What changed is told from %s on: this clone of the repository holds no more (fetch-depth: 0 gets all)",
            versions.versions[0].date,
        )
    return history
