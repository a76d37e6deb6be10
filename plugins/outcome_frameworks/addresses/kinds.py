"""The kinds of page, a row each: what a page is and has by its kind is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from outcome_frameworks.model import (
    Element,
    Framework,
    Hypothesis,
    Identified,
    LearningPoint,
    Paged,
    Programme,
    Target,
    paged_entries,
)


@dataclass(frozen=True)
class Extent:
    """What decides, beside the frameworks, which pages a site has.

    `has_search` says that the host makes an index to search; `with_changes` are the ids of the programmes of which it
    is known what changed.
    """

    has_search: bool = False
    with_changes: frozenset[str] = frozenset()


def _always(_extent: Extent, _framework: Framework | None) -> bool:
    return True


def _has_entries(_extent: Extent, framework: Framework | None) -> bool:
    """Return whether a programme holds anything that a pack, all its pages as one, would add to its own page."""
    return framework is not None and any(True for _ in paged_entries(framework))


def _has_changes(extent: Extent, framework: Framework | None) -> bool:
    return framework is not None and framework.id in extent.with_changes


def _has_search(extent: Extent, _framework: Framework | None) -> bool:
    return extent.has_search


@dataclass(frozen=True)
class PageKind:
    """What all pages of a kind have in common. Each has a picture for links to it, and an oEmbed file beside it."""

    name: str
    """Names the folder of its templates, and its function in `pages`; the class of its article is `of-page--<name>`."""

    path: str
    """The `src_uri`, below the option `path_prefix`; with a / before it, below the site's root.

    With `{programme}` in it there is a page for each programme, with `{entry}` one for each entry that it `shows`.
    """

    title: str = ""
    """What menus, breadcrumbs and pictures call it; "" for a page that is called after what it shows."""

    full_title: str = ""
    """Its title away from the site, where that is another. `{site}` and `{programme}` stand for their names."""

    shows: type[Programme | Paged] | None = None
    """What it is the page of, so that it can stand in a frame, and an entry have a JSON file; None for other pages."""

    exists: Callable[[Extent, Framework | None], bool] = _always
    """Whether there is one, for a programme or, of what is there once, for None."""

    is_permanent: bool = True
    """Whether the ledger holds its address: the frameworks alone decide whether there is one."""

    nav: Literal["nowhere", "home", "section", "beside"] = "nowhere"
    """Where menus have it: first where the host makes them, in the section of programmes, or beside that section."""

    found: Literal["nothing", "header", "whole"] = "whole"
    """What a search finds of it: not what only repeats other pages, or tells earlier wordings."""

    contents: Literal["by host", "by page", "none"] = "by host"
    """Who lists its sections: the host, which takes room beside them, or the page itself."""

    @property
    def scope(self) -> Literal["site", "programme", "entry"]:
        """What there is one for: the site, each programme, or each entry of the type that it `shows`."""
        return "entry" if "{entry}" in self.path else "programme" if "{programme}" in self.path else "site"

    def title_in(self, site: str, framework: Framework | None) -> str:
        """Return the title of one that shows no single thing, away from the site: `What changed in New Models`."""
        programme = framework.programme.short if framework else ""
        return (self.full_title or self.title).format(site=site, programme=programme)


_ROWS = (
    # A site may well have written its own home page, so that ours answers at no address for ever.
    PageKind("home", "/index.md", "Home", "{site}", is_permanent=False, nav="home", found="header", contents="none"),
    PageKind("programmes", "programmes/index.md", "Programmes", nav="section", found="header"),
    PageKind("outcomes", "outcomes/index.md", "Outcomes", nav="beside", found="header"),
    PageKind("hypotheses", "hypotheses/index.md", "Hypotheses", nav="beside", found="header"),
    PageKind("search", "search/index.md", "Search", exists=_has_search, is_permanent=False, found="nothing"),
    PageKind("programme", "programmes/{programme}/index.md", shows=Programme, nav="section", contents="by page"),
    PageKind("element", "programmes/{programme}/{entry}.md", shows=Element),
    PageKind("hypothesis", "programmes/{programme}/{entry}.md", shows=Hypothesis),
    PageKind("learning", "programmes/{programme}/{entry}.md", shows=LearningPoint),
    PageKind(
        "pack",
        "programmes/{programme}/print.md",
        "The whole pack",
        "{programme}: the whole pack",
        exists=_has_entries,
        found="nothing",
        contents="by page",
    ),
    PageKind(
        "changes",
        "programmes/{programme}/changes.md",
        "What changed",
        "What changed in {programme}",
        exists=_has_changes,
        is_permanent=False,
        found="nothing",
    ),
)

PAGE_KINDS = {kind.name: kind for kind in _ROWS}
"""Every kind of page by its name, in the order in which a site has them: those of a programme together."""

_OF_THINGS = {kind.shows: kind for kind in _ROWS if kind.shows}


def kind_showing(entry: Identified | None) -> PageKind:
    """Return the kind of page that shows an entry: its own, or that of its programme; None is the programme itself."""
    return _OF_THINGS[type(entry) if isinstance(entry, Paged) else Programme]


def targets_of(kind: PageKind, framework: Framework) -> list[Target]:
    """Return what the pages of a kind belong to that a programme may have: itself, or entries in the file's order."""
    if kind.scope == "programme":
        return [Target(framework, None)]
    return [Target(framework, entry) for entry in paged_entries(framework) if type(entry) is kind.shows]
