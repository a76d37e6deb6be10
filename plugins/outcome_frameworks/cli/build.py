"""`outcomes build`: build the site with MkDocs, and put it in its place whole."""

from __future__ import annotations

import click

from outcome_frameworks.cli.group import main
from outcome_frameworks.system.unused_objects import seldom_looked_for


@main.command()
@click.option("--config-file", "-f", help="Settings of the site.  [default: mkdocs.yml]")
@click.option("--site-dir", "-d", help="Folder of the site.  [default: site_dir of the settings, or site]")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def build(config_file: str | None, site_dir: str | None, strict: bool) -> None:
    """Build the site with MkDocs, and put it in its place only when all of it has succeeded.

    Ends with status 1 where anything stops the build; the site that was there is then as it was.
    """
    from outcome_frameworks.hosts.mkdocs.whole.run_mkdocs import build_whole_site  # noqa: PLC0415 MkDocs takes long to load

    with seldom_looked_for():
        site = build_whole_site(config_file, site_dir, strict=strict)
    click.echo(f"The site is in {site}.")
