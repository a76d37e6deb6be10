"""Runs `outcomes build` in processes of its own, on small projects, and compares what it leaves on disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from site_building import SMALL_FRAMEWORK

EPOCH = {"SOURCE_DATE_EPOCH": "1760000000"}
"""The date of a build, stated: without it the date of the site map is that of today."""

LETTERS = SMALL_FRAMEWORK.replace("Community garden", "Gàrradh – “coimhearsnachd” 🌱👩‍👩‍👧").replace(
    "People", "Daoine òga"
)
"""A framework with Gaelic letters, typographic quotes, a dash and emoji."""

OLD = {"frameworks/garden.yml": SMALL_FRAMEWORK}
"""The files of a small project."""

SETTINGS: dict[str, Any] = {
    "site_name": "Test site",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "plugins": ["outcome-frameworks"],
}


def chain(count: int, id: str = "chain") -> str:
    """Write a framework without levels whose elements lead to one another, C0 to C1 to C2."""
    elements = [f"{{id: C{n}, statement: Step {n}, leads_to: [C{n + 1}]}}" for n in range(count - 1)]
    elements.append(f"{{id: C{count - 1}, statement: The last step}}")
    return f"programme: {{id: {id}, title: The {id}}}\nelements:\n" + "".join(f"  - {line}\n" for line in elements)


@dataclass(frozen=True)
class Project:
    """A folder with mkdocs.yml, docs and frameworks; `site` is where it is built."""

    folder: Path
    site: Path

    def command(self, *arguments: str) -> list[str]:
        """Return the command that builds the site."""
        program = [sys.executable, "-c", "from outcome_frameworks.cli import main; main()", "build"]
        return [*program, "--site-dir", str(self.site), *arguments]

    def start(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a build as the leader of a group of processes."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=os.environ | EPOCH | dict(environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def build(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Ended:
        """Build, and say how it ended. Fails where it takes longer than two minutes."""
        process = self.start(*arguments, environment=environment)
        output, _ = process.communicate(timeout=120)
        return Ended(process.returncode, output)


@dataclass(frozen=True)
class Ended:
    """How a build ended, and all that it printed."""

    status: int
    output: str

    def complaints(self) -> list[str]:
        """Return the lines that say what went wrong."""
        assert "Traceback" not in self.output, self.output
        return [line for line in self.output.splitlines() if line.startswith(("WARNING", "ERROR", "Error"))]


def write_project(folder: Path, files: Mapping[str, str], options: Mapping[str, Any] | None = None) -> Project:
    """Write a project with a site beside it in `public/site`."""
    plugins = [{"outcome-frameworks": dict(options)}] if options else SETTINGS["plugins"]
    texts = {
        "mkdocs.yml": yaml.safe_dump(SETTINGS | {"plugins": plugins}, sort_keys=False),
        "docs/about.md": "# About\n",
    }
    for name, text in {**texts, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(folder, folder / "public" / "site")


def contents(folder: Path) -> dict[str, str]:
    """Return a digest of every file in a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the paths of files that differ, or that only one has."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def only_the_site_is_there(project: Project) -> bool:
    """Return whether a build has left nothing beside the site."""
    return [path.name for path in project.site.parent.iterdir()] == [project.site.name]
