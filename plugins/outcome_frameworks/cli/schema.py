"""`outcomes schema`: print what a file may say, for editors and for people."""

from __future__ import annotations

import click

from outcome_frameworks.cli.group import main
from outcome_frameworks.data import data_schema
from outcome_frameworks.model.manual import render_manual
from outcome_frameworks.model.schema import framework_schema, organisations_schema, schema_to_json

_SCHEMAS = {"framework": framework_schema, "organisations": organisations_schema, "data": data_schema}


@main.command()
@click.argument("which", type=click.Choice(list(_SCHEMAS)), default="framework")
@click.option(
    "--as",
    "form",
    type=click.Choice(["json", "markdown"]),
    default="json",
    show_default=True,
    help="JSON Schema for editors, or a page on the fields of both files for people.",
)
def schema(which: str, form: str) -> None:
    """Print the JSON Schema of a framework file, of organisations.yml, or of the data that the site publishes."""
    click.echo(render_manual() if form == "markdown" else schema_to_json(_SCHEMAS[which]()), nl=False)
