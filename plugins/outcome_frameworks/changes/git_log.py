"""What git is asked for as the log of a folder, and how its answer is read: as versions of the folder, one a day."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from outcome_frameworks.changes.versions import Version, is_framework_file

LOG = (
    *("-c", "log.diffMerges=first-parent", "-c", "log.showRoot=true", "-c", "log.follow=false"),
    *("log", "--first-parent", "-m", "--reverse", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-mailmap", "--ignore-submodules=all"),
    *("--encoding=none", "-O/dev/null", "--format=%H %ct", "--", "."),
)
"""What became of the folder in the branch that is built, whatever a user has set for git. A merge counts as one change,
on the day of the merge: from then on the branch says so."""

# The first line of a commit, `5f3c… 1732270000`; its time is missing where git could not read it.
_HEADER = re.compile(r"(?P<id>[0-9a-f]{40,64}) (?P<seconds>\d{1,12})?")
# A line of `--raw`, `:100644 100644 1a2b… 3c4d… M`: the new mode and the new mark of a file.
_FILE = re.compile(r":\d+ (?P<mode>\d+) [0-9a-f]+ (?P<mark>[0-9a-f]+) [A-Z]\d*")
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, and of what dates can hold."""

_FILE_MODES = ("100644", "100755")


class Log(NamedTuple):
    """What a log tells of the framework files in a folder."""

    versions: tuple[Version, ...]
    first: str
    """The first commit that is told; "" where none is."""

    undated: tuple[str, ...]
    """The commits whose time no date can hold."""


class _Commit(NamedTuple):
    id: str
    seconds: int | None
    """Its time; None for one that no date can hold."""

    changed: tuple[tuple[str, str], ...]
    """Names with their new marks; "" for a file that is gone."""


def read_log(output: bytes) -> Log:
    """Read what git answers to `LOG`.

    A commit whose clock was behind counts on the day of the one before it, and so does one whose time no date can hold.

    Raises:
        ValueError: where it is no such answer.
    """
    commits = _commits(output)
    undated = tuple(commit.id for commit in commits if commit.seconds is None)
    return Log(_by_day(commits), commits[0].id if commits else "", undated)


def _commits(output: bytes) -> list[_Commit]:
    """Read the log: each commit is its header, and for each file its modes and marks and then its name.

    All of these end with a zero byte, which no name can hold; what stands in the place of a name is one, whatever it
    looks like.
    """
    commits: list[tuple[re.Match[str], dict[str, str]]] = []
    parts = iter(output.split(b"\0"))
    for part in parts:
        text = part.decode("ascii", "replace").lstrip("\n")
        if (file := _FILE.fullmatch(text)) and commits:
            name = next(parts, b"").decode("utf-8", "surrogateescape")
            if is_framework_file(name):
                commits[-1][1][name] = file["mark"] if file["mode"] in _FILE_MODES else ""
        elif header := _HEADER.match(text):
            commits.append((header, {}))
        elif text:
            raise ValueError(text)
    return [_Commit(header["id"], _seconds(header), tuple(changed.items())) for header, changed in commits if changed]


def _seconds(header: re.Match[str]) -> int | None:
    seconds = int(header["seconds"] or _LAST_SECOND + 1)
    return seconds if header.end() == len(header.string) and seconds <= _LAST_SECOND else None


def _by_day(commits: list[_Commit]) -> tuple[Version, ...]:
    found: dict[str, Version] = {}
    files: dict[str, str] = {}
    latest: int | None = None
    for commit in commits:
        files = {name: mark for name, mark in (files | dict(commit.changed)).items() if mark}
        if commit.seconds is not None:
            latest = max(latest or 0, commit.seconds)
        if latest is not None:  # else it is told with the first one that has a day
            time = datetime.fromtimestamp(latest, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            found[time[:10]] = Version(time, files)
    return tuple(found.values())
