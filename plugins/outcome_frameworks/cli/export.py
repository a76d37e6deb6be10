"""`outcomes export`: write the site's pages as plain Markdown files."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.changes import HistoryChoice, read_history
from outcome_frameworks.cli.group import main
from outcome_frameworks.cli.project import docs_option, find_project, folder_argument, read_pages, stop_at_errors
from outcome_frameworks.hosts.export import export_site
from outcome_frameworks.outcome_map.arranging.engine import find_engine
from outcome_frameworks.pages import SCRIPT, STYLE, Renderer, Site
from outcome_frameworks.pages.site import RedirectsFile
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.sources import read_sources


@main.command()
@folder_argument
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write the pages into.")
@docs_option
@click.option("--name", default="", help="Name of the site, for the home page and citations.")
@click.option("--url", default="", help="Public address of the site, for citations.")
@click.option("--licence", default="", help="What others may do with the data, in words or by an address.")
@click.option("--path-prefix", default="", help="Path below the site's root to which all generated pages move.")
@click.option("--file-urls", is_flag=True, help="Write addresses as s1.html, for generators that do not make folders.")
@click.option(
    "--redirects-file",
    type=click.Choice(get_args(RedirectsFile)),
    default="off",
    show_default=True,
    help="Host for which the file _redirects is written, so that it answers earlier addresses itself.",
)
@click.option(
    "--history",
    type=click.Choice(get_args(HistoryChoice)),
    default="auto",
    show_default=True,
    help="Where what changed is taken from.",
)
def export(
    folder: Path,
    to: Path,
    docs: Path | None,
    name: str,
    url: str,
    licence: str,
    path_prefix: str,
    file_urls: bool,
    redirects_file: RedirectsFile,
    history: HistoryChoice,
) -> None:
    """Write the site's pages as plain Markdown files, for other generators.

    Ends with status 1 where the frameworks have errors; nothing is written then.
    """
    own = docs or Path("docs")
    if own.is_dir() and to.resolve().is_relative_to(own.resolve()):
        raise click.BadParameter(
            f"choose a folder outside {own}, so that your own pages stay as they are", param_hint="--to"
        )
    urls = Urls(path_prefix.strip("/"), use_directory_urls=not file_urls)
    project = find_project(folder)
    # What was published is what the site's settings say; an export with other addresses, or drafts, is another site.
    is_same_site = urls == project.urls and project.drafts == "hide"
    pages = read_pages(docs, urls)
    sources = read_sources(folder, pages, permalinks=project.read_ledger(), urls=urls, compare=is_same_site)
    stop_at_errors(sources.problems)
    site = Site(
        portfolio=sources.portfolio,
        urls=urls,
        name=name,
        base_url=url,
        licence=licence,
        stories=list(sources.stories),
        problems=sources.remarks,
        engine=find_engine("auto"),
        redirects_file=redirects_file,
        history=read_history(history, folder, hidden=sources.portfolio.withheld),
    )
    hidden = folder if sources.portfolio.withheld else None
    written = export_site(Renderer(site), to, own if own.is_dir() else None, hidden)
    click.echo(f"{count(len(written), 'file')} written to {to}.")
    click.echo(f"The generator needs the extension attr_list, the style sheet {STYLE} and the script {SCRIPT}.")
