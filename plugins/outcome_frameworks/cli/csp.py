"""`outcomes csp`: print a Content-Security-Policy for a built site."""

from __future__ import annotations

from pathlib import Path

import click

from outcome_frameworks.cli.group import main
from outcome_frameworks.hosts.policy import content_security_policy as policies


@main.command()
@click.argument("site", type=click.Path(path_type=Path), default="site")
@click.option(
    "--as",
    "form",
    type=click.Choice(list(policies.FORMS)),
    default="header",
    show_default=True,
    help="The value of the header, a meta element, or the file _headers of Netlify and Cloudflare Pages.",
)
@click.option("--framed-by", multiple=True, help="Address of a site that may show these pages in a frame; * for any.")
def csp(site: Path, form: str, framed_by: tuple[str, ...]) -> None:
    """Print a Content-Security-Policy for the built site in SITE, by default `site`.

    What needs your attention goes to standard error.
    """
    sources = policies.read_built_site(site)
    if not sources.pages:
        raise click.ClickException(f"there is no built site in {site}: run mkdocs build first")
    text = policies.FORMS[form](sources, framed_by)
    for note in policies.notes(sources, text):
        click.echo(note.text, err=True)
    click.echo(text)
