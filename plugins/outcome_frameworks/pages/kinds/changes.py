"""The page on what changed in a programme, and how changes are shown there and in feeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.changes import Change, Effort, Piece, ProgrammeDay, compare_words
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.pages.page import Body, Page, Section
from outcome_frameworks.pages.parts.crumbs import crumbs_of
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Here, Renderer
from outcome_frameworks.pages.site import Site


@dataclass(frozen=True)
class _Shown:
    """A change with the address of what it speaks of, "" where that is there no longer, and its wordings in pieces."""

    subject: str
    says: str
    before: str
    after: str
    href: str
    pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]]


def changes_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page on what changed in a programme that has a history."""
    site, framework = renderer.site, own.framework
    return Page(
        own,
        title=words.shortened(own.kind.title_in(site.name, framework), 70),
        nav_title=own.kind.title,
        description=words.shortened(
            f"What changed in {words.unstopped(framework.programme.title)}, day by day: wordings, links, states", 160
        ),
        make_body=lambda: _body(renderer, own),
    )


def _body(renderer: Renderer, own: OwnPage) -> Body:
    site, framework, effort = renderer.site, own.framework, Effort()
    here = renderer.here(own.src_uri, framework)
    header = renderer.render(
        "changes/header",
        here,
        framework=framework,
        crumbs=crumbs_of(here, Target(framework, None), own.kind.title),
        since=site.history.since,
        feeds=[(feed.title, here.to(feed.src_uri)) for feed in (*feed_links(site, framework), *feed_links(site, None))],
    )
    sections = (
        Section(anchor_of(day), words.in_words(day.date), render_day(renderer, here, day, here.href, effort))
        for day in site.history.days[framework.id]
    )
    return Body(header, tuple(sections))


class FeedLink(NamedTuple):
    """A feed: what it is called, its type, and its `src_uri`."""

    title: str
    media_type: str
    src_uri: str


def feed_links(site: Site, framework: Framework | None) -> list[FeedLink]:
    """Return the feeds of a programme, or those of all together; none without a history or the site's own address."""
    told = [framework] if framework else site.portfolio.frameworks
    if not site.base_url or not any(map(site.has_changes, told)):
        return []
    name, id = (framework.programme.short, framework.id) if framework else ("all programmes", "")
    return [
        FeedLink(f"{name} (Atom)", "application/atom+xml", site.urls.feed("xml", id)),
        FeedLink(f"{name} (JSON Feed)", "application/feed+json", site.urls.feed("json", id)),
    ]


def anchor_of(day: ProgrammeDay) -> str:
    """Return the place of a day on the page: `on-2026-11-22`."""
    return f"on-{day.date}"


def render_day(
    renderer: Renderer, here: Here, day: ProgrammeDay, href: Callable[[Target], str], effort: Effort
) -> Markup:
    """Return what changed on a day as HTML.

    `href` gives the address of what a change speaks of; `effort` is what comparing wordings may still take.
    """
    site = renderer.site

    def shown(change: Change) -> _Shown:
        target = site.now_at(change.key)
        pieces = compare_words(change.before, change.after, effort)
        address = href(target) if target else ""
        return _Shown(change.subject, change.says, change.before, change.after, address, pieces)

    return renderer.render("changes/day", here, changes=[shown(change) for change in day.changes])
