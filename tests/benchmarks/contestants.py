"""Who takes part in a measurement, and what each has to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

from benchmarks import projects
from benchmarks.projects import Project

PEERS = Path(__file__).parent / "peers"
"""The requirements of each peer's environment, by its name."""


class Before(Enum):
    """What stands there when a build begins."""

    NOTHING = auto()
    """Neither a site nor anything stored."""

    THE_SAME = auto()
    """All of a build of the same files."""

    ONE_EDITED = auto()
    """All of a build of these files before one wording was changed."""


@dataclass(frozen=True)
class Contestant:
    """One row of the table: a program, its project, and what stands there before it runs."""

    name: str
    title: str
    project: Project
    program: str
    arguments: tuple[str, ...]
    before: Before = Before.NOTHING
    peer: str = ""
    """The environment that it needs, or hugo; empty for that of this project."""

    items: int | None = None
    """How many items it always builds, where that is not asked of it."""

    most_items: int = 1_000_000
    """With more it would take hours, and is left out."""

    def prepare(self, folder: Path, number: int) -> None:
        """Write the project where it is missing, and bring it to the state in which the build begins."""
        if self.before is Before.NOTHING:
            for name in (self.project.site, *self.project.stored, "temporary"):
                shutil.rmtree(folder / name, ignore_errors=True)
        elif self.before is Before.ONE_EDITED:
            self.project.edit(folder, number)


def _ours() -> list[Contestant]:
    """Return the builds by this plugin, in the order of their rounds: what is stored by one is used by the next."""
    previews, plain = projects.ours("ours"), projects.ours("ours-plain", link_previews=False)
    build = ("outcomes", ("build",))
    known = has_option("rendering")
    compatible = projects.ours("ours-compatible", link_previews=False, **({"rendering": "compatible"} if known else {}))
    way = (
        "… the same with `rendering: compatible`"
        if known
        else "… the same once more, as this version has no `rendering`"
    )
    same, edited = Before.THE_SAME, Before.ONE_EDITED
    return [
        Contestant("cold-previews", "this plugin, nothing stored", previews, *build),
        Contestant("warm-previews", "… nothing changed", previews, *build, same),
        Contestant("edited-previews", "… one wording changed", previews, *build, edited),
        Contestant("cold", "… without previews, nothing stored", plain, *build),
        Contestant("warm", "… without previews, nothing changed", plain, *build, same),
        Contestant("edited", "… without previews, one wording changed", plain, *build, edited),
        Contestant("compatible", f"{way}, nothing changed", compatible, *build, same),
        Contestant("one", "… one programme, nothing changed", previews, *build, same, items=29),
    ]


def all_contestants() -> list[Contestant]:
    """Return everybody, in the order of each round and of the table."""
    mkdocs, empty, zensical = ("mkdocs", ("build",)), projects.EMPTY, projects.ZENSICAL
    sphinx = ("sphinx-build", ("-b", "html", "-d", "built/doctrees", ".", "built/html"))
    strictdoc = ("strictdoc", ("export", "docs", "--output-dir", "output"))
    same = Before.THE_SAME
    needs, sdoc = projects.SPHINX_NEEDS, projects.STRICTDOC
    return [
        *_ours(),
        Contestant("empty", "Material, an empty site", empty, *mkdocs, items=0),
        Contestant("A", "A: the same pages by hand, Material", projects.MATERIAL, *mkdocs),
        Contestant("H", "H: hugo, a minimal template", projects.HUGO, "hugo", ("--quiet",), peer="hugo"),
        Contestant("zensical", "Zensical, A’s pages", zensical, "zensical", ("build",), peer="zensical"),
        Contestant("zensical-warm", "… nothing changed", zensical, "zensical", ("build",), same, "zensical"),
        Contestant("gen-files", "mkdocs-gen-files, A’s pages", projects.GEN_FILES, *mkdocs, peer="gen-files"),
        Contestant("strictdoc", "StrictDoc", sdoc, *strictdoc, peer="strictdoc", most_items=5_000),
        Contestant("strictdoc-warm", "… nothing changed", sdoc, *strictdoc, same, "strictdoc", most_items=5_000),
        Contestant(
            "sphinx-needs", "sphinx-needs, a page a need", needs, *sphinx, peer="sphinx-needs", most_items=1_100
        ),
    ]


@cache
def has_option(name: str) -> bool:
    """Return whether the plugin knows an option; asked in another process, so that this one stays small."""
    options = "from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions as options"
    ask = f"{options}; raise SystemExit({name!r} not in dict(options._schema))"
    return subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


def find_program(contestant: Contestant, environments: Path) -> str | None:
    """Return the path of a contestant's program; None where its environment cannot be had."""
    if not contestant.peer:
        return str(Path(sys.executable).parent / contestant.program)
    if contestant.peer == "hugo":
        return shutil.which("hugo")
    programs = environments / contestant.peer / "bin"
    if not (environments / contestant.peer / "installed").exists():
        _install(contestant.peer, environments / contestant.peer)
    return str(programs / contestant.program) if (programs.parent / "installed").exists() else None


def _install(peer: str, environment: Path) -> None:
    """Make an environment with what a peer's requirements name; the pip of the system does it, as in tests/run.sh."""
    elsewhere = [name for name in os.environ["PATH"].split(os.pathsep) if Path(name) != Path(sys.executable).parent]
    python = shutil.which("python3", path=os.pathsep.join(elsewhere)) or sys.executable
    pip = [python, "-m", "pip", "--python", str(environment / "bin" / "python"), "install", "--quiet", "--no-deps"]
    commands = [
        [python, "-m", "venv", "--without-pip", "--clear", str(environment)],
        [*pip, "--only-binary", ":all:", "--requirement", str(PEERS / f"{peer}.txt")],
    ]
    if all(subprocess.run(command, check=False).returncode == 0 for command in commands):
        (environment / "installed").touch()
