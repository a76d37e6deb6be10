"""The pages that list things of all programmes: home, programmes, outcomes, hypotheses."""

from __future__ import annotations

from outcome_frameworks.model import OUTCOME_KINDS, Element, Framework, Level
from outcome_frameworks.outcome_map.from_frameworks import placed
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer


def index_pages(renderer: Renderer) -> list[Page]:
    """Return the list of programmes, the index of outcomes and the index of hypotheses."""
    site, frameworks = renderer.site, renderer.site.portfolio.frameworks
    total = words.count(len(frameworks), "programme")
    groups = [(framework, levels) for framework in frameworks if (levels := _outcome_levels(framework))]
    claiming = [framework for framework in frameworks if framework.hypotheses]
    level_titles = list(dict.fromkeys(level.title for _, levels in groups for level, _ in levels))
    return [
        _index(
            renderer,
            site.urls.programmes,
            "programmes",
            "Programmes",
            f"{total}: what each sets out to change, and how.",
            (("cards", "All programmes"), ("data", "Data to download")),
            frameworks=frameworks,
            downloads=site.downloads[site.urls.programmes],
        ),
        _index(
            renderer,
            site.urls.outcomes,
            "outcomes",
            "Outcomes",
            f"What {words.count(len(groups), 'programme sets', 'programmes set')} out to change, by programme and "
            "level.",
            (("filter", "Filter"), ("list", "All outcomes"), ("data", "Data to download")),
            downloads=site.downloads[site.urls.outcomes],
            frameworks=[framework for framework, _ in groups],
            groups=groups,
            level_titles=level_titles,
        ),
        _index(
            renderer,
            site.urls.hypotheses,
            "hypotheses",
            "Hypotheses",
            f"The hypotheses of {words.count(len(claiming), 'programme')}, with what testing has shown.",
            (("list", "By programme"),),
            frameworks=claiming,
        ),
    ]


def home_page(renderer: Renderer) -> Page:
    """Return a home page: what the site is, a live map, a card for each programme."""
    site = renderer.site
    here = renderer.here(site.urls.home)
    featured = _featured(renderer)
    drawing = placed(site.maps[featured.id], featured, here.href) if featured else None
    return _index(
        renderer,
        site.urls.home,
        "home",
        "Home",
        site.description or "What these programmes set out to change, what leads to what, and why.",
        (("map", "How change is meant to come about"), ("programmes", "Programmes"), ("find", "More ways in")),
        frameworks=site.portfolio.frameworks,
        featured=featured,
        drawing=drawing,
    )


def results_page(renderer: Renderer) -> Page:
    """Return the page that shows the results of a search, for hosts that make an index to search."""
    description = "Search every programme, outcome, hypothesis and page of this site."
    plan = (("find", "Find"),)
    path = renderer.site.urls.search
    return _index(renderer, path, "search", "Search", description, plan, is_found=False, frameworks=())


def _index(
    renderer: Renderer,
    src_uri: str,
    kind: str,
    title: str,
    description: str,
    plan: tuple[tuple[str, str], ...],
    is_found: bool = True,
    **context: object,
) -> Page:
    """Return a page that lists things. One with nothing to list goes on answering, and nothing leads to it."""
    here, holds = renderer.here(src_uri), kind == "home" or bool(context["frameworks"])
    return Page(
        src_uri=src_uri,
        kind=kind,
        title=title,
        nav_title=title,
        description=words.shortened(description, 160),
        header=renderer.render(f"{kind}/header", here, **context),
        sections=renderer.sections(kind, plan, here, **context),
        in_nav=holds,
        is_found=is_found and holds,
    )


def _outcome_levels(framework: Framework) -> list[tuple[Level, list[Element]]]:
    levels = ((level, list(level.walk())) for level in framework.levels if level.kind in OUTCOME_KINDS)
    return [(level, elements) for level, elements in levels if elements]


def _featured(renderer: Renderer) -> Framework | None:
    """Find the programme whose map the home page shows: the one that was chosen, else the one with most links."""
    site = renderer.site
    drawn = [framework for framework in site.portfolio.frameworks if framework.id in site.maps]
    chosen = next((framework for framework in drawn if framework.id == site.home_map), None)
    return chosen or max(drawn, key=lambda framework: len(site.maps[framework.id].wires), default=None)
