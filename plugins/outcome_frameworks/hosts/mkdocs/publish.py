"""Add what is made of the frameworks to the files of a site, and tell what of it leads to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from outcome_frameworks.hosts.mkdocs.files import add_files, minify_assets
from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir
from outcome_frameworks.hosts.mkdocs.navigation import fill_placeholder
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.reporting import report, tell_without_address
from outcome_frameworks.hosts.mkdocs.whole.contradictions import tell_of_published_frameworks, tell_of_unknown_home
from outcome_frameworks.model import Framework, OrganisationsFile, Portfolio
from outcome_frameworks.model.texts import WrittenText, links_in, texts_in
from outcome_frameworks.model.web_addresses import can_be_link, is_path
from outcome_frameworks.pages import Renderer, render_files, render_pages
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show


def publish(
    renderer: Renderer, files: Files, config: MkDocsConfig, options: OutcomeFrameworksOptions, folder: Path
) -> frozenset[str]:
    """Add every page and file to those of the site, and to its `nav`; return the addresses of the pages.

    Args:
        renderer: What renders the pages.
        files: The site's files, which grow.
        config: The site's settings.
        options: Those of the plugin.
        folder: A temporary folder for the files of this build.

    Raises:
        PluginError: where a path in the frameworks leads to nothing.
    """
    site = renderer.site
    tell_without_address(site.base_url)
    frameworks = frameworks_dir(config, options)
    hide = bool(site.portfolio.withheld)
    tell_of_published_frameworks(files, config, frameworks, options.frameworks_dir, hide=hide)
    added = add_files(files, render_pages(renderer), render_files(renderer), config, folder, frameworks)
    if any(page.kind.name == "home" for page in added) and not site.portfolio.withholds(site.home_map):
        tell_of_unknown_home(site.home_map, (framework.id for framework in site.portfolio.frameworks))
    report(dead_paths(site.portfolio, files))
    minify_assets(files, config, folder)
    if config.nav is not None:
        config.nav = fill_placeholder(config.nav, added)
    return frozenset(site.urls.url(page.src_uri) for page in added)


def dead_paths(portfolio: Portfolio, files: Files) -> list[Problem]:
    """Report each path below the site's root that none of the site's files answers; `files` are all of them."""
    present = {_place(file.url) for file in files}
    sources: list[Framework | OrganisationsFile] = [*portfolio.frameworks, portfolio.organisations_file]
    advice = "where your site has nothing; put the file into docs, or correct the path"
    return [
        Problem(source.file, written.entry.place, "dead-path", f'{written.subject} leads to "{show(path)}", {advice}')
        for source in sources
        for written in texts_in(source)
        for path in _paths_in(written)
        if _place(path) not in present
    ]


def _paths_in(written: WrittenText) -> Iterator[str]:
    """Yield the paths that a text links to, or is."""
    if written.field == "url":
        addresses = [written.text]
    else:
        found = (link.address for link in links_in(written) if not link.is_reference)
        addresses = [address for address in found if can_be_link(address)]
    yield from (address for address in addresses if is_path(address))


def _place(url: str) -> str:
    """Return an address in one spelling, for comparison: decoded, without `index.html` and what follows ? or #."""
    path = normpath("/" + unquote(urlsplit(url).path)).strip("/")
    return path.removesuffix("index.html").strip("/")
