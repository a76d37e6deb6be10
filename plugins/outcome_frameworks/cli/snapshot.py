"""`outcomes snapshot`: keep the frameworks as they are today, for a site without git to tell what changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from outcome_frameworks.changes import SNAPSHOTS_FOLDER, snapshot_files, snapshot_text
from outcome_frameworks.cli.group import main
from outcome_frameworks.cli.project import folder_argument, stop_at_errors
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.system.regular_files import require_real_folder, write_text


@main.command()
@folder_argument
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day for which it stands, such as 2026-05-31.  [default: today]",
)
def snapshot(folder: Path, day: dt.datetime | None) -> None:
    """Keep the frameworks in FOLDER as they are now, in its folder `changes`.

    A snapshot of the same day is replaced. Ends with status 1 where the frameworks have errors; nothing is written
    then.
    """
    stop_at_errors(load_portfolio(folder).problems)
    kept = folder / SNAPSHOTS_FOLDER
    require_real_folder(kept)
    text, name = snapshot_text(folder), f"{day or dt.datetime.now(dt.UTC):%Y-%m-%d}.json"
    before = [path for path in snapshot_files(kept) if path.name < name]
    if before and before[-1].read_text("utf-8", errors="replace") == text:
        click.echo(f"Nothing has changed since {before[-1].stem}; no snapshot is needed.")
        return
    kept.mkdir(exist_ok=True)
    write_text(kept / name, text)
    click.echo(f"The frameworks are kept as {kept / name}; commit it, or keep it with your site.")
