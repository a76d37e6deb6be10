"""`outcomes import`: make framework files of a JSON file that a site publishes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from outcome_frameworks.cli.group import main
from outcome_frameworks.cli.project import find_project
from outcome_frameworks.data.yaml_writing import framework_yaml, organisations_yaml
from outcome_frameworks.model import Portfolio
from outcome_frameworks.problems import Severity, format_text
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.frameworks.load import ORGANISATIONS, load_portfolio
from outcome_frameworks.reading.json_file import ReadResult, read_json_file
from outcome_frameworks.system.regular_files import require_writable_place, write_text


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder of frameworks to write into.")
@click.option("--overwrite", is_flag=True, help="Replace framework files of the same names.")
def import_(file: Path, to: Path, overwrite: bool) -> None:
    """Make framework files of FILE, the JSON file of one programme or of all that a site publishes.

    Everything is checked first, together with the frameworks that are in the folder. Ends with status 1 where there is
    an error; nothing is written then. Organisations that the folder has no file for are written too; where it has one,
    what it lacks is printed, and the file stays as it is.
    """
    beside = load_portfolio(to).portfolio if to.is_dir() else Portfolio()
    published = find_project(to).read_ledger().names
    found = read_json_file(file.read_bytes(), file.as_posix(), beside, published)
    if told := [problem for problem in found.problems if problem.severity is not Severity.NOTE]:
        click.echo(format_text(told), err=True)
    if found.errors:
        sys.exit(1)
    texts = {_place(to, framework.id): framework_yaml(framework) for framework in found.frameworks}
    taken = [path.as_posix() for path in texts if os.path.lexists(path)]
    if taken and not overwrite:
        raise click.ClickException(f"there is {', '.join(taken)} already; nothing is written without --overwrite")
    lacking = _add_organisations(found, beside, to, texts)
    for path in texts:  # all of them before the first is written
        require_writable_place(path)
    to.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        write_text(path, text)
    click.echo(f"{count(len(texts), 'file')} written: {', '.join(path.as_posix() for path in texts)}.")
    if lacking:
        click.echo(f"Add these to {_place(to, ORGANISATIONS).as_posix()}, which stays as it is:\n\n{lacking}")


def _add_organisations(found: ReadResult, beside: Portfolio, to: Path, texts: dict[Path, str]) -> str:
    """Add a file of organisations where there is none; return what an existing one lacks, as YAML for it."""
    place = _place(to, ORGANISATIONS)
    lacking = tuple(one for one in found.organisations if one.id not in beside.organisations)
    if not lacking:
        return ""
    text = organisations_yaml(lacking)
    if not os.path.lexists(place):
        texts[place] = text
        return ""
    return text.partition("organisations:\n")[2].rstrip()


def _place(folder: Path, stem: str) -> Path:
    """Return the file of a programme: the one that is there under either ending, else the one to be made."""
    other = folder / f"{stem}.yaml"
    return other if os.path.lexists(other) else folder / f"{stem}.yml"
