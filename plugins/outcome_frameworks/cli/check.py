"""`outcomes check`: name every problem."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from outcome_frameworks.cli.group import main
from outcome_frameworks.cli.project import docs_option, find_project, folder_argument, read_pages
from outcome_frameworks.problems import Severity, format_github, format_json, format_text, sort_problems
from outcome_frameworks.problems.wording import count
from outcome_frameworks.reading.checks.unmentioned import find_unmentioned
from outcome_frameworks.reading.sources import Sources, read_sources

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}


@main.command()
@folder_argument
@docs_option
@click.option(
    "--format",
    "style",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How problems are written; github makes annotations on a pull request.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--unmentioned", is_flag=True, help="Name the outcomes that no page of yours mentions, too.")
def check(folder: Path, docs: Path | None, style: str, strict: bool, unmentioned: bool) -> None:
    """Name every problem of every framework in FOLDER, by default `frameworks`.

    Addresses that were published, as permalinks.yml says, and would vanish are problems too. Ends with status 0 where
    there is no error, 1 where there is one, 2 where the command itself is wrong.
    """
    project = find_project(folder)
    pages = read_pages(docs, project.urls)
    sources = read_sources(folder, pages, permalinks=project.read_ledger(), urls=project.urls, drafts=project.drafts)
    if unmentioned:
        found = find_unmentioned(sources.portfolio, sources.stories)
        sources = replace(sources, problems=tuple(sort_problems([*sources.problems, *found])))
    problems = sources.problems
    if problems or style == "json":
        click.echo(_FORMATS[style](problems))
    if style == "text":
        click.echo(_count(sources))
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    sys.exit(any(problem.severity in failing for problem in problems))


def _count(sources: Sources) -> str:
    """Return how much was checked and found: `5 frameworks, 0 errors, 1 warning, 3 notes`."""
    by_severity = [sum(problem.severity is severity for problem in sources.problems) for severity in Severity]
    found = (count(number, severity.value) for number, severity in zip(by_severity, Severity, strict=True))
    return ", ".join((count(sources.frameworks, "framework"), *found))
