"""Read the versions of a folder from the git repository that it stands in, without running anything of that one's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from outcome_frameworks.changes.versions import Version, is_framework_file
from outcome_frameworks.wording import show

_SAFE = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
)
"""Settings under which git runs no program that a repository names: pager, monitor, hooks, gpg."""

_LOG = (
    *("log", "--first-parent", "-m", "--reverse", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-mailmap", "--ignore-submodules=all"),
    *("--format=%x01%H %ct", "--", "."),
)
"""What became of the folder in the branch that is built. A merge counts as one change, on the day of the merge: from
then on the branch says so."""

_PASSED_ON = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Settings of git in the environment that stay; others may point it to another repository, as inside a hook."""

_FILE_MODES = ("100644", "100755")
_SECONDS = 120


class GitError(Exception):
    """Git gives no history; the text says why, in one line."""


class _Commit(NamedTuple):
    id: str
    seconds: int
    changed: tuple[tuple[str, str], ...]
    """Names with their new marks; "" for a file that is gone."""


@dataclass
class GitVersions:
    """The versions of a folder that its repository holds, one a day."""

    versions: tuple[Version, ...]
    is_cut: bool
    _contents: _Contents = field(repr=False)

    def read(self, mark: str) -> bytes | None:
        """Give the content with this mark; None where the repository does not hold it."""
        return self._contents.read(mark)


@contextmanager
def git_versions(folder: Path) -> Iterator[GitVersions]:
    """Read which versions of a folder the repository holds; contents can be read until the end of the context.

    What is not committed is no version. A commit whose clock was behind counts on the day of the one before it.

    Raises:
        GitError: where there is no git, no repository, or git refuses to read it.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed here")
    shallow = _run(program, folder, "rev-parse", "--is-shallow-repository", "--git-path", "shallow")
    is_shallow, path = shallow.decode("utf-8", "surrogateescape").split("\n")[:2]
    commits = _commits(_run(program, folder, *_LOG))
    ends = (folder / path).read_text("ascii").split() if is_shallow == "true" else []
    contents = _Contents(program, folder)
    try:
        is_cut = bool(commits) and commits[0].id in ends and _has_parent(contents, commits[0].id)
        yield GitVersions(_by_day(commits), is_cut, contents)
    finally:
        contents.close()


def _has_parent(contents: _Contents, commit: str) -> bool:
    """Tell whether a commit comes after another one, also where the clone does not hold that."""
    text = contents.read(commit)
    return text is None or b"\nparent " in text.partition(b"\n\n")[0]


def _commits(output: bytes) -> list[_Commit]:
    """Read the log: a commit begins with 0x01; each file of it is its modes and marks, and then its name."""
    commits = []
    for part in output.split(b"\x01")[1:]:
        header, *rest = part.split(b"\0")
        identity, seconds = header.split()
        changed = []
        for raw, name in zip(rest[::2], rest[1::2], strict=False):
            _, mode, _, mark, _ = raw.decode().split()
            decoded = name.decode("utf-8", "surrogateescape")
            if is_framework_file(decoded):
                changed.append((decoded, mark if mode in _FILE_MODES else ""))
        if changed:
            commits.append(_Commit(identity.decode(), int(seconds), tuple(changed)))
    return commits


def _by_day(commits: list[_Commit]) -> tuple[Version, ...]:
    found: dict[str, Version] = {}
    files: dict[str, str] = {}
    latest = 0
    for commit in commits:
        latest = max(latest, commit.seconds)
        files = {name: mark for name, mark in (files | dict(commit.changed)).items() if mark}
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
        return process.stdout.read(size + 1)[:size]

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
