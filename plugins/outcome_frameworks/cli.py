"""The command line: `outcomes check`, `outcomes schema`."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from outcome_frameworks import __version__
from outcome_frameworks.check import check_portfolio
from outcome_frameworks.load import LoadResult, load_portfolio
from outcome_frameworks.page_references import check_docs
from outcome_frameworks.problems import Problem, Severity, format_github, format_json, format_text, sort_problems
from outcome_frameworks.reference import render_reference
from outcome_frameworks.schema import framework_schema, organisations_schema, to_json
from outcome_frameworks.wording import count

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}
_SCHEMAS = {"framework": framework_schema, "organisations": organisations_schema}


class _Commands(click.Group):
    """Commands that answer what the system refuses with one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader went away, as `| head` does; click knows what to do
                raise
            where = f": {error.filename}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or type(error).__name__}{where}") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="outcomes")
def main() -> None:
    """Check and publish outcome frameworks, written as one YAML file per programme."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without → must not stop a check
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default="frameworks")
@click.option(
    "--docs", type=click.Path(path_type=Path), help="Folder of hand-written pages.  [default: docs, if it is there]"
)
@click.option(
    "--format",
    "style",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How problems are written; github makes annotations on a pull request.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(folder: Path, docs: Path | None, style: str, strict: bool) -> None:
    """Name every problem of every framework in FOLDER, by default `frameworks`.

    Ends with status 0 where there is no error, 1 where there is one, 2 where the command itself is wrong.
    """
    if docs is not None and not docs.is_dir():
        raise click.BadParameter(f"there is no folder {docs}", param_hint="--docs")
    result = load_portfolio(folder)
    problems = _check_all(result, docs or Path("docs"))
    if problems or style == "json":
        click.echo(_FORMATS[style](problems))
    if style == "text":
        click.echo(_count(result, problems))
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    sys.exit(any(problem.severity in failing for problem in problems))


def _check_all(result: LoadResult, docs: Path) -> list[Problem]:
    problems = [*result.problems, *check_portfolio(result.portfolio, result.known_ids)]
    failed = any(problem.severity is Severity.ERROR for problem in result.problems)
    unread = result.known_ids.unread or (failed and not result.portfolio.frameworks)
    if docs.is_dir() and not unread:  # pages may speak of what could not be read
        problems += check_docs(docs, result.portfolio, docs.as_posix())
    return sort_problems(problems)


def _count(result: LoadResult, problems: list[Problem]) -> str:
    """Say how much was checked and found: `5 frameworks, 0 errors, 1 warning, 3 notes`."""
    frameworks = len(result.portfolio.frameworks) + len(result.known_ids.unread)
    by_severity = [sum(problem.severity is severity for problem in problems) for severity in Severity]
    found = (count(number, severity.value) for number, severity in zip(by_severity, Severity, strict=True))
    return ", ".join((count(frameworks, "framework"), *found))


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
    """Print the JSON Schema of a framework file, or of organisations.yml."""
    click.echo(render_reference() if form == "markdown" else to_json(_SCHEMAS[which]()), nl=False)
