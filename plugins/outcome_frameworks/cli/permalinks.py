"""`outcomes permalinks`: write down every address that the site publishes, so that none is lost unseen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from outcome_frameworks.addresses.published import Addresses
from outcome_frameworks.cli.group import main
from outcome_frameworks.cli.project import docs_option, find_project, folder_argument, read_pages
from outcome_frameworks.problems import Severity, format_text
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.ledger import add_lines
from outcome_frameworks.reading.sources import read_sources
from outcome_frameworks.system.regular_files import write_text


@main.command()
@folder_argument
@docs_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say whether something is to be written.")
def permalinks(folder: Path, docs: Path | None, only_check: bool) -> None:
    """Add every address that the site publishes to permalinks.yml, which stands beside mkdocs.yml.

    Lines that are there stay. Ends with status 1 where an address in it would vanish, where the frameworks have errors
    (nothing is written then), and with --check where an address is not in it yet.
    """
    project = find_project(folder)
    if project.permalinks is None:
        raise click.BadParameter(f"mkdocs.yml publishes another folder than {folder}", param_hint="FOLDER")
    ledger = project.read_ledger()
    pages = read_pages(docs, project.urls)
    sources = read_sources(folder, pages, permalinks=ledger, urls=project.urls, drafts=project.drafts)
    errors = [problem for problem in sources.problems if problem.severity is Severity.ERROR]
    if errors:
        click.echo(format_text(errors), err=True)
    if any(problem.rule != "vanished-address" for problem in errors):
        sys.exit(1)
    published = Addresses(sources.portfolio, project.urls).published
    text, added = add_lines(ledger, published)
    held = count(len(ledger.published) + added, "address", "addresses")
    if not added:
        click.echo(f"{ledger.file} is up to date: {held}.")
    elif only_check:
        click.echo(f"{ledger.file} lacks {count(added, 'address', 'addresses')}; run outcomes permalinks to add them.")
    else:
        write_text(project.permalinks, text)
        click.echo(f"{count(added, 'address', 'addresses')} added to {ledger.file}, which now holds {held}.")
    sys.exit(bool(errors or (added and only_check)))
