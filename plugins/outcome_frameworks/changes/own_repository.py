"""Which repository may tell the history of a folder: the site's own, or one that says itself that this is its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from outcome_frameworks.problems.wording import show


def leads_elsewhere(folder: Path, home: Path, repository: Path, work_tree: Callable[[], str]) -> str:
    """Return what has git read another repository than the site's own, and what to do; "" where nothing has.

    Whoever may put files into a folder of frameworks could put a `.git` there that leads to any repository of this
    machine, whose past the pages would tell. It counts only where that repository stands in `.git` itself, as that of
    a clone does, or names the folder, too, as that of a linked work tree or of a submodule does; and where all that
    belongs to it stands in one place, since whoever puts a `.git` there may have made the repository as well.

    Args:
        folder: The folder whose history is told.
        home: The folder of the site. Whoever writes there is trusted, so that a `.git` there or above it is.
        repository: The resolved folder that git has found from `folder` on.
        work_tree: Reads what the settings of that repository say of its work tree, "" for nothing.
    """
    start, site = folder.resolve(), home.resolve()
    if folder.absolute().is_relative_to(home.absolute()) and not start.is_relative_to(site):
        words = "is a link to another place, whose past is not read; put the folder itself there"
        return f"{show(folder.as_posix(), 120)} {words}"
    top = next((place for place in (start, *start.parents) if os.path.lexists(place / ".git")), site)
    mark = top / ".git"
    if site.is_relative_to(top):
        return ""
    knows_folder = repository == mark or (repository / (work_tree() or "/")).resolve() == top
    source = repository if knows_folder else _shared(repository, mark)
    if source and _is_whole(source):
        return ""
    return f"{show(mark.as_posix(), 120)} leads to a repository of another place, which is not read; delete it"


def _is_whole(repository: Path) -> bool:
    """Return whether nothing in a repository leads out of it: no other one to share with, and no link."""
    shared = ("commondir", "objects/info/alternates")
    if any(os.path.lexists(repository / name) for name in shared):
        return False
    return not any(
        Path(place, name).is_symlink()
        for place, folders, files in os.walk(repository)
        if Path(place).name != "hooks"  # nothing of them is run
        for name in (*folders, *files)
    )


def _shared(repository: Path, mark: Path) -> Path | None:
    """Return the repository whose folder `worktrees/…` names a `.git` as the place of its work tree; None for none."""
    try:
        shared = (repository / (repository / "commondir").read_text("utf-8").strip()).resolve()
        named = (repository / (repository / "gitdir").read_text("utf-8").strip()).resolve()
    except (OSError, ValueError):
        return None
    return shared if repository.parent == shared / "worktrees" and named == mark else None
