"""The command line: `outcomes build`, `outcomes check`, `outcomes schema`, `outcomes export`, `outcomes csp`."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from outcome_frameworks import __version__
from outcome_frameworks.hosts import content_security_policy as policies
from outcome_frameworks.hosts.export import export_site
from outcome_frameworks.outcome_map import find_engine
from outcome_frameworks.pages import SCRIPT, STYLE, Renderer, Site
from outcome_frameworks.pages.sources import HandWrittenPage, Sources, read_docs, read_sources
from outcome_frameworks.problems import Severity, format_github, format_json, format_text
from outcome_frameworks.reference import render_reference
from outcome_frameworks.schema import framework_schema, organisations_schema, to_json
from outcome_frameworks.urls import Urls
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
@click.option("--config-file", "-f", help="Settings of the site.  [default: mkdocs.yml]")
@click.option("--site-dir", "-d", help="Folder of the site.  [default: site_dir of the settings, or site]")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def build(config_file: str | None, site_dir: str | None, strict: bool) -> None:
    """Build the site with MkDocs, and put it in its place only when all of it has succeeded.

    Ends with status 1 where anything stops the build; the site that was there is then as it was.
    """
    from outcome_frameworks.hosts.mkdocs.build import build_whole_site  # noqa: PLC0415 MkDocs takes long to load

    click.echo(f"The site is in {build_whole_site(config_file, site_dir, strict=strict)}.")


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
    sources = read_sources(folder, _read_docs(docs))
    problems = sources.problems
    if problems or style == "json":
        click.echo(_FORMATS[style](problems))
    if style == "text":
        click.echo(_count(sources))
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    sys.exit(any(problem.severity in failing for problem in problems))


def _read_docs(docs: Path | None, urls: Urls = Urls()) -> list[HandWrittenPage]:
    if docs is not None and not docs.is_dir():
        raise click.BadParameter(f"there is no folder {docs}", param_hint="--docs")
    folder = docs or Path("docs")
    return read_docs(folder, urls) if folder.is_dir() else []


def _count(sources: Sources) -> str:
    """Say how much was checked and found: `5 frameworks, 0 errors, 1 warning, 3 notes`."""
    frameworks = len(sources.portfolio.frameworks) + len(sources.known_ids.unread)
    by_severity = [sum(problem.severity is severity for problem in sources.problems) for severity in Severity]
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


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default="frameworks")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write the pages into.")
@click.option(
    "--docs", type=click.Path(path_type=Path), help="Folder of hand-written pages.  [default: docs, if it is there]"
)
@click.option("--name", default="", help="Name of the site, for the home page and citations.")
@click.option("--url", default="", help="Public address of the site, for citations.")
@click.option("--path-prefix", default="", help="Path below the site's root to which all generated pages move.")
@click.option("--file-urls", is_flag=True, help="Write addresses as s1.html, for generators that do not make folders.")
def export(folder: Path, to: Path, docs: Path | None, name: str, url: str, path_prefix: str, file_urls: bool) -> None:
    """Write the site's pages as plain Markdown files, for other generators.

    Ends with status 1 where the frameworks have errors; nothing is written then.
    """
    own = docs or Path("docs")
    if own.is_dir() and to.resolve().is_relative_to(own.resolve()):
        raise click.BadParameter(
            f"choose a folder outside {own}, so that your own pages stay as they are", param_hint="--to"
        )
    urls = Urls(path_prefix.strip("/"), use_directory_urls=not file_urls)
    sources = read_sources(folder, _read_docs(docs, urls))
    errors = [problem for problem in sources.problems if problem.severity is Severity.ERROR]
    if errors:
        click.echo(format_text(errors), err=True)
        sys.exit(1)
    site = Site(
        portfolio=sources.portfolio,
        urls=urls,
        name=name,
        base_url=url,
        stories=sources.stories,
        problems=sources.problems,
        engine=find_engine("auto"),
    )
    written = export_site(Renderer(site), to, own if own.is_dir() else None)
    click.echo(f"{count(len(written), 'file')} written to {to}.")
    click.echo(f"The generator needs the extension attr_list, the style sheet {STYLE} and the script {SCRIPT}.")


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
    sources = policies.read_site(site)
    if not sources.pages:
        raise click.ClickException(f"there is no built site in {site}: run mkdocs build first")
    text = policies.FORMS[form](sources, framed_by)
    for note in policies.notes(sources, text):
        click.echo(note.text, err=True)
    click.echo(text)
