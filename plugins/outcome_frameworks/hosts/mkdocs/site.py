"""Read what a site publishes, from its frameworks and its own pages, under the options that it sets."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from outcome_frameworks.hosts.mkdocs.edit_links import edit_uri, edit_url
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.outcome_map import find_engine
from outcome_frameworks.pages import Site
from outcome_frameworks.pages.sources import HandWrittenPage, read_sources
from outcome_frameworks.urls import Urls


def frameworks_dir(config: MkDocsConfig, options: OutcomeFrameworksOptions) -> Path:
    """Give the folder with the framework files, which stands beside mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").parent / options.frameworks_dir


def read_site(files: Files, config: MkDocsConfig, options: OutcomeFrameworksOptions) -> Site:
    """Load and check the frameworks, and look through the site's own pages for what they say of them.

    The problems that were found are in the site that is given; nothing is raised for them.
    """
    folder = frameworks_dir(config, options)
    sources = read_sources(folder, _hand_written(files, config), shown_as=options.frameworks_dir)
    return Site(
        portfolio=sources.portfolio,
        urls=Urls(options.path_prefix.strip("/"), config.use_directory_urls),
        name=config.site_name,
        description=config.site_description or "",
        base_url=config.site_url or "",
        stories=sources.stories,
        problems=sources.problems,
        engine=find_engine(options.graphviz),
        edit_url=lambda file, place: edit_url(config, edit_uri(config, folder, file, place)),
        home_map=options.home_map,
    )


def _hand_written(files: Files, config: MkDocsConfig) -> list[HandWrittenPage]:
    """Give the Markdown pages of the site as far as they are known at this point."""
    folder = Path(config.docs_dir).name
    return [
        HandWrittenPage(file.src_uri, file.url, f"{folder}/{file.src_uri}", file.content_string)
        for file in files
        # Material's blog leaves its posts out at this point, and puts them back later
        if file.is_documentation_page() and (file.inclusion.is_included() or file.page is not None)
    ]
