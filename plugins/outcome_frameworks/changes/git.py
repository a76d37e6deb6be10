"""Read the versions of a folder from the git repository that it stands in, without running anything of that one's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from outcome_frameworks.changes.versions import Version, is_framework_file
from outcome_frameworks.load import MAX_FILE
from outcome_frameworks.wording import show

_SAFE = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
    *("-c", "safe.bareRepository=explicit"),
)
"""Settings under which git runs no program that a repository names (pager, monitor, hooks, gpg), and takes no folder of
a project for a repository because of what files in it are called."""

_LOG = (
    *("-c", "log.diffMerges=first-parent", "-c", "log.showRoot=true", "-c", "log.follow=false"),
    *("log", "--first-parent", "-m", "--reverse", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-mailmap", "--ignore-submodules=all"),
    *("--encoding=none", "-O/dev/null", "--format=%H %ct", "--", "."),
)
"""What became of the folder in the branch that is built, whatever a user has set for git. A merge counts as one change,
on the day of the merge: from then on the branch says so."""

_HEADER = re.compile(r"(?P<id>[0-9a-f]{40,64}) (?P<seconds>\d{1,12})?")
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, and of what dates can hold."""

_PASSED_ON = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Settings of git in the environment that stay; others may point it to another repository, as inside a hook."""

_FILE_MODES = ("100644", "100755")
_SECONDS = 120


class GitError(Exception):
    """Git gives no history; the text says why, in one line."""


class _Commit(NamedTuple):
    id: str
    seconds: int | None
    """Its time; None for one that no date can hold."""

    changed: tuple[tuple[str, str], ...]
    """Names with their new marks; "" for a file that is gone."""


@dataclass
class GitVersions:
    """The versions of a folder that its repository holds, one a day."""

    versions: tuple[Version, ...]
    is_cut: bool
    undated: tuple[str, ...]
    """The commits whose time no date can hold."""

    _contents: _Contents = field(repr=False)

    def read(self, mark: str) -> bytes | None:
        """Give the content with this mark; None where the repository does not hold it."""
        return self._contents.read(mark)


@contextmanager
def git_versions(folder: Path) -> Iterator[GitVersions]:
    """Read which versions of a folder the repository holds; contents can be read until the end of the context.

    What is not committed is no version. A commit whose clock was behind counts on the day of the one before it, and so
    does one whose time no date can hold.

    Raises:
        GitError: where there is no git, no repository, or git refuses to read it.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed here")
    _require_repository_around(folder, _run(program, folder, "rev-parse", "--absolute-git-dir"))
    shallow = _run(program, folder, "rev-parse", "--is-shallow-repository", "--git-path", "shallow")
    is_shallow, path = shallow.decode("utf-8", "surrogateescape").split("\n")[:2]
    commits = _commits(_run(program, folder, *_LOG))
    ends = (folder / path).read_text("ascii").split() if is_shallow == "true" else []
    contents = _Contents(program, folder)
    try:
        is_cut = bool(commits) and commits[0].id in ends and _has_parent(contents, commits[0].id)
        undated = tuple(commit.id for commit in commits if commit.seconds is None)
        yield GitVersions(_by_day(commits), is_cut, undated, contents)
    finally:
        contents.close()


def _has_parent(contents: _Contents, commit: str) -> bool:
    """Tell whether a commit comes after another one, also where the clone does not hold that."""
    text = contents.read(commit)
    return text is None or b"\nparent " in text.partition(b"\n\n")[0]


def _require_repository_around(folder: Path, git_dir: bytes) -> None:
    """Refuse a repository made of files that stand openly in the project, which git before 2.38 takes for its own.

    Raises:
        GitError: where the repository is the folder itself or one that it stands in.
    """
    found, home = Path(os.fsdecode(git_dir.removesuffix(b"\n"))).resolve(), folder.resolve()
    if home.is_relative_to(found):
        raise GitError(_bare(found.as_posix()))


def _bare(place: str) -> str:
    return (
        f"{show(place, 120)} holds the files of a git repository of its own (HEAD, objects, refs), which is not read; "
        "delete them"
    )


def _commits(output: bytes) -> list[_Commit]:
    """Read the log: each commit is its header, and for each file its modes and marks and then its name.

    All of these end with a zero byte, which no name can hold; what stands in the place of a name is one, whatever it
    looks like.
    """
    commits: list[tuple[re.Match[str], dict[str, str]]] = []
    parts = iter(output.split(b"\0"))
    for part in parts:
        text = part.decode("ascii", "replace").lstrip("\n")
        if text.startswith(":") and commits:
            name = next(parts, b"").decode("utf-8", "surrogateescape")
            _, mode, _, mark, _ = text.split()
            if is_framework_file(name):
                commits[-1][1][name] = mark if mode in _FILE_MODES else ""
        elif header := _HEADER.match(text):
            commits.append((header, {}))
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


def _run(program: str, folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            [program, *_SAFE, *arguments],
            cwd=folder,
            env=_environment(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"git could not be run: {show(error, 120)}") from None
    if done.returncode:
        raise GitError(_explained(done.stderr.decode("utf-8", "replace"), folder))
    return done.stdout


def _explained(message: str, folder: Path) -> str:
    if "dubious ownership" in message:
        return (
            "git does not read this repository, which belongs to another user; allow it with git config --global --add "
            f"safe.directory and the folder of the repository, in which {folder.resolve().as_posix()} stands"
        )
    if "safe.bareRepository" in message:
        return _bare(message.partition("'")[2].partition("'")[0])
    if "not a git repository" in message:
        return "the site is in no git repository"
    if "does not have any commits" in message:
        return "nothing is committed yet"
    return f"git says: {show(message.removeprefix('fatal: '), 160)}"


def _environment() -> dict[str, str]:
    """Give the environment for git: plain messages, no questions, and nothing from the network."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_PASSED_ON)
    }
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


class _Contents:
    """Reads contents by their marks with one process, which starts with the first that is asked for."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, mark: str) -> bytes | None:
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(mark.encode() + b"\n")
            process.stdin.flush()
            header = process.stdout.readline().split()
        except OSError:
            return None
        if len(header) != 3:  # "<mark> missing", as in a clone without all contents
            return None
        size = int(header[2])
        content = process.stdout.read(min(size, MAX_FILE))
        left = size + 1 - len(content)
        while left > 0 and (more := process.stdout.read(min(left, MAX_FILE))):
            left -= len(more)
        return content if size <= MAX_FILE else None

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._program, *_SAFE, "cat-file", "--batch"],
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        if self._process:
            self._process.communicate()
