"""Read the versions of a folder from the git repository that it stands in, without running anything of that one's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from outcome_frameworks.changes.git_log import LOG, Log, read_log
from outcome_frameworks.changes.own_repository import leads_elsewhere
from outcome_frameworks.changes.versions import Version
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.frameworks.load import MAX_FILE
from outcome_frameworks.system.programs import ProgramError, run_program

_SAFE = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
    *("-c", "safe.bareRepository=explicit"),
)
"""Settings under which git runs no program that a repository names (pager, monitor, hooks, gpg), and takes no folder of
a project for a repository because of what files in it are called."""

_PASSED_ON = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Settings of git in the environment that stay; others may point it to another repository, as inside a hook."""

_SECONDS, _MEGABYTES = 10, 1
"""How long git may take, on a slow disk too, to say where the repository is, and how much it may write."""

_LOG_SECONDS, _LOG_MEGABYTES = 120, 200
"""The same for the log: a hundred bytes or two for each file in each commit."""

_CONTENT = re.compile(rb"[0-9a-f]+ [a-z]+ (?P<size>\d{1,18})\n")
"""The line before a content: `5f3c… blob 1234`; `git cat-file --batch` answers so."""

_LONGEST_LINE = 200
_UNUSABLE = "git gave an answer that cannot be used"


class GitError(Exception):
    """Git gives no history; the text says why, in one line."""


@dataclass
class GitVersions:
    """The versions of a folder that its repository holds, one a day."""

    versions: tuple[Version, ...]
    is_cut: bool
    undated: tuple[str, ...]
    """The commits whose time no date can hold."""

    _contents: _Contents = field(repr=False)

    def read(self, mark: str) -> bytes | None:
        """Return the content with this mark; None where the repository does not hold it."""
        return self._contents.read(mark)


@contextmanager
def git_versions(folder: Path, home: Path) -> Iterator[GitVersions]:
    """Read which versions of a folder the repository holds; contents can be read until the end of the context.

    What is not committed is no version. `home` is the folder of the site, whose repository it is.

    Raises:
        GitError: where there is no git, no repository, or git refuses to read it.
    """
    program = _program()
    _require_own_repository(program, folder, home)
    ends = _ends(program, folder)
    log = _log(program, folder)
    contents = _Contents(program, folder)
    try:
        is_cut = log.first in ends and _has_parent(contents, log.first)
        yield GitVersions(log.versions, is_cut, log.undated, contents)
    finally:
        contents.close()


def holds_tracked(home: Path, folder: str) -> bool | None:
    """Return whether git tracks a folder below `home`, or something in it, however its letters' cases are.

    None where there is a repository, and git gives no answer on it: it is not installed, or does not trust its owner.
    """
    try:
        answer = _run(
            *(_program(), home, "ls-files", "-z", "--", f":(icase){folder.partition('/')[0]}"),
            seconds=_SECONDS,
            megabytes=_LOG_MEGABYTES,
        )
    except GitError:
        has_repository = any(os.path.lexists(place / ".git") for place in (home, *home.parents))
        return None if has_repository else False
    names = (f"{name}/".casefold() for name in os.fsdecode(answer).split("\0") if name)
    return any(name.startswith(f"{folder}/") or f"{folder}/".startswith(name) for name in names)


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed here")
    return program


def _ends(program: str, folder: Path) -> list[str]:
    """Return the commits at which the repository ends because it was cloned so; none where it holds all.

    Raises:
        GitError: where that cannot be read.
    """
    answer = _ask(program, folder, "rev-parse", "--is-shallow-repository", "--git-path", "shallow")
    is_shallow, _, path = os.fsdecode(answer).removesuffix("\n").partition("\n")
    if is_shallow != "true":
        return []
    try:
        return (folder / path).read_text("ascii").split()
    except (OSError, ValueError):
        raise GitError(_UNUSABLE) from None


def _log(program: str, folder: Path) -> Log:
    try:
        return read_log(_run(program, folder, *LOG, seconds=_LOG_SECONDS, megabytes=_LOG_MEGABYTES))
    except ValueError:
        raise GitError(_UNUSABLE) from None


def _has_parent(contents: _Contents, commit: str) -> bool:
    """Return whether a commit comes after another one, also where the clone does not hold that."""
    text = contents.read(commit)
    return text is None or b"\nparent " in text.partition(b"\n\n")[0]


def _require_own_repository(program: str, folder: Path, home: Path) -> None:
    """Refuse a repository that files in the project have git take for the project's own.

    Files may stand openly there that git before 2.38 takes for a repository, and a `.git` may lead to another one.

    Raises:
        GitError: where the repository is the folder itself, one that it stands in, or another's, and where git names
            no folder.
    """
    place = os.fsdecode(_ask(program, folder, "rev-parse", "--absolute-git-dir").removesuffix(b"\n"))
    if not (os.path.isabs(place) and os.path.isdir(place)):  # noqa: PTH112, PTH117 Path refuses some rubbish by errors
        raise GitError(_UNUSABLE if place else "git gave no answer")
    found = Path(place).resolve()
    if folder.resolve().is_relative_to(found):
        raise GitError(_bare(found.as_posix()))
    if words := leads_elsewhere(folder, home, found, lambda: _work_tree(program, folder, found)):
        raise GitError(words)


def _work_tree(program: str, folder: Path, repository: Path) -> str:
    """Return the work tree that the settings of a repository name, "" for none."""
    asked = ("config", "--file", str(repository / "config"), "core.worktree")
    try:
        return os.fsdecode(_ask(program, folder, *asked)).removesuffix("\n")
    except GitError:  # it names none
        return ""


def _bare(place: str) -> str:
    return (
        f"{show(place, 120)} holds the files of a git repository of its own (HEAD, objects, refs), which is not read; "
        "delete them"
    )


def _ask(program: str, folder: Path, *arguments: str) -> bytes:
    return _run(program, folder, *arguments, seconds=_SECONDS, megabytes=_MEGABYTES)


def _run(program: str, folder: Path, *arguments: str, seconds: int, megabytes: int) -> bytes:
    command = [program, *_SAFE, *arguments]
    try:
        ended = run_program(command, seconds=seconds, megabytes=megabytes, folder=folder, environment=_environment())
    except ProgramError as error:
        raise GitError(f"git {error}") from None
    if ended.code < 0:
        raise GitError(f"git ended with signal {-ended.code}")
    if ended.code:
        raise GitError(_explained(ended.errors.decode("utf-8", "replace"), folder))
    return ended.output


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
    said = show("".join(letter if letter.isprintable() else " " for letter in message.removeprefix("fatal: ")), 160)
    return f"git says: {said}" if said else "git failed and gave no reason"


def _environment() -> dict[str, str]:
    """Return the environment for git: plain messages, no questions, and nothing from the network."""
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
            header = _CONTENT.fullmatch(process.stdout.readline(_LONGEST_LINE))
        except OSError:
            return None
        if header is None:  # "<mark> missing", as in a clone without all contents
            return None
        size = int(header["size"])
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
            self._process.kill()  # it only reads, and may be amid a content that nobody wants
            with suppress(OSError), self._process:
                pass
