"""The page of an outcome, an activity, an input or any other element."""

from __future__ import annotations

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Element, Framework, Target
from outcome_frameworks.outcome_map.from_frameworks import draw_focus
from outcome_frameworks.pages.beside.share import share_of
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.parts.crumbs import crumbs_of
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Here, Renderer, kicker_of, kind_word, page_title

SECTIONS = (
    ("map", "Its place in the chain"),
    ("led-to-by", "What leads to it"),
    ("leads-to", "What it leads to"),
    ("parts", "Part and whole"),
    ("spoken-of", "What speaks of it"),
    ("facts", "Facts"),
    ("stories", "Pages that speak of it"),
    ("cite", "Share and cite"),
)
"""(id, title) of every section, in order; each is the template `element/<id>.html`."""


def element_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page of an element, with its links in sentences and a map of its neighbours."""
    assert own.target
    framework, element = own.target
    assert isinstance(element, Element)
    level, here = framework.level_of.get(element.id), renderer.here(own.src_uri, framework)
    where = f"{level.title} of {framework.programme.title}" if level else framework.programme.title
    return Page(
        own,
        title=page_title(own.target, element.statement),
        nav_title=element.id,
        description=words.shortened(f"{element.id}: {words.stopped(element.statement)} {words.stopped(where)}", 160),
        make_body=lambda: renderer.body(
            "element", SECTIONS, here, _context(renderer, here, framework, element), has_footer=True
        ),
        filters={
            "programme": framework.programme.short,
            "kind": kind_word(framework, element),
            "level": level.title if level else "",
            "status": (element.written("status") or "").capitalize(),
        },
        aliases=element.aliases,
    )


def _context(renderer: Renderer, here: Here, framework: Framework, element: Element) -> dict[str, object]:
    """Return what the templates of the page show."""
    site, target = here.site, Target(framework, element)
    level = framework.level_of.get(element.id)
    before, after = site.neighbours(target)
    return {
        "target": target,
        "framework": framework,
        "element": element,
        "level": level,
        "kind_word": kind_word(framework, element),
        "kicker": kicker_of(framework, element),
        "successors": site.portfolio.successors(target),
        "influence": framework.influence_on(element),
        "parent": framework.parent_of.get(element.id),
        "title": f"{element.id} {element.statement}",
        "share": share_of(renderer, here, target),
        "crumbs": crumbs_of(here, target),
        "drawing": draw_focus(target, site.graph, here.href),
        "connections_in": site.graph.connections_in(target),
        "connections_out": site.graph.connections_out(target),
        "mentions": site.graph.mentions_of(target),
        "waivers": [w for w in framework.waivers if site.portfolio.find(w.on, framework) == target],
        "stories": site.stories_about.get(target.key, ()),
        "before": before,
        "after": after,
        "around": level.title if level else framework.programme.short,
        "edit_url": site.edit_url(framework.file, element.place),
    }
