"""The pages that list things of all programmes: home, programmes, outcomes, hypotheses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Element, Framework, Level
from outcome_frameworks.outcome_map.from_frameworks import count_wires, placed
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer


def home_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return a home page: what the site is, a live map, a card for each programme."""
    site = renderer.site

    def context() -> dict[str, object]:
        here, featured = renderer.here(own.src_uri), _featured(renderer)
        drawing = placed(site.maps[featured.id], featured, here.href) if featured else None
        return {"frameworks": site.portfolio.frameworks, "featured": featured, "drawing": drawing}

    return _index(
        renderer,
        own,
        site.description or "What these programmes set out to change, what leads to what, and why.",
        (("map", "How change is meant to come about"), ("programmes", "Programmes"), ("find", "More ways in")),
        context,
    )


def programmes_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the list of programmes."""
    frameworks = renderer.site.portfolio.frameworks
    return _index(
        renderer,
        own,
        f"{words.count(len(frameworks), 'programme')}: what each sets out to change, and how.",
        (("cards", "All programmes"), ("data", "Data to download")),
        lambda: {"frameworks": frameworks, "downloads": renderer.site.downloads[own.src_uri]},
        is_empty=not frameworks,
    )


def outcomes_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the index of outcomes."""
    frameworks = renderer.site.portfolio.frameworks
    groups = [(framework, levels) for framework in frameworks if (levels := _outcome_levels(framework))]
    return _index(
        renderer,
        own,
        f"What {words.count(len(groups), 'programme sets', 'programmes set')} out to change, by programme and level.",
        (("filter", "Filter"), ("list", "All outcomes"), ("data", "Data to download")),
        lambda: {
            "downloads": renderer.site.downloads[own.src_uri],
            "frameworks": [framework for framework, _ in groups],
            "groups": groups,
            "level_titles": list(dict.fromkeys(level.title for _, levels in groups for level, _ in levels)),
        },
        is_empty=not groups,
    )


def hypotheses_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the index of hypotheses."""
    claiming = [framework for framework in renderer.site.portfolio.frameworks if framework.hypotheses]
    return _index(
        renderer,
        own,
        f"The hypotheses of {words.count(len(claiming), 'programme')}, with what testing has shown.",
        (("list", "By programme"),),
        lambda: {"frameworks": claiming},
        is_empty=not claiming,
    )


def results_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page that shows the results of a search, for hosts that make an index to search."""
    description = "Search every programme, outcome, hypothesis and page of this site."
    return _index(renderer, own, description, (("find", "Find"),), lambda: {"frameworks": ()})


def _index(
    renderer: Renderer,
    own: OwnPage,
    description: str,
    plan: tuple[tuple[str, str], ...],
    context: Callable[[], Mapping[str, object]],
    is_empty: bool = False,
) -> Page:
    """Return a page that lists things. One with nothing to list goes on answering, and nothing leads to it."""
    return Page(
        own,
        title=own.kind.title,
        nav_title=own.kind.title,
        description=words.shortened(description, 160),
        make_body=lambda: renderer.body(own.kind.name, plan, renderer.here(own.src_uri), context()),
        is_empty=is_empty,
    )


def _outcome_levels(framework: Framework) -> list[tuple[Level, list[Element]]]:
    return [(level, list(level.walk())) for level in framework.outcome_levels if level.elements]


def _featured(renderer: Renderer) -> Framework | None:
    """Find the programme whose map the home page shows: the one that was chosen, else the one with most links."""
    site = renderer.site
    drawn = [framework for framework in site.portfolio.frameworks if framework.id in site.maps]
    chosen = next((framework for framework in drawn if framework.id == site.home_map), None)
    return chosen or max(drawn, key=lambda framework: count_wires(framework, site.graph), default=None)
