"""Read what a site publishes, from its frameworks and its own pages, under the options that it sets."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.changes import read_history
from outcome_frameworks.hosts.mkdocs.build_place import BuildPlace
from outcome_frameworks.hosts.mkdocs.files import edit_uri, edit_url
from outcome_frameworks.hosts.mkdocs.late_files import LateFile
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.model import Drafts, draft_keys
from outcome_frameworks.outcome_map.arranging.engine import find_engine
from outcome_frameworks.pages import Site
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.ledger import NAME, read_ledger
from outcome_frameworks.reading.sources import HandWrittenPage, ReadFrameworks, read_frameworks
from outcome_frameworks.reading.yaml.cleaning import decode
from outcome_frameworks.system.unused_objects import seldom_looked_for


def settings_folder(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").parent


def frameworks_dir(config: MkDocsConfig, options: OutcomeFrameworksOptions) -> Path:
    """Return the folder with the framework files, which stands beside mkdocs.yml."""
    return settings_folder(config) / options.frameworks_dir


def permalinks_file(config: MkDocsConfig) -> Path:
    """Return the ledger of published addresses, which stands beside mkdocs.yml."""
    return settings_folder(config) / NAME


class LoadedSite(NamedTuple):
    """What pages are made from, and what was read for it.

    The stories of the site come later: only when all plugins have named their pages is it known where each will be.
    """

    site: Site
    read: ReadFrameworks

    @seldom_looked_for()
    def read_pages(self, files: Files, config: MkDocsConfig) -> tuple[Problem, ...]:
        """Look through the site's own pages for what they say of the frameworks; return the problems of all."""
        ledger = read_ledger(permalinks_file(config), NAME)
        sources = self.read.with_pages(_hand_written(files, config), ledger, self.site.urls)
        self.site.stories.extend(sources.stories)
        return sources.problems


@seldom_looked_for()
def load_site(
    config: MkDocsConfig, options: OutcomeFrameworksOptions, place: BuildPlace, *, has_search: bool
) -> LoadedSite:
    """Load and check the frameworks. Nothing is raised for problems in them. A site that is served shows drafts."""
    folder = frameworks_dir(config, options)
    drafts: Drafts = "show" if place.served and options.drafts == "hide" else options.drafts
    read = read_frameworks(folder, options.frameworks_dir, drafts, place.files_read)
    hidden = None if drafts == "publish" else read.portfolio.withheld | draft_keys(read.portfolio)
    since = str(options.history_since)
    site = Site(
        portfolio=read.portfolio,
        urls=Urls(options.path_prefix.strip("/"), config.use_directory_urls),
        name=config.site_name,
        description=config.site_description or "",
        base_url=config.site_url or "",
        problems=read.remarks,
        engine=find_engine(options.graphviz),
        edit_url=lambda file, place: edit_url(config, edit_uri(config, folder, file, place)),
        home_map=options.home_map,
        has_search=has_search,
        licence=options.licence,
        redirects_file=options.redirects_file,
        link_previews=options.link_previews,
        language=str(config.theme.get("language") or config.theme.get("locale") or "en"),
        history=read_history(options.history, folder, place.cache.changes, since, settings_folder(config), hidden),
        publishes_drafts=drafts == "publish",
    )
    return LoadedSite(site, read)


def _hand_written(files: Files, config: MkDocsConfig) -> list[HandWrittenPage]:
    """Return the Markdown pages of the site as far as they are known at this point."""
    folder, posts = Path(config.docs_dir).name, _posts(config)
    return [
        _read_page(file, f"{folder}/{file.src_uri}")
        for file in files
        if file.is_documentation_page() and (file.inclusion.is_included() or file in posts)
    ]


def _read_page(file: File, shown_as: str) -> HandWrittenPage:
    if isinstance(file, LateFile):  # ours, and written by nobody
        return HandWrittenPage(file.src_uri, file.url, shown_as, "")
    try:
        return HandWrittenPage(file.src_uri, file.url, shown_as, file.content_string)
    except UnicodeDecodeError:
        return HandWrittenPage(file.src_uri, file.url, shown_as, *decode(file.content_bytes, shown_as))


def _posts(config: MkDocsConfig) -> set[File]:
    """Return the posts of Material's blogs without drafts; at this point they are left out, and come back later."""
    blogs = (getattr(plugin, "blog", None) for plugin in config.plugins.values())
    return {post.file for blog in blogs for post in getattr(blog, "posts", ())}
