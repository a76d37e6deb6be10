"""Find the files of a folder of frameworks, and tell of those that look as if they were read and are not."""

from __future__ import annotations

from pathlib import Path

from outcome_frameworks.problems import NOWHERE, Problem
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.system.regular_files import LEADS_OUT, leads_out

_ENDINGS = (".yml", ".yaml")


def list_files(folder: Path, name: str) -> tuple[list[Path], list[Problem]]:
    """Return the YAML files of a folder by name; refuse links that lead out of it, and tell of what is not read."""
    try:
        home = folder.resolve(strict=True)
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except (OSError, RuntimeError) as error:
        message = f"the folder of frameworks cannot be read: {reason_of(error)}"
        return [], [Problem(name, NOWHERE, "unreadable-file", message)]
    files, problems = [], []
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.suffix.lower() not in _ENDINGS or (path.is_dir() and not path.is_symlink()):
            problems += _explain_unread(path, shown_path(name, path), name or ".")
        elif leads_out(path, home):
            problems.append(Problem(shown_path(name, path), NOWHERE, "unreadable-file", LEADS_OUT))
        elif path.is_file():
            files.append(path)
        else:
            message = "this is no file but a pipe or the like; put a file in its place, or remove it"
            problems.append(Problem(shown_path(name, path), NOWHERE, "unread-file", message))
    return files, problems


def shown_path(folder: str, path: Path) -> str:
    """Return how messages name a file of the folder."""
    return f"{folder}/{path.name}" if folder not in ("", ".") else path.name


def _explain_unread(path: Path, shown: str, folder: str) -> list[Problem]:
    """Report what its author may take for a framework: a file with an ending too many, a folder that holds YAML."""
    if path.name.lower().endswith(tuple(f"{ending}.txt" for ending in _ENDINGS)):
        message = (
            f'the file is not read, since its name ends in .txt; rename it to "{show(path.stem)}" (Windows hides such '
            "endings: in the Explorer, choose View, Show, File name extensions)"
        )
        return [Problem(shown, NOWHERE, "unreadable-file", message)]
    if path.is_symlink() or not path.is_dir():
        return []
    try:
        held = sorted(inner.name for inner in path.iterdir() if _is_yaml(inner.name))
    except OSError:  # what nobody may read is no framework
        return []
    if not held:
        return []
    more = f" and {count(len(held) - 1, 'more YAML file')}" if len(held) > 1 else ""
    message = (
        f'"{show(held[0])}"{more} in this folder {"are" if more else "is"} not read; move what is a framework up into '
        f"{folder}, or let the folder's name begin with a dot"
    )
    return [Problem(shown, NOWHERE, "unread-file", message)]


def _is_yaml(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) and not name.startswith(".")


def reason_of(error: Exception) -> str:
    """Return why the system refuses a file or folder."""
    if isinstance(error, FileNotFoundError):
        return "it does not exist"
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__
