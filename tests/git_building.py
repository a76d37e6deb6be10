"""Git repositories for tests: commits with fixed dates, by nobody in particular."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
}


def git(folder: Path, *arguments: str, time: str = "2026-01-01T00:00:00Z") -> str:
    """Run git in a folder, and give what it says."""
    environment = {**os.environ, **_SETTINGS, "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": time}
    run = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return run.stdout.strip()


def commit(project: Path, time: str, message: str = "A change", **texts: str | None) -> None:
    """Write the framework files that are named (None deletes one), and commit all of the project at a time in UTC."""
    if not (project / ".git").exists():
        project.mkdir(parents=True, exist_ok=True)
        git(project, "init", "-q", "-b", "main")
    for name, text in texts.items():
        path = project / "frameworks" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "--allow-empty", "-m", message, time=time)
