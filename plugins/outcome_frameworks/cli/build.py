"""`outcomes build`: build the site with MkDocs, and put it in its place whole."""

from __future__ import annotations

import gc

import click

from outcome_frameworks.cli.group import main

OBJECTS_BETWEEN_LOOKS = 50_000
"""Python looks for what refers to itself and to which nothing leads any more after each 700 new objects, as it is. Of
what a build makes nearly all is used to its end, and looking through that took a tenth of one that changes nothing."""


@main.command()
@click.option("--config-file", "-f", help="Settings of the site.  [default: mkdocs.yml]")
@click.option("--site-dir", "-d", help="Folder of the site.  [default: site_dir of the settings, or site]")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def build(config_file: str | None, site_dir: str | None, strict: bool) -> None:
    """Build the site with MkDocs, and put it in its place only when all of it has succeeded.

    Ends with status 1 where anything stops the build; the site that was there is then as it was.
    """
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    from outcome_frameworks.hosts.mkdocs.whole.run_mkdocs import build_whole_site  # noqa: PLC0415 MkDocs takes long to load

    click.echo(f"The site is in {build_whole_site(config_file, site_dir, strict=strict)}.")
