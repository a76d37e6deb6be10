"""What the commands that read frameworks have in common: where the files are, and how the site makes addresses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.hosts.settings import SiteSettings, read_settings
from outcome_frameworks.model import Drafts
from outcome_frameworks.problems import Problem, Severity, format_text
from outcome_frameworks.reading.ledger import NAME, Ledger, read_ledger
from outcome_frameworks.reading.sources import HandWrittenPage, read_docs

folder_argument = click.argument("folder", type=click.Path(path_type=Path), default="frameworks")
"""The folder of frameworks."""

docs_option = click.option(
    "--docs", type=click.Path(path_type=Path), help="Folder of hand-written pages.  [default: docs, if it is there]"
)
"""The folder of hand-written pages."""


class Project(NamedTuple):
    """A site whose frameworks a command reads: how it makes addresses, and its ledger of those that were published.

    `drafts` says what becomes of drafts. A folder that no site publishes has no ledger.
    """

    urls: Urls
    permalinks: Path | None
    drafts: Drafts = "hide"

    def read_ledger(self) -> Ledger:
        """Read the ledger, by the name that it has from where you stand."""
        if self.permalinks is None:
            return Ledger(NAME)
        return read_ledger(self.permalinks, Path(os.path.relpath(self.permalinks)).as_posix())


def find_project(folder: Path) -> Project:
    """Return the site that a folder of frameworks belongs to: the nearest mkdocs.yml that names the folder.

    Without any mkdocs.yml the folder's own parent is the site, with addresses as they are by default.
    """
    here = folder.resolve()
    found = [(root, settings) for root in here.parents if (settings := read_settings(root / "mkdocs.yml"))]
    for root, settings in found:
        if _is_named(here, root, settings):
            return Project(_urls(settings), root / NAME, "publish" if settings.publishes_drafts else "hide")
    return Project(Urls(), None if found else here.parent / NAME)


def _is_named(folder: Path, root: Path, settings: SiteSettings) -> bool:
    try:
        return (root / settings.frameworks_dir).resolve() == folder
    except ValueError:  # no folder can have that name: the build says so
        return False


def _urls(settings: SiteSettings) -> Urls:
    return Urls(settings.path_prefix, settings.use_directory_urls)


def read_pages(docs: Path | None, urls: Urls = Urls()) -> list[HandWrittenPage]:
    """Read the hand-written pages of the folder that was named, or of `docs` where there is one.

    Raises:
        BadParameter: where the folder that was named does not exist.
        OSError: where a page cannot be read.
    """
    if docs is not None and not docs.is_dir():
        raise click.BadParameter(f"there is no folder {docs}", param_hint="--docs")
    folder = docs or Path("docs")
    return read_docs(folder, urls) if folder.is_dir() else []


def stop_at_errors(problems: Iterable[Problem]) -> None:
    """Print the errors among problems, and end with status 1 where there is one."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        click.echo(format_text(errors), err=True)
        sys.exit(1)
